package io.gavel.chaos.simulation;

import java.util.List;
import java.util.SortedMap;

/**
 * A snapshot on a node's disk.
 *
 * @param entry   of the log, which asked for it.
 * @param records of the engine, in order.
 * @param timers  that the cluster has been asked for and that have not come, with their deadlines.
 */
record StoredSnapshot(int entry, List<byte[]> records, SortedMap<Long, Long> timers)
{
}
