package io.gavel.gateway.http;

import static io.gavel.gateway.http.StreamClient.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.gateway.EventEncoder;
import io.gavel.gateway.GatewayRig;
import io.gavel.schema.PhaseReason;
import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trading day over REST and the stream: phases, an auction, its statistics, a bust, a correction. */
@Timeout(120)
class TradingDayServedTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final long SECRET = 987_654_321_234_567L;

    @TempDir
    Path directory;

    private GatewayRig rig;

    @BeforeEach
    void start() throws IOException
    {
        rig = new GatewayRig(directory);
        rig.events().instrument(7, "AAPL", 100, 10).instrument(8, "MSFT", 100, 1).group(7, 2, 1)
            .collar(7, 32_000, 1_000, 300, 120 * SECOND)
            .phase(7, TradingPhase.OPENING_AUCTION, PhaseReason.SCHEDULE, EventEncoder.FIRST_TIME_NS + 60 * SECOND)
            .added(7, 1, Side.BUY, 32_030, 25).added(7, 2, Side.SELL, 32_014, 20);
        rig.publish();
    }

    @AfterEach
    void stop()
    {
        rig.close();
    }

    private static String state(final String phase, final String reference, final String indicative)
    {
        return phase + ",\"group\":2,\"feeClass\":1,\"collar\":{\"referencePrice\":\"" + reference +
            "\",\"staticBandBps\":1000,\"dynamicBandBps\":300,\"pauseNs\":\"120000000000\"}," +
            "\"indicative\":" + indicative;
    }

    private static final String OPENING = "\"phase\":\"OPENING_AUCTION\",\"phaseSinceNs\":\"1580371204000000000\"," +
        "\"phaseUntilNs\":\"1580371260000000000\",\"phaseReason\":\"SCHEDULE\"";

    private void tellIndicative()
    {
        rig.events().indicative(7, 32_020, 20, 5, Side.BUY);
        rig.publish();
    }

    private static final String INDICATIVE = "{\"price\":\"320.2000\",\"volume\":200,\"surplus\":50," +
        "\"surplusSide\":\"BUY\",\"timeNs\":\"1580371207000000000\"}";

    private void uncross()
    {
        rig.events().auctionExecuted(7, 1, 2, 32_020, 20, 5, 0)
            .uncrossed(7, TradingPhase.OPENING_AUCTION, 32_020, 20, 5, Side.BUY)
            .phase(7, TradingPhase.CONTINUOUS, PhaseReason.AUCTION_ENDED, 0)
            .statistics(7, new long[]{32_020, 32_020, 32_020, 32_020}, 20, 320_200_000, 1,
                LocalDate.of(2020, 1, 30), false);
        rig.publish();
    }

    private static final String AUCTION = "\"phase\":\"OPENING_AUCTION\",\"price\":\"320.2000\",\"volume\":200," +
        "\"surplus\":50,\"surplusSide\":\"BUY\",\"timeNs\":\"1580371209000000000\"";

    private static final String OPENED = "\"tradingDate\":\"2020-01-30\",\"final\":false,\"open\":\"320.2000\"," +
        "\"high\":\"320.2000\",\"low\":\"320.2000\",\"close\":\"320.2000\",\"volume\":200,\"vwap\":\"320.2000\"," +
        "\"trades\":1";

    private void assertJson(final String expected, final JsonNode actual)
    {
        assertEquals(GatewayRig.parse("{" + expected + "}"), actual);
    }

    @Test
    void shouldTellTheDayOverRest()
    {
        final String head = "\"symbol\":\"AAPL\",\"currency\":\"USD\",\"tickSize\":\"0.0100\",\"lotSize\":10,";
        assertJson(head + state(OPENING, "320.0000", "null") +
            ",\"eventSeq\":7,\"timeNs\":\"1580371206000000000\",\"stale\":false", rig.json("/v1/instruments/AAPL"));
        assertEquals("OPENING_AUCTION", rig.json("/v1/instruments").get("instruments").get(0).get("phase").asText());
        assertEquals(2, rig.json("/v1/instruments").get("instruments").get(0).get("group").asInt());
        assertEquals("CONTINUOUS", rig.json("/v1/instruments").get("instruments").get(1).get("phase").asText());
        tellIndicative();
        assertJson(head + state(OPENING, "320.0000", INDICATIVE) +
            ",\"eventSeq\":8,\"timeNs\":\"1580371207000000000\",\"stale\":false", rig.json("/v1/instruments/AAPL"));
        assertJson("\"symbol\":\"AAPL\",\"eventSeq\":8,\"timeNs\":\"1580371207000000000\",\"stale\":false," +
            "\"tradingDate\":null,\"final\":false,\"open\":null,\"high\":null,\"low\":null,\"close\":null," +
            "\"volume\":0,\"vwap\":null,\"trades\":0", rig.json("/v1/marketdata/statistics?symbol=AAPL"));
        assertJson("\"symbol\":\"AAPL\",\"auctions\":[]", rig.json("/v1/marketdata/auctions?symbol=AAPL"));
        // A book may be crossed while it collects.
        assertEquals("320.3000", rig.json("/v1/quotes/AAPL").get("bid").asText());
        assertEquals("320.1400", rig.json("/v1/quotes/AAPL").get("ask").asText());

        uncross();
        final String opened = "\"phase\":\"CONTINUOUS\",\"phaseSinceNs\":\"1580371210000000000\"," +
            "\"phaseUntilNs\":null,\"phaseReason\":\"AUCTION_ENDED\"";
        assertJson(head + state(opened, "320.2000", "null") +
            ",\"eventSeq\":12,\"timeNs\":\"1580371211000000000\",\"stale\":false", rig.json("/v1/instruments/AAPL"));
        assertJson("\"symbol\":\"AAPL\",\"eventSeq\":12,\"timeNs\":\"1580371211000000000\",\"stale\":false," + OPENED,
            rig.json("/v1/marketdata/statistics?symbol=AAPL"));
        assertJson("\"symbol\":\"AAPL\",\"auctions\":[{" + AUCTION + "}]",
            rig.json("/v1/marketdata/auctions?symbol=AAPL&limit=1"));
        assertJson("\"symbol\":\"AAPL\",\"trades\":[{\"matchId\":1,\"price\":\"320.2000\",\"quantity\":200," +
            "\"aggressorSide\":null,\"auction\":true,\"busted\":false,\"corrected\":false," +
            "\"timeNs\":\"1580371208000000000\"}]", rig.json("/v1/marketdata/trades?symbol=AAPL"));
    }

    @Test
    void shouldStreamStateAuctionsAndStatistics()
    {
        final StreamClient state = new StreamClient(rig).send(subscribe("state", "AAPL"));
        final StreamClient auctions = new StreamClient(rig).send(subscribe("auctions", "AAPL"));
        final StreamClient statistics = new StreamClient(rig).send(subscribe("statistics", "AAPL"));
        final String head = "\"channel\":\"state\",\"type\":\"state\",\"symbol\":\"AAPL\",\"eventSeq\":";
        assertJson(head + "7," + state(OPENING, "320.0000", "null"), state.next());
        assertEquals(0, statistics.next().get("trades").asInt());
        tellIndicative();
        assertJson(head + "8," + state(OPENING, "320.0000", INDICATIVE), state.next());
        // An order changes the book, but neither the state nor the figures.
        rig.events().added(7, 3, Side.BUY, 31_000, 1).deleted(7, 3, 1);
        rig.publish();
        rig.events().collar(7, 32_000, 1_000, 400, 120 * SECOND);
        rig.publish();
        assertEquals(400, state.next().get("collar").get("dynamicBandBps").asInt());

        rig.events().phase(7, TradingPhase.HALTED, PhaseReason.OPERATOR, 0);
        rig.publish();
        final JsonNode halted = state.next();
        assertEquals("HALTED", halted.get("phase").asText());
        assertTrue(halted.get("phaseUntilNs").isNull(), halted.toString());
        assertTrue(halted.get("indicative").isNull(), halted.toString());

        uncross();
        assertJson("\"channel\":\"auctions\",\"type\":\"auction\",\"symbol\":\"AAPL\"," +
            AUCTION.replace("1580371209", "1580371213"), auctions.next());
        assertJson("\"channel\":\"statistics\",\"type\":\"statistics\",\"symbol\":\"AAPL\",\"eventSeq\":16," + OPENED,
            statistics.next());

        statistics.send("{\"op\":\"unsubscribe\",\"channel\":\"statistics\",\"symbol\":\"AAPL\"}")
            .send(subscribe("statistics", "MSFT"));
        assertEquals("MSFT", statistics.next().get("symbol").asText());
        rig.events().executed(7, 1, Side.SELL, 32_030, 1, 4).added(8, 5, Side.SELL, 10, 5)
            .executed(8, 5, Side.BUY, 10, 1, 4);
        rig.publish();
        assertEquals("MSFT", statistics.next().get("symbol").asText());
        statistics.send("{\"op\":\"unsubscribe\",\"channel\":\"statistics\",\"symbol\":\"AAPL\"}")
            .expectError("NOT_SUBSCRIBED", "not subscribed to statistics of AAPL");
    }

    @Test
    void shouldBustAndCorrectTradesThatWereTold()
    {
        uncross();
        final StreamClient trades = new StreamClient(rig).send(subscribe("trades", "AAPL"))
            .send(subscribe("state", "AAPL"));
        assertEquals("state", trades.next().get("channel").asText());
        rig.events().executed(7, 1, Side.SELL, 32_030, 3, 2).corrected(7, 1, 32_020, 20, 32_025, 10)
            .busted(7, 2, 32_030, 3);
        rig.publish();
        assertEquals("trade", trades.next().get("type").asText());
        assertJson("\"channel\":\"trades\",\"type\":\"correction\",\"symbol\":\"AAPL\",\"matchId\":1," +
            "\"oldPrice\":\"320.2000\",\"oldQuantity\":200,\"price\":\"320.2500\",\"quantity\":100," +
            "\"timeNs\":\"1580371212000000000\"", trades.next());
        assertJson("\"channel\":\"trades\",\"type\":\"bust\",\"symbol\":\"AAPL\",\"matchId\":2," +
            "\"price\":\"320.3000\",\"quantity\":30,\"timeNs\":\"1580371213000000000\"", trades.next());
        final JsonNode served = rig.json("/v1/marketdata/trades?symbol=AAPL").get("trades");
        assertTrue(served.get(0).get("busted").asBoolean(), served.toString());
        assertFalse(served.get(0).get("corrected").asBoolean(), served.toString());
        assertEquals("320.2500", served.get(1).get("price").asText());
        assertTrue(served.get(1).get("corrected").asBoolean(), served.toString());
        assertEquals("320.2500", rig.json("/v1/quotes/AAPL").get("last").asText());
        final JsonNode candle = rig.json("/v1/marketdata/candles?symbol=AAPL").get("candles").get(0);
        assertEquals(GatewayRig.parse("{\"time\":1580371200,\"open\":\"320.2500\",\"high\":\"320.2500\"," +
            "\"low\":\"320.2500\",\"close\":\"320.2500\",\"volume\":100,\"trades\":1}"), candle);
    }

    @Test
    void shouldLeaveNothingPrivateOutside()
    {
        final StreamClient client = new StreamClient(rig);
        for (final String channel : List.of("book", "trades", "state", "auctions", "statistics"))
        {
            client.send(subscribe(channel, "AAPL"));
        }
        for (int i = 0; i < 3; i++)
        {
            client.next();
        }
        rig.events().reversed(7, SECRET, SECRET).killed(SECRET).cash(SECRET, SECRET);
        rig.publish();
        // What comes next is of this order: nothing was sent for the private events before it.
        rig.events().added(7, 3, Side.BUY, 31_000, 1);
        rig.publish();
        final JsonNode next = client.next();
        assertEquals("delta", next.get("type").asText(), next.toString());
        assertEquals(11, next.get("eventSeq").asLong());
        final List<String> told = new ArrayList<>(client.rest());
        assertEquals(List.of(), told);
        for (final String path : List.of("/v1/instruments", "/v1/instruments/AAPL", "/v1/quotes/AAPL",
            "/v1/marketdata/orderBook/L2?symbol=AAPL", "/v1/marketdata/orderBook/L3?symbol=AAPL",
            "/v1/marketdata/trades?symbol=AAPL", "/v1/marketdata/candles?symbol=AAPL",
            "/v1/marketdata/auctions?symbol=AAPL", "/v1/marketdata/statistics?symbol=AAPL", "/v1/status"))
        {
            final String body = rig.get(path).body();
            for (final String digits : List.of("987654321", "98765432123.4567", "9876543212345.67"))
            {
                assertFalse(body.contains(digits), path + ": " + body);
            }
        }
    }
}
