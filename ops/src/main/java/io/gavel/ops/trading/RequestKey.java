package io.gavel.ops.trading;

import io.gavel.client.LedgerDesk;
import io.gavel.ops.cli.Output;
import picocli.CommandLine.Option;

/**
 * Has money or shares move once, however often the command is given. A mixin.
 */
final class RequestKey
{
    @Option(names = "--key", paramLabel = "NUMBER",
        description = "A number above 0 of this one request: given again, it is answered again and not done again.")
    private Long key;

    /** Refuses what is no key. */
    void check(final Output output)
    {
        if (key != null && key <= 0)
        {
            throw output.wrongArgument("--key " + key + ": expected a number above 0");
        }
    }

    long value()
    {
        return key == null ? LedgerDesk.NO_KEY : key;
    }
}
