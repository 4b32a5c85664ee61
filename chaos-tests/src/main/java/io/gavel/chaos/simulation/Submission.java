package io.gavel.chaos.simulation;

/** A command that an application gave to its client, and what it knows of it. */
final class Submission
{
    private final BrokerProcess process;
    private final CommandKey key;
    private final String what;
    private final boolean isFresh;
    private State state = State.PENDING;
    private long clientSeq;
    private byte[] command;
    private boolean isCutShort;

    /** What the application knows. */
    enum State
    {
        /** No answer yet. */
        PENDING,
        /** The answer came. */
        ANSWERED,
        /** The client said that the venue did not take it. */
        REFUSED,
        /** The process died, or was fenced off, before the answer. */
        UNKNOWN,
        /** It was unknown, and turned out to be executed. */
        EXECUTED,
        /** It was unknown, and turned out not to be executed, ever. */
        NOT_EXECUTED
    }

    Submission(final BrokerProcess process, final CommandKey key, final String what, final boolean isFresh)
    {
        this.process = process;
        this.key = key;
        this.what = what;
        this.isFresh = isFresh;
    }

    CommandKey key()
    {
        return key;
    }

    BrokerProcess process()
    {
        return process;
    }

    State state()
    {
        return state;
    }

    void state(final State newState)
    {
        state = newState;
    }

    boolean isOpen()
    {
        return State.PENDING == state || State.UNKNOWN == state;
    }

    /** Whether its application was told that the venue executed it, be it by refusing what it asks for. */
    boolean isKnownExecuted()
    {
        return State.ANSWERED == state || State.EXECUTED == state;
    }

    /** Its process died before the call came back. */
    void cutShort()
    {
        isCutShort = true;
    }

    boolean isCutShort()
    {
        return isCutShort;
    }

    /** The order's own id, which no other order has; 0 where it is no order. */
    long clOrdId()
    {
        return isFresh ? key.id() : 0;
    }

    /** Under which sequence its client sent it; 0 where it did not yet. */
    long clientSeq()
    {
        return clientSeq;
    }

    byte[] command()
    {
        return command;
    }

    void sent(final long seq, final byte[] message)
    {
        clientSeq = seq;
        command = message;
    }

    @Override
    public String toString()
    {
        return what + " (clientSeq " + clientSeq + ", " + state + ")";
    }
}
