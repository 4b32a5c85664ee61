package io.gavel.ops.itch;

import java.io.IOException;

/**
 * A file that is not whole and sane ITCH 5.0: says at which byte, and what is wrong there, in one line for a person.
 */
public final class ItchFormatException extends IOException
{
    private static final long serialVersionUID = 1L;

    private final long offset;

    /**
     * What is wrong, and where.
     *
     * @param offset of the length that stands before the damaged message, bytes from the start of the (unpacked) file.
     * @param what   is wrong.
     */
    public ItchFormatException(final long offset, final String what)
    {
        super("damaged at byte offset " + offset + ": " + what);
        this.offset = offset;
    }

    /**
     * Where the damaged message begins, its length included.
     *
     * @return bytes from the start of the (unpacked) file.
     */
    public long offset()
    {
        return offset;
    }
}
