package io.gavel.engine.account;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A currency's alphabetic code (ISO 4217) as a small number, in the order of the alphabet. */
public final class Currency
{
    /** Codes are 0 to one less than this. */
    public static final int COUNT = 26 * 26 * 26;

    /** No code. */
    public static final int INVALID = -1;

    private Currency()
    {
    }

    /**
     * Reads a code.
     *
     * @param buffer that holds three letters.
     * @param offset of the first.
     * @return the code, or {@link #INVALID} where one is not A to Z.
     */
    public static int decode(final DirectBuffer buffer, final int offset)
    {
        int code = 0;
        for (int i = 0; i < 3; i++)
        {
            final int letter = buffer.getByte(offset + i) - 'A';
            if (letter < 0 || letter >= 26)
            {
                return INVALID;
            }
            code = code * 26 + letter;
        }
        return code;
    }

    /**
     * Writes a code.
     *
     * @param code   that was decoded.
     * @param buffer to write three letters to.
     * @param offset of the first.
     */
    public static void encode(final int code, final MutableDirectBuffer buffer, final int offset)
    {
        buffer.putByte(offset, (byte)('A' + code / 676));
        buffer.putByte(offset + 1, (byte)('A' + code / 26 % 26));
        buffer.putByte(offset + 2, (byte)('A' + code % 26));
    }
}
