package io.gavel.client;

/** The reports of a connection, put in order, on their way to the listener and to the commands that they answer. */
final class ReportFlow
{
    private final ReportSequence sequence;
    private final CommandFlow commands;
    private final OrderInstruments orderInstruments;
    private final Listeners listeners;

    ReportFlow(
        final long lastReportSeq,
        final CommandFlow commands,
        final OrderInstruments orderInstruments,
        final Listeners listeners)
    {
        sequence = new ReportSequence(lastReportSeq);
        this.commands = commands;
        this.orderInstruments = orderInstruments;
        this.listeners = listeners;
    }

    ReportSequence sequence()
    {
        return sequence;
    }

    /** A report came; false where it is early, since others are missing before it. */
    boolean onReport(final Report report, final long nowNs)
    {
        final ReportSequence.Verdict verdict = sequence.accept(report.reportSeq());
        if (verdict == ReportSequence.Verdict.NEXT)
        {
            deliver(report, nowNs);
            deliverHeld(nowNs);
        }
        else if (verdict == ReportSequence.Verdict.EARLY)
        {
            sequence.hold(report);
        }
        return verdict != ReportSequence.Verdict.EARLY;
    }

    /**
     * The venue has sent again what it holds: what is older than that and missing is lost.
     *
     * @param firstHeldSeq  oldest report that the venue holds.
     * @param lastReportSeq newest report of the venue.
     * @return true where this brought something new.
     */
    boolean onResumed(final long firstHeldSeq, final long lastReportSeq, final long nowNs)
    {
        final long before = sequence.lastSeq();
        if (!sequence.isStarted())
        {
            sequence.startAfter(lastReportSeq);
        }
        else if (lastReportSeq > before && firstHeldSeq > before + 1)
        {
            sequence.startAfter(firstHeldSeq - 1);
            listeners.onConnection((listener) -> listener.onReportsLost(before + 1, firstHeldSeq - 1));
        }
        deliverHeld(nowNs);
        return sequence.lastSeq() != before;
    }

    private void deliverHeld(final long nowNs)
    {
        Report held;
        while ((held = sequence.takeNext()) != null)
        {
            deliver(held, nowNs);
        }
    }

    private void deliver(final Report report, final long nowNs)
    {
        if (report instanceof ExecutionReport execution)
        {
            orderInstruments.onReport(execution);
            listeners.onExecution(execution);
        }
        final Command command = commands.answered(report.clientSeq(), nowNs);
        if (command != null)
        {
            command.onAnswer(report);
        }
    }
}
