package io.gavel.dropcopy;

/** A reader is not let in; the message says why, for the reader to see. */
public final class LogonRefusedException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message for the reader.
     */
    public LogonRefusedException(final String message)
    {
        super(message);
    }
}
