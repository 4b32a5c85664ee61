package io.gavel.client;

import io.gavel.client.RecoveredCommand.Outcome;
import io.gavel.schema.AddInstrumentDecoder;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.Liquidity;
import io.gavel.schema.MassCancelRequestDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrdType;
import io.gavel.schema.OrderCancelReplaceRequestDecoder;
import io.gavel.schema.OrderCancelRequestDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.SetCancelOnDisconnectDecoder;
import io.gavel.schema.SetDeadMansTimerDecoder;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.time.Instant;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A command of an earlier process: the bytes that it sent or was going to send. */
final class JournalledCommand extends Command
{
    private final byte[] command;
    private final Instant handedIn;
    private final CommandRecovery recovery;
    private final InstrumentCache instruments;
    private final UnsafeBuffer buffer;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandKind kind;
    private long clientSeq;
    private long clOrdId;
    private long orderId;

    JournalledCommand(
        final SessionJournal.Entry entry, final CommandRecovery recovery, final InstrumentCache instruments)
    {
        this.recovery = recovery;
        this.instruments = instruments;
        command = entry.command();
        clientSeq = entry.state() == JournalWord.WITHDRAWN ? 0 : entry.state();
        handedIn = Instant.ofEpochMilli(entry.handedInMs());
        buffer = new UnsafeBuffer(command);
        header.wrap(buffer, 0);
        kind = kind();
        readIds();
        journalPosition(entry.position());
    }

    private CommandKind kind()
    {
        if (header.schemaId() == AddInstrumentDecoder.SCHEMA_ID)
        {
            return CommandKind.ADMIN;
        }
        return header.schemaId() != NewOrderSingleDecoder.SCHEMA_ID ? CommandKind.OTHER : switch (header.templateId())
        {
            case NewOrderSingleDecoder.TEMPLATE_ID -> CommandKind.NEW_ORDER;
            case OrderCancelRequestDecoder.TEMPLATE_ID -> CommandKind.CANCEL;
            case OrderCancelReplaceRequestDecoder.TEMPLATE_ID -> CommandKind.REPLACE;
            case MassCancelRequestDecoder.TEMPLATE_ID -> CommandKind.MASS_CANCEL;
            case SetCancelOnDisconnectDecoder.TEMPLATE_ID -> CommandKind.CANCEL_ON_DISCONNECT;
            case SetDeadMansTimerDecoder.TEMPLATE_ID -> CommandKind.DEAD_MANS_TIMER;
            default -> CommandKind.OTHER;
        };
    }

    private void readIds()
    {
        switch (kind)
        {
            case NEW_ORDER -> clOrdId = new NewOrderSingleDecoder().wrapAndApplyHeader(buffer, 0, header).clOrdId();
            case CANCEL ->
            {
                final OrderCancelRequestDecoder cancel =
                    new OrderCancelRequestDecoder().wrapAndApplyHeader(buffer, 0, header);
                orderId = cancel.orderId();
                clOrdId = cancel.origClOrdId();
            }
            case REPLACE ->
            {
                final OrderCancelReplaceRequestDecoder replace =
                    new OrderCancelReplaceRequestDecoder().wrapAndApplyHeader(buffer, 0, header);
                orderId = replace.orderId();
                clOrdId = replace.clOrdId() != 0 ? replace.clOrdId() : replace.origClOrdId();
            }
            default ->
            {
                // Names no order.
            }
        }
    }

    @Override
    int encode(final CommandCodec codec, final MutableDirectBuffer target, final long seq)
    {
        return SessionJournal.copy(command, target, seq);
    }

    @Override
    void sent(final long seq)
    {
        clientSeq = seq;
    }

    @Override
    boolean isAnsweredBy(final Report report)
    {
        return switch (kind)
        {
            case NEW_ORDER -> report instanceof ExecutionReport execution && isSame(execution.clOrdId(), clOrdId);
            case CANCEL, REPLACE -> report instanceof ExecutionReport execution && isSame(execution.orderId(), orderId);
            case ADMIN -> report instanceof AdminReport admin && admin.commandTemplateId() == header.templateId();
            case MASS_CANCEL, CANCEL_ON_DISCONNECT, DEAD_MANS_TIMER ->
                report instanceof CommandReport answer && answer.commandTemplateId() == header.templateId();
            case OTHER -> true;
        };
    }

