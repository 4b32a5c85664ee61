package io.gavel.client;

import java.util.concurrent.CompletableFuture;

/**
 * Takes an operator's commands in, each with the reason that the operator gives.
 *
 * @param core that sends them.
 * @param why  the reason.
 */
record AdminDesk(ClientCore core, String why)
{
    Instrument instrument(final String symbol)
    {
        return core.instrument(symbol);
    }

    CompletableFuture<AdminReport> submit(final int templateId, final Command.Encoding encoding)
    {
        final CommandFuture<AdminReport> future = core.newCommandFuture();
        core.submit(new AdminCommand(templateId, encoding, future));
        return future;
    }
}
