package io.gavel.gateway.republish;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a client of the stream can subscribe to for a symbol.
 */
public enum StreamChannel
{
    /** Levels of the book: a snapshot, then what changes. */
    BOOK,

    /** Each trade, and each bust and correction. */
    TRADES,

    /** Phase, group, collar and indicative price: as they are, then whenever they change. */
    STATE,

    /** Each auction that is over. */
    AUCTIONS,

    /** Figures of the day: as they are, then whenever they change. */
    STATISTICS;

    private final String text = name().toLowerCase(Locale.ROOT);

    /**
     * The channel's name in messages.
     *
     * @return lower case.
     */
    public String text()
    {
        return text;
    }

    /**
     * A channel by its name in messages.
     *
     * @param text exact.
     * @return the channel, or null where there is none of this name.
     */
    public static StreamChannel of(final String text)
    {
        return Arrays.stream(values()).filter((channel) -> channel.text.equals(text)).findFirst().orElse(null);
    }

    /**
     * All names, for a sentence.
     *
     * @return as in "a, b or c".
     */
    public static String names()
    {
        final String names = Arrays.stream(values()).map(StreamChannel::text).collect(Collectors.joining(", "));
        final int last = names.lastIndexOf(", ");
        return names.substring(0, last) + " or " + names.substring(last + 2);
    }
}
