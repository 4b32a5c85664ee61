package io.gavel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.gateway.quotes.QuoteStore;
import io.gavel.schema.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway knows right after its start. */
@Timeout(120)
class GatewayRestartTest
{
    @TempDir
    Path directory;

    private static void trade(final GatewayRig rig)
    {
        rig.events().instrument(7, "AAPL", 100, 1)
            .added(7, 1, Side.BUY, 32_014, 25).added(7, 2, Side.SELL, 32_030, 100);
        rig.publish();
    }

    @Test
    void shouldAnswerAtOnceWithTheLastQuoteUntilItHasCaughtUp() throws IOException
    {
        try (GatewayRig rig = new GatewayRig(directory))
        {
            trade(rig);
            final JsonNode live = rig.json("/v1/quotes/AAPL");
            assertFalse(live.get("stale").asBoolean());
            rig.gateway().close();
            rig.node().close();

            rig.startGateway();
            final ObjectNode stale = (ObjectNode)rig.json("/v1/quotes/AAPL");
            assertTrue(stale.get("stale").asBoolean());
            stale.put("stale", false);
            assertEquals(live, stale);
            assertEquals(503, rig.get("/v1/quotes/MSFT").statusCode());
            assertEquals(503, rig.get("/v1/marketdata/orderBook/L2?symbol=AAPL").statusCode());

            rig.node().start();
            rig.awaitLive();
            assertEquals(live, rig.json("/v1/quotes/AAPL"));
            assertEquals(404, rig.get("/v1/quotes/MSFT").statusCode());
        }
    }

    @Test
    void shouldStartWithABrokenQuoteFile() throws IOException
    {
        try (GatewayRig rig = new GatewayRig(directory))
        {
            trade(rig);
            rig.gateway().close();
            Files.writeString(directory.resolve("data").resolve(QuoteStore.FILE_NAME), "broken");
            rig.startGateway();
            rig.awaitLive();
            assertEquals("320.1400", rig.json("/v1/quotes/AAPL").get("bid").asText());
        }
    }

    @Test
    void shouldForgetTheQuotesOfAnotherVenue() throws IOException
    {
        try (GatewayRig rig = new GatewayRig(directory.resolve("one")))
        {
            trade(rig);
        }
        Files.createDirectories(directory.resolve("two/data"));
        Files.copy(directory.resolve("one/data").resolve(QuoteStore.FILE_NAME),
            directory.resolve("two/data").resolve(QuoteStore.FILE_NAME));
        try (GatewayRig rig = new GatewayRig(directory.resolve("two")))
        {
            rig.events().instrument(1, "MSFT", 100, 1);
            rig.publish();
            assertEquals(404, rig.get("/v1/quotes/AAPL").statusCode());
        }
    }
}
