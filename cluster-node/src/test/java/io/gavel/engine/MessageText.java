package io.gavel.engine;

import io.gavel.schema.AccountAddedDecoder;
import io.gavel.schema.AccountListReplyDecoder;
import io.gavel.schema.AccountReplyDecoder;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.AdminReportDecoder;
import io.gavel.schema.CancelReason;
import io.gavel.schema.CashAdjustedDecoder;
import io.gavel.schema.CommandOutcomeDecoder;
import io.gavel.schema.CommandRejectDecoder;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.HoldingAdjustedDecoder;
import io.gavel.schema.InstrumentAddedDecoder;
import io.gavel.schema.InstrumentReplyDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.OrderAddedDecoder;
import io.gavel.schema.OrderDeletedDecoder;
import io.gavel.schema.OrderExecutedDecoder;
import io.gavel.schema.OrderReducedDecoder;
import io.gavel.schema.OrderReplyDecoder;
import io.gavel.schema.ParticipantAddedDecoder;
import io.gavel.schema.ParticipantReplyDecoder;
import io.gavel.schema.QueryRejectDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ResumeAckDecoder;
import io.gavel.schema.SessionFencedDecoder;
import io.gavel.schema.Side;
import io.gavel.schema.StateHashedDecoder;
import org.agrona.DirectBuffer;

