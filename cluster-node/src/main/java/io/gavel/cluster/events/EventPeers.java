package io.gavel.cluster.events;

import java.util.List;

/**
 * Where the same events can be had: the other nodes' archives.
 *
 * @param archiveChannels   control channels of the other nodes' archives.
 * @param archiveStreamId   control stream of each.
 * @param responseChannel   on which this node takes their answers.
 * @param refillTimeoutNs   how long to look for one that has what is missing.
 */
public record EventPeers(
    List<String> archiveChannels, int archiveStreamId, String responseChannel, long refillTimeoutNs)
{
}