    @Override
    void onAnswer(final Report report)
    {
        final RejectReason reason = report instanceof ExecutionReport execution ? execution.rejectReason() :
            report instanceof AdminReport admin ? admin.rejectReason() : ((CommandReport)report).rejectReason();
        final long reported = report instanceof ExecutionReport execution ? execution.orderId() : 0;
        resolved(reported != 0 ? reported : orderId,
            reason == RejectReason.NONE ? Outcome.EXECUTED : Outcome.REJECTED, reason, report);
    }

    @Override
    void onOutcome(final long seq, final long resultId, final long eventSeq, final RejectReason reason)
    {
        final boolean isExecuted = reason == RejectReason.NONE;
        final Report report = switch (kind)
        {
            case NEW_ORDER -> orderOutcome(isExecuted ? resultId : 0, eventSeq, reason);
            case CANCEL -> OrderCommand.reportOfIds(seq, eventSeq, orderId != 0 ? orderId : resultId, clOrdId, reason,
                isExecuted ? ExecType.CANCELED : ExecType.CANCEL_REJECTED,
                isExecuted ? OrdStatus.CANCELED : OrdStatus.REJECTED,
                isExecuted ? CancelReason.REQUESTED : CancelReason.NONE);
            case REPLACE -> OrderCommand.reportOfIds(seq, eventSeq, orderId != 0 ? orderId : resultId, clOrdId, reason,
                isExecuted ? ExecType.REPLACED : ExecType.REPLACE_REJECTED,
                isExecuted ? OrdStatus.NULL_VAL : OrdStatus.REJECTED, CancelReason.NONE);
            case ADMIN -> new AdminReport(eventSeq, 0, 0, seq, resultId, header.templateId(), reason, "");
            default -> new CommandReport(eventSeq, 0, 0, seq, resultId, header.templateId(), reason);
        };
        resolved(report instanceof ExecutionReport execution ? execution.orderId() : 0,
            isExecuted ? Outcome.EXECUTED : Outcome.REJECTED, reason, report);
    }

    private ExecutionReport orderOutcome(final long newOrderId, final long eventSeq, final RejectReason reason)
    {
        final NewOrderSingleDecoder order = new NewOrderSingleDecoder().wrapAndApplyHeader(buffer, 0, header);
        final boolean isAccepted = reason == RejectReason.NONE;
        return new ExecutionReport(eventSeq, 0, 0, clientSeq, order.accountId(), newOrderId, clOrdId, 0, 0,
            order.priceTicks(), order.quantityLots(), 0, 0, 0, isAccepted ? order.quantityLots() : 0, reason,
            isAccepted ? ExecType.NEW : ExecType.REJECTED, isAccepted ? OrdStatus.NEW : OrdStatus.REJECTED,
            WireEnums.known(order.sideRaw(), raw -> Side.get((short)raw), Side.NULL_VAL),
            WireEnums.known(order.ordTypeRaw(), raw -> OrdType.get((short)raw), OrdType.NULL_VAL),
            WireEnums.known(order.timeInForceRaw(), raw -> TimeInForce.get((short)raw), TimeInForce.NULL_VAL),
            CancelReason.NONE, 0, MessageAdapter.valueOrZero(order.stopPriceTicks()), Liquidity.NULL_VAL,
            instruments.get(order.instrumentId()));
    }

    /** The venue has not executed it, and it is not sent again. */
    void withdraw()
    {
        clientSeq = 0;
        resolved(orderId, Outcome.NOT_EXECUTED, RejectReason.NONE, null);
    }

    /** Where the conversation ends it stays in the journal, and the next process resolves it. */
    @Override
    void fail(final Throwable cause)
    {
        if (cause instanceof CommandRejectedException rejected)
        {
            resolved(orderId, rejected.reason() == RejectReason.CLIENT_SEQ_TOO_OLD ?
                Outcome.UNKNOWN : Outcome.NOT_EXECUTED, rejected.reason(), null);
        }
    }

    private void resolved(
        final long knownOrderId, final Outcome outcome, final RejectReason reason, final Report report)
    {
        recovery.onResolved(
            new RecoveredCommand(clientSeq, kind, clOrdId, knownOrderId, handedIn, outcome, reason, report));
    }

    @Override
    String describe()
    {
        return "the " + kind + " of order " + (clOrdId != 0 ? clOrdId : orderId) + " handed in at " + handedIn;
    }
}
