package io.gavel.gateway.feed;

/**
 * A node cannot be followed from the wanted position at this time.
 */
final class SourceUnavailableException extends Exception
{
    private static final long serialVersionUID = 1L;

    /** True where the node's recording contradicts what was followed before. */
    private final boolean mismatch;

    SourceUnavailableException(final String message, final boolean mismatch)
    {
        super(message);
        this.mismatch = mismatch;
    }

    boolean isMismatch()
    {
        return mismatch;
    }
}
