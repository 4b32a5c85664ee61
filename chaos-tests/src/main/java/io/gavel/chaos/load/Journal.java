package io.gavel.chaos.load;

import io.gavel.client.ExecutionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one connection of a broker sent, was answered and was told, since it was last looked through. Any thread.
 */
public final class Journal implements JournalWriter
{
    private final String broker;
    private final int participantId;
    private final int connectionId;
    private final FaultClock clock;
    private final AtomicLong answers = new AtomicLong();
    private List<SentCommand> commands = new ArrayList<>();
    private List<ReceivedReport> reports = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private long nextIndex;

    /**
     * An empty journal.
     *
     * @param broker        name.
     * @param participantId of the broker.
     * @param connectionId  of the connection.
     * @param clock         told of answers.
     */
    Journal(final String broker, final int participantId, final int connectionId, final FaultClock clock)
    {
        this.broker = broker;
        this.participantId = participantId;
        this.connectionId = connectionId;
        this.clock = clock;
    }

    /**
     * Who keeps it.
     *
     * @return the participant's name.
     */
    public String broker()
    {
        return broker;
    }

    /**
     * Who keeps it.
     *
     * @return the venue's id.
     */
    public int participantId()
    {
        return participantId;
    }

    /**
     * Of which of the broker's connections.
     *
     * @return 0 to 15.
     */
    public int connectionId()
    {
        return connectionId;
    }

    /**
     * Commands that were answered since the beginning.
     *
     * @return from 0.
     */
    public long answers()
    {
        return answers.get();
    }

    @Override
    public synchronized SentCommand sending(
        final CommandKind kind, final long clOrdId, final long orderId, final long nowNs)
    {
        final SentCommand command = new SentCommand(nextIndex++, kind, clOrdId, orderId, nowNs);
        commands.add(command);
        return command;
    }

    /** A command that another process wrote down. */
    synchronized void add(final SentCommand command)
    {
        commands.add(command);
    }

    @Override
    public void answered(final SentCommand command, final Answer answer)
    {
        command.answer(answer);
        answers.incrementAndGet();
        clock.onAnswer(broker, command.sentNs(), answer.answeredNs());
    }

    @Override
    public void refused(final SentCommand command, final String reason)
    {
        command.refused(reason);
    }

    @Override
    public void failed(final SentCommand command, final String reason)
    {
        command.failed(reason);
    }

    synchronized void received(final ReceivedReport report)
    {
        reports.add(report);
    }

    @Override
    public void received(final ExecutionReport report)
    {
        received(ReceivedReport.of(report));
    }

    @Override
    public synchronized void problem(final String sentence)
    {
        problems.add(sentence);
    }

    /**
     * What was written since the last call.
     *
     * @return to be checked; this journal forgets it.
     */
    public synchronized Pages take()
    {
        final Pages pages = new Pages(this, commands, reports, List.copyOf(problems));
        commands = new ArrayList<>();
        reports = new ArrayList<>();
        problems.clear();
        return pages;
    }

    /**
     * Part of a journal.
     *
     * @param journal  that it was taken from.
     * @param commands in the order in which they were given to the SDK.
     * @param reports  in the order in which they came.
     * @param problems that no command stands for.
     */
    public record Pages(
        Journal journal, List<SentCommand> commands, List<ReceivedReport> reports, List<String> problems)
    {
    }
}
