package io.gavel.cluster;

/**
 * How long a node waits for what, in nanoseconds.
 *
 * @param leaderHeartbeatNs         silence of the leader after which a follower calls an election.
 * @param leaderHeartbeatIntervalNs between the signs of life of an idle leader.
 * @param electionNs                for votes.
 * @param startupCanvassNs          for all members before a majority is enough.
 * @param sessionNs                 silence of a client after which its session is closed.
 * @param eventRefillNs             for a peer that can fill a hole in the event stream.
 * @param warmUpNs                  for the warm-up, at most; 0 where there is to be none.
 */
record NodeTimeouts(
    long leaderHeartbeatNs,
    long leaderHeartbeatIntervalNs,
    long electionNs,
    long startupCanvassNs,
    long sessionNs,
    long eventRefillNs,
    long warmUpNs)
{
    private static final long MIN_NS = 10_000_000L;
    private static final long MAX_NS = 3_600_000_000_000L;
    private static final long WARM_UP_MAX_NS = 60_000_000_000L;

    static NodeTimeouts conclude(final NodeContext context)
    {
        final NodeTimeouts timeouts = new NodeTimeouts(
            duration(context, NodeSetting.LEADER_HEARTBEAT_TIMEOUT),
            duration(context, NodeSetting.LEADER_HEARTBEAT_INTERVAL),
            duration(context, NodeSetting.ELECTION_TIMEOUT),
            duration(context, NodeSetting.STARTUP_CANVASS_TIMEOUT),
            duration(context, NodeSetting.SESSION_TIMEOUT),
            duration(context, NodeSetting.EVENT_REFILL_TIMEOUT),
            context.text(NodeSetting.WARM_UP).durationNs(0, WARM_UP_MAX_NS));
        if (timeouts.leaderHeartbeatIntervalNs > timeouts.leaderHeartbeatNs / 2)
        {
            throw new ConfigurationException(context.both(NodeSetting.LEADER_HEARTBEAT_INTERVAL,
                NodeSetting.LEADER_HEARTBEAT_TIMEOUT) + ": the interval must be at most half of the timeout");
        }
        if (timeouts.startupCanvassNs < 2 * timeouts.leaderHeartbeatNs ||
            timeouts.startupCanvassNs % timeouts.leaderHeartbeatNs != 0)
        {
            throw new ConfigurationException(context.both(NodeSetting.STARTUP_CANVASS_TIMEOUT,
                NodeSetting.LEADER_HEARTBEAT_TIMEOUT) +
                ": the canvass timeout must be a multiple of the heartbeat timeout, and at least twice as long");
        }
        return timeouts;
    }

    private static long duration(final NodeContext context, final NodeSetting setting)
    {
        return context.text(setting).durationNs(MIN_NS, MAX_NS);
    }
}
