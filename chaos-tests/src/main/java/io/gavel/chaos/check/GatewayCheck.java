package io.gavel.chaos.check;

import static io.gavel.chaos.check.Violations.Kind.DIVERGED;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.ops.replay.GatewayBook;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.venue.Money;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Compares the books that a gateway serves with those that the events make. */
final class GatewayCheck
{
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final StreamModel model;
    private final Violations violations;

    GatewayCheck(final StreamModel model, final Violations violations)
    {
        this.model = model;
        this.violations = violations;
    }

    void check(final URI gateway, final long eventSeq) throws InterruptedException
    {
        GatewayBook.awaitEvent(gateway, eventSeq, TIMEOUT);
        final JsonNode status = NodeStatus.json(gateway.resolve("/v1/status")).orElseThrow(
            () -> new IllegalStateException("the gateway " + gateway + " stopped answering"));
        for (final String counter : new String[]{ "gaps", "mismatches", "staleBooks" })
        {
            violations.check(status.path(counter).asLong(-1) == 0, DIVERGED, "the gateway counts " + counter + ": " +
                status.path(counter));
        }
        violations.check(status.path("eventSeq").asLong() == eventSeq, DIVERGED, "the gateway is at event " +
            status.path("eventSeq").asLong() + ", the nodes at " + eventSeq);
        for (final Map.Entry<Integer, PublicBooks.Listing> listing : model.books().listings().entrySet())
        {
            checkBook(gateway, listing.getKey(), listing.getValue());
        }
    }

    private void checkBook(final URI gateway, final int instrumentId, final PublicBooks.Listing listing)
        throws InterruptedException
    {
        final JsonNode book = NodeStatus.json(
            gateway.resolve("/v1/marketdata/orderBook/L3?symbol=" + listing.symbol())).orElseThrow(
                () -> new IllegalStateException("the gateway has no book of " + listing.symbol()));
        final Map<Long, PublicBooks.Resting> expected = new HashMap<>(model.books().orders());
        expected.values().removeIf(order -> order.instrumentId() != instrumentId);
        checkSide(book.path("bids"), true, listing, expected);
        checkSide(book.path("asks"), false, listing, expected);
        expected.forEach((orderId, order) -> violations.add(DIVERGED, "order " + orderId + " rests in " +
            listing.symbol() + ", and the gateway does not show it"));
    }

    private void checkSide(
        final JsonNode rows,
        final boolean isBuy,
        final PublicBooks.Listing listing,
        final Map<Long, PublicBooks.Resting> expected)
    {
        for (final JsonNode row : rows)
        {
            final long orderId = row.path(2).asLong();
            final PublicBooks.Resting order = expected.remove(orderId);
            violations.check(order != null && order.isBuy() == isBuy &&
                order.leavesLots() * listing.lotSize() == row.path(1).asLong() &&
                order.priceTicks() * listing.tickSizeMinor() == Money.parseMinor(row.path(0).asText(), "price"),
                DIVERGED, "the gateway shows " + listing.symbol() + " " + row + ", the events say " + order);
        }
    }
}
