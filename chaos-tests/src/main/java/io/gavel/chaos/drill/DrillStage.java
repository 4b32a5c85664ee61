package io.gavel.chaos.drill;

import io.gavel.chaos.fault.FaultMakers;
import io.gavel.chaos.load.TradingLoad;
import io.gavel.ops.venue.LocalVenue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a drill acts on in one round: the running venue under load, the seeded random, and the clock that measures from
 * a fault to the first answer of a command that was sent after it.
 */
public final class DrillStage
{
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration END_PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_MS = 2;

    private final DrillVenue venue;
    private final SplittableRandom random;
    private final Consumer<String> progress;
    private final Timeline timeline = new Timeline();
    private final List<Duration> firstAnswers = new ArrayList<>();
    private final List<Duration> allAnswers = new ArrayList<>();
    private final List<String> failedChecks = new ArrayList<>();

    DrillStage(final DrillVenue venue, final long seed, final Consumer<String> progress)
    {
        this.venue = venue;
        this.random = new SplittableRandom(seed);
        this.progress = progress;
        venue.load().watch(line -> timeline.add(Timeline.Kind.NOTE, line));
    }

    /**
     * The venue's processes. Kill, start and pause nodes by this stage's own methods, which keep count of what was
     * broken on purpose.
     *
     * @return up when the round begins.
     */
    public LocalVenue venue()
    {
        return venue.venue();
    }

    /**
     * The brokers.
     *
     * @return trading when the round begins.
     */
    public TradingLoad load()
    {
        return venue.load();
    }

    /**
     * What breaks more than processes.
     *
     * @return healed at the end of the round.
     * @throws IllegalStateException where the drill did not say that it needs them.
     */
    public FaultMakers faults()
    {
        return venue.faults();
    }

    /**
     * What the round's choices are made by.
     *
     * @return seeded.
     */
    public SplittableRandom random()
    {
        return random;
    }

    /**
     * Something is about to be broken: starts the clock. Call right before it is.
     *
     * @param what is done, one line.
     */
    public void fault(final String what)
    {
        timeline.add(Timeline.Kind.FAULT, what);
        progress.accept(what);
        load().clock().start(System.nanoTime());
    }

    /**
     * What was broken has just been mended, and the venue is to answer from here on: starts the clock anew. Only for
     * faults under which it can't answer.
     *
     * @param what was done, one line.
     */
    public void faultEnds(final String what)
    {
        timeline.add(Timeline.Kind.MEND, what);
        progress.accept(what);
        load().clock().start(System.nanoTime());
    }

    /**
     * Waits for the first answer of a command that was sent after the clock was started, and records how long it took.
     * The drill's bound holds for it.
     *
     * @return the time.
     * @throws InterruptedException  where the thread is interrupted.
     * @throws IllegalStateException where there is none for a minute.
     */
    public Duration awaitNewAnswer() throws InterruptedException
    {
        final long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        OptionalLong all = load().clock().allNs(load().brokerCount());
        while (all.isEmpty())
        {
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new IllegalStateException(load().clock().firstNs().isEmpty() ?
                    "no new command was answered within " + PATIENCE.toSeconds() + " s of the fault" :
                    "not every broker had a new command answered within " + PATIENCE.toSeconds() + " s of the fault");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            all = load().clock().allNs(load().brokerCount());
        }
        final Duration first = Duration.ofNanos(load().clock().firstNs().orElseThrow());
        firstAnswers.add(first);
        allAnswers.add(Duration.ofNanos(all.getAsLong()));
        timeline.add(Timeline.Kind.ANSWER, "first new answer " + DrillReport.seconds(first) + " after, every broker " +
            DrillReport.seconds(allAnswers.get(allAnswers.size() - 1)));
        return first;
    }

