package io.gavel.ops.itch;

import io.gavel.ops.itch.ItchMessage.AddOrder;
import io.gavel.ops.itch.ItchMessage.Header;
import io.gavel.ops.itch.ItchMessage.HiddenTrade;
import io.gavel.ops.itch.ItchMessage.OrderDeleted;
import io.gavel.ops.itch.ItchMessage.OrderExecuted;
import io.gavel.ops.itch.ItchMessage.OrderReduced;
import io.gavel.ops.itch.ItchMessage.OrderReplaced;
import io.gavel.ops.itch.ItchMessage.Other;
import io.gavel.ops.itch.ItchMessage.StockDirectory;
import io.gavel.schema.Side;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a file of NASDAQ TotalView-ITCH 5.0: a length in two bytes, big endian, and a message of that length, again
 * and again; a length of zero may end the file. A file whose name ends in {@code .gz} is unpacked on the way.
 *
 * <p>Every message is checked before it is given out: its type is one of ITCH 5.0's, its length the one of its type,
 * the time does not go back, and the fields that tell of the book are within their ranges and agree with the stocks
 * that the file has named. The first that is not so ends the reading with an {@link ItchFormatException}.
 */
public final class ItchReader implements AutoCloseable
{
    /** Largest quantity of a message, shares: far beyond what a feed has, and within what an order may have. */
    public static final long SHARES_MAX = 1_000_000_000L;

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final int STOCK_LENGTH = 8;
    private static final int BUFFER_LENGTH = 1 << 16;

    private final InputStream in;
    private final byte[] bytes = new byte[ItchMessageType.LENGTH_MAX];
    private final ByteBuffer message = ByteBuffer.wrap(bytes);
    private final Map<Integer, String> stockByLocate = new HashMap<>();
    private final Map<String, Integer> locateByStock = new HashMap<>();
    private long nextOffset;
    private long lastTimestampNs;
    private long messageCount;

    /**
     * Reads from a stream of unpacked bytes.
     *
     * @param in closed with this reader.
     */
    public ItchReader(final InputStream in)
    {
        this.in = in;
    }

    /**
     * Opens a file.
     *
     * @param file packed by gzip where its name ends in {@code .gz}.
     * @return a reader before the first message.
     * @throws IOException with a sentence for a person where there is no such file or it can't be read.
     */
    public static ItchReader open(final Path file) throws IOException
    {
        if (Files.isDirectory(file))
        {
            throw new IOException("is a directory: name a file of ITCH 5.0 messages");
        }
        final InputStream raw;
        try
        {
            raw = Files.newInputStream(file);
        }
        catch (final NoSuchFileException e)
        {
            throw new IOException("no such file", e);
        }
        catch (final AccessDeniedException e)
        {
            throw new IOException("no permission to read it", e);
        }
        catch (final IOException e)
        {
            throw new IOException("can't be read: " + e.getMessage(), e);
        }
        if (!file.getFileName().toString().endsWith(".gz"))
        {
            return new ItchReader(new BufferedInputStream(raw, BUFFER_LENGTH));
        }
        try
        {
            return new ItchReader(new BufferedInputStream(new GZIPInputStream(raw, BUFFER_LENGTH), BUFFER_LENGTH));
        }
        catch (final EOFException | ZipException e)
        {
            raw.close();
            throw new IOException("ends in .gz, but is not packed by gzip", e);
        }
    }

    /**
     * Messages given out so far.
     *
     * @return 0 at the start.
     */
    public long messageCount()
    {
        return messageCount;
    }

    /**
     * Reads and checks the next message.
     *
     * @return the message, null at the end of the file.
     * @throws ItchFormatException where the file is damaged.
     * @throws IOException         where it can't be read.
     */
    public ItchMessage next() throws IOException
    {
        final long offset = nextOffset;
        final int lengthBytes = read(offset, 2);
        if (lengthBytes == 0)
        {
            if (messageCount == 0)
            {
                throw new IOException("is empty: expected ITCH 5.0 messages");
            }
            return null;
        }
        if (lengthBytes < 2)
        {
            throw new ItchFormatException(offset, "the file ends within the two bytes of a message's length");
        }
        final int length = Short.toUnsignedInt(message.getShort(0));
        if (length == 0)
        {
            if (read(offset, 1) != 0)
            {
                throw new ItchFormatException(offset, "length 0 ends a file, but bytes follow");
            }
            return null;
        }
        final ItchMessageType type = readBody(offset, length);
        final Header header = new Header(
            type, offset, Short.toUnsignedInt(message.getShort(1)), timestampNs(offset, type));
        final ItchMessage decoded = decode(header);
        messageCount++;
        nextOffset = offset + 2 + length;
        return decoded;
    }

    /**
     * Closes the file.
     *
     * @throws IOException from the file system.
     */
    @Override
    public void close() throws IOException
    {
        in.close();
    }

    private ItchMessageType readBody(final long offset, final int length) throws IOException
    {
        if (read(offset, 1) < 1)
        {
            throw new ItchFormatException(offset, "the file ends before the message, expected " + length + " bytes");
        }
        final int code = Byte.toUnsignedInt(bytes[0]);
        final ItchMessageType type = ItchMessageType.of(code);
        if (type == null)
        {
            throw new ItchFormatException(offset, "message type " + printable(code) + " is none of ITCH 5.0");
        }
        if (type.length() != length)
        {
            throw new ItchFormatException(
                offset, "length " + length + ", expected " + type.length() + " for a message " + type);
        }
        final int more = read(offset, 1, length - 1);
        if (more < length - 1)
        {
            throw new ItchFormatException(
                offset, "the file ends within a message " + type + ": " + (more + 1) + " of " + length + " bytes");
        }
        return type;
    }

