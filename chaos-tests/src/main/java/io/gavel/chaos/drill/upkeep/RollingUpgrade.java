package io.gavel.chaos.drill.upkeep;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.ops.Gavel;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.VenueContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A venue goes from one build to the next, node by node, and puts the new rules into force. What an operator would type
 * is what runs: {@code snapshot}, and {@code activate}, which is refused while there is an older node.
 */
public final class RollingUpgrade implements Drill
{
    private static final String STOPPED = "the log activates behaviour 2, this build knows up to 1: start this node " +
        "with a newer build";
    private static final Duration END_PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MS = 20;
    private static final int NODES = 3;
    private static final int NEW_BEHAVIOUR = OlderBuild.BEHAVIOUR_MAX + 1;

    @Override
    public String name()
    {
        return "rolling-upgrade";
    }

    @Override
    public String description()
    {
        return "three nodes of an older build get a newer one under load, its rules are activated, an older node stops";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(3);
    }

    @Override
    public boolean needsOwnVenue()
    {
        return true;
    }

    @Override
    public VenueContext venue()
    {
        final VenueContext context = new VenueContext();
        for (int i = 0; i < NODES; i++)
        {
            context.node(i).classPath(OlderBuild.jar());
        }
        return context;
    }

    @Override
    public Optional<String> leftOutOfBuild()
    {
        return Optional.of("it starts a venue of an older build and upgrades each node, which takes a minute");
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        if (OlderBuild.BEHAVIOUR_MAX == status(stage, stage.awaitLeader()).behaviourVersion())
        {
            upgrade(stage);
        }
        else
        {
            stage.progress("the venue was upgraded in an earlier round, for good: only the older node stops again");
        }
        stopOlderNode(stage);
        stage.awaitAnswers(100);
    }

    private static void upgrade(final DrillStage stage) throws Exception
    {
        Snapshots.ask(stage).awaitOnEveryNode(stage);
        final int leader = stage.awaitLeader();
        final String older = status(stage, leader).build();
        for (int i = 1; i <= NODES; i++)
        {
            // Follower, follower, leader.
            final int node = (leader + i) % NODES;
            activate(stage, 1, "which knows behaviour up to " + OlderBuild.BEHAVIOUR_MAX + ", not " + NEW_BEHAVIOUR);
            stage.fault("SIGTERM of node " + node + (node == leader ? ", the leader" : "") + ", to get the new build");
            stage.endNode(node);
            stage.awaitNewAnswer();
            stage.venue().placement(node).plainClassPath();
            stage.startNode(node);
            stage.awaitCaughtUp(node);
            final NodeStatus now = status(stage, node);
            stage.check(!older.equals(now.build()) && now.behaviourVersionMax() >= NEW_BEHAVIOUR,
                "expected another build on node " + node + " than " + older + ", actual " + now.document());
        }
        stage.awaitAnswers(50);
        activate(stage, 0, "behaviour " + NEW_BEHAVIOUR + " holds on all " + NODES + " nodes");
        stage.awaitAnswers(50);
    }

    // What ./gavel activate does, in this process.
    private static void activate(final DrillStage stage, final int expected, final String sentence)
    {
        final StringWriter out = new StringWriter();
        final int status = Gavel.commandLine(new PrintWriter(out, true), new PrintWriter(out, true)).execute(
            "activate", Integer.toString(NEW_BEHAVIOUR), "--why", "drill", "--venue",
            stage.venue().venueFile().toString());
        stage.progress("./gavel activate " + NEW_BEHAVIOUR + ": " + out.toString().strip());
        stage.check(expected == status && out.toString().contains(sentence),
            "expected status " + expected + " and \"" + sentence + "\" of ./gavel activate, actual " + status +
            " and " + out);
    }

    private static void stopOlderNode(final DrillStage stage) throws Exception
    {
        final int node = stage.anyFollower();
        final long saidBefore = said(stage, node);
        stage.fault("node " + node + " gets the older build");
        stage.endNode(node);
        stage.awaitNewAnswer();
        stage.venue().placement(node).classPath(OlderBuild.jar());
        stage.startNode(node);
        stage.expectEndOf(node);
        final long deadlineNs = System.nanoTime() + END_PATIENCE.toNanos();
        while (stage.venue().isNodeAlive(node) && System.nanoTime() - deadlineNs < 0)
        {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        stage.check(!stage.venue().isNodeAlive(node), "node " + node + " of the older build goes on after " +
            END_PATIENCE.toSeconds() + " s");
        stage.check(said(stage, node) > saidBefore, "node " + node + " of the older build did not say: " + STOPPED);
        stage.awaitAnswers(50);
        stage.venue().placement(node).plainClassPath();
        stage.killNode(node);
        stage.startNode(node);
        stage.awaitCaughtUp(node);
    }

    private static long said(final DrillStage stage, final int node) throws IOException
    {
        return Files.readString(stage.venue().directory().resolve("node" + node + ".log"), StandardCharsets.UTF_8)
            .lines().filter((line) -> line.contains(STOPPED)).count();
    }

    private static NodeStatus status(final DrillStage stage, final int node) throws InterruptedException
    {
        return NodeStatus.of(stage.venue().members().nodes().get(node)).orElseThrow(
            () -> new IllegalStateException("node " + node + " does not answer"));
    }
}
