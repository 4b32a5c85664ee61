package io.gavel.client;

import io.gavel.schema.RejectReason;

/**
 * The venue did not take the command itself, as against an order that it rejects by a report. {@code
 * CLIENT_SEQ_TOO_OLD}: it was executed, and what came of it is no longer known to the venue; look at the open orders
 * and the account. Anything else: it was not executed.
 */
public final class CommandRejectedException extends GavelException
{
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final RejectReason reason;

    /**
     * An exception.
     *
     * @param message what was rejected.
     * @param reason  why.
     */
    public CommandRejectedException(final String message, final RejectReason reason)
    {
        super(message);
        this.reason = reason;
    }

    /**
     * Why the venue did not take it.
     *
     * @return the reason.
     */
    public RejectReason reason()
    {
        return reason;
    }
}
