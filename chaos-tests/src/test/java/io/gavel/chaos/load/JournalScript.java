package io.gavel.chaos.load;

/** Writes a journal for a test. */
public final class JournalScript
{
    private final Journal journal = new Journal("broker", 3, 0, new FaultClock());

    /** A command that was answered. */
    public JournalScript answered(
        final CommandKind kind, final long clOrdId, final long orderId, final Answer answer)
    {
        journal.answered(journal.sending(kind, clOrdId, orderId, 0), answer);
        return this;
    }

    /** A command that was never executed. */
    public JournalScript refused(final CommandKind kind, final long clOrdId)
    {
        journal.refused(journal.sending(kind, clOrdId, 0, 0), "refused");
        return this;
    }

    /** A command of which nothing is known. */
    public JournalScript unknown(final CommandKind kind, final long clOrdId)
    {
        journal.sending(kind, clOrdId, 0, 0);
        return this;
    }

    /** A report that was delivered. */
    public JournalScript received(final ReceivedReport report)
    {
        journal.received(report);
        return this;
    }

    /** What was written. */
    public Journal.Pages pages()
    {
        return journal.take();
    }
}
