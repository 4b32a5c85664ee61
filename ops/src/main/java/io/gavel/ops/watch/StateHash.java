package io.gavel.ops.watch;

import io.gavel.client.AdminReport;
import io.gavel.client.GavelClient;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Rejections;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.venue.Members;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Has every node hash its state at one position of the log, and compares.
 *
 * @param status       of the venue after it.
 * @param hash         the leader's, 16 hexadecimal digits.
 * @param areEqual     whether every node of the venue gave the same hash for the same log position.
 */
public record StateHash(VenueStatus status, String hash, boolean areEqual)
{
    private static final long POLL_MS = 50;

    /**
     * Asks for a hash, and waits until the nodes have it.
     *
     * @param client  of an operator.
     * @param members of the venue.
     * @param timeout for the nodes, after the answer.
     * @return what they say when all say the same, or when the time is over.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the venue refuses.
     */
    public static StateHash ask(final GavelClient client, final Members members, final Duration timeout)
        throws InterruptedException
    {
        final AdminReport report = VenueOptions.await(client.operator().hashState());
        if (report.isRejected())
        {
            throw new CommandFailure(Rejections.sentence(report.rejectReason()));
        }
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        final String hash = String.format("%016x", report.resultId());
        while (true)
        {
            final VenueStatus status = VenueStatus.ask(members, null);
            final boolean areEqual = areEqual(status.nodes(), report.eventSeq());
            if (areEqual || System.nanoTime() - deadlineNs > 0)
            {
                return new StateHash(status, hash, areEqual);
            }
            Thread.sleep(POLL_MS);
        }
    }

    // The report comes right behind the hash that it answers, so a node's hash is of this command, or of a newer one,
    // where its event sequence is at least the one before the report's.
    private static boolean areEqual(final List<Optional<NodeStatus>> nodes, final long eventSeq)
    {
        final Optional<NodeStatus> first = nodes.get(0);
        return nodes.stream().allMatch(node -> node.isPresent() && !node.get().stateHash().isEmpty() &&
            node.get().stateHashEventSeq() >= eventSeq - 2 &&
            node.get().stateHash().equals(first.get().stateHash()) &&
            node.get().stateHashLogPosition() == first.get().stateHashLogPosition());
    }

    /**
     * A line for each node.
     *
     * @return for a person.
     */
    public String text()
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < status.nodes().size(); i++)
        {
            text.append("node ").append(i).append("  ").append(status.nodes().get(i).map(node ->
                (node.stateHash().isEmpty() ? "no hash yet" : node.stateHash() + " at log position " +
                node.stateHashLogPosition())).orElse("UNREACHABLE")).append('\n');
        }
        return text.append(areEqual ? "all nodes agree" : "the nodes do NOT agree").toString();
    }
}
