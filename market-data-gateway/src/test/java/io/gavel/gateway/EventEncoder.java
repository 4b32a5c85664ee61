package io.gavel.gateway;

import io.gavel.schema.AuctionExecutedEncoder;
import io.gavel.schema.AuctionIndicativeEncoder;
import io.gavel.schema.AuctionUncrossedEncoder;
import io.gavel.schema.CashAdjustedEncoder;
import io.gavel.schema.CollarSetEncoder;
import io.gavel.schema.DayStatisticsEncoder;
import io.gavel.schema.InstrumentAddedEncoder;
import io.gavel.schema.InstrumentSetEncoder;
import io.gavel.schema.KillSwitchSetEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.OrderAddedEncoder;
import io.gavel.schema.OrderDeletedEncoder;
import io.gavel.schema.OrderExecutedEncoder;
import io.gavel.schema.OrderReducedEncoder;
import io.gavel.schema.PhaseReason;
import io.gavel.schema.Scope;
import io.gavel.schema.Side;
import io.gavel.schema.TradeBustedEncoder;
import io.gavel.schema.TradeCorrectedEncoder;
import io.gavel.schema.TradeReversedEncoder;
import io.gavel.schema.TradingPhase;
import io.gavel.schema.TradingPhaseChangedEncoder;
import io.gavel.venue.EventStream;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.Arrays;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes events as the venue does: numbered from 1, in batches that end with the end mark.
 */
public final class EventEncoder
{
    /** Log time of the first event; each is a second after the one before. */
    public static final long FIRST_TIME_NS = 1_580_371_200_000_000_000L;

    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private int length;
    private long eventSeq;
    private long timeNs = FIRST_TIME_NS - 1_000_000_000L;
    private long matchId;

    /**
     * The batch of the events since the last call.
     *
     * @return a copy.
     */
    public byte[] batch()
    {
        buffer.putByte(length, EventStream.BATCH_END);
        final byte[] batch = new byte[length + 1];
        buffer.getBytes(0, batch);
        length = 0;
        return batch;
    }

    /**
     * The number of the last event.
     *
     * @return from 1.
     */
    public long eventSeq()
    {
        return eventSeq;
    }

    /**
     * The next event gets a later number than it should.
     *
     * @param skipped how many are left out.
     * @return this.
     */
    public EventEncoder skip(final int skipped)
    {
        eventSeq += skipped;
        return this;
    }

    /**
     * The time of the next event.
     *
     * @param ns log time.
     * @return this.
     */
    public EventEncoder at(final long ns)
    {
        timeNs = ns - 1_000_000_000L;
        return this;
    }

    private void next()
    {
        eventSeq++;
        timeNs += 1_000_000_000L;
    }

    /** InstrumentAdded. */
    public EventEncoder instrument(final int instrumentId, final String symbol, final long tickMinor, final long lot)
    {
        next();
        final InstrumentAddedEncoder event = new InstrumentAddedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .tickSizeMinor(tickMinor).lotSize(lot).instrumentId(instrumentId).symbol(symbol).currency("USD");
        return end(event.encodedLength());
    }

    /** OrderAdded. */
    public EventEncoder added(
        final int instrumentId, final long orderId, final Side side, final long priceTicks, final long lots)
    {
        next();
        final OrderAddedEncoder event = new OrderAddedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .orderId(orderId).priceTicks(priceTicks).quantityLots(lots).instrumentId(instrumentId).side(side);
        return end(event.encodedLength());
    }

    /** OrderExecuted. */
    public EventEncoder executed(
        final int instrumentId,
        final long orderId,
        final Side aggressor,
        final long priceTicks,
        final long lots,
        final long leavesLots)
    {
        next();
        final OrderExecutedEncoder event = new OrderExecutedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .orderId(orderId).matchId(++matchId).priceTicks(priceTicks).lastQtyLots(lots).leavesQtyLots(leavesLots)
            .instrumentId(instrumentId).aggressorSide(aggressor);
        return end(event.encodedLength());
    }

    /** OrderReduced. */
    public EventEncoder reduced(final int instrumentId, final long orderId, final long lots, final long leavesLots)
    {
        next();
        final OrderReducedEncoder event = new OrderReducedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .orderId(orderId).canceledLots(lots).leavesQtyLots(leavesLots).instrumentId(instrumentId);
        return end(event.encodedLength());
    }

    /** OrderDeleted. */
    public EventEncoder deleted(final int instrumentId, final long orderId, final long lots)
    {
        next();
        final OrderDeletedEncoder event = new OrderDeletedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .orderId(orderId).canceledLots(lots).instrumentId(instrumentId);
        return end(event.encodedLength());
    }

    /** CashAdjusted, which is private. */
    public EventEncoder cash(final long accountId, final long deltaMinor)
    {
        next();
        final CashAdjustedEncoder event = new CashAdjustedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .accountId(accountId).deltaMinor(deltaMinor).balanceMinor(deltaMinor).currency("USD");
        return end(event.encodedLength());
    }

    /**
     * A batch whose events reach over several fragments.
     *
     * @param events how many.
     * @return one batch of private events.
     */
    public byte[] longBatch(final int events)
    {
        for (int i = 0; i < events; i++)
        {
            cash(i + 1, i);
        }
        final byte[] batch = batch();
        if (batch.length <= EventStream.MTU_LENGTH)
        {
            throw new IllegalStateException("a batch of " + batch.length + " bytes is one fragment");
        }
        return Arrays.copyOf(batch, batch.length);
    }

    /** TradingPhaseChanged. */
    public EventEncoder phase(
        final int instrumentId, final TradingPhase phase, final PhaseReason reason, final long untilNs)
    {
        next();
        final TradingPhaseChangedEncoder event = new TradingPhaseChangedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .untilNs(untilNs).instrumentId(instrumentId).phase(phase).reason(reason);
        return end(event.encodedLength());
    }

