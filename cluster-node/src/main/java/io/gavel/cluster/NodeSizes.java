package io.gavel.cluster;

import io.gavel.venue.EventStream;

/**
 * How much a node holds, and how hard it writes.
 *
 * @param sessionsMax               client sessions at one time.
 * @param sessionsPerParticipantMax of them of one participant.
 * @param logTermLength             bytes of a term of the log and of snapshots.
 * @param ingressTermLength         bytes of a term of a client's ingress.
 * @param segmentLength             bytes of one file of a recording.
 * @param archiveSyncLevel          0: page cache; 1: data forced; 2: metadata too.
 * @param clusterSyncLevel          as the archive's, for the recording log.
 * @param sparseFiles               where the driver's files are sparse until used.
 * @param socketBufferLength        bytes of socket buffers and windows.
 */
record NodeSizes(
    int sessionsMax,
    int sessionsPerParticipantMax,
    int logTermLength,
    int ingressTermLength,
    int segmentLength,
    int archiveSyncLevel,
    int clusterSyncLevel,
    boolean sparseFiles,
    int socketBufferLength)
{
    private static final int TERM_MIN = 64 * 1024;
    private static final int TERM_MAX = 1 << 30;

    static NodeSizes conclude(final NodeContext context)
    {
        final NodeSizes sizes = new NodeSizes(
            context.text(NodeSetting.SESSIONS_MAX).integer(1, 65_536),
            context.text(NodeSetting.SESSIONS_PER_PARTICIPANT_MAX).integer(1, 65_536),
            context.text(NodeSetting.LOG_TERM_LENGTH).powerOfTwo(TERM_MIN, TERM_MAX),
            context.text(NodeSetting.INGRESS_TERM_LENGTH).powerOfTwo(TERM_MIN, TERM_MAX),
            context.text(NodeSetting.SEGMENT_LENGTH).powerOfTwo(TERM_MIN, TERM_MAX),
            context.text(NodeSetting.ARCHIVE_SYNC_LEVEL).integer(0, 2),
            context.text(NodeSetting.CLUSTER_SYNC_LEVEL).integer(0, 2),
            context.text(NodeSetting.SPARSE_FILES).bool(),
            (int)context.text(NodeSetting.SOCKET_BUFFER_LENGTH).bytes(TERM_MIN, TERM_MAX));
        if (sizes.segmentLength < Math.max(EventStream.TERM_LENGTH, sizes.logTermLength))
        {
            throw new ConfigurationException(context.both(NodeSetting.SEGMENT_LENGTH, NodeSetting.LOG_TERM_LENGTH) +
                ": a segment must hold a whole term of the log, and of the event stream (" +
                (EventStream.TERM_LENGTH >> 20) + "m)");
        }
        if (sizes.archiveSyncLevel < sizes.clusterSyncLevel)
        {
            throw new ConfigurationException(
                context.both(NodeSetting.ARCHIVE_SYNC_LEVEL, NodeSetting.CLUSTER_SYNC_LEVEL) +
                ": the archive's level must not be below the cluster's");
        }
        return sizes;
    }
}
