package io.gavel.benchmarks.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How large a venue is that cost is measured in. Each account trades in one symbol, and each participant has one
 * connection and session.
 *
 * @param openOrders over all symbols.
 * @param symbols    that are traded.
 * @param accounts   a multiple of the symbols.
 * @param sessions   that send commands, at most as many as accounts.
 */
record VenueSize(int openOrders, int symbols, int accounts, int sessions)
{
    private static final int SPAN_TICKS = 200;

    /** What can grow. */
    enum Dimension
    {
        /** Orders that rest in the books. */
        OPEN_ORDERS("open orders"),
        /** Books. */
        SYMBOLS("symbols"),
        /** Who holds money and shares. */
        ACCOUNTS("accounts"),
        /** Participants with a connection each. */
        SESSIONS("sessions");

        private final String text;

        Dimension(final String text)
        {
            this.text = text;
        }

        String text()
        {
            return text;
        }

        String optionName()
        {
            return text.replace(' ', '-');
        }

        /** Whether books alone, without money and sessions, can tell a difference. */
        boolean isOfBooks()
        {
            return OPEN_ORDERS == this || SYMBOLS == this;
        }
    }

    int of(final Dimension dimension)
    {
        return switch (dimension)
        {
            case OPEN_ORDERS -> openOrders;
            case SYMBOLS -> symbols;
            case ACCOUNTS -> accounts;
            case SESSIONS -> sessions;
        };
    }

    VenueSize with(final Dimension dimension, final int count)
    {
        return switch (dimension)
        {
            case OPEN_ORDERS -> new VenueSize(count, symbols, accounts, sessions);
            case SYMBOLS -> new VenueSize(openOrders, count, accounts, sessions);
            case ACCOUNTS -> new VenueSize(openOrders, symbols, count, sessions);
            case SESSIONS -> new VenueSize(openOrders, symbols, accounts, count);
        };
    }

    /**
     * For a person.
     *
     * @param dimension that is left out.
     * @return the other three.
     */
    String without(final Dimension dimension)
    {
        return Arrays.stream(Dimension.values()).filter(other -> dimension != other)
            .map(other -> String.format(Locale.ROOT, "%,d %s", of(other), other.text()))
            .collect(Collectors.joining(", "));
    }

    MarketShape market()
    {
        return new MarketShape("growth", MarketShape.Kind.GROWTH, symbols, openOrders, SPAN_TICKS,
            MarketShape.Path.NORMAL, MarketShape.Mix.ORDERS);
    }

    VenueShape venue()
    {
        return new VenueShape(symbols, accounts, 1, sessions);
    }
}
