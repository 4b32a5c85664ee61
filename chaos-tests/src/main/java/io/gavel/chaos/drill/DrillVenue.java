package io.gavel.chaos.drill;

import io.gavel.chaos.check.VenueCheck;
import io.gavel.chaos.fault.FaultMakers;
import io.gavel.chaos.load.TradingLoad;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.VenueContext;
import io.gavel.venue.Members;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running venue with its load and its check: what drills are run on, one after the other. Knows which of its
 * processes a drill broke, so that one that ends by itself is told apart.
 */
public final class DrillVenue implements AutoCloseable
{
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration END_PATIENCE = Duration.ofSeconds(20);
    private static final long POLL_MS = 20;
    private static final int NODES = 3;
    private static final int BROKERS = 3;
    private static final int COMMANDS_PER_SECOND = 120;

    private final LocalVenue venue;
    private final TradingLoad load;
    private final VenueCheck check;
    private final Path directory;
    private final VenueContext context;
    private final FaultMakers faults;
    private final Set<String> drills = new LinkedHashSet<>();
    private final Set<Integer> broken = new HashSet<>();
    private final Set<Integer> paused = new HashSet<>();

    private DrillVenue(
        final VenueContext context,
        final LocalVenue venue,
        final TradingLoad load,
        final VenueCheck check,
        final Path directory,
        final FaultMakers faults)
    {
        this.context = context;
        this.faults = faults;
        this.venue = venue;
        this.load = load;
        this.check = check;
        this.directory = directory;
    }

    /**
     * Starts a venue and its load, which rests.
     *
     * @param context    what is special about it.
     * @param seed       of the load.
     * @param isEquipped whether it has makers of faults.
     * @return to be closed.
     * @throws Exception where it does not start.
     */
    static DrillVenue start(final VenueContext context, final long seed, final boolean isEquipped) throws Exception
    {
        final FaultMakers faults = isEquipped ? FaultMakers.equip(context, NODES, seed) : null;
        final Path directory = Files.createTempDirectory("gavel-drill-");
        LocalVenue venue = null;
        TradingLoad load = null;
        try
        {
            venue = LocalVenue.start(context);
            load = new TradingLoad(venue, BROKERS, COMMANDS_PER_SECOND, seed, directory);
            return new DrillVenue(context, venue, load, new VenueCheck(venue, load, directory), directory,
                faults);
        }
        catch (final Exception e)
        {
            if (load != null)
            {
                load.close();
            }
            if (venue != null)
            {
                venue.close();
            }
            if (faults != null)
            {
                faults.close();
            }
            delete(directory);
            throw e;
        }
    }

    LocalVenue venue()
    {
        return venue;
    }

    TradingLoad load()
    {
        return load;
    }

    /** Whether there are makers of faults. */
    boolean isEquipped()
    {
        return faults != null;
    }

    FaultMakers faults()
    {
        if (faults == null)
        {
            throw new IllegalStateException("the drill does not say that it needs makers of faults");
        }
        return faults;
    }

    VenueCheck check()
    {
        return check;
    }

    /** Leaves the venue's directory on disk at the end. */
    void keep()
    {
        context.keep(true);
    }

    void killNode(final int nodeId) throws InterruptedException
    {
        broken.add(nodeId);
        venue.killNode(nodeId);
        paused.remove(nodeId);
    }

