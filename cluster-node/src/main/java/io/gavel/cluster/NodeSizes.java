package io.gavel.cluster;

import io.gavel.venue.EventStream;

/**
 * How much a node holds, and how hard it writes.
 *
 * @param sessionsMax               client sessions at one time.
 * @param sessionsPerParticipantMax of them of one participant.
 * @param logTermLength             bytes of a term of the log and of snapshots.
 * @param ingressTermLength         bytes of a term of a client's ingress.
 * @param egressTermLength          bytes of a term of what a session is sent.
 * @param segmentLength             bytes of one file of a recording.
 * @param durability                of log, snapshots and events.
 * @param sparseFiles               where the driver's files are sparse until used.
 */
record NodeSizes(
    int sessionsMax,
    int sessionsPerParticipantMax,
    int logTermLength,
    int ingressTermLength,
    int egressTermLength,
    int segmentLength,
    Durability durability,
    boolean sparseFiles)
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
            context.text(NodeSetting.EGRESS_TERM_LENGTH).powerOfTwo(TERM_MIN, TERM_MAX),
            context.text(NodeSetting.SEGMENT_LENGTH).powerOfTwo(TERM_MIN, TERM_MAX),
            context.text(NodeSetting.DURABILITY).oneOf(Durability.class),
            context.text(NodeSetting.SPARSE_FILES).bool());
        if (sizes.segmentLength < Math.max(EventStream.TERM_LENGTH, sizes.logTermLength))
        {
            throw new ConfigurationException(context.both(NodeSetting.SEGMENT_LENGTH, NodeSetting.LOG_TERM_LENGTH) +
                ": a segment must hold a whole term of the log, and of the event stream (" +
                (EventStream.TERM_LENGTH >> 20) + "m)");
        }
        return sizes;
    }
}
