package io.gavel.benchmarks.engine;

import java.util.List;

/**
 * What a random flow looks like.
 *
 * @param name       of it.
 * @param kind       by which the last line of the benchmark sums up.
 * @param symbols    books.
 * @param openOrders that the books are filled with, and that the flow keeps about steady, over all symbols.
 * @param spanTicks  how far from the middle an order's price lies at most; most lie nearer.
 * @param path       that the middle takes.
 * @param mix        of the commands.
 */
record MarketShape(String name, Kind kind, int symbols, int openOrders, int spanTicks, Path path, Mix mix)
{
    /** Ticks of the middle at the beginning. */
    static final long MIDDLE_TICKS = 100_000;

    /** Largest quantity of an order, lots. */
    static final int QUANTITY_MAX = 100;

    /** Every flow that is measured where none is named. */
    static final List<MarketShape> ALL = List.of(
        new MarketShape("normal", Kind.ONE_SYMBOL, 1, 1_000, 200, Path.NORMAL, Mix.ORDERS),
        new MarketShape("volatile", Kind.ONE_SYMBOL, 1, 1_000, 200, Path.VOLATILE, Mix.ORDERS),
        new MarketShape("crash", Kind.ONE_SYMBOL, 1, 1_000, 200, Path.CRASH, Mix.ORDERS),
        new MarketShape("deep", Kind.ONE_SYMBOL, 1, 100_000, 4_000, Path.STATIC, Mix.ORDERS),
        new MarketShape("moves", Kind.ONE_SYMBOL, 1, 1_000, 400, Path.NORMAL, Mix.MOVES),
        new MarketShape("100-symbols", Kind.HUNDRED_SYMBOLS, 100, 100_000, 200, Path.NORMAL, Mix.ORDERS),
        new MarketShape("5000-symbols", Kind.THOUSANDS_OF_SYMBOLS, 5_000, 1_000_000, 100, Path.NORMAL, Mix.ORDERS));

    /** What a flow counts as. */
    enum Kind
    {
        /** A book alone. */
        ONE_SYMBOL("one-symbol"),
        /** A hundred books of a thousand orders. */
        HUNDRED_SYMBOLS("100-symbols"),
        /** Five thousand books of two hundred orders. */
        THOUSANDS_OF_SYMBOLS("5000-symbols"),
        /** What a file has. */
        FILE("file"),
        /** One of those that tell how cost grows. */
        GROWTH("growth");

        private final String text;

        Kind(final String text)
        {
            this.text = text;
        }

        String text()
        {
            return text;
        }
    }

    /** How the middle between buyers and sellers moves. */
    enum Path
    {
        /** It stays. */
        STATIC,
        /** A tick or two at a time. */
        NORMAL,
        /** Up to ten ticks at a time, and now and then half of the span. */
        VOLATILE,
        /** As if volatile, and in the middle third of the commands it loses a fifth. */
        CRASH
    }

    /**
     * Shares of the commands, in thousandths.
     *
     * @param enters   new orders that may rest.
     * @param iocs     new orders whose remainder is cancelled.
     * @param cancels  of open orders.
     * @param replaces of open orders: what the others leave.
     * @param reduces  of the replaces, in thousandths of them, that lower the quantity; the others move the price.
     */
    record Mix(int enters, int iocs, int cancels, int replaces, int reduces)
    {
        /** What brokers send. */
        static final Mix ORDERS = new Mix(400, 50, 300, 250, 330);

        /** What exchange-core publishes figures for. */
        static final Mix MOVES = new Mix(90, 30, 60, 820, 0);
    }
}
