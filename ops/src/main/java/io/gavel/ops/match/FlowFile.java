package io.gavel.ops.match;

import io.gavel.reference.FlowCommand;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

/**
 * Reads an order flow, one command at a time. Values that are well-formed but that no order may have (a price of 0, an
 * order that is not open) are the matcher's to reject; what can't be read ends the reading.
 */
public final class FlowFile implements Closeable
{
    /** Longest line, characters. */
    public static final int LINE_LENGTH_MAX = 1_000;

    private static final int COLUMNS = 8;
    private static final int SHOWN_MAX = 40;

    private final Reader reader;
    private final char[] buffer = new char[64 * 1024];
    private final StringBuilder line = new StringBuilder(128);
    private final String[] columns = new String[COLUMNS];
    private int position;
    private int limit;
    private long lineNumber;

    /**
     * Begins to read.
     *
     * @param reader of the file's characters; closed with this.
     * @throws IOException         where it can't be read.
     * @throws FlowFormatException where the first line is not the header.
     */
    public FlowFile(final Reader reader) throws IOException, FlowFormatException
    {
        this.reader = reader;
        if (!readLine() || !FlowCommand.HEADER.contentEquals(line))
        {
            throw new FlowFormatException(
                1, "expected the header " + FlowCommand.HEADER + ", actual=" + shown(line.toString()));
        }
    }

    /**
     * The next command.
     *
     * @return the command, null at the end.
     * @throws IOException         where the file can't be read.
     * @throws FlowFormatException where a line is malformed.
     */
    public FlowCommand next() throws IOException, FlowFormatException
    {
        if (!readLine())
        {
            return null;
        }
        split();
        final long seq = number("seq", columns[0]);
        final FlowCommand.Type type = type(columns[1]);
        final String symbol = required("symbol", columns[2]);
        final String orderId = required("order_id", columns[3]);
        return switch (type)
        {
            case NEW -> FlowCommand.enter(seq, symbol, orderId, side(columns[4], false), number("price", columns[5]),
                number("quantity", columns[6]), timeInForce(columns[7]));
            case REPLACE ->
            {
                empty("tif", columns[7], type);
                yield FlowCommand.replace(seq, symbol, orderId, side(columns[4], true), number("price", columns[5]),
                    number("quantity", columns[6]));
            }
            case CANCEL ->
            {
                empty("side", columns[4], type);
                empty("price", columns[5], type);
                empty("quantity", columns[6], type);
                empty("tif", columns[7], type);
                yield FlowCommand.cancel(seq, symbol, orderId);
            }
        };
    }

    /**
     * Closes the file.
     *
     * @throws IOException where that fails.
     */
    @Override
    public void close() throws IOException
    {
        reader.close();
    }

    /** Reads a line without its end. Returns false where there is none. */
    private boolean readLine() throws IOException, FlowFormatException
    {
        line.setLength(0);
        if (position == limit && !fill())
        {
            return false;
        }
        lineNumber++;
        boolean isReturn = false;
        while (position < limit || fill())
        {
            final char c = buffer[position++];
            if ('\n' == c)
            {
                return true;
            }
            if (isReturn || (c < ' ' && '\r' != c))
            {
                throw new FlowFormatException(lineNumber, "control character in column " + (line.length() + 1));
            }
            isReturn = '\r' == c;
            if (!isReturn)
            {
                line.append(c);
            }
            if (line.length() > LINE_LENGTH_MAX)
            {
                throw new FlowFormatException(lineNumber, "longer than " + LINE_LENGTH_MAX + " characters");
            }
        }
        return true;
    }

    private boolean fill() throws IOException
    {
        position = 0;
        limit = Math.max(0, reader.read(buffer));
        return limit > 0;
    }

    private void split() throws FlowFormatException
    {
        int from = 0;
        int count = 0;
        for (int i = 0; i <= line.length(); i++)
        {
            if (i == line.length() || ',' == line.charAt(i))
            {
                if (count < COLUMNS)
                {
                    columns[count] = line.substring(from, i);
                }
                count++;
                from = i + 1;
            }
        }
        if (COLUMNS != count)
        {
            throw new FlowFormatException(lineNumber, "expected " + COLUMNS + " columns, actual=" + count);
        }
    }

    private FlowCommand.Type type(final String text) throws FlowFormatException
    {
        return switch (text)
        {
            case "NEW" -> FlowCommand.Type.NEW;
            case "CANCEL" -> FlowCommand.Type.CANCEL;
            case "REPLACE" -> FlowCommand.Type.REPLACE;
            default -> throw wrong("type", text, "NEW, CANCEL or REPLACE");
        };
    }

    private Side side(final String text, final boolean mayBeEmpty) throws FlowFormatException
    {
        return switch (text)
        {
            case "BUY" -> Side.BUY;
            case "SELL" -> Side.SELL;
            default ->
            {
                if (mayBeEmpty && text.isEmpty())
                {
                    yield null;
                }
                throw wrong("side", text, "BUY or SELL");
            }
        };
    }

    private TimeInForce timeInForce(final String text) throws FlowFormatException
    {
        return switch (text)
        {
            case "DAY" -> TimeInForce.DAY;
            case "GTC" -> TimeInForce.GTC;
            case "IOC" -> TimeInForce.IOC;
            case "FOK" -> TimeInForce.FOK;
            default -> throw wrong("tif", text, "DAY, GTC, IOC or FOK");
        };
    }

    private long number(final String column, final String text) throws FlowFormatException
    {
        try
        {
            return Long.parseLong(text);
        }
        catch (final NumberFormatException e)
        {
            throw wrong(column, text, "a whole number of at most 18 digits");
        }
    }

    private String required(final String column, final String text) throws FlowFormatException
    {
        if (text.isEmpty())
        {
            throw wrong(column, text, "a name");
        }
        return text;
    }

    private void empty(final String column, final String text, final FlowCommand.Type type) throws FlowFormatException
    {
        if (!text.isEmpty())
        {
            throw wrong(column, text, "nothing there for a " + type);
        }
    }

    private FlowFormatException wrong(final String column, final String text, final String expected)
    {
        return new FlowFormatException(lineNumber, column + " is " + shown(text) + ", expected " + expected);
    }

    private static String shown(final String text)
    {
        return "\"" + (text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "..." : text) + "\"";
    }
}
