package io.gavel.client;

import io.gavel.schema.RejectReason;

/** A query that has no answer, such as for an order that is not open or an account of another participant. */
public final class QueryRejectedException extends GavelException
{
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final RejectReason reason;

    /**
     * An exception.
     *
     * @param message what was asked for.
     * @param reason  why there is no answer.
     */
    public QueryRejectedException(final String message, final RejectReason reason)
    {
        super(message);
        this.reason = reason;
    }

    /**
     * Why there is no answer.
     *
     * @return the reason.
     */
    public RejectReason reason()
    {
        return reason;
    }
}
