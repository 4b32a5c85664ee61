package io.gavel.gateway.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Phases, auctions, figures of the day, busts and corrections on the market page. */
class TradingDayPageTest extends PageFixture
{
    private static final String SINCE = "\"phaseSinceNs\":\"1580394600000000000\"";

    private static String state(final String phase, final String reason, final String until, final String indicative)
    {
        return "{\"phase\":\"" + phase + "\",\"phaseReason\":\"" + reason + "\"," + SINCE + ",\"phaseUntilNs\":" +
            until + ",\"indicative\":" + indicative + "}";
    }

    @Test
    void shouldShowThePhaseAndTheIndicativePriceOfAnAuction()
    {
        listAppleAndMicrosoft();
        open("#AAPL");
        until("Continuous", () -> text("#instrument-phase"));
        assertEquals(0, displayed("#instrument-auction"));
        assertEquals(0, displayed("#instrument-notice"));

        gateway().document("state", "AAPL", state("OPENING_AUCTION", "SCHEDULE", "\"1580394900000000000\"", "null"));
        until("Opening auction", () -> text("#instrument-phase"));
        until("–", () -> text("#instrument-indicative"));
        assertEquals(1, displayed("#instrument-auction"));
        assertEquals("since 2020-01-30 14:30:00 UTC by schedule, until 2020-01-30 14:35:00 UTC",
            attribute("#instrument-phase", "title"));
        until("USD · Auction", () -> text("[data-symbol=AAPL] .symbol-currency"));
        assertEquals("USD", text("[data-symbol=MSFT] .symbol-currency"));

        gateway().level("AAPL", BID, "320.40", 30, 1);
        until("Crossed by 0.10", () -> text(".ladder-spread"));
        gateway().document("state", "AAPL", state("OPENING_AUCTION", "SCHEDULE", "null",
            "{\"price\":\"320.3000\",\"volume\":1200,\"surplus\":50,\"surplusSide\":\"SELL\"}"));
        until("320.30 × 1,200 · 50 more to sell", () -> text("#instrument-indicative"));
        gateway().document("state", "AAPL", state("OPENING_AUCTION", "SCHEDULE", "null",
            "{\"price\":null,\"volume\":0,\"surplus\":0,\"surplusSide\":null}"));
        until("no trade", () -> text("#instrument-indicative"));

        gateway().trade("AAPL", 900, "320.30", 30, null, OPEN_NS + 3 * MINUTE_NS);
        until(List.of("◆320.30", "30", "14:33:00.000"), () -> texts(".trade:first-child > span"));
        assertEquals("trade auction", attribute(".trade:first-child", "class").replace(" new", "").trim());
        gateway().document("state", "AAPL", state("CONTINUOUS", "AUCTION_ENDED", "null", "null"));
        until("Continuous", () -> text("#instrument-phase"));
        until(0, () -> displayed("#instrument-auction"));
        until("USD", () -> text("[data-symbol=AAPL] .symbol-currency"));
        assertNothingFromElsewhereAndNoError();
    }

    @Test
    void shouldSayThatTradingIsHaltedOrPaused() throws IOException
    {
        listAppleAndMicrosoft();
        gateway().document("state", "MSFT", state("HALTED", "OPERATOR", "null", "null"));
        open("#AAPL");
        // The list knows the phase of the others.
        until("USD · Halted", () -> text("[data-symbol=MSFT] .symbol-currency"));
        assertEquals(0, displayed("#instrument-notice"));

        gateway().document("state", "AAPL",
            state("VOLATILITY_AUCTION", "VOLATILITY", "\"1580394720000000000\"", "null"));
        until("Trading in AAPL is paused since 2020-01-30 14:30:00 UTC after a price jump, until 2020-01-30 14:32:00 " +
            "UTC. Orders are collected for an auction.", () -> text("#instrument-notice"));
        assertEquals(1, displayed("#instrument-auction"));

        open("#MSFT");
        final String halted =
            "Trading in MSFT is halted since 2020-01-30 14:30:00 UTC by the operator. Orders can only be cancelled.";
        until(halted, () -> text("#instrument-notice"));
        assertEquals("Halted", text("#instrument-phase"));
        assertEquals(0, displayed("#instrument-auction"));

        gateway().stop();
        until("Reconnecting", () -> text("#connection-state"));
        gateway().document("state", "MSFT", state("CONTINUOUS", "OPERATOR", "null", "null"));
        assertEquals(halted, text("#instrument-notice"));
        gateway().restart();
        until(0, () -> displayed("#instrument-notice"));
        until("Continuous", () -> text("#instrument-phase"));
    }

    @Test
    void shouldShowTheFiguresOfTheTradingDay()
    {
        listAppleAndMicrosoft();
        open("#MSFT");
        // Without a calendar they are those of the day in UTC.
        until("170.00", () -> text("#instrument-open"));
        until("12", () -> text("#instrument-volume"));
        until("2", () -> text("#instrument-trades"));
        assertEquals("–", text("#instrument-vwap"));

        gateway().document("statistics", "MSFT", "{\"tradingDate\":\"2020-01-30\",\"open\":\"169.0000\"," +
            "\"high\":\"171.0000\",\"low\":\"168.5000\",\"close\":\"170.0500\",\"volume\":4500,\"vwap\":\"169.8123\"," +
            "\"trades\":1250}");
        until("169.00", () -> text("#instrument-open"));
        until("171.00", () -> text("#instrument-high"));
        until("168.50", () -> text("#instrument-low"));
        until("169.8123", () -> text("#instrument-vwap"));
        until("4.5K", () -> text("#instrument-volume"));
        until("1,250", () -> text("#instrument-trades"));

        open("#AAPL");
        until("AAPL", () -> text("#instrument-symbol"));
        until("–", () -> text("#instrument-open"));
        assertNothingFromElsewhereAndNoError();
    }

    @Test
    void shouldStrikeOutATradeThatIsVoidAndShowTheNewPriceOfACorrectedOne()
    {
        listAppleAndMicrosoft();
        open("#MSFT");
        until("14:31  O 170.05  H 170.05  L 170.05  C 170.05  V 7", () -> text("#candles-legend"));

        gateway().change("MSFT", 2, null);
        until(true, () -> attribute(".trade:first-child", "class").contains("busted"));
        assertEquals("Match 2, buyer crossed, void", attribute(".trade:first-child", "title"));
        until("170.00", () -> text("#instrument-last"));
        until("14:30  O 170.00  H 170.00  L 170.00  C 170.00  V 5", () -> text("#candles-legend"));

        gateway().change("MSFT", 1, "170.02");
        until(List.of("▼170.02", "5", "14:30:00.000"), () -> texts(".trade:last-child > span"));
        assertTrue(attribute(".trade:last-child", "class").contains("corrected"));
        until("170.02", () -> text("#instrument-last"));
        until("14:30  O 170.02  H 170.02  L 170.02  C 170.02  V 5", () -> text("#candles-legend"));
        assertNothingFromElsewhereAndNoError();
    }
}
