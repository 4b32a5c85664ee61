package io.gavel.benchmarks.recovery;

import static io.gavel.ops.cli.VenueOptions.done;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.aeron.cluster.RecordingLog;
import io.gavel.client.GavelClient;
import io.gavel.cluster.backup.Restore;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Progress;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.Patience;
import io.gavel.ops.watch.StateHash;
import io.gavel.schema.Role;
import io.gavel.venue.Members;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A venue of three node processes with a probe at it: fills it, and snapshots, kills and starts its nodes by the clock.
 */
final class MeasuredVenue implements AutoCloseable
{
    private static final Duration BOUND = Duration.ofSeconds(120);
    private static final int PROBE_PASSWORD = 1_000;
    private static final int SNAPSHOT_CONNECTION = 1;
    // Often enough for what takes seconds, and seldom enough not to take the node's time.
    private static final long POLL_MS = 25;

    /**
     * What a snapshot was like.
     *
     * @param pauseMs     the slowest node's.
     * @param clientGapMs the probe's longest wait.
     * @param bytes       of the service's part.
     * @param totalMs     until every node had it.
     * @param elections   that began meanwhile.
     * @param disconnects of the probe meanwhile.
     */
    record Snapshot(long pauseMs, long clientGapMs, long bytes, long totalMs, long elections, long disconnects)
    {
    }

    /**
     * What a start was like.
     *
     * @param firstMs to the first answer, or until the node had caught up.
     * @param loadMs  of the snapshot, by the slowest node.
     * @param phases  of the node that took longest, as its status has them.
     */
    record Start(long firstMs, long loadMs, JsonNode phases)
    {
    }

    /**
     * What a restore was like.
     *
     * @param restoreMs until three directories were made and checked.
     * @param startMs   from then to the first answer of nodes that start on them.
     */
    record Restored(long restoreMs, long startMs)
    {
    }

    private final LocalVenue venue;
    private final OpenOrderFlow flow;
    private final Progress progress;
    private final GavelClient operator;
    private final VenueFill fill;
    private AnswerProbe probe;
    private int orders;

    /**
     * Connects an operator.
     *
     * @param venue    that is empty; closed with this.
     * @param flow     that it will be filled with.
     * @param progress told what is done.
     */
    MeasuredVenue(final LocalVenue venue, final OpenOrderFlow flow, final Progress progress)
    {
        this.venue = venue;
        this.flow = flow;
        this.progress = progress;
        operator = VenueFill.connect(venue, "operator", venue.operatorPassword(), 0);
        fill = new VenueFill(venue, flow, progress);
    }

    /**
     * Opens the accounts, and one more for the probe.
     *
     * @throws InterruptedException where the thread is interrupted.
     */
    void open() throws InterruptedException
    {
        fill.members(operator);
        final char[] password = VenueFill.password(PROBE_PASSWORD);
        final int participant = (int)done(operator.operator().addParticipant(AnswerProbe.NAME, password, Role.TRADER));
        final long account = done(operator.operator().addAccount(participant));
        done(operator.operator().depositCash(account, "USD", BigDecimal.valueOf(1_000_000)));
        probe = new AnswerProbe(venue, password, account, OpenOrderFlow.symbol(0));
    }

    /**
     * Has so many orders open.
     *
     * @param count not fewer than before.
     * @return commands a second.
     * @throws InterruptedException where the thread is interrupted.
     */
    long fillTo(final int count) throws InterruptedException
    {
        final long before = fill.commands();
        final long startNs = System.nanoTime();
        fill.orders(orders, count);
        orders = count;
        return (fill.commands() - before) * 1_000_000_000L / Math.max(1, System.nanoTime() - startNs);
    }

    /**
     * Every node says the same state hash at the same position of the log, and how many orders and accounts there are.
     *
     * @param when for the message.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where a node differs.
     */
    void check(final String when) throws InterruptedException
    {
        final StateHash hash = StateHash.ask(operator, venue.members(), BOUND);
        if (!hash.areEqual())
        {
            throw new CommandFailure(when + ": " + hash.text());
        }
        for (final Members.Node node : venue.members().nodes())
        {
            await(node.nodeId(), status -> status.document().path("openOrders").asInt() == orders &&
                status.document().path("accounts").asInt() == flow.accounts() + 1,
                when + ": node " + node.nodeId() + " has not " + orders + " open orders and " +
                (flow.accounts() + 1) + " accounts");
        }
    }

