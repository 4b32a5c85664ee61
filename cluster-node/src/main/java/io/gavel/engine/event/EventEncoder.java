package io.gavel.engine.event;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Venue;
import io.gavel.engine.account.Currency;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.instrument.Instruments;
import io.gavel.engine.participant.Connection;
import io.gavel.schema.AccountAddedEncoder;
import io.gavel.schema.CashAdjustedEncoder;
import io.gavel.schema.HoldingAdjustedEncoder;
import io.gavel.schema.InstrumentAddedEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.OrderAddedEncoder;
import io.gavel.schema.OrderDeletedEncoder;
import io.gavel.schema.OrderExecutedEncoder;
import io.gavel.schema.OrderReducedEncoder;
import io.gavel.schema.ParticipantAddedEncoder;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import io.gavel.schema.StateHashedEncoder;
import io.gavel.venue.EventStream;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes events into the batch of the command that causes them, and numbers them. A batch goes out when the command
 * is done, or the next event would not fit any more; the reports in it follow it to their sessions.
 */
public final class EventEncoder
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final Venue venue;
    private final EngineOutput output;
    private final UnsafeBuffer batch = new UnsafeBuffer(new byte[EventStream.BATCH_BYTES_MAX]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InstrumentAddedEncoder instrumentAdded = new InstrumentAddedEncoder();
    private final OrderAddedEncoder orderAdded = new OrderAddedEncoder();
    private final OrderExecutedEncoder orderExecuted = new OrderExecutedEncoder();
    private final OrderReducedEncoder orderReduced = new OrderReducedEncoder();
    private final OrderDeletedEncoder orderDeleted = new OrderDeletedEncoder();
    private final ParticipantAddedEncoder participantAdded = new ParticipantAddedEncoder();
    private final AccountAddedEncoder accountAdded = new AccountAddedEncoder();
    private final CashAdjustedEncoder cashAdjusted = new CashAdjustedEncoder();
    private final HoldingAdjustedEncoder holdingAdjusted = new HoldingAdjustedEncoder();
    private final StateHashedEncoder stateHashed = new StateHashedEncoder();
    private long firstEventSeq;
    private int length;
    private int reportOffset;
    // The reports in the batch that have a session, in order.
    private long[] sessionIds = new long[64];
    private int[] reportOffsets = new int[64];
    private int[] reportLengths = new int[64];
    private int reportCount;

    /**
     * An encoder with an empty batch.
     *
     * @param venue  whose events they are.
     * @param output takes the batches and reports.
     */
    public EventEncoder(final Venue venue, final EngineOutput output)
    {
        this.venue = venue;
        this.output = output;
    }

    /** The command is done: what is in the batch goes out. */
    public void flush()
    {
        if (0 == length)
        {
            return;
        }
        batch.putByte(length, EventStream.BATCH_END);
        output.onEventBatch(firstEventSeq, venue.eventSeq(), batch, 0, length + 1);
        for (int i = 0; i < reportCount; i++)
        {
            output.onSessionMessage(sessionIds[i], batch, reportOffsets[i], reportLengths[i]);
        }
        length = 0;
        reportCount = 0;
    }

    /**
     * Makes room for an event.
     *
     * @param blockLength of its body, bytes.
     * @return offset in {@link #buffer()} of its header.
     */
    int begin(final int blockLength)
    {
        return claim(HEADER + blockLength);
    }

    /**
     * Makes room for a report.
     *
     * @param blockLength of its body, bytes.
     * @return offset in {@link #buffer()} of its header.
     */
    int beginReport(final int blockLength)
    {
        reportOffset = claim(HEADER + blockLength);
        return reportOffset;
    }

    /**
     * The report is encoded: it goes into its connection's window, and to the session that owns the connection.
     *
     * @param connection that it belongs to.
     */
    void endReport(final Connection connection)
    {
        final int reportLength = length - reportOffset;
        connection.reports().add(batch, reportOffset, reportLength);
        if (Connection.NO_SESSION == connection.ownerSessionId())
        {
            return;
        }
        if (reportCount == sessionIds.length)
        {
            sessionIds = Arrays.copyOf(sessionIds, reportCount * 2);
            reportOffsets = Arrays.copyOf(reportOffsets, reportCount * 2);
            reportLengths = Arrays.copyOf(reportLengths, reportCount * 2);
        }
        sessionIds[reportCount] = connection.ownerSessionId();
        reportOffsets[reportCount] = reportOffset;
        reportLengths[reportCount++] = reportLength;
    }

    /**
     * Holds the batch.
     *
     * @return the buffer to encode into.
     */
    MutableDirectBuffer buffer()
    {
        return batch;
    }

    /**
     * The header to encode with.
     *
     * @return flyweight.
     */
    MessageHeaderEncoder header()
    {
        return header;
    }

    /**
     * An instrument was listed.
     *
     * @param instrument that is new.
     */
    public void instrumentAdded(final Instrument instrument)
    {
        final int at = claim(HEADER + InstrumentAddedEncoder.BLOCK_LENGTH);
        instrumentAdded.wrapAndApplyHeader(batch, at, header)
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .tickSizeMinor(instrument.tickSizeMinor())
            .lotSize(instrument.lotSize())
            .instrumentId(instrument.instrumentId());
        Instruments.encodeSymbol(
            instrument, batch, at + HEADER + InstrumentAddedEncoder.symbolEncodingOffset());
        Currency.encode(
            instrument.currency(), batch, at + HEADER + InstrumentAddedEncoder.currencyEncodingOffset());
    }

    /**
     * An order rests at the tail of its level.
     *
     * @param orderId      of the order.
     * @param priceTicks   limit.
     * @param quantityLots open.
     * @param instrumentId of the book.
     * @param side         of the order.
     */
    public void orderAdded(
        final long orderId, final long priceTicks, final int quantityLots, final int instrumentId, final Side side)
    {
        orderAdded.wrapAndApplyHeader(batch, claim(HEADER + OrderAddedEncoder.BLOCK_LENGTH), header)
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .orderId(orderId)
            .priceTicks(priceTicks)
            .quantityLots(quantityLots)
            .instrumentId(instrumentId)
            .side(side);
    }

    /**
     * A resting order traded.
     *
     * @param orderId       of the resting order.
     * @param matchId       of the trade.
     * @param priceTicks    of the trade.
     * @param lastQtyLots   that traded.
     * @param leavesQtyLots open afterwards.
     * @param instrumentId  of the book.
     * @param aggressorSide of the order that came.
     */
    public void orderExecuted(
        final long orderId,
        final long matchId,
        final long priceTicks,
        final int lastQtyLots,
        final int leavesQtyLots,
        final int instrumentId,
        final Side aggressorSide)
    {
        orderExecuted.wrapAndApplyHeader(batch, claim(HEADER + OrderExecutedEncoder.BLOCK_LENGTH), header)
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .orderId(orderId)
            .matchId(matchId)
            .priceTicks(priceTicks)
            .lastQtyLots(lastQtyLots)
            .leavesQtyLots(leavesQtyLots)
            .instrumentId(instrumentId)
            .aggressorSide(aggressorSide);
    }

    /**
     * Open quantity of a resting order fell; it keeps its place.
     *
     * @param orderId       of the order.
     * @param canceledLots  taken out.
     * @param leavesQtyLots open afterwards.
     * @param instrumentId  of the book.
     */
    public void orderReduced(
        final long orderId, final int canceledLots, final int leavesQtyLots, final int instrumentId)
    {
        orderReduced.wrapAndApplyHeader(batch, claim(HEADER + OrderReducedEncoder.BLOCK_LENGTH), header)
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .orderId(orderId)
            .canceledLots(canceledLots)
            .leavesQtyLots(leavesQtyLots)
            .instrumentId(instrumentId);
    }

    /**
     * An order left the book otherwise than by trading.
     *
     * @param orderId      of the order.
     * @param canceledLots that were open.
     * @param instrumentId of the book.
     */
    public void orderDeleted(final long orderId, final int canceledLots, final int instrumentId)
    {
        orderDeleted.wrapAndApplyHeader(batch, claim(HEADER + OrderDeletedEncoder.BLOCK_LENGTH), header)
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .orderId(orderId)
            .canceledLots(canceledLots)
            .instrumentId(instrumentId);
    }

    /**
     * A participant was added.
     *
     * @param participantId of it.
     * @param role          of it.
     * @param name          buffer that holds its zero-padded name.
     * @param nameOffset    of the first character.
     */
    public void participantAdded(
        final int participantId, final Role role, final DirectBuffer name, final int nameOffset)
    {
        final int at = claim(HEADER + ParticipantAddedEncoder.BLOCK_LENGTH);
        participantAdded.wrapAndApplyHeader(batch, at, header)
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .participantId(participantId)
            .role(role);
        batch.putBytes(at + HEADER + ParticipantAddedEncoder.nameEncodingOffset(), name, nameOffset,
            ParticipantAddedEncoder.nameEncodingLength());
    }

    /**
     * An account was opened.
     *
     * @param accountId     of it.
     * @param participantId of the owner.
     */
    public void accountAdded(final long accountId, final int participantId)
    {
        accountAdded.wrapAndApplyHeader(batch, claim(HEADER + AccountAddedEncoder.BLOCK_LENGTH), header)
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .accountId(accountId)
            .participantId(participantId);
    }

    /**
     * Money came in or went out.
     *
     * @param accountId    of the account.
     * @param deltaMinor   above 0 in.
     * @param balanceMinor afterwards.
     * @param currency     as {@link Currency} numbers it.
     */
    public void cashAdjusted(
        final long accountId, final long deltaMinor, final long balanceMinor, final int currency)
    {
        final int at = claim(HEADER + CashAdjustedEncoder.BLOCK_LENGTH);
        cashAdjusted.wrapAndApplyHeader(batch, at, header)
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .accountId(accountId)
            .deltaMinor(deltaMinor)
            .balanceMinor(balanceMinor);
        Currency.encode(
            currency, batch, at + HEADER + CashAdjustedEncoder.currencyEncodingOffset());
    }

    /**
     * Shares came in or went out.
     *
     * @param accountId    of the account.
     * @param deltaLots    above 0 in.
     * @param balanceLots  afterwards.
     * @param instrumentId of the shares.
     */
    public void holdingAdjusted(
        final long accountId, final long deltaLots, final long balanceLots, final int instrumentId)
    {
        holdingAdjusted.wrapAndApplyHeader(batch, claim(HEADER + HoldingAdjustedEncoder.BLOCK_LENGTH), header)
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .accountId(accountId)
            .deltaLots(deltaLots)
            .balanceLots(balanceLots)
            .instrumentId(instrumentId);
    }

    /**
     * The state was hashed.
     *
     * @param stateHash before the command that asked for it.
     */
    public void stateHashed(final long stateHash)
    {
        stateHashed.wrapAndApplyHeader(batch, claim(HEADER + StateHashedEncoder.BLOCK_LENGTH), header)
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .stateHash(stateHash);
    }

    // The end mark has to fit behind the last event.
    private int claim(final int bytes)
    {
        if (length + bytes + 1 > EventStream.BATCH_BYTES_MAX)
        {
            flush();
        }
        if (0 == length)
        {
            firstEventSeq = venue.eventSeq() + 1;
        }
        final int at = length;
        length += bytes;
        return at;
    }
}
