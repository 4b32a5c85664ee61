package io.gavel.chaos.simulation;

import static io.gavel.chaos.simulation.SimulationFailure.require;

import io.gavel.client.BackPressure;
import io.gavel.client.BackPressureException;
import io.gavel.client.CommandKind;
import io.gavel.client.CommandRejectedException;
import io.gavel.client.ConnectionListener;
import io.gavel.client.DrivenClient;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.Report;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** One run of a broker's program: it has a client of the SDK, and dies with all that it did not keep elsewhere. */
final class BrokerProcess implements ConnectionListener
{
    private static final int QUEUE_CAPACITY = 64;
    private static final int TURNS_MAX = 4;
    private static final int STORES_MAX = 600;

    private final Scene scene;
    private final Broker broker;
    private final Auditor auditor;
    private final SentCommands sentCommands;
    private final ClientLink link;
    private final DrivenClient driven;
    private final Deque<Submission> unsent = new ArrayDeque<>();
    private final boolean isReportNumbered;
    private boolean isOver;
    private boolean isRunAsked;
    private boolean hasReport;
    private boolean isDyingInListener;
    private boolean isRunning;
    private int openQueries;
    private long lastSeqSent;

    BrokerProcess(
        final Scene scene,
        final Broker broker,
        final Consensus consensus,
        final Auditor auditor,
        final SentCommands sentCommands)
    {
        this.scene = scene;
        this.broker = broker;
        this.auditor = auditor;
        this.sentCommands = sentCommands;
        link = new ClientLink(
            scene, consensus, broker.participantId(), broker.connectionId(), this::onSent, this::askToRun);
        final GavelClient.Context context = context(broker.participantId(), broker.connectionId())
            .executionListener(this::onExecution)
            .connectionListener(this)
            .errorHandler(scene::fail);
        isReportNumbered = null == broker.journal() || scene.random().nextBoolean();
        if (isReportNumbered)
        {
            context.lastReportSeq(broker.lastReportSeq());
        }
        driven = new DrivenClient(null == broker.journal() ? context : broker.journal().begin(context, this),
            link, scene.sabotage()::isJournalled);
        if (null != broker.journal() && scene.chance(scene.rates().now(scene.rates().killInJournal)))
        {
            driven.killAfter(scene.random().nextInt(scene.random().nextBoolean() ? STORES_MAX / 10 : STORES_MAX));
        }
        link.connect();
    }

    /** A connection's own settings. */
    static GavelClient.Context context(final int participantId, final int connectionId)
    {
        return new GavelClient.Context()
            .members("127.0.0.1:9000")
            .egressHost("127.0.0.1")
            .participant("p" + participantId)
            .password(new char[]{ 'x' })
            .connectionId(connectionId)
            .queueCapacity(QUEUE_CAPACITY)
            .backPressure(BackPressure.FAIL);
    }

    GavelClient client()
    {
        return driven.client();
    }

    ClientLink link()
    {
        return link;
    }

    /** Whether it is dead, or its client has come to its end. */
    boolean isOver()
    {
        return isOver;
    }

    boolean isLive()
    {
        return !isOver && driven.isLive();
    }

    /** Whether it knows what the venue lists, and so may place orders. */
    boolean mayTrade()
    {
        return !isOver && driven.hasInstruments();
    }

    int openQueries()
    {
        return openQueries;
    }

    /** The program ends, without a word to anybody. */
    void die()
    {
        isOver = true;
        link.die();
        driven.die();
    }

    /** It does not die by itself any more. */
    void calm()
    {
        if (null != broker.journal() && !isOver)
        {
            driven.killAfter(Integer.MAX_VALUE);
        }
    }

    /** In a listener: a process that has a journal may die there, and then this does not return. */
    void maybeDie()
    {
        if (null != broker.journal() && scene.chance(scene.rates().now(scene.rates().crashInListener)))
        {
            scene.count(Happening.BROKER_CRASHED_IN_LISTENER);
            isDyingInListener = true;
            driven.kill();
        }
    }

    private void onExecution(final ExecutionReport report)
    {
        maybeDie();
        final boolean isAgain = !isReportNumbered && !hasReport && report.reportSeq() == broker.lastReportSeq();
        hasReport = true;
        if (isAgain)
        {
            scene.count(Happening.REPORT_AGAIN);
        }
        else
        {
            broker.onExecution(this, report);
            maybeDie();
        }
    }

    /** Whether it died within its client, as its journal was written or in a listener; then it is buried. */
    private boolean isKilled()
    {
        if (!isOver && driven.isKilled())
        {
            scene.trace(() -> broker + " is killed");
            if (!isDyingInListener)
            {
                scene.count(Happening.JOURNAL_KILLED);
            }
            broker.crash();
        }
        return isOver;
    }

    void askToRun()
    {
        if (!isRunAsked && !isOver)
        {
            isRunAsked = true;
            scene.time().after(scene.delayNs(1_000, 200_000), this::run);
        }
    }

