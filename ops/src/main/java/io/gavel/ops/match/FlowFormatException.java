package io.gavel.ops.match;

/** A line of a flow file that can't be read. */
public final class FlowFormatException extends Exception
{
    private static final long serialVersionUID = 1L;

    /**
     * A line that can't be read.
     *
     * @param line    number of the line, from 1.
     * @param message what is wrong with it, and what was expected.
     */
    public FlowFormatException(final long line, final String message)
    {
        super("line " + line + ": " + message);
    }
}
