package io.gavel.client;

import io.gavel.schema.AccountQueryDecoder;
import io.gavel.schema.AddInstrumentDecoder;
import io.gavel.schema.AdminReportEncoder;
import io.gavel.schema.CancelReason;
import io.gavel.schema.CommandReportEncoder;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportEncoder;
import io.gavel.schema.InstrumentQueryDecoder;
import io.gavel.schema.InstrumentReplyEncoder;
import io.gavel.schema.Liquidity;
import io.gavel.schema.MassCancelRequestDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrdType;
import io.gavel.schema.OrderCancelReplaceRequestDecoder;
import io.gavel.schema.OrderCancelRequestDecoder;
import io.gavel.schema.QueryRejectEncoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ResumeAckEncoder;
import io.gavel.schema.ResumeDecoder;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * A venue that knows the schemas and nothing else: it answers every command with a report, and queries with the pages
 * that a test gives it, or with a reject where it gave none. For what a client says and understands, whatever an engine
 * makes of it.
 */
public final class ScriptedVenue implements VenueSide
{
    /** Of every report, unless it was set to another. */
    public static final long RESULT_ID = 42;

    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final List<byte[]> outbox = new ArrayList<>();
    private final List<byte[]> reports = new ArrayList<>();
    private final List<byte[]> commands = new ArrayList<>();
    private final Map<Integer, Deque<BiFunction<UnsafeBuffer, Long, Integer>>> pages = new HashMap<>();
    private RejectReason reason = RejectReason.NONE;
    private long resultId = RESULT_ID;
    private long lastSeq;

    @Override
    public long openSession(final int participantId)
    {
        return 1;
    }

    @Override
    public void closeSession(final long sessionId)
    {
        outbox.clear();
    }

    @Override
    public List<byte[]> outbox(final long sessionId)
    {
        return outbox;
    }

    /**
     * The reason of the reports from now on.
     *
     * @param newReason {@code NONE} to do what is asked.
     */
    public void answerWith(final RejectReason newReason)
    {
        reason = newReason;
    }

    /**
     * The result of the reports from now on.
     *
     * @param newResultId in place of {@link #RESULT_ID}.
     */
    public void answerWith(final long newResultId)
    {
        resultId = newResultId;
    }

    /**
     * The next page that answers a query.
     *
     * @param queryTemplateId of the query.
     * @param page            writes it for a correlationId, and gives its length.
     */
    public void page(final int queryTemplateId, final BiFunction<UnsafeBuffer, Long, Integer> page)
    {
        pages.computeIfAbsent(queryTemplateId, (templateId) -> new ArrayDeque<>()).add(page);
    }

    /** Sends a message that answers nothing. */
    void send(final UnsafeBuffer message, final int length)
    {
        final byte[] bytes = new byte[length];
        message.getBytes(0, bytes);
        outbox.add(bytes);
    }

    /**
     * The fields of the newest command.
     *
     * @param decoder of it.
     * @return as the decoder writes them.
     */
    public String lastCommand(final MessageDecoderFlyweight decoder)
    {
        return fields(commands.get(commands.size() - 1), decoder);
    }

    /**
     * How many commands came.
     *
     * @return over all sessions.
     */
    public int commandCount()
    {
        return commands.size();
    }