    /**
     * Has every node take a snapshot, with the probe at work.
     *
     * @return what it was like.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where a node does not take it.
     */
    Snapshot snapshot() throws InterruptedException
    {
        final List<NodeStatus> before = statuses();
        final long disconnects = probe.disconnects();
        probe.begin();
        final long startNs = System.nanoTime();
        requestSnapshot();
        for (int i = 0; i < before.size(); i++)
        {
            final NodeStatus old = before.get(i);
            await(i, status -> status.snapshotCount() > old.snapshotCount() && status.snapshotLogPosition() >
                old.snapshotLogPosition(), "node " + i + " did not take the snapshot");
        }
        final long totalMs = millisSince(startNs);
        probe.awaitAnswers(probe.answers() + 2);
        final long gapMs = probe.longestGapNs() / 1_000_000;
        long pauseMs = 0;
        long elections = 0;
        final List<NodeStatus> after = statuses();
        for (int i = 0; i < before.size(); i++)
        {
            pauseMs = Math.max(pauseMs, after.get(i).document().path("snapshotPauseMs").asLong());
            elections = Math.max(
                elections, after.get(i).leadershipTermId() - before.get(i).leadershipTermId());
        }
        return new Snapshot(pauseMs, gapMs, after.get(0).document().path("snapshotBytes").asLong(), totalMs, elections,
            probe.disconnects() - disconnects);
    }

    // By a session of its own: a leader does not know whose a session is that was opened under another leader, and
    // refuses what only an operator may ask for.
    private void requestSnapshot() throws InterruptedException
    {
        try (GavelClient client = VenueFill.connect(venue, "operator", venue.operatorPassword(), SNAPSHOT_CONNECTION))
        {
            if (!VenueOptions.await(client.operator().takeSnapshot()))
            {
                throw new CommandFailure("the leader did not begin a snapshot");
            }
        }
    }

    /**
     * Kills all nodes and starts them again.
     *
     * @return to the first answer that a client gets.
     * @throws InterruptedException where the thread is interrupted.
     * @throws IOException          where a process cannot be started.
     */
    Start restartAll() throws InterruptedException, IOException
    {
        killAll();
        return startAll();
    }

    private void killAll() throws InterruptedException
    {
        for (final Members.Node node : venue.members().nodes())
        {
            venue.killNode(node.nodeId());
        }
    }

    private Start startAll() throws InterruptedException, IOException
    {
        final long answers = probe.answers();
        final long startNs = System.nanoTime();
        for (final Members.Node node : venue.members().nodes())
        {
            venue.restartNode(node.nodeId());
        }
        probe.awaitAnswers(answers + 1);
        final long firstMs = millisSince(startNs);
        long loadMs = 0;
        JsonNode slowest = MissingNode.getInstance();
        for (final Members.Node node : venue.members().nodes())
        {
            awaitCaughtUp(node.nodeId());
            final JsonNode status = started(node.nodeId());
            loadMs = Math.max(loadMs, status.path("snapshotLoadMs").asLong());
            final JsonNode phases = status.path("start");
            if (phases.path("totalMs").asLong() > slowest.path("totalMs").asLong())
            {
                slowest = phases;
            }
        }
        return new Start(firstMs, loadMs, slowest);
    }

    /**
     * Kills all nodes, moves their directories away, makes blank ones from what the leader had, and starts on them.
     *
     * @return what it was like.
     * @throws InterruptedException where the thread is interrupted.
     * @throws IOException          where files cannot be moved or made, or a process cannot be started.
     */
    Restored restoreAll() throws InterruptedException, IOException
    {
        final int leader = venue.awaitLeader(BOUND);
        killAll();
        final List<Path> blank = new ArrayList<>();
        final List<Path> originals = new ArrayList<>();
        for (final Members.Node node : venue.members().nodes())
        {
            final Path data = venue.nodeData(node.nodeId());
            blank.add(data);
            originals.add(Files.move(data, data.resolveSibling("original" + node.nodeId())));
        }
        final long startNs = System.nanoTime();
        Restore.run(originals.get(leader), blank, Long.MAX_VALUE, Long.MAX_VALUE, progress);
        return new Restored(millisSince(startNs), startAll().firstMs());
    }

