package io.gavel.chaos.simulation;

import io.gavel.client.CommandKind;
import io.gavel.client.RecoveredCommand;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.MassCancelRequestDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.OrderCancelReplaceRequestDecoder;
import io.gavel.schema.OrderCancelRequestDecoder;
import io.gavel.schema.SetCancelOnDisconnectDecoder;
import io.gavel.schema.SetDeadMansTimerDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a command is about, whatever its clientSeq: by this, what was handed in, what was executed and what was told are
 * counted against each other.
 *
 * @param kind of the command.
 * @param id   the client's id of a new order; the venue's id of the order that a cancel or a replace names; else 0.
 */
record CommandKey(CommandKind kind, long id)
{
    /** A command that names no order. */
    CommandKey(final CommandKind kind)
    {
        this(kind, 0);
    }

    /** What a message that was sent or executed is about. */
    static CommandKey of(final byte[] message)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(message);
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        if (NewOrderSingleDecoder.SCHEMA_ID != header.schemaId())
        {
            return new CommandKey(ExecutionReportDecoder.SCHEMA_ID == header.schemaId() ?
                CommandKind.OTHER : CommandKind.ADMIN);
        }
        return switch (header.templateId())
        {
            case NewOrderSingleDecoder.TEMPLATE_ID -> new CommandKey(CommandKind.NEW_ORDER,
                new NewOrderSingleDecoder().wrapAndApplyHeader(buffer, 0, header).clOrdId());
            case OrderCancelRequestDecoder.TEMPLATE_ID -> new CommandKey(CommandKind.CANCEL,
                new OrderCancelRequestDecoder().wrapAndApplyHeader(buffer, 0, header).orderId());
            case OrderCancelReplaceRequestDecoder.TEMPLATE_ID -> new CommandKey(CommandKind.REPLACE,
                new OrderCancelReplaceRequestDecoder().wrapAndApplyHeader(buffer, 0, header).orderId());
            case MassCancelRequestDecoder.TEMPLATE_ID -> new CommandKey(CommandKind.MASS_CANCEL);
            case SetCancelOnDisconnectDecoder.TEMPLATE_ID -> new CommandKey(CommandKind.CANCEL_ON_DISCONNECT);
            case SetDeadMansTimerDecoder.TEMPLATE_ID -> new CommandKey(CommandKind.DEAD_MANS_TIMER);
            default -> new CommandKey(CommandKind.OTHER);
        };
    }

    /** What a command that a journal had is about. */
    static CommandKey of(final RecoveredCommand command)
    {
        return switch (command.kind())
        {
            case NEW_ORDER -> new CommandKey(command.kind(), command.clOrdId());
            case CANCEL, REPLACE -> new CommandKey(command.kind(), command.orderId());
            default -> new CommandKey(command.kind());
        };
    }

    @Override
    public String toString()
    {
        return 0 == id ? kind.name() : kind + " " + id;
    }
}
