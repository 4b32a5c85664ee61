package io.gavel.ops.trading;

import io.gavel.ops.cli.Output;
import io.gavel.schema.Side;

/**
 * Sides as people write them.
 */
final class Sides
{
    private Sides()
    {
    }

    /** The side; a wrong argument where it is none. */
    static Side parse(final String text, final Output output)
    {
        if ("buy".equalsIgnoreCase(text))
        {
            return Side.BUY;
        }
        if ("sell".equalsIgnoreCase(text))
        {
            return Side.SELL;
        }
        throw output.wrongArgument("side '" + text + "': expected buy or sell");
    }
}
