package io.gavel.ops.market;

import io.gavel.ops.cli.Output;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * One instrument, or the market. A mixin.
 */
final class Target
{
    @Parameters(index = "0", arity = "0..1", paramLabel = "SYMBOL", description = "Of the instrument.")
    private String symbol;

    @Option(names = "--market", description = "Every instrument, instead of one.")
    private boolean isMarket;

    /** Refuses neither and both. */
    void check(final Output output)
    {
        if (isMarket == (symbol != null))
        {
            throw output.wrongArgument("name an instrument by SYMBOL, or all by --market");
        }
    }

    boolean isMarket()
    {
        return isMarket;
    }

    String symbol()
    {
        return symbol;
    }

    @Override
    public String toString()
    {
        return isMarket ? "the market" : symbol;
    }
}
