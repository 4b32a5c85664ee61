package io.gavel.client;

import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.Liquidity;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrdType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.venue.Money;
import java.math.BigDecimal;

/**
 * What happened to an order, in FIX's terms. Raw values are as the venue counts them, in ticks and lots;
 * {@link #price()}, {@link #lastPx()} and the quantities without {@code Lots} in their name are decimals and shares.
 *
 * @param eventSeq       the report's execId: unique over the venue; 0 where it is not known.
 * @param timeNs         log time, nanoseconds since 1970; 0 where it is not known.
 * @param reportSeq      contiguous per connection from 1; 0 where {@link #isReconstructed()}.
 * @param clientSeq      the command that this answers; 0 where it answers none (a trade, an expiry).
 * @param accountId      of the order.
 * @param orderId        the venue's; 0 where a new order was rejected.
 * @param clOrdId        the client's.
 * @param origClOrdId    before a replace; else 0.
 * @param matchId        of the trade; 0 unless {@code TRADE}, {@code TRADE_CANCEL} or {@code TRADE_CORRECT}.
 * @param priceTicks     limit; 0 for a market order.
 * @param orderQtyLots   whole quantity of the order.
 * @param lastPxTicks    price of this trade.
 * @param lastQtyLots    traded, or taken out where {@code CANCELED}, {@code EXPIRED} or {@code RESTATED}.
 * @param cumQtyLots     traded so far.
 * @param leavesQtyLots  still open.
 * @param rejectReason   {@code NONE} unless rejected.
 * @param execType       what happened.
 * @param ordStatus      the order's state after it.
 * @param side           of the order.
 * @param ordType        of the order.
 * @param timeInForce    of the order.
 * @param cancelReason   {@code NONE} unless quantity was taken out.
 * @param feeMinor       that this execution cost, in 1/10,000 of the currency; 0 where there is none.
 * @param stopPriceTicks of a stop order; else 0.
 * @param liquidity      who paid which fee; {@code NULL_VAL} where nothing traded.
 * @param instrument     of the order; null where the report names none, as for an order that is not known.
 */
public record ExecutionReport(
    long eventSeq,
    long timeNs,
    long reportSeq,
    long clientSeq,
    long accountId,
    long orderId,
    long clOrdId,
    long origClOrdId,
    long matchId,
    long priceTicks,
    long orderQtyLots,
    long lastPxTicks,
    long lastQtyLots,
    long cumQtyLots,
    long leavesQtyLots,
    RejectReason rejectReason,
    ExecType execType,
    OrdStatus ordStatus,
    Side side,
    OrdType ordType,
    TimeInForce timeInForce,
    CancelReason cancelReason,
    long feeMinor,
    long stopPriceTicks,
    Liquidity liquidity,
    Instrument instrument) implements Report
{
    /**
     * Whether the venue refused what was asked.
     *
     * @return true for {@code REJECTED}, {@code CANCEL_REJECTED} and {@code REPLACE_REJECTED}.
     */
    public boolean isRejected()
    {
        return rejectReason != RejectReason.NONE;
    }

    /**
     * Whether this was made from the venue's short record of an outcome, because the report itself is no longer held
     * there (a client that was away for longer than the venue's window). It then carries the ids, the reason and the
     * values of the command; filled quantities and the time are not known.
     *
     * @return true where made so; such a report completes its future, and is not given to the execution listener.
     */
    public boolean isReconstructed()
    {
        return reportSeq == 0;
    }

    /**
     * Symbol of the instrument.
     *
     * @return empty where the report names none.
     */
    public String symbol()
    {
        return instrument == null ? "" : instrument.symbol();
    }

    /**
     * Limit price.
     *
     * @return of one share, four decimals; 0.0000 for a market order.
     */
    public BigDecimal price()
    {
        return priceOf(priceTicks);
    }

    /**
     * Price of this trade.
     *
     * @return of one share, four decimals; 0.0000 where nothing traded.
     */
    public BigDecimal lastPx()
    {
        return priceOf(lastPxTicks);
    }

    /**
     * Price at which a stop order comes alive.
     *
     * @return of one share, four decimals; 0.0000 where it is no stop order.
     */
    public BigDecimal stopPrice()
    {
        return priceOf(stopPriceTicks);
    }

    /**
     * What this execution cost, on top of price times quantity for a buyer, out of it for a seller.
     *
     * @return in the instrument's currency, four decimals.
     */
    public BigDecimal fee()
    {
        return Money.toDecimal(feeMinor);
    }

    /**
     * Whole quantity of the order.
     *
     * @return shares.
     */
    public long orderQty()
    {
        return sharesOf(orderQtyLots);
    }

    /**
     * Quantity of this trade, or taken out where {@code CANCELED}, {@code EXPIRED} or {@code RESTATED}.
     *
     * @return shares.
     */
    public long lastQty()
    {
        return sharesOf(lastQtyLots);
    }

    /**
     * Traded so far.
     *
     * @return shares.
     */
    public long cumQty()
    {
        return sharesOf(cumQtyLots);
    }

    /**
     * Still open.
     *
     * @return shares.
     */
    public long leavesQty()
    {
        return sharesOf(leavesQtyLots);
    }

    private BigDecimal priceOf(final long ticks)
    {
        return instrument == null ? Money.toDecimal(0) : Money.priceOf(ticks, instrument.tickSizeMinor());
    }

    private long sharesOf(final long lots)
    {
        return instrument == null ? 0 : Math.multiplyExact(lots, instrument.lotSize());
    }
}
