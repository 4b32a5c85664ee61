package io.gavel.engine.order;

import io.gavel.engine.Limits;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.RejectReason;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;

/**
 * What a NewOrderSingle asks for, decoded once, and whether it makes sense by itself. What a command of version 1 does
 * not have is as if it asked for none.
 */
final class OrderForm
{
    private static final int NULL_RAW = 255;

    Side side;
    OrdType ordType;
    TimeInForce timeInForce;
    SelfTradePrevention prevention;
    SelfTradeScope scope;
    PostOnly postOnly;
    long priceTicks;
    long lots;
    long stopTicks;
    long displayLots;
    long minLots;
    long expireTimeNs;

    OrderForm()
    {
    }

    void decode(final NewOrderSingleDecoder command)
    {
        side = side(command.sideRaw());
        ordType = ordType(command.ordTypeRaw());
        timeInForce = timeInForce(command.timeInForceRaw());
        prevention = prevention(command.selfTradePreventionRaw());
        scope = scope(command.selfTradeScopeRaw());
        postOnly = postOnly(command.postOnlyRaw());
        priceTicks = command.priceTicks();
        lots = command.quantityLots();
        stopTicks = orZero(command.stopPriceTicks());
        displayLots = orZero(command.displayQtyLots());
        minLots = orZero(command.minQtyLots());
        expireTimeNs = orZero(command.expireTimeNs());
    }

    /** What is wrong with it whatever the venue's state, in the order of the checks; NONE where nothing is. */
    RejectReason check(final long nowNs)
    {
        if (Side.NULL_VAL == side)
        {
            return RejectReason.INVALID_SIDE;
        }
        if (OrdType.NULL_VAL == ordType)
        {
            return RejectReason.INVALID_ORD_TYPE;
        }
        if (TimeInForce.NULL_VAL == timeInForce || isStop() && isForAuction())
        {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        if (isMarket() ? 0 != priceTicks : !isPrice(priceTicks))
        {
            return RejectReason.INVALID_PRICE;
        }
        if (lots <= 0 || lots > Limits.ORDER_LOTS_MAX)
        {
            return RejectReason.INVALID_QUANTITY;
        }
        if (isStop() ? !isPrice(stopTicks) : 0 != stopTicks)
        {
            return RejectReason.INVALID_STOP_PRICE;
        }
        if (displayLots < 0 || displayLots > lots || 0 != displayLots && !mayRest() ||
            !isPeaks(lots, displayLots))
        {
            return RejectReason.INVALID_DISPLAY_QTY;
        }
        if (minLots < 0 || minLots > lots || 0 != minLots && (TimeInForce.FOK == timeInForce || isForAuction()))
        {
            return RejectReason.INVALID_MIN_QTY;
        }
        if (TimeInForce.GTD == timeInForce ? expireTimeNs <= nowNs : 0 != expireTimeNs)
        {
            return RejectReason.INVALID_EXPIRE_TIME;
        }
        if (SelfTradePrevention.NULL_VAL == prevention || SelfTradeScope.NULL_VAL == scope)
        {
            return RejectReason.INVALID_SELF_TRADE_PREVENTION;
        }
        return PostOnly.NULL_VAL == postOnly ||
            PostOnly.NONE != postOnly && (OrdType.LIMIT != ordType || !mayRest() || 0 != minLots) ?
            RejectReason.INVALID_POST_ONLY : RejectReason.NONE;
    }

    boolean isMarket()
    {
        return OrdType.MARKET == ordType || OrdType.STOP == ordType;
    }

    boolean isStop()
    {
        return OrdType.STOP == ordType || OrdType.STOP_LIMIT == ordType;
    }

    boolean isForAuction()
    {
        return TimeInForce.AT_THE_OPEN == timeInForce || TimeInForce.AT_THE_CLOSE == timeInForce;
    }

    /** Whether what is left may stay in the book in continuous trading. */
    boolean mayRest()
    {
        return !isMarket() && (TimeInForce.DAY == timeInForce || TimeInForce.GTC == timeInForce ||
            TimeInForce.GTD == timeInForce);
    }

    boolean isIceberg()
    {
        return 0 != displayLots && displayLots < lots;
    }

    int flags()
    {
        return OrderFlags.with(OrderFlags.of(side, ordType, timeInForce, isIceberg()), prevention, scope, postOnly);
    }

    /** Whether lots come in few enough peaks; 0 shows all. */
    static boolean isPeaks(final long lots, final long displayLots)
    {
        return displayLots <= 0 || (lots - 1) / displayLots < Limits.PEAKS_MAX;
    }

    static boolean isPrice(final long ticks)
    {
        return ticks > 0 && ticks <= Limits.PRICE_TICKS_MAX;
    }

    static long orZero(final long value)
    {
        return Long.MIN_VALUE == value ? 0 : value;
    }

    static Side side(final short raw)
    {
        return 1 == raw ? Side.BUY : 2 == raw ? Side.SELL : Side.NULL_VAL;
    }

    private static OrdType ordType(final short raw)
    {
        return switch (raw)
        {
            case 1 -> OrdType.MARKET;
            case 2 -> OrdType.LIMIT;
            case 3 -> OrdType.STOP;
            case 4 -> OrdType.STOP_LIMIT;
            default -> OrdType.NULL_VAL;
        };
    }

    private static TimeInForce timeInForce(final short raw)
    {
        return switch (raw)
        {
            case 1 -> TimeInForce.DAY;
            case 2 -> TimeInForce.GTC;
            case 3 -> TimeInForce.AT_THE_OPEN;
            case 4 -> TimeInForce.IOC;
            case 5 -> TimeInForce.FOK;
            case 7 -> TimeInForce.GTD;
            case 8 -> TimeInForce.AT_THE_CLOSE;
            default -> TimeInForce.NULL_VAL;
        };
    }

    private static SelfTradePrevention prevention(final short raw)
    {
        return switch (raw)
        {
            case 0, NULL_RAW -> SelfTradePrevention.NONE;
            case 1 -> SelfTradePrevention.CANCEL_RESTING;
            case 2 -> SelfTradePrevention.CANCEL_AGGRESSOR;
            case 3 -> SelfTradePrevention.CANCEL_BOTH;
            case 4 -> SelfTradePrevention.DECREMENT_AND_CANCEL;
            default -> SelfTradePrevention.NULL_VAL;
        };
    }

    private static SelfTradeScope scope(final short raw)
    {
        return 1 == raw || NULL_RAW == raw ? SelfTradeScope.ACCOUNT :
            2 == raw ? SelfTradeScope.PARTICIPANT : SelfTradeScope.NULL_VAL;
    }

    private static PostOnly postOnly(final short raw)
    {
        return switch (raw)
        {
            case 0, NULL_RAW -> PostOnly.NONE;
            case 1 -> PostOnly.REJECT;
            case 2 -> PostOnly.REPRICE;
            default -> PostOnly.NULL_VAL;
        };
    }
}
