package io.gavel.engine.participant;

import io.gavel.engine.Limits;
import java.util.Arrays;

/** What came of the last {@link Limits#COMMAND_WINDOW} commands of a connection, by client sequence. */
public final class OutcomeWindow
{
    private static final int CAPACITY_INITIAL = 16;

    // The outcome of client sequence n is at n modulo the capacity, which grows up to the window.
    private long[] resultIds = new long[CAPACITY_INITIAL];
    private long[] eventSeqs = new long[CAPACITY_INITIAL];
    private char[] reasons = new char[CAPACITY_INITIAL];
    private long lastClientSeq;

    OutcomeWindow()
    {
    }

    /**
     * The newest command that was executed.
     *
     * @return 0 before the first.
     */
    public long lastClientSeq()
    {
        return lastClientSeq;
    }

    /**
     * The oldest command whose outcome is kept.
     *
     * @return 1 or more; above {@link #lastClientSeq()} where there is none.
     */
    public long firstClientSeq()
    {
        return Math.max(1, lastClientSeq - Limits.COMMAND_WINDOW + 1);
    }

    /**
     * Keeps the outcome of the next command.
     *
     * @param resultId order id or what an admin command made.
     * @param eventSeq of the report that answered it.
     * @param reason   value of the reject reason.
     */
    public void add(final long resultId, final long eventSeq, final int reason)
    {
        if (lastClientSeq == resultIds.length && lastClientSeq < Limits.COMMAND_WINDOW)
        {
            grow();
        }
        final int at = index(++lastClientSeq);
        resultIds[at] = resultId;
        eventSeqs[at] = eventSeq;
        reasons[at] = (char)reason;
    }

    /**
     * What a command made.
     *
     * @param clientSeq within the window.
     * @return order id or what an admin command made.
     */
    public long resultId(final long clientSeq)
    {
        return resultIds[index(clientSeq)];
    }

    /**
     * The report that answered a command.
     *
     * @param clientSeq within the window.
     * @return event sequence.
     */
    public long eventSeq(final long clientSeq)
    {
        return eventSeqs[index(clientSeq)];
    }

    /**
     * Why a command was rejected.
     *
     * @param clientSeq within the window.
     * @return value of the reject reason.
     */
    public int reason(final long clientSeq)
    {
        return reasons[index(clientSeq)];
    }

    /**
     * Starts where a snapshot's first outcome is.
     *
     * @param last client sequence before the first outcome that will be added.
     */
    void restore(final long last)
    {
        if (last > 0)
        {
            resultIds = new long[Limits.COMMAND_WINDOW];
            eventSeqs = new long[Limits.COMMAND_WINDOW];
            reasons = new char[Limits.COMMAND_WINDOW];
        }
        lastClientSeq = last;
    }

    // While the window is not full, no sequence has wrapped around, so that growing keeps every place but that of
    // the newest, which was at 0.
    private void grow()
    {
        final int capacity = resultIds.length;
        resultIds = Arrays.copyOf(resultIds, capacity * 2);
        eventSeqs = Arrays.copyOf(eventSeqs, capacity * 2);
        reasons = Arrays.copyOf(reasons, capacity * 2);
        resultIds[capacity] = resultIds[0];
        eventSeqs[capacity] = eventSeqs[0];
        reasons[capacity] = reasons[0];
    }

    private int index(final long clientSeq)
    {
        return (int)clientSeq & resultIds.length - 1;
    }
}