/** Writes what the exchange says as lines that people can read and compare. */
public final class MessageText
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /**
     * One event or report.
     *
     * @param buffer that holds it.
     * @param offset of its messageHeader.
     * @return one line.
     */
    public String event(final DirectBuffer buffer, final int offset)
    {
        header.wrap(buffer, offset);
        switch (header.templateId())
        {
            case InstrumentAddedDecoder.TEMPLATE_ID:
                final InstrumentAddedDecoder ia = new InstrumentAddedDecoder();
                ia.wrapAndApplyHeader(buffer, offset, header);
                return ia.eventSeq() + " InstrumentAdded " + ia.instrumentId() + " " + ia.symbol() + " " +
                    ia.currency() + " tick=" + ia.tickSizeMinor() + " lot=" + ia.lotSize();
            case OrderAddedDecoder.TEMPLATE_ID:
                final OrderAddedDecoder oa = new OrderAddedDecoder();
                oa.wrapAndApplyHeader(buffer, offset, header);
                return oa.eventSeq() + " OrderAdded " + order(oa.orderId()) + " i" + oa.instrumentId() + " " +
                    oa.side() + " " + oa.quantityLots() + "@" + oa.priceTicks();
            case OrderExecutedDecoder.TEMPLATE_ID:
                final OrderExecutedDecoder oe = new OrderExecutedDecoder();
                oe.wrapAndApplyHeader(buffer, offset, header);
                return oe.eventSeq() + " OrderExecuted " + order(oe.orderId()) + " i" + oe.instrumentId() +
                    " aggressor=" + oe.aggressorSide() + " " + oe.lastQtyLots() + "@" + oe.priceTicks() + " leaves=" +
                    oe.leavesQtyLots() + " match=" + oe.matchId();
            case OrderReducedDecoder.TEMPLATE_ID:
                final OrderReducedDecoder or = new OrderReducedDecoder();
                or.wrapAndApplyHeader(buffer, offset, header);
                return or.eventSeq() + " OrderReduced " + order(or.orderId()) + " i" + or.instrumentId() + " by " +
                    or.canceledLots() + " leaves=" + or.leavesQtyLots();
            case OrderDeletedDecoder.TEMPLATE_ID:
                final OrderDeletedDecoder od = new OrderDeletedDecoder();
                od.wrapAndApplyHeader(buffer, offset, header);
                return od.eventSeq() + " OrderDeleted " + order(od.orderId()) + " i" + od.instrumentId() + " " +
                    od.canceledLots();
            case ExecutionReportDecoder.TEMPLATE_ID:
                return executionReport(buffer, offset);
            default:
                return privateEvent(buffer, offset);
        }
    }

    private String privateEvent(final DirectBuffer buffer, final int offset)
    {
        switch (header.templateId())
        {
            case AdminReportDecoder.TEMPLATE_ID:
                final AdminReportDecoder ar = new AdminReportDecoder();
                ar.wrapAndApplyHeader(buffer, offset, header);
                return ar.eventSeq() + " AdminReport P" + ar.participantId() + "/" + ar.connectionId() + " #" +
                    ar.reportSeq() + " seq=" + ar.clientSeq() + " template=" + ar.commandTemplateId() + " result=" +
                    (6 == ar.commandTemplateId() && ar.resultId() != 0 ? "HASH" : ar.resultId()) +
                    (RejectReason.NONE == ar.rejectReason() ? "" : " " + ar.rejectReason()) +
                    (ar.why().isEmpty() || "test".equals(ar.why()) ? "" : " \"" + ar.why() + "\"");
            case ParticipantAddedDecoder.TEMPLATE_ID:
                final ParticipantAddedDecoder pa = new ParticipantAddedDecoder();
                pa.wrapAndApplyHeader(buffer, offset, header);
                return pa.eventSeq() + " ParticipantAdded " + pa.participantId() + " " + pa.role() + " " + pa.name();
            case AccountAddedDecoder.TEMPLATE_ID:
                final AccountAddedDecoder aa = new AccountAddedDecoder();
                aa.wrapAndApplyHeader(buffer, offset, header);
                return aa.eventSeq() + " AccountAdded " + aa.accountId() + " P" + aa.participantId();
            case CashAdjustedDecoder.TEMPLATE_ID:
                final CashAdjustedDecoder ca = new CashAdjustedDecoder();
                ca.wrapAndApplyHeader(buffer, offset, header);
                return ca.eventSeq() + " CashAdjusted a" + ca.accountId() + " " + ca.currency() + " " +
                    ca.deltaMinor() + " balance=" + ca.balanceMinor();
            case HoldingAdjustedDecoder.TEMPLATE_ID:
                final HoldingAdjustedDecoder ha = new HoldingAdjustedDecoder();
                ha.wrapAndApplyHeader(buffer, offset, header);
                return ha.eventSeq() + " HoldingAdjusted a" + ha.accountId() + " i" + ha.instrumentId() + " " +
                    ha.deltaLots() + " balance=" + ha.balanceLots();
            case StateHashedDecoder.TEMPLATE_ID:
                final StateHashedDecoder sh = new StateHashedDecoder();
                sh.wrapAndApplyHeader(buffer, offset, header);
                return sh.eventSeq() + " StateHashed " + (0 == sh.stateHash() ? "ZERO" : "HASH");
            default:
                return new LaterEventText().event(buffer, offset);
        }
    }

    private String executionReport(final DirectBuffer buffer, final int offset)
    {
        final ExecutionReportDecoder r = new ExecutionReportDecoder();
        r.wrapAndApplyHeader(buffer, offset, header);
        final StringBuilder text = new StringBuilder();
        text.append(r.eventSeq()).append(' ').append(r.execType()).append(" P").append(r.participantId()).append('/')
            .append(r.connectionId()).append(" #").append(r.reportSeq()).append(" seq=").append(r.clientSeq())
            .append(" a").append(r.accountId()).append(' ').append(order(r.orderId())).append(" id=")
            .append(r.clOrdId());
        if (r.stopPriceTicks() > 0)
        {
            text.append(" stop=").append(r.stopPriceTicks());
        }
        if (r.origClOrdId() != 0)
        {
            text.append(" orig=").append(r.origClOrdId());
        }
        text.append(" i").append(r.instrumentId()).append(' ').append(r.side()).append(' ').append(r.orderQtyLots())
            .append('@').append(r.priceTicks()).append(' ').append(r.ordType()).append(' ').append(r.timeInForce());
        if (r.lastQtyLots() != 0 || r.lastPxTicks() != 0)
        {
            text.append(" last=").append(r.lastQtyLots()).append('@').append(r.lastPxTicks());
        }
        if (r.matchId() != 0)
        {
            text.append(" match=").append(r.matchId());
        }
        if (r.feeMinor() > 0)
        {
            text.append(" fee=").append(r.feeMinor()).append(' ').append(r.liquidity());
        }
        text.append(" cum=").append(r.cumQtyLots()).append(" leaves=").append(r.leavesQtyLots()).append(' ')
            .append(r.ordStatus());
        if (r.rejectReason() != RejectReason.NONE)
        {
            text.append(' ').append(r.rejectReason());
        }
        if (r.cancelReason() != CancelReason.NONE)
        {
            text.append(' ').append(r.cancelReason());
        }
        return text.toString();
    }

    String sessionMessage(final DirectBuffer buffer, final int offset)
    {
        header.wrap(buffer, offset);
        if (ExecutionReportDecoder.SCHEMA_ID == header.schemaId())
        {
            return "report " + buffer.getLong(offset + 8, java.nio.ByteOrder.LITTLE_ENDIAN);
        }
        switch (header.templateId())
        {
            case ResumeAckDecoder.TEMPLATE_ID:
                final ResumeAckDecoder ra = new ResumeAckDecoder();
                ra.wrapAndApplyHeader(buffer, offset, header);
                return "ResumeAck P" + ra.participantId() + "/" + ra.connectionId() + " next=" + ra.nextClientSeq() +
                    " reports=" + ra.firstReportSeq() + ".." + ra.lastReportSeq() + " " + ra.reason();
            case CommandRejectDecoder.TEMPLATE_ID:
                final CommandRejectDecoder cr = new CommandRejectDecoder();
                cr.wrapAndApplyHeader(buffer, offset, header);
                return "CommandReject seq=" + cr.clientSeq() + " expected=" + cr.expectedClientSeq() + " " +
                    cr.reason();
            case CommandOutcomeDecoder.TEMPLATE_ID:
                final CommandOutcomeDecoder co = new CommandOutcomeDecoder();
                co.wrapAndApplyHeader(buffer, offset, header);
                return "CommandOutcome seq=" + co.clientSeq() + " result=" + co.resultId() + " event=" +
                    co.eventSeq() + " " + co.reason();
            case SessionFencedDecoder.TEMPLATE_ID:
                final SessionFencedDecoder sf = new SessionFencedDecoder();
                sf.wrapAndApplyHeader(buffer, offset, header);
                return "SessionFenced " + sf.connectionId();
            case QueryRejectDecoder.TEMPLATE_ID:
                final QueryRejectDecoder qr = new QueryRejectDecoder();
                qr.wrapAndApplyHeader(buffer, offset, header);
                return "QueryReject " + qr.correlationId() + " " + qr.reason();
            default:
                return reply(buffer, offset);
        }
    }

    private String reply(final DirectBuffer buffer, final int offset)
    {
        final StringBuilder text = new StringBuilder();
        switch (header.templateId())
        {
            case AccountReplyDecoder.TEMPLATE_ID:
                final AccountReplyDecoder account = new AccountReplyDecoder();
                account.wrapAndApplyHeader(buffer, offset, header);
                text.append("AccountReply a").append(account.accountId()).append(" P")
                    .append(account.participantId())
                    .append(AccountStatus.VERIFIED == account.status() ? "" : " " + account.status())
                    .append(0 == account.killed() ? "" : " KILLED")
                    .append(" next=").append(account.nextInstrumentId());
                account.cash().forEach((row) -> text.append(" [").append(row.currency()).append(' ')
                    .append(row.balanceMinor()).append(" held ").append(row.heldMinor()).append(']'));
                account.holdings().forEach((row) -> text.append(" [i").append(row.instrumentId()).append(' ')
                    .append(row.quantityLots()).append(" held ").append(row.heldLots()).append(']'));
                return text.toString();
            case AccountListReplyDecoder.TEMPLATE_ID:
                final AccountListReplyDecoder accounts = new AccountListReplyDecoder();
                accounts.wrapAndApplyHeader(buffer, offset, header);
                text.append("AccountListReply next=").append(accounts.nextAccountId());
                accounts.accounts().forEach((row) -> text.append(" [a").append(row.accountId()).append(" P")
                    .append(row.participantId()).append(']'));
                return text.toString();
            case OrderReplyDecoder.TEMPLATE_ID:
                final OrderReplyDecoder orders = new OrderReplyDecoder();
                orders.wrapAndApplyHeader(buffer, offset, header);
                text.append("OrderReply next=").append(orders.nextCursor());
                orders.orders().forEach((row) -> text.append(" [").append(order(row.orderId())).append(" id=")
                    .append(row.clOrdId()).append(" a").append(row.accountId()).append(" i")
                    .append(row.instrumentId()).append(' ').append(row.side()).append(' ').append(row.orderQtyLots())
                    .append('@').append(row.priceTicks()).append(" cum=").append(row.cumQtyLots()).append(" leaves=")
                    .append(row.leavesQtyLots()).append(' ').append(row.timeInForce()).append(" t=")
                    .append(row.entryTimeNs()).append(0 == row.stopPriceTicks() ? "" : " stop=" +
                        row.stopPriceTicks()).append(0 == row.displayQtyLots() ? "" : " display=" +
                        row.displayQtyLots()).append(0 == row.waiting() ? "" : " waiting").append(']'));
                return text.toString();
            case InstrumentReplyDecoder.TEMPLATE_ID:
                final InstrumentReplyDecoder instruments = new InstrumentReplyDecoder();
                instruments.wrapAndApplyHeader(buffer, offset, header);
                text.append("InstrumentReply next=").append(instruments.nextInstrumentId());
                instruments.instruments().forEach((row) -> text.append(" [i").append(row.instrumentId()).append(' ')
                    .append(row.symbol()).append(' ').append(row.currency()).append(" tick=")
                    .append(row.tickSizeMinor()).append(" lot=").append(row.lotSize()).append(']'));
                return text.toString();
            case ParticipantReplyDecoder.TEMPLATE_ID:
                final ParticipantReplyDecoder participants = new ParticipantReplyDecoder();
                participants.wrapAndApplyHeader(buffer, offset, header);
                text.append("ParticipantReply next=").append(participants.nextParticipantId());
                participants.participants().forEach((row) -> text.append(" [P").append(row.participantId())
                    .append(' ').append(row.role()).append(' ').append(row.name())
                    .append(row.ofParticipantId() < 0 ? "" : " of " + row.ofParticipantId())
                    .append(0 == row.killed() ? "" : " KILLED").append(']'));
                return text.toString();
            default:
                return new LaterReplyText().reply(buffer, offset);
        }
    }

    static String order(final long orderId)
    {
        return 0 == orderId ? "-" : "o" + (int)orderId + "." + (orderId >>> 32);
    }

    static Side side(final String text)
    {
        return Side.valueOf(text.toUpperCase(java.util.Locale.ROOT));
    }
}