    static String fields(final byte[] message, final MessageDecoderFlyweight decoder)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(message);
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        if (header.templateId() != decoder.sbeTemplateId() || header.schemaId() != decoder.sbeSchemaId() ||
            header.version() != decoder.sbeSchemaVersion() || header.blockLength() != decoder.sbeBlockLength())
        {
            throw new AssertionError("expected a message of " + decoder.getClass().getSimpleName() + ", actual " +
                header);
        }
        decoder.wrap(buffer, HEADER, header.blockLength(), header.version());
        final String text = decoder.toString();
        return text.substring(text.indexOf("):") + 2);
    }

    @Override
    public void onMessage(final long sessionId, final byte[] message)
    {
        final UnsafeBuffer in = new UnsafeBuffer(message);
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(in, 0);
        final long firstField = in.getLong(HEADER, ByteOrder.LITTLE_ENDIAN);
        final UnsafeBuffer out = new UnsafeBuffer(new byte[1024]);
        if (header.schemaId() == AddInstrumentDecoder.SCHEMA_ID)
        {
            commands.add(message);
            answer(out, adminReport(out, firstField, header.templateId(), message));
        }
        else if (header.templateId() == ResumeDecoder.TEMPLATE_ID)
        {
            for (long seq = firstField; seq < lastSeq; seq++)
            {
                outbox.add(reports.get((int)seq));
            }
            send(out, resumeAck(out, in.getLong(HEADER + Long.BYTES, ByteOrder.LITTLE_ENDIAN)));
        }
        else if (header.templateId() == InstrumentQueryDecoder.TEMPLATE_ID)
        {
            send(out, instruments(out, firstField));
        }
        // Ids of queries stand behind those of commands.
        else if (header.templateId() >= AccountQueryDecoder.TEMPLATE_ID)
        {
            final Deque<BiFunction<UnsafeBuffer, Long, Integer>> next = pages.get(header.templateId());
            send(out, next == null || next.isEmpty() ?
                queryReject(out, firstField) : next.remove().apply(out, firstField));
        }
        else
        {
            commands.add(message);
            answer(out, header.templateId() >= MassCancelRequestDecoder.TEMPLATE_ID ?
                commandReport(out, firstField, header.templateId()) : executionReport(out, firstField, header, in));
        }
    }

    private void answer(final UnsafeBuffer report, final int length)
    {
        send(report, length);
        reports.add(outbox.get(outbox.size() - 1));
    }

    private static int queryReject(final UnsafeBuffer out, final long correlationId)
    {
        new QueryRejectEncoder().wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
            .correlationId(correlationId)
            .reason(RejectReason.NOT_PERMITTED);
        return HEADER + QueryRejectEncoder.BLOCK_LENGTH;
    }

    private int resumeAck(final UnsafeBuffer out, final long correlationId)
    {
        new ResumeAckEncoder().wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
            .correlationId(correlationId)
            .nextClientSeq(commands.size() + 1)
            .firstReportSeq(1)
            .lastReportSeq(lastSeq)
            .participantId(7)
            .connectionId(0)
            .commandWindow(16)
            .reason(RejectReason.NONE);
        return HEADER + ResumeAckEncoder.BLOCK_LENGTH;
    }

    private static int instruments(final UnsafeBuffer out, final long correlationId)
    {
        final InstrumentReplyEncoder reply = new InstrumentReplyEncoder()
            .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
            .correlationId(correlationId)
            .nextInstrumentId(0);
        reply.instrumentsCount(2)
            .next().tickSizeMinor(100).lotSize(1).instrumentId(1).symbol("AAPL").currency("USD")
            .next().tickSizeMinor(500).lotSize(100).instrumentId(2).symbol("LOTS").currency("USD");
        return HEADER + reply.encodedLength();
    }

    private int adminReport(
        final UnsafeBuffer out, final long clientSeq, final int templateId, final byte[] message)
    {
        lastSeq++;
        new AdminReportEncoder().wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
            .eventSeq(1_000 + lastSeq)
            .timeNs(lastSeq)
            .reportSeq(lastSeq)
            .clientSeq(clientSeq)
            .participantId(7)
            .connectionId(0)
            .resultId(resultId)
            .commandTemplateId(templateId)
            .rejectReason(reason)
            .why("as said " + message.length);
        return HEADER + AdminReportEncoder.BLOCK_LENGTH;
    }

    private int commandReport(final UnsafeBuffer out, final long clientSeq, final int templateId)
    {
        lastSeq++;
        new CommandReportEncoder().wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
            .eventSeq(1_000 + lastSeq)
            .timeNs(lastSeq)
            .reportSeq(lastSeq)
            .clientSeq(clientSeq)
            .participantId(7)
            .connectionId(0)
            .resultId(resultId)
            .commandTemplateId(templateId)
            .rejectReason(reason);
        return HEADER + CommandReportEncoder.BLOCK_LENGTH;
    }

    /** Of the kind, and about the order, that the command asks for. */
    private int executionReport(
        final UnsafeBuffer out, final long clientSeq, final MessageHeaderDecoder header, final UnsafeBuffer in)
    {
        lastSeq++;
        final ExecutionReportEncoder report = report(out, lastSeq, clientSeq).rejectReason(reason);
        switch (header.templateId())
        {
            case NewOrderSingleDecoder.TEMPLATE_ID -> report
                .execType(ExecType.NEW)
                .clOrdId(new NewOrderSingleDecoder().wrapAndApplyHeader(in, 0, header).clOrdId());
            case OrderCancelReplaceRequestDecoder.TEMPLATE_ID -> report
                .execType(ExecType.REPLACED)
                .orderId(new OrderCancelReplaceRequestDecoder().wrapAndApplyHeader(in, 0, header).orderId());
            case OrderCancelRequestDecoder.TEMPLATE_ID -> report
                .execType(ExecType.CANCELED)
                .orderId(new OrderCancelRequestDecoder().wrapAndApplyHeader(in, 0, header).orderId());
            default -> throw new AssertionError("expected a command of an order, actual " + header);
        }
        return HEADER + ExecutionReportEncoder.BLOCK_LENGTH;
    }

    /** A report of an order of LOTS, to be changed by the test. */
    static ExecutionReportEncoder report(final UnsafeBuffer out, final long reportSeq, final long clientSeq)
    {
        return new ExecutionReportEncoder().wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
            .eventSeq(1_000 + reportSeq)
            .timeNs(reportSeq)
            .reportSeq(reportSeq)
            .clientSeq(clientSeq)
            .participantId(7)
            .accountId(1)
            .orderId(RESULT_ID)
            .clOrdId(5)
            .orderQtyLots(10)
            .leavesQtyLots(10)
            .instrumentId(2)
            .rejectReason(RejectReason.NONE)
            .execType(ExecType.NEW)
            .ordStatus(OrdStatus.NEW)
            .side(Side.BUY)
            .ordType(OrdType.STOP_LIMIT)
            .timeInForce(TimeInForce.GTD)
            .cancelReason(CancelReason.NONE)
            .feeMinor(0)
            .stopPriceTicks(0)
            .liquidity(Liquidity.NULL_VAL);
    }
}
