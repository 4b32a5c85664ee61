package io.gavel.benchmarks.engine;

import io.gavel.benchmarks.engine.VenueSize.Dimension;
import io.gavel.engine.Limits;
import java.util.List;

/**
 * Venues that differ in one dimension.
 *
 * @param dimension    that grows.
 * @param still        of which the other dimensions are the same in all venues.
 * @param sizes        of the dimension, smallest first.
 * @param usedCommands of the mix that each venue has executed since its books were filled, before anything is measured.
 */
record GrowthSeries(Dimension dimension, VenueSize still, List<Integer> sizes, int usedCommands)
{
    private static final int SESSIONS_MOST = 1_000;
    private static final int USED_COMMANDS = 50_000;

    /** Every series that is measured where none is named. */
    static final List<GrowthSeries> ALL = List.of(
        new GrowthSeries(Dimension.OPEN_ORDERS, new VenueSize(0, 100, 1_000, 10),
            List.of(1_000, 10_000, 100_000, 1_000_000), USED_COMMANDS),
        // Ten accounts for each of the most symbols: with fewer, many an order would meet its own account's.
        new GrowthSeries(Dimension.SYMBOLS, new VenueSize(100_000, 0, 100_000, 10),
            List.of(1, 10, 100, 1_000, 10_000), USED_COMMANDS),
        new GrowthSeries(Dimension.ACCOUNTS, new VenueSize(100_000, 100, 0, 10),
            List.of(1_000, 10_000, 100_000, 1_000_000), USED_COMMANDS),
        // Every session's windows of outcomes and reports have to be full, as they are in a venue some minutes old.
        new GrowthSeries(Dimension.SESSIONS, new VenueSize(100_000, 100, 1_000, 0),
            List.of(1, 10, 100, SESSIONS_MOST), SESSIONS_MOST * Limits.COMMAND_WINDOW * 6 / 5));

    String name()
    {
        return dimension.optionName();
    }

    VenueSize venue(final int size)
    {
        return still.with(dimension, size);
    }
}
