package io.gavel.chaos.simulation;

import static io.gavel.chaos.simulation.SimulationFailure.require;

import io.gavel.client.GavelClient;
import io.gavel.client.RecoveredCommand;
import io.gavel.client.RecoveredCommandListener;
import io.gavel.client.Recovery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The file in which the SDK keeps what a broker's process handed in and was not told of, and what has to hold of it:
 * the process after a dead one is told of each such command, once, and what it is told is so. Of those that a process
 * was told only the last may be told again by a later one, as the process may have died over it. At any time the open
 * commands differ in their {@link CommandKey}, by which they are known again.
 */
final class BrokerJournal
{
    private final Scene scene;
    private final Auditor auditor;
    private final Broker broker;
    private final Path file;
    private final List<Submission> open = new ArrayList<>();
    // Each the last that a process was told, since the last one that was told of everything.
    private final List<Submission> diedOver = new ArrayList<>();
    // By the process that runs; null where it was told nothing.
    private Submission lastTold;
    private int told;

    BrokerJournal(
        final Scene scene,
        final Auditor auditor,
        final Broker broker,
        final Function<String, Path> files)
    {
        this.scene = scene;
        this.auditor = auditor;
        this.broker = broker;
        file = files.apply("p" + broker.participantId() + "-" + broker.connectionId());
    }

    /** Begins another process's life with it. */
    GavelClient.Context begin(final GavelClient.Context context, final BrokerProcess process)
    {
        told = 0;
        if (null != lastTold)
        {
            diedOver.add(lastTold);
            lastTold = null;
        }
        return context
            .journal(file)
            .recovery(0 == scene.random().nextInt(3) ? Recovery.WITHDRAW : Recovery.RESEND)
            .recoveredCommandListener(new RecoveredCommandListener()
            {
                @Override
                public void onRecovered(final RecoveredCommand command)
                {
                    BrokerJournal.this.onRecovered(command);
                    process.maybeDie();
                }

                @Override
                public void onRecoveryComplete(final int commands)
                {
                    BrokerJournal.this.onRecoveryComplete(process, commands);
                }
            });
    }

    /** Whether a command can be told from those that are open. */
    boolean takes(final CommandKey key)
    {
        return null == find(open, key) && null == find(diedOver, key) &&
            (null == lastTold || !lastTold.key().equals(key));
    }

    /** The command that is open; null where none is. */
    Submission find(final CommandKey key)
    {
        return find(open, key);
    }

    private static Submission find(final List<Submission> submissions, final CommandKey key)
    {
        for (final Submission each : submissions)
        {
            if (each.key().equals(key))
            {
                return each;
            }
        }
        return null;
    }

    void onHandedIn(final Submission submission)
    {
        open.add(submission);
    }

    /** The process that handed it in was told what became of it. */
    void onTold(final Submission submission)
    {
        open.remove(submission);
        lastTold = submission;
    }

    private void onRecovered(final RecoveredCommand command)
    {
        scene.trace(() -> broker + " is told of " + command);
        told++;
        final CommandKey key = CommandKey.of(command);
        final boolean isExecuted = isExecuted(command, key);
        final Submission.State state = isExecuted ? Submission.State.EXECUTED : Submission.State.NOT_EXECUTED;
        final Submission submission = find(key);
        if (null == submission)
        {
            onToldAgain(command, find(diedOver, key), isExecuted);
            return;
        }
        submission.state(state);
        onTold(submission);
        scene.count(isExecuted ? Happening.RECOVERED_EXECUTED : Happening.RECOVERED_NOT_EXECUTED);
    }

    private void onToldAgain(
        final RecoveredCommand command, final Submission submission, final boolean isExecuted)
    {
        require(null != submission && submission.isKnownExecuted() == isExecuted, () ->
            broker + " is told of a command that was not open, or differently from before: " + command +
            "; processes died over " + diedOver);
        diedOver.remove(submission);
        lastTold = submission;
        scene.count(Happening.RECOVERED_AGAIN);
    }

    private boolean isExecuted(final RecoveredCommand command, final CommandKey key)
    {
        if (RecoveredCommand.Outcome.NOT_EXECUTED == command.outcome())
        {
            return false;
        }
        require(RecoveredCommand.Outcome.UNKNOWN != command.outcome(), () ->
            broker + " is told that nobody knows what became of a command, which the venue does: " + command);
        final Auditor.Execution execution = auditor.execution(broker.connection(), command.clientSeq());
        require(null != execution && CommandKey.of(execution.command()).equals(key) &&
            command.report().eventSeq() == execution.eventSeq(), () ->
            broker + " is told of the execution of a command that was not executed so: " + command);
        return true;
    }

    private void onRecoveryComplete(final BrokerProcess process, final int commands)
    {
        require(commands == told, () -> broker + " was told of " + told + " commands, and hears that it was told of " +
            commands);
        diedOver.clear();
        for (final Submission submission : List.copyOf(open))
        {
            if (submission.process() != process)
            {
                require(submission.isCutShort(), () ->
                    broker + " was never told what became of a command of its dead process: " + submission);
                submission.state(Submission.State.NOT_EXECUTED);
                open.remove(submission);
                scene.count(Happening.JOURNAL_LEFT_OUT);
            }
        }
    }
}
