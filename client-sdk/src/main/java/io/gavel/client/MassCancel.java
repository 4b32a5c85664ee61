package io.gavel.client;

import io.gavel.schema.Side;

/**
 * Which orders to cancel: those that fit everything that is set; without anything set, all. Read during the call, as a
 * {@link NewOrder} is.
 */
public final class MassCancel
{
    private long accountId;
    private String symbol;
    private Side side = Side.NULL_VAL;

    private MassCancel()
    {
    }

    /**
     * Every order.
     *
     * @return the request, to be narrowed.
     */
    public static MassCancel all()
    {
        return new MassCancel();
    }

    /**
     * Of this account only.
     *
     * @param accountId the venue's; 0, the default, for all.
     * @return this.
     */
    public MassCancel account(final long accountId)
    {
        this.accountId = accountId;
        return this;
    }

    /**
     * Of this instrument only.
     *
     * @param symbol of the instrument; null, the default, for all.
     * @return this.
     */
    public MassCancel symbol(final String symbol)
    {
        this.symbol = symbol;
        return this;
    }

    /**
     * Of this side only.
     *
     * @param side buy or sell; null, the default, for both.
     * @return this.
     */
    public MassCancel side(final Side side)
    {
        this.side = side == null ? Side.NULL_VAL : side;
        return this;
    }

    long accountId()
    {
        return accountId;
    }

    String symbol()
    {
        return symbol;
    }

    Side side()
    {
        return side;
    }
}
