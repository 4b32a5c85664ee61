package io.gavel.client;

/**
 * A number with a check, in eight bytes, so that one store writes both: 48 bits of value above 16 bits of check, which
 * is the exclusive or of the value's three 16-bit parts and a constant. It finds every change of up to 16 bits in a
 * row, and that nothing was ever written.
 */
final class JournalWord
{
    /** No value. */
    static final long NONE = (1L << 48) - 1;

    /** Of a record: the application knows what became of the command. */
    static final long ANSWERED = NONE;

    /** Of a record: the command was not executed, and is not going to be, which the application may not know yet. */
    static final long WITHDRAWN = NONE - 1;

    private static final int SALT = 0x6A5C;

    private JournalWord()
    {
    }

    /** The word of a value of 0 to 2^48 - 1. */
    static long of(final long value)
    {
        return value << 16 | check(value);
    }

    /** Whether the word is one. */
    static boolean isWhole(final long word)
    {
        return (word & 0xFFFF) == check(word >>> 16);
    }

    /** The value of a word. */
    static long value(final long word)
    {
        return word >>> 16;
    }

    private static long check(final long value)
    {
        return (value ^ value >>> 16 ^ value >>> 32 ^ SALT) & 0xFFFF;
    }
}
