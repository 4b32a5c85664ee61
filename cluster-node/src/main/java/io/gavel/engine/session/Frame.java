package io.gavel.engine.session;

import io.gavel.schema.AddAccountDecoder;
import io.gavel.schema.AddInstrumentDecoder;
import io.gavel.schema.AddParticipantDecoder;
import io.gavel.schema.AdjustCashDecoder;
import io.gavel.schema.AdjustHoldingDecoder;
import io.gavel.schema.AccountListQueryDecoder;
import io.gavel.schema.AccountQueryDecoder;
import io.gavel.schema.CloseDayDecoder;
import io.gavel.schema.HashStateDecoder;
import io.gavel.schema.InstrumentQueryDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.OpenOrdersQueryDecoder;
import io.gavel.schema.OrderCancelReplaceRequestDecoder;
import io.gavel.schema.OrderCancelRequestDecoder;
import io.gavel.schema.OrderQueryDecoder;
import io.gavel.schema.ParticipantQueryDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ResumeDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** The outside of a message that came in: which it is, and whether it is whole. Nothing in it is trusted. */
public final class Frame
{
    /** What a message is about. */
    public enum Kind
    {
        /** Nothing that the venue knows. */
        UNKNOWN,
        /** A sequenced order command. */
        ORDER,
        /** A sequenced admin command. */
        ADMIN,
        /** The first message of a session. */
        RESUME,
        /** A question. */
        QUERY
    }

    private static final int VERSION = NewOrderSingleDecoder.SCHEMA_VERSION;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private Kind kind;
    private RejectReason reason;
    private int templateId;
    private int bodyOffset;
    private int blockLength;
    private long firstField;
    private boolean hasFirstField;

    /** No message yet. */
    public Frame()
    {
    }

    /**
     * Looks at a message.
     *
     * @param buffer that holds it.
     * @param offset of it.
     * @param length of it, bytes, any.
     */
    public void wrap(final DirectBuffer buffer, final int offset, final int length)
    {
        kind = Kind.UNKNOWN;
        reason = RejectReason.MALFORMED_COMMAND;
        hasFirstField = false;
        firstField = 0;
        templateId = 0;
        if (length < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return;
        }
        header.wrap(buffer, offset);
        templateId = header.templateId();
        bodyOffset = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        final int expected = describe(header.schemaId());
        if (Kind.UNKNOWN == kind)
        {
            return;
        }
        final int at = Kind.RESUME == kind ? ResumeDecoder.correlationIdEncodingOffset() : 0;
        final int bodyLength = length - MessageHeaderDecoder.ENCODED_LENGTH;
        hasFirstField = bodyLength >= at + Long.BYTES;
        firstField = hasFirstField ? buffer.getLong(bodyOffset + at, ByteOrder.LITTLE_ENDIAN) : 0;
        blockLength = header.blockLength();
        if (VERSION != header.version())
        {
            reason = RejectReason.UNSUPPORTED_VERSION;
        }
        else if (expected == blockLength && expected == bodyLength)
        {
            reason = RejectReason.NONE;
        }
    }

    /**
     * What the message is about.
     *
     * @return UNKNOWN where it can't be told.
     */
    public Kind kind()
    {
        return kind;
    }

    /**
     * Whether the message can be decoded.
     *
     * @return NONE, MALFORMED_COMMAND or UNSUPPORTED_VERSION.
     */
    public RejectReason reason()
    {
        return reason;
    }

    /**
     * Which message of its schema it is.
     *
     * @return template id.
     */
    public int templateId()
    {
        return templateId;
    }

    /**
     * Where its fields are.
     *
     * @return offset behind the header.
     */
    public int bodyOffset()
    {
        return bodyOffset;
    }

    /**
     * How long its fields are.
     *
     * @return bytes.
     */
    public int blockLength()
    {
        return blockLength;
    }

    /**
     * The field by which an answer refers to the message: clientSeq, or correlationId.
     *
     * @return 0 where {@link #hasFirstField()} is false.
     */
    public long firstField()
    {
        return firstField;
    }

    /**
     * Whether the message is long enough for {@link #firstField()}.
     *
     * @return false where it can't be answered.
     */
    public boolean hasFirstField()
    {
        return hasFirstField;
    }

    private int describe(final int schemaId)
    {
        if (NewOrderSingleDecoder.SCHEMA_ID == schemaId)
        {
            return describeOrderEntry();
        }
        return AddInstrumentDecoder.SCHEMA_ID == schemaId ? describeAdmin() : -1;
    }

    private int describeOrderEntry()
    {
        kind = Kind.QUERY;
        switch (templateId)
        {
            case AccountQueryDecoder.TEMPLATE_ID:
                return AccountQueryDecoder.BLOCK_LENGTH;
            case AccountListQueryDecoder.TEMPLATE_ID:
                return AccountListQueryDecoder.BLOCK_LENGTH;
            case OrderQueryDecoder.TEMPLATE_ID:
                return OrderQueryDecoder.BLOCK_LENGTH;
            case OpenOrdersQueryDecoder.TEMPLATE_ID:
                return OpenOrdersQueryDecoder.BLOCK_LENGTH;
            case InstrumentQueryDecoder.TEMPLATE_ID:
                return InstrumentQueryDecoder.BLOCK_LENGTH;
            case ParticipantQueryDecoder.TEMPLATE_ID:
                return ParticipantQueryDecoder.BLOCK_LENGTH;
            default:
                break;
        }
        kind = Kind.ORDER;
        switch (templateId)
        {
            case NewOrderSingleDecoder.TEMPLATE_ID:
                return NewOrderSingleDecoder.BLOCK_LENGTH;
            case OrderCancelRequestDecoder.TEMPLATE_ID:
                return OrderCancelRequestDecoder.BLOCK_LENGTH;
            case OrderCancelReplaceRequestDecoder.TEMPLATE_ID:
                return OrderCancelReplaceRequestDecoder.BLOCK_LENGTH;
            case ResumeDecoder.TEMPLATE_ID:
                kind = Kind.RESUME;
                return ResumeDecoder.BLOCK_LENGTH;
            default:
                kind = Kind.UNKNOWN;
                return -1;
        }
    }

    private int describeAdmin()
    {
        kind = Kind.ADMIN;
        switch (templateId)
        {
            case AddInstrumentDecoder.TEMPLATE_ID:
                return AddInstrumentDecoder.BLOCK_LENGTH;
            case AddParticipantDecoder.TEMPLATE_ID:
                return AddParticipantDecoder.BLOCK_LENGTH;
            case AddAccountDecoder.TEMPLATE_ID:
                return AddAccountDecoder.BLOCK_LENGTH;
            case AdjustCashDecoder.TEMPLATE_ID:
                return AdjustCashDecoder.BLOCK_LENGTH;
            case AdjustHoldingDecoder.TEMPLATE_ID:
                return AdjustHoldingDecoder.BLOCK_LENGTH;
            case HashStateDecoder.TEMPLATE_ID:
                return HashStateDecoder.BLOCK_LENGTH;
            case CloseDayDecoder.TEMPLATE_ID:
                return CloseDayDecoder.BLOCK_LENGTH;
            default:
                kind = Kind.UNKNOWN;
                return -1;
        }
    }
}