    /** SIGTERM. */
    void endNode(final int nodeId) throws IOException, InterruptedException
    {
        broken.add(nodeId);
        signal("TERM", venue.nodePid(nodeId));
        final long deadlineNs = System.nanoTime() + END_PATIENCE.toNanos();
        while (venue.isNodeAlive(nodeId))
        {
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new IllegalStateException("node " + nodeId + " did not end within " + END_PATIENCE.toSeconds() +
                    " s of SIGTERM");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    /** Starts a node that is dead; false where it runs. */
    boolean startNode(final int nodeId) throws IOException
    {
        if (venue.isNodeAlive(nodeId))
        {
            return false;
        }
        venue.restartNode(nodeId);
        broken.remove(nodeId);
        return true;
    }

    /** SIGSTOP. After ten seconds of it Aeron ends the process by itself. */
    void pauseNode(final int nodeId) throws IOException, InterruptedException
    {
        paused.add(nodeId);
        signal("STOP", venue.nodePid(nodeId));
    }

    /** SIGCONT. */
    void continueNode(final int nodeId) throws IOException, InterruptedException
    {
        if (paused.remove(nodeId))
        {
            signal("CONT", venue.nodePid(nodeId));
        }
    }

    /** A node that is about to end for what was done to it. */
    void expectEndOf(final int nodeId)
    {
        broken.add(nodeId);
    }

    private static void signal(final String name, final long pid) throws IOException, InterruptedException
    {
        final Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
            .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0)
        {
            throw new IllegalStateException("kill -" + name + " " + pid + " failed: is the process there, and yours?");
        }
    }

    /** The leader of the newest term, as those nodes say that can answer. */
    Optional<Integer> leader() throws InterruptedException
    {
        long newestTerm = -1;
        Integer leader = null;
        for (final Members.Node node : venue.members().nodes())
        {
            final Optional<NodeStatus> status = status(node.nodeId());
            if (status.isPresent() && status.get().isLeader() && status.get().leadershipTermId() > newestTerm)
            {
                newestTerm = status.get().leadershipTermId();
                leader = node.nodeId();
            }
        }
        return Optional.ofNullable(leader);
    }

    /** Waits for a leader. */
    int awaitLeader() throws InterruptedException
    {
        final long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (true)
        {
            final Optional<Integer> leader = leader();
            if (leader.isPresent())
            {
                return leader.get();
            }
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new IllegalStateException("no leader after " + PATIENCE.toSeconds() + " s; " +
                    String.join("; ", venue.obituaries()));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    /** What a node says; nothing where it is dead or paused. */
    Optional<NodeStatus> status(final int nodeId) throws InterruptedException
    {
        return paused.contains(nodeId) || !venue.isNodeAlive(nodeId) ?
            Optional.empty() : NodeStatus.of(venue.members().nodes().get(nodeId));
    }

    /** Nodes and gateway that ended without anybody's doing. */
    List<String> unexpectedEnds()
    {
        return venue.members().nodes().stream()
            .filter(node -> !venue.isNodeAlive(node.nodeId()) && !broken.contains(node.nodeId()))
            .map(node -> "node " + node.nodeId() + " ended by itself: " + String.join("; ", venue.obituaries()))
            .toList();
    }

    /** Brings back what is dead or paused, and waits until every node has what the leader has. */
    void mend() throws IOException, InterruptedException
    {
        if (faults != null)
        {
            faults.heal();
        }
        for (final Members.Node node : venue.members().nodes())
        {
            continueNode(node.nodeId());
            startNode(node.nodeId());
        }
        if (venue.gatewayPid() >= 0 && !venue.isGatewayAlive())
        {
            venue.restartGateway();
        }
        if (!load.brokerProcess().isAlive())
        {
            load.brokerProcess().start();
        }
        for (final Members.Node node : venue.members().nodes())
        {
            awaitCaughtUp(node.nodeId());
        }
        load.brokerProcess().awaitUp();
    }

    /** Waits until a node has the events that the leader has now. */
    void awaitCaughtUp(final int nodeId) throws InterruptedException
    {
        final long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        long target = -1;
        while (true)
        {
            if (target < 0)
            {
                target = status(awaitLeader()).map(NodeStatus::eventSeq).orElse(-1L);
            }
            final Optional<NodeStatus> status = status(nodeId);
            if (target >= 0 && status.isPresent() && status.get().eventSeq() >= target)
            {
                return;
            }
            if (!venue.isNodeAlive(nodeId))
            {
                throw new IllegalStateException("node " + nodeId + " does not come back: " +
                    String.join("; ", venue.obituaries()));
            }
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new IllegalStateException("node " + nodeId + " did not reach event " + target + " within " +
                    PATIENCE.toSeconds() + " s: " + status.map(node -> node.document().toString()).orElse("no answer"));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    /**
     * Ends the nodes and executes their logs again. Nothing can be done with the venue afterwards
     * but to close it.
     *
     * @param isAtRest whether the newest check was good: then the log's end is where it was.
     */
    VenueAudit audit(final boolean isAtRest) throws IOException, InterruptedException
    {
        return LogExecution.run(venue, drills(), isAtRest ? check.eventSeq() : -1);
    }

    /** The drills that ran on this venue, in a line. */
    String drills()
    {
        return String.join(", ", drills);
    }

    /** A drill is about to run on this venue. */
    void runs(final String drill)
    {
        drills.add(drill);
    }

    /** Ends everything. */
    @Override
    public void close()
    {
        try
        {
            for (final int nodeId : Set.copyOf(paused))
            {
                continueNode(nodeId);
            }
        }
        catch (final IOException | InterruptedException | IllegalStateException e)
        {
            // Whoever is still paused is killed below.
            System.getLogger(DrillVenue.class.getName()).log(System.Logger.Level.WARNING, "cannot continue a node", e);
        }
        check.close();
        load.close();
        venue.close();
        if (faults != null)
        {
            if (context.isKept())
            {
                faults.keepData(venue.directory());
            }
            faults.close();
        }
        delete(directory);
    }

    private static void delete(final Path directory)
    {
        try (Stream<Path> files = Files.walk(directory))
        {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList())
            {
                Files.deleteIfExists(file);
            }
        }
        catch (final IOException e)
        {
            throw new java.io.UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
