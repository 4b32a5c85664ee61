package io.gavel.client;

import static io.gavel.client.WireEnums.reason;

import io.gavel.schema.AccountListReplyDecoder;
import io.gavel.schema.AccountReplyDecoder;
import io.gavel.schema.AdminReportDecoder;
import io.gavel.schema.CancelReason;
import io.gavel.schema.CommandOutcomeDecoder;
import io.gavel.schema.CommandRejectDecoder;
import io.gavel.schema.CommandReportDecoder;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.GroupReplyDecoder;
import io.gavel.schema.InstrumentReplyDecoder;
import io.gavel.schema.LimitReplyDecoder;
import io.gavel.schema.Liquidity;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrdType;
import io.gavel.schema.OrderReplyDecoder;
import io.gavel.schema.ParticipantReplyDecoder;
import io.gavel.schema.QueryRejectDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ResumeAckDecoder;
import io.gavel.schema.SelfReplyDecoder;
import io.gavel.schema.SessionFencedDecoder;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingStateReplyDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Decodes what the venue sends. Messages of a kind that this version does not know are passed over, and a value of an
 * enum that it does not know becomes {@code NULL_VAL}, so that a newer venue can be traded with.
 */
final class MessageAdapter
{
    /** Takes the messages. */
    interface Handler
    {
        void onResumeAck(ResumeAckDecoder ack, RejectReason reason);

        void onCommandReject(long clientSeq, long expectedClientSeq, RejectReason reason);

        void onCommandOutcome(long clientSeq, long resultId, long eventSeq, RejectReason reason);

        void onSessionFenced(int connectionId);

        void onReport(Report report);
    }

    private static final EnumTable<ExecType> EXEC_TYPE =
        new EnumTable<>(raw -> ExecType.get((short)raw), ExecType.NULL_VAL);
    private static final EnumTable<OrdStatus> ORD_STATUS =
        new EnumTable<>(raw -> OrdStatus.get((short)raw), OrdStatus.NULL_VAL);
    private static final EnumTable<Side> SIDE =
        new EnumTable<>(raw -> Side.get((short)raw), Side.NULL_VAL);
    private static final EnumTable<OrdType> ORD_TYPE =
        new EnumTable<>(raw -> OrdType.get((short)raw), OrdType.NULL_VAL);
    private static final EnumTable<TimeInForce> TIME_IN_FORCE =
        new EnumTable<>(raw -> TimeInForce.get((short)raw), TimeInForce.NULL_VAL);
    private static final EnumTable<CancelReason> CANCEL_REASON =
        new EnumTable<>(raw -> CancelReason.get((short)raw), CancelReason.NULL_VAL);
    private static final EnumTable<Liquidity> LIQUIDITY =
        new EnumTable<>(raw -> Liquidity.get((short)raw), Liquidity.NULL_VAL);

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ResumeAckDecoder resumeAck = new ResumeAckDecoder();
    private final CommandRejectDecoder commandReject = new CommandRejectDecoder();
    private final CommandOutcomeDecoder commandOutcome = new CommandOutcomeDecoder();
    private final SessionFencedDecoder sessionFenced = new SessionFencedDecoder();
    private final QueryRejectDecoder queryReject = new QueryRejectDecoder();
    private final ExecutionReportDecoder executionReport = new ExecutionReportDecoder();
    private final AdminReportDecoder adminReport = new AdminReportDecoder();
    private final CommandReportDecoder commandReport = new CommandReportDecoder();
    private final Handler handler;
    private final QueryDesk queries;
    private final InstrumentCache instruments;

    MessageAdapter(final Handler handler, final QueryDesk queries, final InstrumentCache instruments)
    {
        this.handler = handler;
        this.queries = queries;
        this.instruments = instruments;
    }

    /** The version of the schemas in which the venue sent its last message. */
    int venueVersion()
    {
        return header.version();
    }

