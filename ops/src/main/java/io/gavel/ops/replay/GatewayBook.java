package io.gavel.ops.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.Patience;
import io.gavel.schema.Side;
import io.gavel.venue.Money;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The book of one symbol as a gateway shows it.
 *
 * @param bids by price, then time.
 * @param asks by price, then time.
 */
public record GatewayBook(List<RecordedOrder> bids, List<RecordedOrder> asks)
{
    /** Stands for the reference of an order that the replay did not enter. */
    public static final long UNKNOWN_REFERENCE = 0;

    private static final int LEVELS_MAX = 1000;
    private static final long POLL_MS = 20;

    /**
     * Waits until a gateway has seen an event.
     *
     * @param gateway  its address.
     * @param eventSeq of the event; 0 for a gateway that has only to be live.
     * @param timeout  how long at most.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the gateway does not get there in time, or does not answer.
     */
    public static void awaitEvent(final URI gateway, final long eventSeq, final Duration timeout)
        throws InterruptedException
    {
        final Patience patience = new Patience(timeout, POLL_MS);
        while (true)
        {
            final Optional<JsonNode> status = NodeStatus.json(gateway.resolve("/v1/status"));
            if (status.isPresent() && "LIVE".equals(status.get().path("state").asText()) &&
                status.get().path("eventSeq").asLong(-1) >= eventSeq)
            {
                return;
            }
            if (patience.isOver())
            {
                throw new CommandFailure("the gateway " + gateway + (status.isEmpty() ? " does not answer" :
                    " is not live at event " + eventSeq + " after " + timeout.toSeconds() + " s: " + status.get()));
            }
            patience.pause();
        }
    }

    /**
     * Asks a gateway for every order, and checks that its price levels say the same.
     *
     * @param gateway            its address.
     * @param symbol             of the book.
     * @param referenceByOrderId to tell the orders by.
     * @return the book.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where it does not answer, or contradicts itself.
     */
    public static GatewayBook read(final URI gateway, final String symbol, final Map<Long, Long> referenceByOrderId)
        throws InterruptedException
    {
        final JsonNode orders = get(gateway, "/v1/marketdata/orderBook/L3?symbol=" + encoded(symbol));
        final GatewayBook book = new GatewayBook(
            side(orders.path("bids"), Side.BUY, referenceByOrderId),
            side(orders.path("asks"), Side.SELL, referenceByOrderId));
        final JsonNode levels =
            get(gateway, "/v1/marketdata/orderBook/L2?depth=" + LEVELS_MAX + "&symbol=" + encoded(symbol));
        checkLevels(levels.path("bids"), book.bids());
        checkLevels(levels.path("asks"), book.asks());
        return book;
    }

    private static JsonNode get(final URI gateway, final String path) throws InterruptedException
    {
        return NodeStatus.json(gateway.resolve(path)).orElseThrow(() ->
            new CommandFailure("the gateway gave no answer to GET " + gateway.resolve(path)));
    }

    private static List<RecordedOrder> side(
        final JsonNode rows, final Side side, final Map<Long, Long> referenceByOrderId)
    {
        final List<RecordedOrder> orders = new ArrayList<>();
        for (final JsonNode row : rows)
        {
            orders.add(new RecordedOrder(
                referenceByOrderId.getOrDefault(row.path(2).asLong(), UNKNOWN_REFERENCE),
                side,
                row.path(1).asLong(),
                Money.parseMinor(row.path(0).asText(), "price")));
        }
        return orders;
    }

    private static void checkLevels(final JsonNode rows, final List<RecordedOrder> orders)
    {
        int next = 0;
        for (final JsonNode row : rows)
        {
            final long priceMinor = Money.parseMinor(row.path(0).asText(), "price");
            long shares = 0;
            int count = 0;
            while (next < orders.size() && orders.get(next).priceMinor() == priceMinor)
            {
                shares += orders.get(next).shares();
                count++;
                next++;
            }
            if (row.path(1).asLong() != shares || row.path(2).asInt() != count)
            {
                throw new CommandFailure("the gateway's book contradicts itself: level " + row +
                    ", but its orders are " + count + " with " + shares + " shares");
            }
        }
        if (rows.size() < LEVELS_MAX && next < orders.size())
        {
            throw new CommandFailure("the gateway's book contradicts itself: it has orders at " +
                Money.toDecimal(orders.get(next).priceMinor()) + ", but no such level");
        }
    }

    private static String encoded(final String symbol)
    {
        return URLEncoder.encode(symbol, StandardCharsets.UTF_8);
    }
}
