package io.gavel.engine.order;

import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;

/** What does not change of an order, and where it is, in one int of its record. */
public final class OrderFlags
{
    /** In no book: it was accepted or triggered by the command that is being executed. */
    public static final int PLACE_NONE = 0;

    /** In the order book. */
    public static final int PLACE_BOOK = 1;

    /** A stop order that waits for its price. */
    public static final int PLACE_STOPS = 2;

    /** An order at the close that waits for the closing auction. */
    public static final int PLACE_AT_CLOSE = 3;

    private static final int TIF_SHIFT = 1;
    private static final int TYPE_SHIFT = 5;
    private static final int PLACE_SHIFT = 8;
    private static final int PLACE_MASK = 3 << PLACE_SHIFT;
    private static final int TRIGGERED = 1 << 10;
    private static final int STP_SHIFT = 11;
    private static final int SCOPE_PARTICIPANT = 1 << 14;
    private static final int POST_ONLY_SHIFT = 15;
    private static final int ICEBERG = 1 << 17;
    private static final int LISTED = 1 << 18;
    private static final Side[] SIDES = { Side.BUY, Side.SELL };
    private static final OrdType[] TYPES =
        { OrdType.NULL_VAL, OrdType.MARKET, OrdType.LIMIT, OrdType.STOP, OrdType.STOP_LIMIT };
    private static final SelfTradePrevention[] PREVENTIONS = { SelfTradePrevention.NONE,
        SelfTradePrevention.CANCEL_RESTING, SelfTradePrevention.CANCEL_AGGRESSOR, SelfTradePrevention.CANCEL_BOTH,
        SelfTradePrevention.DECREMENT_AND_CANCEL };
    private static final PostOnly[] POST_ONLY = { PostOnly.NONE, PostOnly.REJECT, PostOnly.REPRICE };
    private static final TimeInForce[] TIMES = { TimeInForce.NULL_VAL, TimeInForce.DAY, TimeInForce.GTC,
        TimeInForce.AT_THE_OPEN, TimeInForce.IOC, TimeInForce.FOK, TimeInForce.NULL_VAL, TimeInForce.GTD,
        TimeInForce.AT_THE_CLOSE };

    private OrderFlags()
    {
    }

    /**
     * The flags of an order that is in no book yet.
     *
     * @param side      of it.
     * @param ordType   of it.
     * @param tif       when it ends.
     * @param iceberg   whether it hides a part.
     * @return flags.
     */
    public static int of(final Side side, final OrdType ordType, final TimeInForce tif, final boolean iceberg)
    {
        return (Side.BUY == side ? 0 : 1) | tif.value() << TIF_SHIFT | ordType.value() << TYPE_SHIFT |
            (iceberg ? ICEBERG : 0);
    }

    /**
     * Adds how an order avoids to trade with its own side, and to trade at once.
     *
     * @param flags      of the order.
     * @param prevention of self-trades.
     * @param scope      of the prevention.
     * @param postOnly   of the order.
     * @return flags.
     */
    public static int with(
        final int flags, final SelfTradePrevention prevention, final SelfTradeScope scope, final PostOnly postOnly)
    {
        return flags | prevention.value() << STP_SHIFT |
            (SelfTradeScope.PARTICIPANT == scope ? SCOPE_PARTICIPANT : 0) | postOnly.value() << POST_ONLY_SHIFT;
    }

    /**
     * Its side.
     *
     * @param flags of the order.
     * @return BUY or SELL.
     */
    public static Side side(final int flags)
    {
        return SIDES[flags & 1];
    }

    /**
     * When it ends.
     *
     * @param flags of the order.
     * @return its time in force.
     */
    public static TimeInForce timeInForce(final int flags)
    {
        return TIMES[flags >> TIF_SHIFT & 15];
    }

    /**
     * Its type, as it was entered.
     *
     * @param flags of the order.
     * @return MARKET, LIMIT, STOP or STOP_LIMIT.
     */
    public static OrdType ordType(final int flags)
    {
        return TYPES[flags >> TYPE_SHIFT & 7];
    }

