package io.gavel.gateway.republish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.gateway.EventEncoder;
import io.gavel.gateway.feed.FeedState;
import io.gavel.gateway.quotes.QuoteStore;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.Side;
import io.gavel.venue.EventStream;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepublisherTest
{
    @TempDir
    private Path directory;

    @Test
    void shouldCountTheBooksThatContradictTheirEvents() throws IOException
    {
        try (QuoteStore store = QuoteStore.open(directory))
        {
            final Republisher republisher = new Republisher(store);
            final EventEncoder events = new EventEncoder();
            deliver(republisher, events.instrument(7, "AAPL", 100, 1).instrument(8, "MSFT", 100, 1)
                .added(7, 1, Side.BUY, 32_014, 25).added(8, 2, Side.BUY, 17_000, 10));
            republisher.onStateChange(FeedState.LIVE, 0);
            assertEquals(0, republisher.status().staleBooks());

            // There is no order 3.
            deliver(republisher, events.deleted(7, 3, 25).deleted(7, 3, 25));

            assertEquals(1, republisher.status().staleBooks());
            assertTrue(republisher.isStale(republisher.market("AAPL")));
            assertFalse(republisher.isStale(republisher.market("MSFT")));
        }
    }

    private static void deliver(final Republisher republisher, final EventEncoder events)
    {
        final byte[] batch = events.batch();
        EventStream.forEachEvent(
            new MessageHeaderDecoder(), new UnsafeBuffer(batch), 0, batch.length, republisher::onEvent);
    }
}
