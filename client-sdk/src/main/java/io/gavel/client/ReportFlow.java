package io.gavel.client;

/** The reports of a connection, put in order, on their way to the listener and to the commands that they answer. */
final class ReportFlow
{
    private final ReportSequence sequence;
    private final CommandFlow commands;
    private final OrderInstruments orderInstruments;
    private final Listeners listeners;
    private final SessionJournal journal;
    private final boolean isFromJournal;

    /**
     * A flow.
     *
     * @param lastReportSeq    the last report that the application has handled.
     * @param commands         that the reports answer.
     * @param orderInstruments learns what the orders trade.
     * @param listeners        of the application.
     * @param journal          of the connection; null for none.
     */
    ReportFlow(
        final long lastReportSeq,
        final CommandFlow commands,
        final OrderInstruments orderInstruments,
        final Listeners listeners,
        final SessionJournal journal)
    {
        isFromJournal = lastReportSeq == GavelClient.Context.FROM_NOW && journal != null &&
            journal.handledReportSeq() != JournalWord.NONE;
        sequence = new ReportSequence(isFromJournal ? journal.handledReportSeq() : lastReportSeq);
        this.commands = commands;
        this.orderInstruments = orderInstruments;
        this.listeners = listeners;
        this.journal = journal;
    }

    ReportSequence sequence()
    {
        return sequence;
    }

    /** Where the venue has not as many reports as were handled: why that can't be. */
    GavelException aheadOf(final long newestReportSeq, final boolean wasConnected, final int connectionId)
    {
        final long last = sequence.lastSeq();
        if (wasConnected)
        {
            return new GavelException("the venue has gone back: it sent report " + last +
                " before, and its newest is " + newestReportSeq +
                " now; it may have been restored from an older backup");
        }
        return isFromJournal ?
            new JournalException(journal + " is newer than the venue: report " + last + " was handled, and the " +
                "venue's newest of connection " + connectionId + " is " + newestReportSeq + ": the venue may have " +
                "been restored from an older backup. Nothing was sent. Look at the open orders and accounts, then " +
                "begin a new journal") :
            new GavelException("lastReportSeq " + last + " is beyond the newest report of connection " +
                connectionId + ", which is " + newestReportSeq + ": give the last one that was received");
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
        if (sequence.isStarted())
        {
            handledBefore(before);
        }
        if (!sequence.isStarted())
        {
            sequence.startAfter(lastReportSeq);
            handled(lastReportSeq);
        }
        else if (lastReportSeq > before && firstHeldSeq > before + 1)
        {
            sequence.startAfter(firstHeldSeq - 1);
            orderInstruments.clear();
            listeners.onConnection((listener) -> listener.onReportsLost(before + 1, firstHeldSeq - 1));
            handled(firstHeldSeq - 1);
        }
        deliverHeld(nowNs);
        return sequence.lastSeq() != before;
    }

    /** The application's own number goes before the journal's, for a later process that gives none too. */
    private void handledBefore(final long reportSeq)
    {
        if (journal != null &&
            (journal.handledReportSeq() == JournalWord.NONE || journal.handledReportSeq() < reportSeq))
        {
            handled(reportSeq);
        }
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
        handledBefore(report.reportSeq() - 1);
        if (report instanceof ExecutionReport execution)
        {
            orderInstruments.onReport(execution);
            listeners.onExecution(execution);
        }
        commands.onAnswer(report, nowNs);
        handled(report.reportSeq());
    }

    /** Only what the application was given counts: a process that dies before this is given the report again. */
    private void handled(final long reportSeq)
    {
        if (journal != null)
        {
            journal.handled(reportSeq);
        }
    }
}
