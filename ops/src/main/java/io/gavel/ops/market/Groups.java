package io.gavel.ops.market;

import io.gavel.ops.cli.Output;

/**
 * Groups of instruments as people write them.
 */
final class Groups
{
    private static final int GROUP_MAX = 255;

    private Groups()
    {
    }

    /** The group; a wrong argument where it is none. */
    static int parse(final String text, final Output output)
    {
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= GROUP_MAX)
        {
            return Integer.parseInt(text);
        }
        throw output.wrongArgument("GROUP '" + text + "': expected 0 to " + GROUP_MAX);
    }
}
