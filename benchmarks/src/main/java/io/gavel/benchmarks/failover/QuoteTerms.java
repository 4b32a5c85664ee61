package io.gavel.benchmarks.failover;

import io.gavel.schema.Side;

/**
 * Who quotes what.
 *
 * @param name              of the participant.
 * @param password          of it.
 * @param accountId         with money or shares for all that it quotes.
 * @param symbol            a tick of which is a cent, a lot one share.
 * @param side              of all its orders.
 * @param commandsPerSecond at most, &gt; 0.
 * @param seed              of prices and of what it does next.
 */
record QuoteTerms(
    String name, String password, long accountId, String symbol, Side side, int commandsPerSecond, long seed)
{
}