    /**
     * Waits for more answers, of whatever commands.
     *
     * @param more how many.
     * @throws InterruptedException  where the thread is interrupted.
     * @throws IllegalStateException where they do not come for a minute.
     */
    public void awaitAnswers(final long more) throws InterruptedException
    {
        final long target = load().answered() + more;
        final long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (load().answered() < target)
        {
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new IllegalStateException("waited for " + more + " answers, " + (target - load().answered()) +
                    " did not come within " + PATIENCE.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    /**
     * Tells how far the round is.
     *
     * @param line one line.
     */
    public void progress(final String line)
    {
        timeline.add(Timeline.Kind.NOTE, line);
        progress.accept(line);
    }

    /**
     * Something was mended, without the clock being started anew.
     *
     * @param what was done, one line.
     */
    public void mended(final String what)
    {
        timeline.add(Timeline.Kind.MEND, what);
        progress.accept(what);
    }

    /**
     * Checks what is this drill's own: where it does not hold, the round has failed.
     *
     * @param holds    the condition.
     * @param sentence that says what was expected and found.
     */
    public void check(final boolean holds, final String sentence)
    {
        if (!holds)
        {
            failedChecks.add(sentence);
        }
    }

    /**
     * Waits for a leader.
     *
     * @return its node id.
     * @throws InterruptedException where the thread is interrupted.
     */
    public int awaitLeader() throws InterruptedException
    {
        return venue.awaitLeader();
    }

    /**
     * Waits for a leader, and chooses one of the others by chance.
     *
     * @return a node id.
     * @throws InterruptedException where the thread is interrupted.
     */
    public int anyFollower() throws InterruptedException
    {
        final int leader = awaitLeader();
        final int nodes = venue().members().nodes().size();
        return (leader + 1 + random.nextInt(nodes - 1)) % nodes;
    }

    /**
     * Kills a node (SIGKILL). It stays dead until it is started; at the end of the round at the latest.
     *
     * @param nodeId from 0.
     * @throws InterruptedException where the thread is interrupted.
     */
    public void killNode(final int nodeId) throws InterruptedException
    {
        venue.killNode(nodeId);
    }

    /**
     * Ends a node as an operator does (SIGTERM), and returns when its process is gone.
     *
     * @param nodeId from 0.
     * @throws IOException           where the signal cannot be sent.
     * @throws InterruptedException  where the thread is interrupted.
     * @throws IllegalStateException where it does not end within 20 s.
     */
    public void endNode(final int nodeId) throws IOException, InterruptedException
    {
        venue.endNode(nodeId);
    }

    /**
     * Starts a node that is dead, with its data. Returns at once.
     *
     * @param nodeId from 0.
     * @throws IOException where the process cannot be made.
     */
    public void startNode(final int nodeId) throws IOException
    {
        if (venue.startNode(nodeId))
        {
            mended("started node " + nodeId);
        }
    }

    /**
     * Stops a node's process where it stands (SIGSTOP). After ten seconds of it Aeron ends the process when it goes on.
     *
     * @param nodeId from 0.
     * @throws IOException          where the signal cannot be sent.
     * @throws InterruptedException where the thread is interrupted.
     */
    public void pauseNode(final int nodeId) throws IOException, InterruptedException
    {
        venue.pauseNode(nodeId);
    }

    /**
     * Lets a paused node go on (SIGCONT).
     *
     * @param nodeId from 0.
     * @throws IOException          where the signal cannot be sent.
     * @throws InterruptedException where the thread is interrupted.
     */
    public void continueNode(final int nodeId) throws IOException, InterruptedException
    {
        venue.continueNode(nodeId);
    }

    /**
     * Says that a node may end by itself for what was done to it; it is started again at the end of the round.
     *
     * @param nodeId from 0.
     */
    public void expectEndOf(final int nodeId)
    {
        venue.expectEndOf(nodeId);
    }

    /**
     * Waits until a node has every event that the leader has now.
     *
     * @param nodeId from 0; alive.
     * @throws InterruptedException  where the thread is interrupted.
     * @throws IllegalStateException where it does not get there within 90 s, or ends.
     */
    public void awaitCaughtUp(final int nodeId) throws InterruptedException
    {
        venue.awaitCaughtUp(nodeId);
        timeline.add(Timeline.Kind.NOTE, "node " + nodeId + " has caught up");
    }

    /**
     * Waits until a node that may end by itself has caught up, and starts it where it has ended, as a supervisor would.
     *
     * @param nodeId    from 0.
     * @param isToEnd   whether it is bound to end: then that is waited for, at most 30 seconds.
     * @throws IOException          where the process cannot be made.
     * @throws InterruptedException where the thread is interrupted.
     */
    public void superviseUntilCaughtUp(final int nodeId, final boolean isToEnd) throws IOException, InterruptedException
    {
        final long deadlineNs = System.nanoTime() + END_PATIENCE.toNanos();
        while (isToEnd && venue().isNodeAlive(nodeId) && System.nanoTime() - deadlineNs < 0)
        {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        if (!venue().isNodeAlive(nodeId))
        {
            timeline.add(Timeline.Kind.NOTE, "node " + nodeId + " has ended by itself");
            startNode(nodeId);
        }
        awaitCaughtUp(nodeId);
    }

    /**
     * Sleeps.
     *
     * @param deadlineNs of {@link System#nanoTime()}.
     * @throws InterruptedException where the thread is interrupted.
     */
    public void sleepUntil(final long deadlineNs) throws InterruptedException
    {
        TimeUnit.NANOSECONDS.sleep(deadlineNs - System.nanoTime());
    }

    Timeline timeline()
    {
        return timeline;
    }

    List<Duration> firstAnswers()
    {
        return List.copyOf(firstAnswers);
    }

    List<Duration> allAnswers()
    {
        return List.copyOf(allAnswers);
    }

    List<String> failedChecks()
    {
        return List.copyOf(failedChecks);
    }
}
