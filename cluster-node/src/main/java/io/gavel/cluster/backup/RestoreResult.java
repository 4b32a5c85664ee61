package io.gavel.cluster.backup;

import java.nio.file.Path;
import java.util.List;

/**
 * What a venue will have that starts on restored files.
 *
 * @param directories      that were made.
 * @param logPosition      at which its log ends.
 * @param leadershipTermId newest term of its log.
 * @param snapshotPosition log position of the snapshot that its nodes load, -1 where they execute the whole log.
 * @param eventSeq         last event.
 * @param eventPosition    of the event stream behind it.
 * @param stateHash        of the engine at that position, 16 hexadecimal digits.
 */
public record RestoreResult(
    List<Path> directories,
    long logPosition,
    long leadershipTermId,
    long snapshotPosition,
    long eventSeq,
    long eventPosition,
    String stateHash)
{
    /**
     * Copies the list.
     */
    public RestoreResult
    {
        directories = List.copyOf(directories);
    }
}