    /**
     * Kills a node that does not lead, and starts it again.
     *
     * @return until it has caught up.
     * @throws InterruptedException where the thread is interrupted.
     * @throws IOException          where its process cannot be started.
     */
    Start restartFollower() throws InterruptedException, IOException
    {
        final int follower = follower();
        venue.killNode(follower);
        final long startNs = System.nanoTime();
        venue.restartNode(follower);
        awaitCaughtUp(follower);
        final long caughtUpMs = millisSince(startNs);
        final JsonNode status = started(follower);
        return new Start(caughtUpMs, status.path("snapshotLoadMs").asLong(), status.path("start"));
    }

    /**
     * Kills a node that does not lead, takes its snapshots from it, and has it replay the whole log.
     *
     * @return commands a second.
     * @throws InterruptedException where the thread is interrupted.
     * @throws IOException          where its process cannot be started.
     */
    long replayAll() throws InterruptedException, IOException
    {
        final int follower = follower();
        final long commands = fill.commands();
        venue.killNode(follower);
        try (RecordingLog log = new RecordingLog(
            new File(new File(venue.directory().toFile(), "node" + follower), "cluster"), false))
        {
            while (log.invalidateLatestSnapshot())
            {
                progress.onProgress("taking snapshots from node " + follower, 0, 0);
            }
        }
        venue.restartNode(follower);
        NodeStatus status = await(follower, node -> commands(node) > 0, "node " + follower + " does not replay");
        final long firstCommands = commands(status);
        final long startNs = System.nanoTime();
        status = await(follower, node -> commands(node) >= commands, "node " + follower + " does not end its replay");
        final long elapsedNs = System.nanoTime() - startNs;
        final long rate = (commands(status) - firstCommands) * 1_000_000_000L / Math.max(1, elapsedNs);
        awaitCaughtUp(follower);
        return rate;
    }

    /**
     * Commands that made the state.
     *
     * @return from 0, without the probe's.
     */
    long commands()
    {
        return fill.commands();
    }

    private static long commands(final NodeStatus status)
    {
        return status.document().path("commands").asLong();
    }

    private int follower() throws InterruptedException
    {
        return (venue.awaitLeader(BOUND) + 1) % venue.members().nodes().size();
    }

    private void awaitCaughtUp(final int nodeId) throws InterruptedException
    {
        final int leader = venue.awaitLeader(BOUND);
        final long eventSeq = await(leader, NodeStatus::isLeader, "node " + leader + " does not lead").eventSeq();
        await(nodeId, status -> status.eventSeq() >= eventSeq && !"CANDIDATE".equals(status.role()),
            "node " + nodeId + " did not catch up");
    }

    // The last phase ends a moment after the node takes part.
    private JsonNode started(final int nodeId) throws InterruptedException
    {
        return await(nodeId, status -> status.document().path("start").path("logMs").asLong(-1) >= 0,
            "node " + nodeId + " does not say how long its start took").document();
    }

    private List<NodeStatus> statuses() throws InterruptedException
    {
        final List<NodeStatus> statuses = new ArrayList<>();
        for (final Members.Node node : venue.members().nodes())
        {
            statuses.add(await(node.nodeId(), status -> true, "node " + node.nodeId() + " gives no status"));
        }
        return statuses;
    }

    private NodeStatus await(final int nodeId, final Predicate<NodeStatus> condition, final String otherwise)
        throws InterruptedException
    {
        final Patience patience = new Patience(BOUND, POLL_MS);
        while (true)
        {
            final Optional<NodeStatus> status = NodeStatus.of(venue.members().nodes().get(nodeId));
            if (status.isPresent() && condition.test(status.get()))
            {
                return status.get();
            }
            if (!venue.isNodeAlive(nodeId))
            {
                throw new CommandFailure(otherwise + ": " + String.join(", ", venue.obituaries()));
            }
            if (patience.isOver())
            {
                throw new CommandFailure(otherwise + " within " + BOUND.toSeconds() + " s");
            }
            patience.pause();
        }
    }

    private static long millisSince(final long startNs)
    {
        return (System.nanoTime() - startNs) / 1_000_000;
    }

    @Override
    public void close()
    {
        if (null != probe)
        {
            probe.close();
        }
        operator.close();
        venue.close();
    }
}
