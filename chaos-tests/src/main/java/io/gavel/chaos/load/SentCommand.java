package io.gavel.chaos.load;

/**
 * A command in a broker's journal. Written by the broker's threads; read when the broker rests.
 */
public final class SentCommand
{
    private final long index;
    private final CommandKind kind;
    private final long clOrdId;
    private final long orderId;
    private final long sentNs;
    private volatile Answer answer;
    private volatile String failure;
    private volatile boolean isRefused;

    /**
     * A command that is about to be sent.
     *
     * @param index   of the command in its journal, from 0.
     * @param kind    what is asked for.
     * @param clOrdId of a new order or a replace; 0 for a cancel.
     * @param orderId of the order that is cancelled or replaced; 0 for a new one.
     * @param sentNs  by the system's monotonic clock.
     */
    SentCommand(
        final long index, final CommandKind kind, final long clOrdId, final long orderId, final long sentNs)
    {
        this.index = index;
        this.kind = kind;
        this.clOrdId = clOrdId;
        this.orderId = orderId;
        this.sentNs = sentNs;
    }

    /** Its place in the journal, from 0. */
    long index()
    {
        return index;
    }

    /**
     * What is asked for.
     *
     * @return the kind.
     */
    public CommandKind kind()
    {
        return kind;
    }

    /**
     * The client's id.
     *
     * @return 0 for a cancel.
     */
    public long clOrdId()
    {
        return clOrdId;
    }

    /**
     * The order that is to be cancelled or replaced.
     *
     * @return 0 for a new one.
     */
    public long orderId()
    {
        return orderId;
    }

    /**
     * When it was given to the SDK.
     *
     * @return nanoseconds of the system's monotonic clock.
     */
    public long sentNs()
    {
        return sentNs;
    }

    /**
     * The answer.
     *
     * @return null where there is none.
     */
    public Answer answer()
    {
        return answer;
    }

    /**
     * Why there is no answer, where the SDK gave up on it.
     *
     * @return a sentence, or null.
     */
    public String failure()
    {
        return failure;
    }

    /**
     * Whether the broker was told for certain that the command was not executed and never will be.
     *
     * @return true where it was refused before it was executed.
     */
    public boolean isRefused()
    {
        return isRefused;
    }

    /**
     * Whether nothing was told of it.
     *
     * @return true while its fate is unknown to the broker.
     */
    public boolean isUnknown()
    {
        return answer == null && !isRefused;
    }

    void answer(final Answer newAnswer)
    {
        answer = newAnswer;
    }

    void refused(final String reason)
    {
        failure = reason;
        isRefused = true;
    }

    void failed(final String reason)
    {
        failure = reason;
    }

    /**
     * For a sentence.
     *
     * @return kind and ids.
     */
    @Override
    public String toString()
    {
        return kind + (clOrdId == 0 ? "" : " clOrdId " + clOrdId) + (orderId == 0 ? "" : " of order " + orderId);
    }
}