    /** Turns of the client's duty cycle. */
    void run()
    {
        isRunAsked = false;
        if (isOver || isRunning)
        {
            return;
        }
        isRunning = true;
        for (int turn = 0; turn < TURNS_MAX && !isOver && driven.doWork(scene.time().nowNs() + 1) > 0; turn++)
        {
            scene.throwFailure();
        }
        isRunning = false;
        scene.throwFailure();
        if (!isKilled() && null != driven.endedBy())
        {
            scene.trace(() -> broker + " ended: " + driven.endedBy().getMessage());
            die();
            broker.onEnded(this, driven.endedBy());
        }
    }

    /** The client sends something: which of the commands is it? */
    private void onSent(final byte[] message)
    {
        final long clientSeq = sentCommands.onSent(broker.participantId(), broker.connectionId(), message);
        if (clientSeq > lastSeqSent)
        {
            // What a dead process's journal has is sent under any sequence that the venue has not answered.
            require(0 == lastSeqSent || clientSeq == lastSeqSent + 1 || null != broker.journal(),
                () -> broker + " sends command " + clientSeq + " after " + lastSeqSent);
            lastSeqSent = clientSeq;
            final Submission submission = null == broker.journal() ?
                unsent.remove() : broker.journal().find(CommandKey.of(message));
            if (null != submission)
            {
                submission.sent(clientSeq, message);
            }
        }
    }

    /** Gives an operator's command to the client; what comes of it is told to the broker. */
    <T extends Report> void submit(final String what, final Supplier<CompletableFuture<T>> call)
    {
        submit(new Submission(this, new CommandKey(CommandKind.ADMIN), what, false), call);
    }

    /** Gives a broker's command to the client; an order is fresh where no other has its id. */
    <T extends Report> void submit(
        final CommandKey key, final boolean isFresh, final Supplier<CompletableFuture<T>> call)
    {
        if (null == broker.journal() || broker.journal().takes(key))
        {
            submit(new Submission(this, key, key.toString(), isFresh), call);
        }
    }

    private <T extends Report> void submit(final Submission submission, final Supplier<CompletableFuture<T>> call)
    {
        unsent.add(submission);
        final CompletableFuture<T> future;
        try
        {
            future = driven.call(call);
        }
        catch (final BackPressureException e)
        {
            unsent.removeLast();
            return;
        }
        broker.onSubmitted(submission);
        if (null == future)
        {
            submission.cutShort();
            isKilled();
            return;
        }
        future.whenComplete((report, failure) ->
        {
            try
            {
                onDone(submission, report, failure instanceof CompletionException ? failure.getCause() : failure);
            }
            catch (final RuntimeException e)
            {
                scene.fail(e);
            }
        });
        askToRun();
    }

    private void onDone(final Submission submission, final Report report, final Throwable failure)
    {
        if (isOver && null == driven.endedBy())
        {
            return;
        }
        final Auditor.Execution execution = auditor.execution(broker.connection(), submission.clientSeq());
        final boolean isExecuted = null != execution && Arrays.equals(execution.command(), submission.command());
        if (null != report && !isExecuted && broker.isMistakable(submission, execution))
        {
            submission.state(Submission.State.NOT_EXECUTED);
        }
        else if (null != report)
        {
            require(isExecuted, () ->
                broker + " got an answer to a command that was not executed: " + submission + ": " +
                report);
            require(report.clientSeq() == submission.clientSeq() && report.eventSeq() == execution.eventSeq(),
                () -> broker + " got the answer to another command: " + submission + ", executed as event " +
                execution.eventSeq() + ": " + report);
            submission.state(Submission.State.ANSWERED);
            broker.onTold(submission);
            scene.count(Happening.COMMAND_ANSWERED);
        }
        else if (failure instanceof CommandRejectedException)
        {
            require(!isExecuted, () ->
                broker + " was told that a command was refused, and it was executed: " + submission);
            submission.state(Submission.State.REFUSED);
            broker.onTold(submission);
        }
        else if (null == broker.journal())
        {
            submission.state(Submission.State.UNKNOWN);
            scene.count(Happening.UNKNOWN_MADE);
        }
    }

    /** Asks the venue something. */
    void ask(final Supplier<? extends CompletableFuture<?>> call)
    {
        openQueries++;
        try
        {
            call.get().whenComplete((answer, failure) ->
            {
                openQueries--;
                if (null == failure)
                {
                    scene.count(Happening.QUERY_ANSWERED);
                }
            });
        }
        catch (final BackPressureException e)
        {
            openQueries--;
        }
        askToRun();
    }

    @Override
    public void onConnected(final int leaderNodeId)
    {
        broker.onConnected(this);
    }

    @Override
    public void onFenced()
    {
        scene.count(Happening.CLIENT_FENCED);
    }

    @Override
    public void onReportsLost(final long firstReportSeq, final long lastReportSeq)
    {
        scene.fail(new SimulationFailure(broker + " lost reports " + firstReportSeq + ".." + lastReportSeq +
            ", which the venue still has"));
    }
}
