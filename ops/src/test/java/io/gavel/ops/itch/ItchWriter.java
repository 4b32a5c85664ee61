package io.gavel.ops.itch;

import io.gavel.schema.Side;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes ITCH 5.0 messages as a file has them, for tests.
 */
public final class ItchWriter
{
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int locate;
    private final String stock;
    private long timestampNs = 1_000;

    /**
     * For messages of one stock.
     *
     * @param locate of the stock.
     * @param stock  symbol.
     */
    public ItchWriter(final int locate, final String stock)
    {
        this.locate = locate;
        this.stock = stock;
    }

    /** Moves the time of the messages that follow. */
    public ItchWriter at(final long newTimestampNs)
    {
        timestampNs = newTimestampNs;
        return this;
    }

    /** Bytes written so far: the offset of the next message. */
    public int offset()
    {
        return out.size();
    }

    /** A stock directory message. */
    public ItchWriter directory()
    {
        final ByteBuffer message = begin(ItchMessageType.STOCK_DIRECTORY);
        putStock(message, 11);
        return end(message);
    }

    /** A message of any type with nothing but its header. */
    public ItchWriter other(final ItchMessageType type)
    {
        return end(begin(type));
    }

    /** An add order message. */
    public ItchWriter add(final long reference, final Side side, final long shares, final long priceMinor)
    {
        return add(ItchMessageType.ADD_ORDER, reference, side, shares, priceMinor);
    }

    /** An add order message with attribution. */
    public ItchWriter addAttributed(final long reference, final Side side, final long shares, final long priceMinor)
    {
        return add(ItchMessageType.ADD_ORDER_ATTRIBUTED, reference, side, shares, priceMinor);
    }

    /** An order executed message. */
    public ItchWriter execute(final long reference, final long shares)
    {
        final ByteBuffer message = begin(ItchMessageType.ORDER_EXECUTED);
        message.putLong(11, reference).putInt(19, (int)shares).putLong(23, 1);
        return end(message);
    }

    /** An order executed with price message. */
    public ItchWriter executeAt(final long reference, final long shares, final long priceMinor)
    {
        final ByteBuffer message = begin(ItchMessageType.ORDER_EXECUTED_WITH_PRICE);
        message.putLong(11, reference).putInt(19, (int)shares).putLong(23, 1).put(31, (byte)'Y')
            .putInt(32, (int)priceMinor);
        return end(message);
    }

    /** An order cancel message. */
    public ItchWriter reduce(final long reference, final long shares)
    {
        final ByteBuffer message = begin(ItchMessageType.ORDER_CANCEL);
        message.putLong(11, reference).putInt(19, (int)shares);
        return end(message);
    }

    /** An order delete message. */
    public ItchWriter delete(final long reference)
    {
        final ByteBuffer message = begin(ItchMessageType.ORDER_DELETE);
        message.putLong(11, reference);
        return end(message);
    }

    /** An order replace message. */
    public ItchWriter replace(final long reference, final long newReference, final long shares, final long priceMinor)
    {
        final ByteBuffer message = begin(ItchMessageType.ORDER_REPLACE);
        message.putLong(11, reference).putLong(19, newReference).putInt(27, (int)shares).putInt(31, (int)priceMinor);
        return end(message);
    }

    /** A trade message of an order that was not displayed. */
    public ItchWriter hiddenTrade(final Side side, final long shares, final long priceMinor)
    {
        final ByteBuffer message = begin(ItchMessageType.TRADE);
        message.put(19, (byte)(side == Side.BUY ? 'B' : 'S')).putInt(20, (int)shares).putInt(32, (int)priceMinor)
            .putLong(36, 1);
        putStock(message, 24);
        return end(message);
    }

    /** Bytes as they are, without a length before them. */
    public ItchWriter raw(final byte... bytes)
    {
        out.writeBytes(bytes);
        return this;
    }

    /** Every message of another writer. */
    public ItchWriter append(final ItchWriter other)
    {
        return raw(other.bytes());
    }

    /** The file. */
    public byte[] bytes()
    {
        return out.toByteArray();
    }

    private ItchWriter add(
        final ItchMessageType type, final long reference, final Side side, final long shares, final long priceMinor)
    {
        final ByteBuffer message = begin(type);
        message.putLong(11, reference).put(19, (byte)(side == Side.BUY ? 'B' : 'S')).putInt(20, (int)shares)
            .putInt(32, (int)priceMinor);
        putStock(message, 24);
        return end(message);
    }

    private ByteBuffer begin(final ItchMessageType type)
    {
        final ByteBuffer message = ByteBuffer.allocate(type.length());
        message.put(0, (byte)type.code()).putShort(1, (short)locate).putShort(3, (short)0)
            .putShort(5, (short)(timestampNs >>> 32)).putInt(7, (int)timestampNs);
        return message;
    }

    private void putStock(final ByteBuffer message, final int at)
    {
        message.put(at, String.format("%-8s", stock).getBytes(StandardCharsets.US_ASCII));
    }

    private ItchWriter end(final ByteBuffer message)
    {
        out.write(message.capacity() >>> 8);
        out.write(message.capacity());
        out.writeBytes(message.array());
        return this;
    }
}
