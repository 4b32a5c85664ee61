package io.gavel.gateway;

import io.gavel.schema.CashAdjustedEncoder;
import io.gavel.schema.InstrumentAddedEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.OrderAddedEncoder;
import io.gavel.schema.OrderDeletedEncoder;
import io.gavel.schema.OrderExecutedEncoder;
import io.gavel.schema.OrderReducedEncoder;
import io.gavel.schema.Side;
import io.gavel.venue.EventStream;
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
        length += MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
        return this;
    }

    /** OrderAdded. */
    public EventEncoder added(
        final int instrumentId, final long orderId, final Side side, final long priceTicks, final long lots)
    {
        next();
        final OrderAddedEncoder event = new OrderAddedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .orderId(orderId).priceTicks(priceTicks).quantityLots(lots).instrumentId(instrumentId).side(side);
        length += MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
        return this;
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
        length += MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
        return this;
    }

    /** OrderReduced. */
    public EventEncoder reduced(final int instrumentId, final long orderId, final long lots, final long leavesLots)
    {
        next();
        final OrderReducedEncoder event = new OrderReducedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .orderId(orderId).canceledLots(lots).leavesQtyLots(leavesLots).instrumentId(instrumentId);
        length += MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
        return this;
    }

    /** OrderDeleted. */
    public EventEncoder deleted(final int instrumentId, final long orderId, final long lots)
    {
        next();
        final OrderDeletedEncoder event = new OrderDeletedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .orderId(orderId).canceledLots(lots).instrumentId(instrumentId);
        length += MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
        return this;
    }

    /** CashAdjusted, which is private. */
    public EventEncoder cash(final long accountId, final long deltaMinor)
    {
        next();
        final CashAdjustedEncoder event = new CashAdjustedEncoder();
        event.wrapAndApplyHeader(buffer, length, header).eventSeq(eventSeq).timeNs(timeNs)
            .accountId(accountId).deltaMinor(deltaMinor).balanceMinor(deltaMinor).currency("USD");
        length += MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
        return this;
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
}
