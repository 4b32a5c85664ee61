package io.gavel.ops.watch;

import io.gavel.client.AdminReport;
import io.gavel.client.GavelClient;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Rejections;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.Patience;
import io.gavel.venue.Members;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Has every node hash its state at one position of the log, and compares.
 *
 * @param status   of the venue after it.
 * @param hash     that the leader reported, 16 hexadecimal digits.
 * @param eventSeq of the report: a node that has done the command shows a hash of a later event.
 */
public record StateHash(VenueStatus status, String hash, long eventSeq)
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
        final AdminReport report = VenueOptions.await(client.operator().because("compare nodes").hashState());
        if (report.isRejected())
        {
            throw new CommandFailure(Rejections.sentence(report.rejectReason()));
        }
        return await(members, report, timeout);
    }

    /**
     * Waits until the nodes have a hash that was asked for.
     *
     * @param members of the venue.
     * @param report  that answered.
     * @param timeout how long at most.
     * @return what they say when all say the same, or when the time is over.
     * @throws InterruptedException where the thread is interrupted.
     */
    public static StateHash await(final Members members, final AdminReport report, final Duration timeout)
        throws InterruptedException
    {
        final Patience patience = new Patience(timeout, POLL_MS);
        while (true)
        {
            final StateHash hash = new StateHash(
                VenueStatus.ask(members, null), String.format("%016x", report.resultId()), report.eventSeq());
            if (hash.areEqual() || patience.isOver())
            {
                return hash;
            }
            patience.pause();
        }
    }

    /**
     * Whether every node of the venue gave the same hash for the same log position.
     *
     * @return false where one differs, has not done the command yet, or does not answer.
     */
    public boolean areEqual()
    {
        return status.nodes().stream().allMatch(Optional::isPresent) && isMajorityEqual();
    }

    /**
     * Whether a majority answered, and all that did gave the same hash for the same log position.
     *
     * @return false where one of them differs, or has not done the command yet.
     */
    public boolean isMajorityEqual()
    {
        final List<NodeStatus> answers = status.nodes().stream().flatMap(Optional::stream).toList();
        return answers.size() * 2 > status.nodes().size() && answers.stream().allMatch(node -> isDone(node) &&
            node.stateHash().equals(answers.get(0).stateHash()) &&
            node.stateHashLogPosition() == answers.get(0).stateHashLogPosition());
    }

    // The hash is the event right behind the report. One that comes later is of a newer command of somebody else.
    private boolean isDone(final NodeStatus node)
    {
        return node.stateHashEventSeq() == eventSeq + 1 ? node.stateHash().equals(hash) :
            node.stateHashEventSeq() > eventSeq;
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
        return text.append(areEqual() ? "all nodes agree" : "the nodes do NOT agree").toString();
    }

    /**
     * All nodes in one line.
     *
     * @return for a person.
     */
    public String line()
    {
        final StringBuilder text = new StringBuilder("state hash ").append(hash).append(": ");
        for (int i = 0; i < status.nodes().size(); i++)
        {
            text.append(i == 0 ? "" : ", ").append("node ").append(i).append(' ').append(
                status.nodes().get(i).map(node -> !isDone(node) && node.stateHashEventSeq() <= eventSeq ?
                "has none yet" : node.stateHash().equals(hash) ? "equal" :
                "has '" + node.stateHash() + "'").orElse("does not answer"));
        }
        return text.toString();
    }
}