    private int read(final long offset, final int length) throws IOException
    {
        return read(offset, 0, length);
    }

    private int read(final long offset, final int at, final int length) throws IOException
    {
        try
        {
            return in.readNBytes(bytes, at, length);
        }
        catch (final EOFException | ZipException e)
        {
            throw new ItchFormatException(offset, "the gzip packing is damaged here: " + e.getMessage());
        }
    }

    private long timestampNs(final long offset, final ItchMessageType type) throws ItchFormatException
    {
        final long timestampNs = (long)Short.toUnsignedInt(message.getShort(5)) << 32 | unsignedInt(7);
        if (timestampNs >= NANOS_PER_DAY)
        {
            throw new ItchFormatException(
                offset, type + ": timestamp " + timestampNs + " ns, expected below " + NANOS_PER_DAY);
        }
        if (timestampNs < lastTimestampNs)
        {
            throw new ItchFormatException(offset,
                type + ": timestamp " + timestampNs + " ns is before the last message's " + lastTimestampNs + " ns");
        }
        lastTimestampNs = timestampNs;
        return timestampNs;
    }

    private ItchMessage decode(final Header header) throws ItchFormatException
    {
        return switch (header.type())
        {
            case STOCK_DIRECTORY -> new StockDirectory(header, stock(header, 11));
            case ADD_ORDER, ADD_ORDER_ATTRIBUTED -> new AddOrder(header, reference(header, 11), side(header, 19),
                shares(header, 20), stock(header, 24), price(header, 32));
            case ORDER_EXECUTED ->
                new OrderExecuted(header, knownReference(header), shares(header, 19), message.getLong(23), 0);
            case ORDER_EXECUTED_WITH_PRICE -> new OrderExecuted(
                header, knownReference(header), shares(header, 19), message.getLong(23), price(header, 32));
            case ORDER_CANCEL -> new OrderReduced(header, knownReference(header), shares(header, 19));
            case ORDER_DELETE -> new OrderDeleted(header, knownReference(header));
            case ORDER_REPLACE -> new OrderReplaced(
                header, knownReference(header), reference(header, 19), shares(header, 27), price(header, 31));
            case TRADE -> new HiddenTrade(header, side(header, 19), shares(header, 20), stock(header, 24),
                price(header, 32), message.getLong(36));
            default -> new Other(header);
        };
    }

    // An order's message has no symbol: its locate must be one that a message with a symbol had before.
    private long knownReference(final Header header) throws ItchFormatException
    {
        if (!stockByLocate.containsKey(header.locate()))
        {
            throw field(header, "locate " + header.locate(), "that of a stock which the file has named before");
        }
        return reference(header, 11);
    }

    private long reference(final Header header, final int at) throws ItchFormatException
    {
        final long reference = message.getLong(at);
        if (reference <= 0)
        {
            throw field(header, "order reference " + Long.toUnsignedString(reference), "1.." + Long.MAX_VALUE);
        }
        return reference;
    }

    private Side side(final Header header, final int at) throws ItchFormatException
    {
        final int code = Byte.toUnsignedInt(bytes[at]);
        if (code != 'B' && code != 'S')
        {
            throw field(header, "side " + printable(code), "'B' or 'S'");
        }
        return code == 'B' ? Side.BUY : Side.SELL;
    }

    private long shares(final Header header, final int at) throws ItchFormatException
    {
        final long shares = unsignedInt(at);
        if (shares == 0 || shares > SHARES_MAX)
        {
            throw field(header, shares + " shares", "1.." + SHARES_MAX);
        }
        return shares;
    }

    private long price(final Header header, final int at) throws ItchFormatException
    {
        final long priceMinor = unsignedInt(at);
        if (priceMinor == 0 || priceMinor > ItchMessage.PRICE_MINOR_MAX)
        {
            throw field(header, "price " + priceMinor, "1.." + ItchMessage.PRICE_MINOR_MAX + " (1/10,000 dollar)");
        }
        return priceMinor;
    }

    private String stock(final Header header, final int at) throws ItchFormatException
    {
        final String padded = new String(bytes, at, STOCK_LENGTH, StandardCharsets.ISO_8859_1);
        final String stock = padded.replaceFirst(" +$", "");
        if (stock.isEmpty() || !stock.chars().allMatch((c) -> c > ' ' && c < 0x7f))
        {
            throw field(header, "stock '" + padded.replaceAll("[^ -~]", "?") + "'", "printable letters, then spaces");
        }
        final String known = stockByLocate.putIfAbsent(header.locate(), stock);
        if (known != null && !known.equals(stock))
        {
            throw field(header, "stock '" + stock + "'", "'" + known + "', as locate " + header.locate() + " was it");
        }
        final Integer knownLocate = locateByStock.putIfAbsent(stock, header.locate());
        if (knownLocate != null && knownLocate != header.locate())
        {
            throw field(header, "locate " + header.locate(), knownLocate + ", as stock '" + stock + "' had it");
        }
        return stock;
    }

    private long unsignedInt(final int at)
    {
        return Integer.toUnsignedLong(message.getInt(at));
    }

    private static ItchFormatException field(final Header header, final String found, final String expected)
    {
        return new ItchFormatException(header.offset(), header.type() + ": " + found + ", expected " + expected);
    }

    private static String printable(final int code)
    {
        final String hex = String.format("0x%02x", code);
        return code > ' ' && code < 0x7f ? "'" + (char)code + "' (" + hex + ")" : hex;
    }
}
