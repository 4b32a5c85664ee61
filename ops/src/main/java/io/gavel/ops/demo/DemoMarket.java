package io.gavel.ops.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The instruments of the demo, and what the simulated traders believe they are worth: a seeded random walk in ticks
 * that is drawn back to where it began. Any thread may read; one thread moves it.
 */
final class DemoMarket
{
    /** Currency of every instrument. */
    static final String CURRENCY = "USD";

    private static final double STEP = 0.0004;
    private static final double PULL = 0.002;

    private static final List<Listing> LISTINGS = List.of(
        new Listing("AAPL", "320.14"), new Listing("MSFT", "172.78"), new Listing("AMZN", "2008.72"),
        new Listing("GOOG", "1434.23"), new Listing("TSLA", "650.57"), new Listing("NVDA", "236.43"),
        new Listing("INTC", "63.93"), new Listing("CSCO", "45.97"), new Listing("PEP", "142.02"),
        new Listing("SBUX", "84.83"));

    private final List<Listing> listings;
    private final double[] fairTicks;
    private final SplittableRandom random;

    /**
     * One instrument.
     *
     * @param symbol of it.
     * @param price  at which the demo begins.
     */
    record Listing(String symbol, String price)
    {
        /** Smallest step of a price. */
        static final BigDecimal TICK = new BigDecimal("0.01");

        /** Smallest step of a quantity. */
        static final long LOT = 1;

        long startTicks()
        {
            return new BigDecimal(price).divide(TICK).longValueExact();
        }
    }

    /**
     * A market that has not moved.
     *
     * @param symbols how many, 1 to {@link #symbolsMax()}.
     * @param random  that moves it.
     */
    DemoMarket(final int symbols, final SplittableRandom random)
    {
        listings = LISTINGS.subList(0, symbols);
        this.random = random;
        fairTicks = new double[symbols];
        for (int i = 0; i < symbols; i++)
        {
            fairTicks[i] = listings.get(i).startTicks();
        }
    }

    /**
     * How many instruments there can be.
     *
     * @return 10.
     */
    static int symbolsMax()
    {
        return LISTINGS.size();
    }

    /**
     * The instruments.
     *
     * @return in the order of their index.
     */
    List<Listing> listings()
    {
        return listings;
    }

    /** Moves every instrument's value by one step. */
    synchronized void step()
    {
        for (int i = 0; i < fairTicks.length; i++)
        {
            final double start = listings.get(i).startTicks();
            final double noise = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
            fairTicks[i] *= 1 + STEP * noise + PULL * (start - fairTicks[i]) / start;
        }
    }

    /**
     * What an instrument is worth now.
     *
     * @param index of the instrument.
     * @return ticks, 10 or more.
     */
    synchronized long fairTicks(final int index)
    {
        return Math.max(10, Math.round(fairTicks[index]));
    }

    /**
     * A price for people and for the SDK.
     *
     * @param ticks of the instrument.
     * @return of one share.
     */
    static BigDecimal price(final long ticks)
    {
        return Listing.TICK.multiply(BigDecimal.valueOf(ticks));
    }
}
