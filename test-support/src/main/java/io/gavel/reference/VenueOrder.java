package io.gavel.reference;

import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;

/**
 * An order as it is sent, every attribute that it may have. Made by one of the factories, and changed by the methods
 * that give a copy with one attribute more.
 *
 * @param id          names the order for good.
 * @param account     whose order it is.
 * @param participant to whom the account belongs.
 * @param side        BUY or SELL.
 * @param type        of the order.
 * @param tif         how long it is good.
 * @param price       limit in ticks; 0 for none.
 * @param stop        in ticks; 0 for none.
 * @param lots        that are wanted.
 * @param display     lots that an iceberg shows at a time; 0 for all.
 * @param min         lots that must trade at once; 0 for none.
 * @param stp         what happens where it would trade with its own side.
 * @param scope       whose orders are its own side's.
 * @param postOnly    what happens where an order that may only rest would trade.
 * @param expireTime  log time in nanoseconds, of a GTD order; else 0.
 */
public record VenueOrder(
    long id,
    int account,
    int participant,
    Side side,
    OrdType type,
    TimeInForce tif,
    long price,
    long stop,
    long lots,
    long display,
    long min,
    SelfTradePrevention stp,
    SelfTradeScope scope,
    PostOnly postOnly,
    long expireTime)
{
    /**
     * A limit order, good till cancelled.
     *
     * @param id    names it.
     * @param side  BUY or SELL.
     * @param lots  that are wanted.
     * @param price limit in ticks.
     * @return the order, of account 1 of participant 1.
     */
    public static VenueOrder limit(final long id, final Side side, final long lots, final long price)
    {
        return of(id, side, OrdType.LIMIT, lots, price, 0);
    }

    /**
     * A market order, good till cancelled.
     *
     * @param id   names it.
     * @param side BUY or SELL.
     * @param lots that are wanted.
     * @return the order, of account 1 of participant 1.
     */
    public static VenueOrder market(final long id, final Side side, final long lots)
    {
        return of(id, side, OrdType.MARKET, lots, 0, 0);
    }

    /**
     * A stop order that becomes a market order, good till cancelled.
     *
     * @param id   names it.
     * @param side BUY or SELL.
     * @param lots that are wanted.
     * @param stop ticks.
     * @return the order, of account 1 of participant 1.
     */
    public static VenueOrder stop(final long id, final Side side, final long lots, final long stop)
    {
        return of(id, side, OrdType.STOP, lots, 0, stop);
    }

    /**
     * A stop order that becomes a limit order, good till cancelled.
     *
     * @param id    names it.
     * @param side  BUY or SELL.
     * @param lots  that are wanted.
     * @param price limit in ticks.
     * @param stop  ticks.
     * @return the order, of account 1 of participant 1.
     */
    public static VenueOrder stopLimit(
        final long id, final Side side, final long lots, final long price, final long stop)
    {
        return of(id, side, OrdType.STOP_LIMIT, lots, price, stop);
    }

    private static VenueOrder of(
        final long id, final Side side, final OrdType type, final long lots, final long price, final long stop)
    {
        return new VenueOrder(id, 1, 1, side, type, TimeInForce.GTC, price, stop, lots, 0, 0,
            SelfTradePrevention.NONE, SelfTradeScope.ACCOUNT, PostOnly.NONE, 0);
    }

    /**
     * The order of another owner.
     *
     * @param newAccount     whose order it is.
     * @param newParticipant to whom the account belongs.
     * @return a copy.
     */
    public VenueOrder by(final int newAccount, final int newParticipant)
    {
        return new VenueOrder(id, newAccount, newParticipant, side, type, tif, price, stop, lots, display, min, stp,
            scope, postOnly, expireTime);
    }

    /**
     * The order with another time in force.
     *
     * @param newTif how long it is good.
     * @return a copy.
     */
    public VenueOrder good(final TimeInForce newTif)
    {
        return new VenueOrder(id, account, participant, side, type, newTif, price, stop, lots, display, min, stp,
            scope, postOnly, expireTime);
    }

    /**
     * The order good till a time.
     *
     * @param newExpireTime log time in nanoseconds.
     * @return a copy.
     */
    public VenueOrder until(final long newExpireTime)
    {
        return new VenueOrder(id, account, participant, side, type, TimeInForce.GTD, price, stop, lots, display, min,
            stp, scope, postOnly, newExpireTime);
    }

    /**
     * The order as an iceberg.
     *
     * @param newDisplay lots that it shows at a time.
     * @return a copy.
     */
    public VenueOrder showing(final long newDisplay)
    {
        return new VenueOrder(id, account, participant, side, type, tif, price, stop, lots, newDisplay, min, stp,
            scope, postOnly, expireTime);
    }

    /**
     * The order with a quantity that must trade at once.
     *
     * @param newMin lots.
     * @return a copy.
     */
    public VenueOrder atLeast(final long newMin)
    {
        return new VenueOrder(id, account, participant, side, type, tif, price, stop, lots, display, newMin, stp,
            scope, postOnly, expireTime);
    }

    /**
     * The order with self-trade prevention.
     *
     * @param newStp   what happens.
     * @param newScope whose orders are its own side's.
     * @return a copy.
     */
    public VenueOrder preventing(final SelfTradePrevention newStp, final SelfTradeScope newScope)
    {
        return new VenueOrder(id, account, participant, side, type, tif, price, stop, lots, display, min, newStp,
            newScope, postOnly, expireTime);
    }

    /**
     * The order as one that may only rest.
     *
     * @param newPostOnly what happens where it would trade.
     * @return a copy.
     */
    public VenueOrder resting(final PostOnly newPostOnly)
    {
        return new VenueOrder(id, account, participant, side, type, tif, price, stop, lots, display, min, stp, scope,
            newPostOnly, expireTime);
    }
}
