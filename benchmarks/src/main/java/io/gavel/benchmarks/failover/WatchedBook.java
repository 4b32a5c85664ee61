package io.gavel.benchmarks.failover;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.venue.Money;
import java.util.Map;
import java.util.TreeMap;

/** The price levels of one book as a gateway's stream tells them: a snapshot, then changes without a hole. */
final class WatchedBook
{
    /**
     * What stands at one price.
     *
     * @param shares open.
     * @param orders how many.
     */
    record Level(long shares, long orders)
    {
    }

    private final Map<Long, Level> bids = new TreeMap<>();
    private final Map<Long, Level> asks = new TreeMap<>();
    private long seq;
    private long eventSeq;

    /**
     * A message of the channel.
     *
     * @param message snapshot or delta.
     * @throws IllegalStateException where one before it is missing.
     */
    void onMessage(final JsonNode message)
    {
        final long next = message.path("seq").asLong(-1);
        if ("snapshot".equals(message.path("type").asText()))
        {
            bids.clear();
            asks.clear();
        }
        else if (next != seq + 1)
        {
            throw new IllegalStateException("the gateway's stream has a hole: expected seq=" + (seq + 1) +
                ", actual=" + next);
        }
        seq = next;
        final long event = message.path("eventSeq").asLong(-1);
        if (event < eventSeq)
        {
            throw new IllegalStateException(
                "the gateway's stream went back from event " + eventSeq + " to event " + event);
        }
        eventSeq = event;
        apply(bids, message.path("bids"));
        apply(asks, message.path("asks"));
    }

    private static void apply(final Map<Long, Level> levels, final JsonNode rows)
    {
        for (final JsonNode row : rows)
        {
            final long priceMinor = Money.parseMinor(row.path(0).asText(), "price");
            if (row.path(1).asLong() == 0)
            {
                levels.remove(priceMinor);
            }
            else
            {
                levels.put(priceMinor, new Level(row.path(1).asLong(), row.path(2).asLong()));
            }
        }
    }

    /** By price, in 1/10,000 of the currency. */
    Map<Long, Level> bids()
    {
        return new TreeMap<>(bids);
    }

    /** By price, in 1/10,000 of the currency. */
    Map<Long, Level> asks()
    {
        return new TreeMap<>(asks);
    }
}