    /** AuctionIndicative; without a side where there is no surplus. */
    public EventEncoder indicative(
        final int instrumentId, final long priceTicks, final long lots, final long surplusLots, final Side side)
    {
        next();
        final AuctionIndicativeEncoder event = new AuctionIndicativeEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .priceTicks(priceTicks).volumeLots(lots).surplusLots(surplusLots).instrumentId(instrumentId)
            .surplusSide(null == side ? Side.NULL_VAL : side);
        return end(event.encodedLength());
    }

    /** AuctionUncrossed; without a side where there is no surplus. */
    public EventEncoder uncrossed(
        final int instrumentId,
        final TradingPhase phase,
        final long priceTicks,
        final long lots,
        final long surplusLots,
        final Side side)
    {
        next();
        final AuctionUncrossedEncoder event = new AuctionUncrossedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .priceTicks(priceTicks).volumeLots(lots).surplusLots(surplusLots).instrumentId(instrumentId)
            .surplusSide(null == side ? Side.NULL_VAL : side).phase(phase);
        return end(event.encodedLength());
    }

    /** AuctionExecuted. */
    public EventEncoder auctionExecuted(
        final int instrumentId,
        final long buyOrderId,
        final long sellOrderId,
        final long priceTicks,
        final long lots,
        final long buyLeavesLots,
        final long sellLeavesLots)
    {
        next();
        final AuctionExecutedEncoder event = new AuctionExecutedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .matchId(++matchId).buyOrderId(buyOrderId).sellOrderId(sellOrderId).priceTicks(priceTicks)
            .lastQtyLots(lots).buyLeavesQtyLots(buyLeavesLots).sellLeavesQtyLots(sellLeavesLots)
            .instrumentId(instrumentId);
        return end(event.encodedLength());
    }

    /** TradeBusted. */
    public EventEncoder busted(final int instrumentId, final long match, final long priceTicks, final long lots)
    {
        next();
        final TradeBustedEncoder event = new TradeBustedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .matchId(match).priceTicks(priceTicks).quantityLots(lots).instrumentId(instrumentId);
        return end(event.encodedLength());
    }

    /** TradeCorrected. */
    public EventEncoder corrected(
        final int instrumentId,
        final long match,
        final long oldPriceTicks,
        final long oldLots,
        final long priceTicks,
        final long lots)
    {
        next();
        final TradeCorrectedEncoder event = new TradeCorrectedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .matchId(match).oldPriceTicks(oldPriceTicks).oldQuantityLots(oldLots).priceTicks(priceTicks)
            .quantityLots(lots).instrumentId(instrumentId);
        return end(event.encodedLength());
    }

    /** DayStatistics. */
    public EventEncoder statistics(
        final int instrumentId,
        final long[] openHighLowClose,
        final long lots,
        final long vwapTenThousandths,
        final long trades,
        final LocalDate date,
        final boolean isFinal)
    {
        next();
        final DayStatisticsEncoder event = new DayStatisticsEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .openTicks(openHighLowClose[0]).highTicks(openHighLowClose[1]).lowTicks(openHighLowClose[2])
            .closeTicks(openHighLowClose[3]).volumeLots(lots).vwapTenThousandths(vwapTenThousandths)
            .tradeCount(trades).instrumentId(instrumentId)
            .tradingDate(null == date ? 0 : (int)date.toEpochDay()).isFinal((short)(isFinal ? 1 : 0));
        return end(event.encodedLength());
    }

    /** CollarSet. */
    public EventEncoder collar(
        final int instrumentId,
        final long referenceTicks,
        final int staticBps,
        final int dynamicBps,
        final long pauseNs)
    {
        next();
        final CollarSetEncoder event = new CollarSetEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .referencePriceTicks(referenceTicks).pauseNs(pauseNs).instrumentId(instrumentId)
            .staticBandBps(staticBps).dynamicBandBps(dynamicBps);
        return end(event.encodedLength());
    }

    /** InstrumentSet. */
    public EventEncoder group(final int instrumentId, final int groupId, final int feeClass)
    {
        next();
        final InstrumentSetEncoder event = new InstrumentSetEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .instrumentId(instrumentId).groupId(groupId).feeClass(feeClass);
        return end(event.encodedLength());
    }

    /** TradeReversed, which is private: its accounts and amounts are all this number. */
    public EventEncoder reversed(final int instrumentId, final long match, final long secret)
    {
        next();
        final TradeReversedEncoder event = new TradeReversedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .matchId(match).buyAccountId(secret).sellAccountId(secret).buyerCashMinor(secret).sellerCashMinor(secret)
            .quantityLots(secret).instrumentId(instrumentId);
        return end(event.encodedLength());
    }

    /** KillSwitchSet, which is private. */
    public EventEncoder killed(final long ownerId)
    {
        next();
        final KillSwitchSetEncoder event = new KillSwitchSetEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .ownerId(ownerId).scope(Scope.PARTICIPANT).engaged((short)1);
        return end(event.encodedLength());
    }

    /**
     * An event as bytes, with this encoder's next number and time in it, of whatever version it is.
     *
     * @param bytes header and body.
     * @return this.
     */
    public EventEncoder raw(final byte[] bytes)
    {
        next();
        buffer.putBytes(length, bytes);
        buffer.putLong(length + MessageHeaderEncoder.ENCODED_LENGTH, eventSeq, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(length + MessageHeaderEncoder.ENCODED_LENGTH + Long.BYTES, timeNs, ByteOrder.LITTLE_ENDIAN);
        length += bytes.length;
        return this;
    }

    private EventEncoder end(final int encodedLength)
    {
        length += MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        return this;
    }
}
