package io.gavel.chaos.drill.upkeep;

import io.gavel.chaos.drill.DrillStage;
import io.gavel.client.GavelClient;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.venue.Members;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A snapshot that was asked for, and where the nodes' newest ones were before.
 */
public final class Snapshots
{
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MS = 20;
    private static final int CONNECTION = 1;

    private final List<Long> before;
    private final CompletableFuture<Boolean> request;

    private Snapshots(final List<Long> before, final CompletableFuture<Boolean> request)
    {
        this.before = before;
        this.request = request;
    }

    /**
     * Asks the leader for a snapshot, without waiting for it.
     *
     * @param stage whose nodes are all up.
     * @return the request.
     * @throws InterruptedException where the thread is interrupted.
     */
    public static Snapshots ask(final DrillStage stage) throws InterruptedException
    {
        final List<Long> before = new ArrayList<>();
        for (final Members.Node node : stage.venue().members().nodes())
        {
            before.add(NodeStatus.of(node).map(NodeStatus::snapshotLogPosition).orElseThrow(
                () -> new IllegalStateException("node " + node.nodeId() + " gives no status before the snapshot")));
        }
        // A new leader does not know who its older sessions are, so it lets none of them ask: an operator logs on anew.
        final GavelClient operator = GavelClient.connect(new GavelClient.Context()
            .members(stage.venue().members().toString()).participant("operator")
            .password(stage.venue().operatorPassword()).connectionId(CONNECTION).connectTimeout(PATIENCE));
        final CompletableFuture<Boolean> request = operator.operator().because("drill").takeSnapshot();
        request.whenCompleteAsync((isTaken, error) -> operator.close());
        return new Snapshots(before, request);
    }

    /**
     * Waits until every node has a newer snapshot than before, all of one log position.
     *
     * @param stage whose nodes are all up.
     * @throws InterruptedException  where the thread is interrupted.
     * @throws ExecutionException    where the leader does not answer.
     * @throws TimeoutException      where the answer does not come in time.
     * @throws IllegalStateException where the leader refuses, or the nodes do not get there within a minute.
     */
    public void awaitOnEveryNode(final DrillStage stage)
        throws InterruptedException, ExecutionException, TimeoutException
    {
        if (!request.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        {
            throw new IllegalStateException("the leader did not begin a snapshot");
        }
        final long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        List<Long> now = positions(stage);
        while (!areNewAndEqual(now))
        {
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new IllegalStateException("the nodes' newest snapshots are at " + now + " a minute after one " +
                    "was asked for, and were at " + before + " before");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            now = positions(stage);
        }
        stage.progress("every node has a snapshot at log position " + now.get(0));
    }

    private boolean areNewAndEqual(final List<Long> now)
    {
        for (int i = 0; i < now.size(); i++)
        {
            if (now.get(i) <= before.get(i) || !now.get(i).equals(now.get(0)))
            {
                return false;
            }
        }
        return true;
    }

    private static List<Long> positions(final DrillStage stage) throws InterruptedException
    {
        final List<Long> positions = new ArrayList<>();
        for (final Members.Node node : stage.venue().members().nodes())
        {
            final Optional<NodeStatus> status = NodeStatus.of(node);
            positions.add(status.map(NodeStatus::snapshotLogPosition).orElse(-1L));
        }
        return positions;
    }
}
