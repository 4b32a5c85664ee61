package io.gavel.dropcopy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.gavel.gateway.republish.Json;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.Liquidity;
import io.gavel.schema.MessageHeaderDecoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An ExecutionReport as it was recorded.
 *
 * @param eventSeq      of it, which is its execId.
 * @param participantId whose it is.
 * @param bytes         header and body; never changed.
 */
record Execution(long eventSeq, int participantId, byte[] bytes)
{
    private static final int DECIMALS = 4;

    /**
     * Copies one out of the event stream.
     *
     * @param buffer that holds it.
     * @param offset of its header.
     * @param length header and body, bytes.
     * @return the copy.
     */
    static Execution copy(final DirectBuffer buffer, final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        final ExecutionReportDecoder report = decode(bytes);
        return new Execution(report.eventSeq(), report.participantId(), bytes);
    }

    /**
     * Whose an execution is, without a copy.
     *
     * @param buffer that holds it.
     * @param offset of its header.
     * @return participant id.
     */
    static int participantId(final DirectBuffer buffer, final int offset)
    {
        return buffer.getInt(offset + MessageHeaderDecoder.ENCODED_LENGTH +
            ExecutionReportDecoder.participantIdEncodingOffset(), ExecutionReportDecoder.BYTE_ORDER);
    }

    private static ExecutionReportDecoder decode(final byte[] bytes)
    {
        return new ExecutionReportDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(bytes), 0, new MessageHeaderDecoder());
    }

    /**
     * The message that a reader gets.
     *
     * @param instruments that are known.
     * @return one JSON document.
     */
    String json(final Instruments instruments)
    {
        final ExecutionReportDecoder report = decode(bytes);
        return Json.object((json) ->
        {
            json.writeStringField("type", "execution");
            json.writeNumberField("eventSeq", report.eventSeq());
            json.writeStringField("timeNs", Long.toString(report.timeNs()));
            json.writeStringField("execType", report.execType().name());
            json.writeStringField("ordStatus", report.ordStatus().name());
            json.writeNumberField("participantId", report.participantId());
            json.writeNumberField("accountId", report.accountId());
            json.writeNumberField("orderId", report.orderId());
            json.writeNumberField("clOrdId", report.clOrdId());
            json.writeNumberField("origClOrdId", report.origClOrdId());
            json.writeNumberField("matchId", report.matchId());
            json.writeNumberField("connectionId", report.connectionId());
            json.writeNumberField("clientSeq", report.clientSeq());
            json.writeNumberField("reportSeq", report.reportSeq());
            json.writeStringField("side", report.side().name());
            json.writeStringField("ordType", report.ordType().name());
            json.writeStringField("timeInForce", report.timeInForce().name());
            json.writeStringField("cancelReason", report.cancelReason().name());
            json.writeStringField("rejectReason", report.rejectReason().name());
            json.writeNumberField("instrumentId", report.instrumentId());
            amounts(json, report, instruments.get(report.instrumentId()));
        });
    }

    private static void amounts(
        final JsonGenerator json, final ExecutionReportDecoder report, final Instruments.Instrument instrument)
        throws IOException
    {
        if (null != instrument)
        {
            json.writeStringField("symbol", instrument.symbol());
            json.writeStringField("currency", instrument.currency());
            json.writeNumberField("tickSizeMinor", instrument.tickSizeMinor());
            json.writeNumberField("lotSize", instrument.lotSize());
        }
        price(json, "price", report.priceTicks(), instrument);
        price(json, "lastPx", report.lastPxTicks(), instrument);
        price(json, "stopPrice", orZero(report.stopPriceTicks()), instrument);
        quantity(json, "orderQty", report.orderQtyLots(), instrument);
        quantity(json, "lastQty", report.lastQtyLots(), instrument);
        quantity(json, "cumQty", report.cumQtyLots(), instrument);
        quantity(json, "leavesQty", report.leavesQtyLots(), instrument);
        json.writeStringField("fee", BigDecimal.valueOf(orZero(report.feeMinor()), DECIMALS).toPlainString());
        json.writeStringField("liquidity",
            Liquidity.NULL_VAL == report.liquidity() ? null : report.liquidity().name());
    }

    // What an event of an older version does not have.
    private static long orZero(final long value)
    {
        return Long.MIN_VALUE == value ? 0 : value;
    }

    private static void price(
        final JsonGenerator json, final String name, final long ticks, final Instruments.Instrument instrument)
        throws IOException
    {
        json.writeNumberField(name + "Ticks", ticks);
        if (null != instrument)
        {
            json.writeStringField(name, new BigDecimal(
                BigInteger.valueOf(ticks).multiply(BigInteger.valueOf(instrument.tickSizeMinor())), DECIMALS)
                .toPlainString());
        }
    }

    private static void quantity(
        final JsonGenerator json, final String name, final long lots, final Instruments.Instrument instrument)
        throws IOException
    {
        json.writeNumberField(name + "Lots", lots);
        if (null != instrument)
        {
            json.writeNumberField(name, BigInteger.valueOf(lots).multiply(BigInteger.valueOf(instrument.lotSize())));
        }
    }
}