    /**
     * Whether it has no limit price of its own.
     *
     * @param flags of the order.
     * @return true for MARKET and STOP.
     */
    public static boolean isMarket(final int flags)
    {
        return 1 == (flags >> TYPE_SHIFT & 1);
    }

    /**
     * Whether it is a stop order, triggered or not.
     *
     * @param flags of the order.
     * @return true for STOP and STOP_LIMIT.
     */
    public static boolean isStop(final int flags)
    {
        return (flags >> TYPE_SHIFT & 7) >= 3;
    }

    /**
     * Whether it trades in an auction, or at once, and never stays in the book.
     *
     * @param flags of the order.
     * @return true for orders at the open, at the close, and without a limit.
     */
    public static boolean isForAuctionOnly(final int flags)
    {
        final TimeInForce tif = timeInForce(flags);
        return TimeInForce.AT_THE_OPEN == tif || TimeInForce.AT_THE_CLOSE == tif || isMarket(flags);
    }

    /**
     * Whether what is left after trading may stay in the book in continuous trading.
     *
     * @param flags of the order.
     * @return true for limits good for longer than the moment.
     */
    public static boolean mayRest(final int flags)
    {
        final TimeInForce tif = timeInForce(flags);
        return !isMarket(flags) &&
            (TimeInForce.DAY == tif || TimeInForce.GTC == tif || TimeInForce.GTD == tif);
    }

    /**
     * Whether a part of it is hidden.
     *
     * @param flags of the order.
     * @return true where it shows less than it has.
     */
    public static boolean isIceberg(final int flags)
    {
        return 0 != (flags & ICEBERG);
    }

    /**
     * How it avoids to trade with its own side.
     *
     * @param flags of the order.
     * @return NONE where it does not.
     */
    public static SelfTradePrevention prevention(final int flags)
    {
        return PREVENTIONS[flags >> STP_SHIFT & 7];
    }

    /**
     * Whose orders are its own.
     *
     * @param flags of the order.
     * @return true for the participant's, false for the account's.
     */
    public static boolean isOwnByParticipant(final int flags)
    {
        return 0 != (flags & SCOPE_PARTICIPANT);
    }

    /**
     * What happens where it would trade at once.
     *
     * @param flags of the order.
     * @return NONE where it may.
     */
    public static PostOnly postOnly(final int flags)
    {
        return POST_ONLY[flags >> POST_ONLY_SHIFT & 3];
    }

    /**
     * Whether a stop order's price was reached.
     *
     * @param flags of the order.
     * @return true from then on.
     */
    public static boolean isTriggered(final int flags)
    {
        return 0 != (flags & TRIGGERED);
    }

    /**
     * Where it is.
     *
     * @param flags of the order.
     * @return one of the PLACE constants.
     */
    public static int place(final int flags)
    {
        return (flags & PLACE_MASK) >> PLACE_SHIFT;
    }

    /**
     * Moves it.
     *
     * @param flags of the order.
     * @param place one of the PLACE constants.
     * @return flags.
     */
    public static int at(final int flags, final int place)
    {
        return flags & ~PLACE_MASK | place << PLACE_SHIFT;
    }

    /**
     * A stop order's price was reached.
     *
     * @param flags of the order.
     * @return flags.
     */
    public static int triggered(final int flags)
    {
        return flags | TRIGGERED;
    }

    /**
     * Whether it is among the open orders, as it is from the end of the command that accepted it.
     *
     * @param flags of the order.
     * @return true where it is in the index.
     */
    public static boolean isListed(final int flags)
    {
        return 0 != (flags & LISTED);
    }

    /**
     * Enters it among the open orders.
     *
     * @param flags of the order.
     * @return flags.
     */
    public static int listed(final int flags)
    {
        return flags | LISTED;
    }

    /**
     * Takes it out of the open orders.
     *
     * @param flags of the order.
     * @return flags.
     */
    public static int unlisted(final int flags)
    {
        return flags & ~LISTED;
    }
}
