package io.gavel.engine.session;

import io.gavel.schema.AccountListQueryDecoder;
import io.gavel.schema.AccountQueryDecoder;
import io.gavel.schema.ActivateBehaviourDecoder;
import io.gavel.schema.AddAccountDecoder;
import io.gavel.schema.AddInstrumentDecoder;
import io.gavel.schema.AddParticipantDecoder;
import io.gavel.schema.AdjustCashDecoder;
import io.gavel.schema.AdjustHoldingDecoder;
import io.gavel.schema.BustTradeDecoder;
import io.gavel.schema.CancelOrdersDecoder;
import io.gavel.schema.CloseDayDecoder;
import io.gavel.schema.CorrectTradeDecoder;
import io.gavel.schema.GroupQueryDecoder;
import io.gavel.schema.GroupSizeEncodingDecoder;
import io.gavel.schema.HaltDecoder;
import io.gavel.schema.HashStateDecoder;
import io.gavel.schema.InstrumentQueryDecoder;
import io.gavel.schema.KillDecoder;
import io.gavel.schema.LimitQueryDecoder;
import io.gavel.schema.MassCancelRequestDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.OpenOrdersQueryDecoder;
import io.gavel.schema.OrderCancelReplaceRequestDecoder;
import io.gavel.schema.OrderCancelRequestDecoder;
import io.gavel.schema.OrderQueryDecoder;
import io.gavel.schema.ParticipantQueryDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ReleaseDecoder;
import io.gavel.schema.ResumeDecoder;
import io.gavel.schema.ResumeTradingDecoder;
import io.gavel.schema.SelfQueryDecoder;
import io.gavel.schema.SetAccountStatusDecoder;
import io.gavel.schema.SetCalendarDecoder;
import io.gavel.schema.SetCancelOnDisconnectDecoder;
import io.gavel.schema.SetCollarDecoder;
import io.gavel.schema.SetDeadMansTimerDecoder;
import io.gavel.schema.SetFeeAccountDecoder;
import io.gavel.schema.SetFeesDecoder;
import io.gavel.schema.SetInstrumentDecoder;
import io.gavel.schema.SetLimitDecoder;
import io.gavel.schema.SetPhaseDecoder;
import io.gavel.schema.TradingStateQueryDecoder;
import io.gavel.schema.TransferCashDecoder;
import io.gavel.schema.TransferHoldingDecoder;
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

    /** The version of the schemas in which clients of this build send. */
    public static final int VERSION = NewOrderSingleDecoder.SCHEMA_VERSION;

    /** The first version, whose messages are shorter. */
    public static final int VERSION_FIRST = 1;

    // Of a message that the first version does not have.
    private static final int NONE = -1;

    /** The messages of a schema that come in: what they are about, and how long their fixed part is. */
    private static final class Catalogue
    {
        private static final int TEMPLATES = 64;

        private final Kind[] kinds = new Kind[TEMPLATES];
        private final int[] first = new int[TEMPLATES];
        private final int[] newest = new int[TEMPLATES];

        private void add(final Kind kind, final int templateId, final int firstLength, final int length)
        {
            kinds[templateId] = kind;
            first[templateId] = firstLength;
            newest[templateId] = length;
        }
    }

    private static final Catalogue ORDER_ENTRY = new Catalogue();
    private static final Catalogue ADMIN = new Catalogue();

    static
    {
        ORDER_ENTRY.add(
            Kind.QUERY, AccountQueryDecoder.TEMPLATE_ID, AccountQueryDecoder.BLOCK_LENGTH,
            AccountQueryDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(
            Kind.QUERY, AccountListQueryDecoder.TEMPLATE_ID, AccountListQueryDecoder.BLOCK_LENGTH,
            AccountListQueryDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(
            Kind.QUERY, OrderQueryDecoder.TEMPLATE_ID, OrderQueryDecoder.BLOCK_LENGTH, OrderQueryDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(
            Kind.QUERY, OpenOrdersQueryDecoder.TEMPLATE_ID, OpenOrdersQueryDecoder.BLOCK_LENGTH,
            OpenOrdersQueryDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(
            Kind.QUERY, InstrumentQueryDecoder.TEMPLATE_ID, InstrumentQueryDecoder.BLOCK_LENGTH,
            InstrumentQueryDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(
            Kind.QUERY, ParticipantQueryDecoder.TEMPLATE_ID, ParticipantQueryDecoder.BLOCK_LENGTH,
            ParticipantQueryDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(Kind.QUERY, SelfQueryDecoder.TEMPLATE_ID, NONE, SelfQueryDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(Kind.QUERY, TradingStateQueryDecoder.TEMPLATE_ID, NONE, TradingStateQueryDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(Kind.QUERY, LimitQueryDecoder.TEMPLATE_ID, NONE, LimitQueryDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(Kind.QUERY, GroupQueryDecoder.TEMPLATE_ID, NONE, GroupQueryDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(Kind.ORDER, NewOrderSingleDecoder.TEMPLATE_ID, 47, NewOrderSingleDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(
            Kind.ORDER, OrderCancelRequestDecoder.TEMPLATE_ID, OrderCancelRequestDecoder.BLOCK_LENGTH,
            OrderCancelRequestDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(
            Kind.ORDER, OrderCancelReplaceRequestDecoder.TEMPLATE_ID, 48,
            OrderCancelReplaceRequestDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(Kind.ORDER, MassCancelRequestDecoder.TEMPLATE_ID, NONE, MassCancelRequestDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(
            Kind.ORDER, SetCancelOnDisconnectDecoder.TEMPLATE_ID, NONE, SetCancelOnDisconnectDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(Kind.ORDER, SetDeadMansTimerDecoder.TEMPLATE_ID, NONE, SetDeadMansTimerDecoder.BLOCK_LENGTH);
        ORDER_ENTRY.add(
            Kind.RESUME, ResumeDecoder.TEMPLATE_ID, ResumeDecoder.BLOCK_LENGTH, ResumeDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, AddInstrumentDecoder.TEMPLATE_ID, 43, AddInstrumentDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, AddParticipantDecoder.TEMPLATE_ID, 125, AddParticipantDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, AddAccountDecoder.TEMPLATE_ID, 12, AddAccountDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, AdjustCashDecoder.TEMPLATE_ID, 27, AdjustCashDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, AdjustHoldingDecoder.TEMPLATE_ID, 28, AdjustHoldingDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, HashStateDecoder.TEMPLATE_ID, 8, HashStateDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, CloseDayDecoder.TEMPLATE_ID, 8, CloseDayDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, SetInstrumentDecoder.TEMPLATE_ID, NONE, SetInstrumentDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, SetCollarDecoder.TEMPLATE_ID, NONE, SetCollarDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, SetCalendarDecoder.TEMPLATE_ID, NONE, SetCalendarDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, SetPhaseDecoder.TEMPLATE_ID, NONE, SetPhaseDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, HaltDecoder.TEMPLATE_ID, NONE, HaltDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, ResumeTradingDecoder.TEMPLATE_ID, NONE, ResumeTradingDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, SetLimitDecoder.TEMPLATE_ID, NONE, SetLimitDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, KillDecoder.TEMPLATE_ID, NONE, KillDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, ReleaseDecoder.TEMPLATE_ID, NONE, ReleaseDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, SetAccountStatusDecoder.TEMPLATE_ID, NONE, SetAccountStatusDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, SetFeesDecoder.TEMPLATE_ID, NONE, SetFeesDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, SetFeeAccountDecoder.TEMPLATE_ID, NONE, SetFeeAccountDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, TransferCashDecoder.TEMPLATE_ID, NONE, TransferCashDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, TransferHoldingDecoder.TEMPLATE_ID, NONE, TransferHoldingDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, BustTradeDecoder.TEMPLATE_ID, NONE, BustTradeDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, CorrectTradeDecoder.TEMPLATE_ID, NONE, CorrectTradeDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, CancelOrdersDecoder.TEMPLATE_ID, NONE, CancelOrdersDecoder.BLOCK_LENGTH);
        ADMIN.add(Kind.ADMIN, ActivateBehaviourDecoder.TEMPLATE_ID, NONE, ActivateBehaviourDecoder.BLOCK_LENGTH);
    }

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private Kind kind;
    private RejectReason reason;
    private int templateId;
    private int version;
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
        final Catalogue catalogue = catalogue(header.schemaId());
        if (null == catalogue || templateId >= Catalogue.TEMPLATES || null == catalogue.kinds[templateId])
        {
            return;
        }
        kind = catalogue.kinds[templateId];
        final int at = Kind.RESUME == kind ? ResumeDecoder.correlationIdEncodingOffset() : 0;
        final int bodyLength = length - MessageHeaderDecoder.ENCODED_LENGTH;
        hasFirstField = bodyLength >= at + Long.BYTES;
        firstField = hasFirstField ? buffer.getLong(bodyOffset + at, ByteOrder.LITTLE_ENDIAN) : 0;
        blockLength = header.blockLength();
        version = header.version();
        final int expected = VERSION == version ? catalogue.newest[templateId] :
            VERSION_FIRST == version ? catalogue.first[templateId] : NONE;
        if (NONE == expected)
        {
            reason = RejectReason.UNSUPPORTED_VERSION;
        }
        else if (expected == blockLength && isWhole(buffer, bodyLength))
        {
            reason = RejectReason.NONE;
        }
    }

    private static Catalogue catalogue(final int schemaId)
    {
        return NewOrderSingleDecoder.SCHEMA_ID == schemaId ? ORDER_ENTRY :
            AddInstrumentDecoder.SCHEMA_ID == schemaId ? ADMIN : null;
    }

    private boolean isWhole(final DirectBuffer buffer, final int bodyLength)
    {
        if (Kind.ADMIN != kind || SetCalendarDecoder.TEMPLATE_ID != templateId)
        {
            return blockLength == bodyLength;
        }
        final int days = groupEnd(
            buffer, blockLength, bodyLength, SetCalendarDecoder.TransitionsDecoder.sbeBlockLength());
        return bodyLength == groupEnd(buffer, days, bodyLength, SetCalendarDecoder.DaysDecoder.sbeBlockLength());
    }

    // Where a group of the body ends, beyond the body where it does not fit or its rows are of another length.
    private int groupEnd(final DirectBuffer buffer, final int at, final int bodyLength, final int rowLength)
    {
        final int rowsAt = at + GroupSizeEncodingDecoder.ENCODED_LENGTH;
        if (rowsAt > bodyLength ||
            rowLength != (buffer.getShort(bodyOffset + at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF))
        {
            return Integer.MAX_VALUE / 2;
        }
        return rowsAt + rowLength * (buffer.getShort(bodyOffset + at + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF);
    }

    /**
     * The version that it is written in.
     *
     * @return {@link #VERSION_FIRST} to {@link #VERSION}.
     */
    public int version()
    {
        return version;
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
}
