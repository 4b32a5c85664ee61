package io.gavel.reference;

import io.gavel.reference.ReferenceOrder.Where;
import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;

/** Why an order or a change of one is refused: the first check that fails, in the order of RejectReason. */
final class ReferenceChecks
{
    private final ReferenceState state;

    ReferenceChecks(final ReferenceState state)
    {
        this.state = state;
    }

    RejectReason entry(final VenueOrder order)
    {
        final RejectReason reason = terms(order);
        if (RejectReason.NONE != reason)
        {
            return reason;
        }
        if (!isForPhase(order))
        {
            return RejectReason.INVALID_FOR_PHASE;
        }
        final RejectReason closed = closed();
        if (RejectReason.NONE != closed)
        {
            return closed;
        }
        final boolean isAuctioned = state.isCollecting() || TimeInForce.AT_THE_CLOSE == order.tif();
        if (OrdType.MARKET == order.type() && isAuctioned && !state.bands().hasStatic())
        {
            return RejectReason.NO_REFERENCE_PRICE;
        }
        return price(order, order.price(), true);
    }

    RejectReason replace(final ReferenceOrder order, final VenueCommand.Replace command)
    {
        if (order.isMarket() ? 0 != command.price() : 0 != command.price() && !isPrice(command.price()))
        {
            return RejectReason.INVALID_PRICE;
        }
        if (0 != command.lots() && !isQuantity(command.lots()))
        {
            return RejectReason.INVALID_QUANTITY;
        }
        if (0 != command.lots() && command.lots() <= order.filled())
        {
            return RejectReason.QUANTITY_NOT_ABOVE_FILLED;
        }
        if (0 != command.stop() && (!order.is(Where.AT_STOP) || !isPrice(command.stop())))
        {
            return RejectReason.INVALID_STOP_PRICE;
        }
        final long lots = 0 == command.lots() ? order.filled() + order.open() : command.lots();
        if (0 != command.display() && (0 == order.display() || command.display() < 0 || command.display() > lots))
        {
            return RejectReason.INVALID_DISPLAY_QTY;
        }
        if (order.is(Where.AT_STOP) && order.terms().min() > lots)
        {
            return RejectReason.INVALID_MIN_QTY;
        }
        final RejectReason closed = closed();
        final long price = 0 == command.price() ? order.price() : command.price();
        return RejectReason.NONE != closed ? closed : price(order.terms(), price, price != order.price());
    }

    /**
     * The limit that an order gets which was not refused.
     *
     * @param order  as it was sent.
     * @param wanted limit, ticks.
     * @return the limit: another one where a post-only order would trade; 0 for none.
     */
    long limit(final VenueOrder order, final long wanted)
    {
        return PostOnly.REPRICE == order.postOnly() && wouldTrade(order.side(), wanted) ? behind(order.side()) : wanted;
    }

    private RejectReason terms(final VenueOrder order)
    {
        final boolean isStop = OrdType.STOP == order.type() || OrdType.STOP_LIMIT == order.type();
        final boolean isLimit = OrdType.LIMIT == order.type() || OrdType.STOP_LIMIT == order.type();
        final boolean isAtOnce = TimeInForce.IOC == order.tif() || TimeInForce.FOK == order.tif();
        if (isStop && isAuctionOnly(order.tif()))
        {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        if (isLimit ? !isPrice(order.price()) : 0 != order.price())
        {
            return RejectReason.INVALID_PRICE;
        }
        if (!isQuantity(order.lots()))
        {
            return RejectReason.INVALID_QUANTITY;
        }
        if (isStop ? !isPrice(order.stop()) : 0 != order.stop())
        {
            return RejectReason.INVALID_STOP_PRICE;
        }
        if (0 != order.display() && (!isLimit || isAtOnce || isAuctionOnly(order.tif()) || order.display() < 0 ||
            order.display() > order.lots()))
        {
            return RejectReason.INVALID_DISPLAY_QTY;
        }
        if (0 != order.min() && (order.min() < 0 || order.min() > order.lots() || TimeInForce.FOK == order.tif() ||
            isAuctionOnly(order.tif())))
        {
            return RejectReason.INVALID_MIN_QTY;
        }
        if (TimeInForce.GTD == order.tif() ? order.expireTime() <= state.nowNs() : 0 != order.expireTime())
        {
            return RejectReason.INVALID_EXPIRE_TIME;
        }
        final boolean mayPostOnly = OrdType.LIMIT == order.type() && !isAtOnce && !isAuctionOnly(order.tif()) &&
            0 == order.min();
        return PostOnly.NONE == order.postOnly() || mayPostOnly ? RejectReason.NONE : RejectReason.INVALID_POST_ONLY;
    }

    private boolean isForPhase(final VenueOrder order)
    {
        if (TimeInForce.AT_THE_OPEN == order.tif())
        {
            return TradingPhase.PRE_OPEN == state.phase() || TradingPhase.OPENING_AUCTION == state.phase();
        }
        return !state.isCollecting() || (PostOnly.NONE == order.postOnly() && 0 == order.min() &&
            TimeInForce.IOC != order.tif() && TimeInForce.FOK != order.tif());
    }

    private RejectReason closed()
    {
        return switch (state.phase())
        {
            case HALTED -> RejectReason.INSTRUMENT_HALTED;
            case CLOSED, POST_CLOSE -> RejectReason.MARKET_CLOSED;
            default -> RejectReason.NONE;
        };
    }

    // A market order has no limit that could be refused.
    private RejectReason price(final VenueOrder order, final long limit, final boolean isNewLimit)
    {
        if (OrdType.MARKET == order.type() || OrdType.STOP == order.type())
        {
            return RejectReason.NONE;
        }
        if (isNewLimit && state.bands().refuses(limit))
        {
            return RejectReason.PRICE_OUTSIDE_COLLAR;
        }
        if (PostOnly.NONE == order.postOnly() || !wouldTrade(order.side(), limit))
        {
            return RejectReason.NONE;
        }
        final long behind = behind(order.side());
        return PostOnly.REJECT == order.postOnly() || !isPrice(behind) || state.bands().refuses(behind) ?
            RejectReason.POST_ONLY_WOULD_TRADE : RejectReason.NONE;
    }

    private boolean wouldTrade(final Side side, final long limit)
    {
        final ReferenceOrder best = state.bestAgainst(side);
        return state.isContinuous() && null != best &&
            (Side.BUY == side ? best.price() <= limit : best.price() >= limit);
    }

    private long behind(final Side side)
    {
        final long best = state.bestAgainst(side).price();
        return Side.BUY == side ? best - 1 : best + 1;
    }

    private static boolean isAuctionOnly(final TimeInForce tif)
    {
        return TimeInForce.AT_THE_OPEN == tif || TimeInForce.AT_THE_CLOSE == tif;
    }

    private static boolean isPrice(final long price)
    {
        return price >= 1 && price <= ReferenceMatcher.PRICE_MAX;
    }

    private static boolean isQuantity(final long lots)
    {
        return lots >= 1 && lots <= ReferenceMatcher.QUANTITY_MAX;
    }
}
