package io.gavel.engine.instrument;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.engine.book.OrderBook;
import io.gavel.engine.book.OrderPool;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Instruments, numbered from 1 without holes. */
public final class Instruments
{
    /** Bytes of a symbol. */
    public static final int SYMBOL_LENGTH = 16;

    private final OrderPool pool;
    private Instrument[] instruments = new Instrument[64];
    // Positions sorted by symbol, so that a symbol is found by bisection.
    private int[] bySymbol = new int[64];
    private int count;

    /**
     * No instruments.
     *
     * @param pool that every book takes its orders from.
     */
    public Instruments(final OrderPool pool)
    {
        this.pool = pool;
    }

    /**
     * Whether sixteen bytes are a symbol: A to Z, 0 to 9, '.' and '-', at least one, padded with zeros.
     *
     * @param buffer that holds them.
     * @param offset of the first.
     * @return true where they are.
     */
    public static boolean isSymbol(final DirectBuffer buffer, final int offset)
    {
        int length = 0;
        while (length < SYMBOL_LENGTH && buffer.getByte(offset + length) != 0)
        {
            final byte b = buffer.getByte(offset + length);
            if (!(b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '.' || b == '-'))
            {
                return false;
            }
            length++;
        }
        for (int i = length; i < SYMBOL_LENGTH; i++)
        {
            if (buffer.getByte(offset + i) != 0)
            {
                return false;
            }
        }
        return length > 0;
    }

    /**
     * Whether a symbol is taken.
     *
     * @param buffer that holds it.
     * @param offset of the first character.
     * @return true where an instrument has it.
     */
    public boolean hasSymbol(final DirectBuffer buffer, final int offset)
    {
        return search(symbolPart(buffer, offset), symbolPart(buffer, offset + Long.BYTES)) >= 0;
    }

    /**
     * Lists an instrument, with an empty book.
     *
     * @param buffer        that holds the symbol.
     * @param offset        of its first character.
     * @param currency      as {@link io.gavel.engine.account.Currency} numbers it.
     * @param tickSizeMinor minor units, &gt; 0.
     * @param lotSize       shares, &gt; 0.
     * @return the instrument.
     * @throws InvariantViolation where the symbol is taken, or there is no room: ask first.
     */
    public Instrument add(
        final DirectBuffer buffer, final int offset, final int currency, final long tickSizeMinor, final long lotSize)
    {
        final long high = symbolPart(buffer, offset);
        final long low = symbolPart(buffer, offset + Long.BYTES);
        final int found = search(high, low);
        if (found >= 0 || count >= Limits.INSTRUMENTS_MAX)
        {
            throw new InvariantViolation("instrument " + (count + 1) + ": the symbol is taken, or there are already " +
                Limits.INSTRUMENTS_MAX);
        }
        if (count == instruments.length)
        {
            instruments = Arrays.copyOf(instruments, count * 2);
            bySymbol = Arrays.copyOf(bySymbol, count * 2);
        }
        final int at = -found - 1;
        System.arraycopy(bySymbol, at, bySymbol, at + 1, count - at);
        bySymbol[at] = count;
        final int instrumentId = count + 1;
        final Instrument instrument = new Instrument(
            instrumentId, high, low, currency, tickSizeMinor, lotSize, new OrderBook(pool, instrumentId),
            new TradingState(new OrderBook(pool, instrumentId), new OrderBook(pool, instrumentId)));
        instruments[count++] = instrument;
        return instrument;
    }

    /**
     * An instrument.
     *
     * @param instrumentId as a command has it, any value.
     * @return the instrument, or null where there is none.
     */
    public Instrument get(final int instrumentId)
    {
        return instrumentId > 0 && instrumentId <= count ? instruments[instrumentId - 1] : null;
    }

    /**
     * How many there are, which is the newest one's id.
     *
     * @return &gt;= 0.
     */
    public int count()
    {
        return count;
    }

    /**
     * Writes a symbol.
     *
     * @param instrument whose it is.
     * @param buffer     to write to.
     * @param offset     of the first character.
     */
    public static void encodeSymbol(final Instrument instrument, final MutableDirectBuffer buffer, final int offset)
    {
        buffer.putLong(offset, instrument.symbolHigh(), ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + Long.BYTES, instrument.symbolLow(), ByteOrder.LITTLE_ENDIAN);
    }

    private static long symbolPart(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
    }

    private int search(final long high, final long low)
    {
        int from = 0;
        int to = count - 1;
        while (from <= to)
        {
            final int middle = from + to >>> 1;
            final Instrument instrument = instruments[bySymbol[middle]];
            int order = Long.compare(instrument.symbolHigh(), high);
            if (0 == order)
            {
                order = Long.compare(instrument.symbolLow(), low);
            }
            if (order < 0)
            {
                from = middle + 1;
            }
            else if (order > 0)
            {
                to = middle - 1;
            }
            else
            {
                return middle;
            }
        }
        return -from - 1;
    }
}
