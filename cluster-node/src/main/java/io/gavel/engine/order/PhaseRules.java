package io.gavel.engine.order;

import io.gavel.engine.instrument.Collar;
import io.gavel.engine.instrument.Instrument;
import io.gavel.schema.PostOnly;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;

/** What may be entered in the phase and within the collars that an instrument has, and at which price. */
final class PhaseRules
{
    private long priceTicks;

    PhaseRules()
    {
    }

    /**
     * Whether an order may be entered now. Reads only.
     *
     * @param form       that makes sense by itself.
     * @param instrument of the order.
     * @return NONE, and then {@link #priceTicks()} is the limit that it has: a market order for an auction is one at
     * the edge of the static band, and one that may only rest is moved where it asks for that.
     */
    RejectReason check(final OrderForm form, final Instrument instrument)
    {
        final TradingPhase phase = instrument.trading().phase();
        final boolean isCollecting = instrument.trading().isCollecting();
        final boolean isAtOnce = TimeInForce.IOC == form.timeInForce || TimeInForce.FOK == form.timeInForce ||
            0 != form.minLots || PostOnly.NONE != form.postOnly;
        final boolean isBeforeOpen = TradingPhase.PRE_OPEN == phase || TradingPhase.OPENING_AUCTION == phase;
        if (isCollecting && isAtOnce || TimeInForce.AT_THE_OPEN == form.timeInForce && !isBeforeOpen)
        {
            return RejectReason.INVALID_FOR_PHASE;
        }
        final RejectReason closed = checkOpen(phase);
        if (RejectReason.NONE != closed)
        {
            return closed;
        }
        priceTicks = form.priceTicks;
        if (form.isStop() || !form.isMarket())
        {
            return checkPrice(form, instrument);
        }
        if (isCollecting || TimeInForce.AT_THE_CLOSE == form.timeInForce)
        {
            final Collar collar = instrument.trading().collar();
            if (!collar.hasStaticBand())
            {
                return RejectReason.NO_REFERENCE_PRICE;
            }
            priceTicks = Side.BUY == form.side ? collar.highestTicks() : collar.lowestTicks();
        }
        return RejectReason.NONE;
    }

    /**
     * Whether orders are taken in a phase.
     *
     * @param phase of the instrument.
     * @return NONE, INSTRUMENT_HALTED or MARKET_CLOSED.
     */
    static RejectReason checkOpen(final TradingPhase phase)
    {
        if (TradingPhase.HALTED == phase)
        {
            return RejectReason.INSTRUMENT_HALTED;
        }
        return TradingPhase.CLOSED == phase || TradingPhase.POST_CLOSE == phase ?
            RejectReason.MARKET_CLOSED : RejectReason.NONE;
    }

    private RejectReason checkPrice(final OrderForm form, final Instrument instrument)
    {
        if (form.isMarket())
        {
            return RejectReason.NONE;
        }
        if (!isWithinCollar(priceTicks, instrument))
        {
            return RejectReason.PRICE_OUTSIDE_COLLAR;
        }
        return PostOnly.NONE == form.postOnly || !instrument.trading().isContinuous() ?
            RejectReason.NONE : checkPostOnly(form.side, form.postOnly, priceTicks, instrument);
    }

    /**
     * Whether an order that may only rest can.
     *
     * @return NONE, and then {@link #priceTicks()} is where; or POST_ONLY_WOULD_TRADE.
     */
    RejectReason checkPostOnly(
        final Side side, final PostOnly postOnly, final long limitTicks, final Instrument instrument)
    {
        priceTicks = limitTicks;
        final long opposite = OrderExecution.oppositeTicks(side, instrument);
        if (0 == opposite || (Side.BUY == side ? limitTicks < opposite : limitTicks > opposite))
        {
            return RejectReason.NONE;
        }
        final long behind = Side.BUY == side ? opposite - 1 : opposite + 1;
        if (PostOnly.REJECT == postOnly || !OrderForm.isPrice(behind) || !isWithinCollar(behind, instrument))
        {
            return RejectReason.POST_ONLY_WOULD_TRADE;
        }
        priceTicks = behind;
        return RejectReason.NONE;
    }

    /** Whether a price is within the static band, where there is one. */
    static boolean isWithinCollar(final long ticks, final Instrument instrument)
    {
        final Collar collar = instrument.trading().collar();
        return !collar.hasStaticBand() || ticks >= collar.lowestTicks() && ticks <= collar.highestTicks();
    }

    /** The limit of the order that was checked last. */
    long priceTicks()
    {
        return priceTicks;
    }
}
