package io.gavel.ops.replay;

import io.gavel.ops.venue.NodeStatus;
import io.gavel.venue.Members;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The hash that each node made of its state at one position of the log.
 *
 * @param expected that the leader reported, 16 hexadecimal digits.
 * @param byNode   by node id; a node that did not answer is not there.
 * @param nodes    how many there are.
 */
public record StateHashes(String expected, Map<Integer, String> byNode, int nodes)
{
    private static final long POLL_MS = 50;

    /**
     * Waits until every node shows the hash, or the time is over.
     *
     * @param members of the venue.
     * @param hash    that was reported.
     * @param timeout how long at most.
     * @return what the nodes show.
     * @throws InterruptedException where the thread is interrupted.
     */
    public static StateHashes await(final List<Members.Node> members, final long hash, final Duration timeout)
        throws InterruptedException
    {
        final String expected = String.format("%016x", hash);
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        while (true)
        {
            final Map<Integer, String> byNode = new TreeMap<>();
            for (final Members.Node node : members)
            {
                final Optional<NodeStatus> status = NodeStatus.of(node);
                if (status.isPresent())
                {
                    byNode.put(node.nodeId(), status.get().stateHash());
                }
            }
            final StateHashes hashes = new StateHashes(expected, byNode, members.size());
            if (byNode.size() == members.size() && hashes.isEqual() || System.nanoTime() - deadlineNs > 0)
            {
                return hashes;
            }
            Thread.sleep(POLL_MS);
        }
    }

    /**
     * Whether a majority answered, and all who did have the same hash.
     *
     * @return false where a node differs.
     */
    public boolean isEqual()
    {
        return byNode.size() > nodes / 2 && byNode.values().stream().allMatch(expected::equals);
    }

    /**
     * For a person.
     *
     * @return one line.
     */
    @Override
    public String toString()
    {
        final StringBuilder text = new StringBuilder("state hash " + expected + ": ");
        for (int nodeId = 0; nodeId < nodes; nodeId++)
        {
            final String hash = byNode.get(nodeId);
            text.append(nodeId == 0 ? "" : ", ").append("node ").append(nodeId).append(' ')
                .append(hash == null ? "does not answer" : hash.equals(expected) ? "equal" : "has '" + hash + "'");
        }
        return text.toString();
    }
}
