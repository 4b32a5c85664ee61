package io.gavel.client;

/**
 * The answer to a command, and where the command stands until then. What the future itself is completed with by the
 * application ({@code cancel}, {@code orTimeout}) changes nothing about the command, nor about {@link #state()}.
 *
 * @param <T> of the answer.
 */
public final class CommandFuture<T> extends ClientFuture<T>
{
    private static final int NOT_SENT = -1;

    private final Interruptions interruptions;
    private volatile long clientSeq;
    // How often the connection had been interrupted when the command was sent last.
    private volatile int sentAfter = NOT_SENT;
    private volatile CommandState outcome;

    CommandFuture(final Thread clientThread, final Interruptions interruptions)
    {
        super(clientThread);
        this.interruptions = interruptions;
    }

    /**
     * Where the command stands. It may have gone on by the time that the caller looks at the answer.
     *
     * @return the state.
     */
    public CommandState state()
    {
        final CommandState known = outcome;
        if (known != null)
        {
            return known;
        }
        final int sent = sentAfter;
        return sent == NOT_SENT ? CommandState.QUEUED :
            sent == interruptions.count() ? CommandState.SENT : CommandState.UNKNOWN;
    }

    /**
     * The command's sequence on its connection, the identity under which the venue executes it at most once. Commands
     * behind one that the venue does not take get a new one.
     *
     * @return &gt; 0; 0 before it was sent.
     */
    public long clientSeq()
    {
        return clientSeq;
    }

    void sent(final long seq)
    {
        clientSeq = seq;
        sentAfter = interruptions.count();
    }

    void answer(final T answer, final boolean isRejected)
    {
        outcome = isRejected ? CommandState.REJECTED : CommandState.ANSWERED;
        complete(answer);
    }

    void fail(final Throwable cause)
    {
        outcome = CommandState.FAILED;
        completeExceptionally(cause);
    }
}