    void onMessage(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            throw new GavelException("expected a message of at least " + MessageHeaderDecoder.ENCODED_LENGTH +
                " bytes from the venue, actual=" + length);
        }
        header.wrap(buffer, offset);
        if (header.schemaId() == ExecutionReportDecoder.SCHEMA_ID)
        {
            onReport(buffer, offset);
        }
        else if (header.schemaId() == ResumeAckDecoder.SCHEMA_ID)
        {
            onAnswer(buffer, offset);
        }
    }

    private void onReport(final DirectBuffer buffer, final int offset)
    {
        switch (header.templateId())
        {
            case ExecutionReportDecoder.TEMPLATE_ID ->
                handler.onReport(report(executionReport.wrapAndApplyHeader(buffer, offset, header)));
            case AdminReportDecoder.TEMPLATE_ID ->
                handler.onReport(report(adminReport.wrapAndApplyHeader(buffer, offset, header)));
            case CommandReportDecoder.TEMPLATE_ID ->
                handler.onReport(report(commandReport.wrapAndApplyHeader(buffer, offset, header)));
            default ->
            {
            }
        }
    }

    private void onAnswer(final DirectBuffer buffer, final int offset)
    {
        switch (header.templateId())
        {
            case ResumeAckDecoder.TEMPLATE_ID ->
            {
                resumeAck.wrapAndApplyHeader(buffer, offset, header);
                handler.onResumeAck(resumeAck, reason(resumeAck.reasonRaw()));
            }
            case CommandRejectDecoder.TEMPLATE_ID ->
            {
                commandReject.wrapAndApplyHeader(buffer, offset, header);
                handler.onCommandReject(commandReject.clientSeq(), commandReject.expectedClientSeq(),
                    reason(commandReject.reasonRaw()));
            }
            case CommandOutcomeDecoder.TEMPLATE_ID ->
            {
                commandOutcome.wrapAndApplyHeader(buffer, offset, header);
                handler.onCommandOutcome(commandOutcome.clientSeq(), commandOutcome.resultId(),
                    commandOutcome.eventSeq(), reason(commandOutcome.reasonRaw()));
            }
            case SessionFencedDecoder.TEMPLATE_ID ->
                handler.onSessionFenced(sessionFenced.wrapAndApplyHeader(buffer, offset, header).connectionId());
            case QueryRejectDecoder.TEMPLATE_ID ->
            {
                queryReject.wrapAndApplyHeader(buffer, offset, header);
                queries.onReject(queryReject.correlationId(), reason(queryReject.reasonRaw()));
            }
            case AccountReplyDecoder.TEMPLATE_ID, AccountListReplyDecoder.TEMPLATE_ID, OrderReplyDecoder.TEMPLATE_ID,
                InstrumentReplyDecoder.TEMPLATE_ID, ParticipantReplyDecoder.TEMPLATE_ID, SelfReplyDecoder.TEMPLATE_ID,
                TradingStateReplyDecoder.TEMPLATE_ID, LimitReplyDecoder.TEMPLATE_ID, GroupReplyDecoder.TEMPLATE_ID ->
                // The correlationId is the first field of every reply.
                queries.onReply(buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN),
                    buffer, offset, header);
            default ->
            {
            }
        }
    }

    private ExecutionReport report(final ExecutionReportDecoder event)
    {
        return new ExecutionReport(
            event.eventSeq(),
            event.timeNs(),
            event.reportSeq(),
            event.clientSeq(),
            event.accountId(),
            event.orderId(),
            event.clOrdId(),
            event.origClOrdId(),
            event.matchId(),
            event.priceTicks(),
            event.orderQtyLots(),
            event.lastPxTicks(),
            event.lastQtyLots(),
            event.cumQtyLots(),
            event.leavesQtyLots(),
            reason(event.rejectReasonRaw()),
            EXEC_TYPE.get(event.execTypeRaw()),
            ORD_STATUS.get(event.ordStatusRaw()),
            SIDE.get(event.sideRaw()),
            ORD_TYPE.get(event.ordTypeRaw()),
            TIME_IN_FORCE.get(event.timeInForceRaw()),
            CANCEL_REASON.get(event.cancelReasonRaw()),
            valueOrZero(event.feeMinor()),
            valueOrZero(event.stopPriceTicks()),
            LIQUIDITY.get(event.liquidityRaw()),
            instruments.get(event.instrumentId()));
    }

    private AdminReport report(final AdminReportDecoder event)
    {
        return new AdminReport(
            event.eventSeq(),
            event.timeNs(),
            event.reportSeq(),
            event.clientSeq(),
            event.resultId(),
            event.commandTemplateId(),
            reason(event.rejectReasonRaw()),
            event.why());
    }

    private CommandReport report(final CommandReportDecoder event)
    {
        return new CommandReport(
            event.eventSeq(),
            event.timeNs(),
            event.reportSeq(),
            event.clientSeq(),
            event.resultId(),
            event.commandTemplateId(),
            reason(event.rejectReasonRaw()));
    }

    /** A field that the sender's version of the schema did not have is none. */
    static long valueOrZero(final long value)
    {
        return value == Long.MIN_VALUE ? 0 : value;
    }
}
