package io.gavel.gateway.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The market page in a real browser, against a gateway whose books the test writes. */
class MarketPageTest extends PageFixture
{
    @Test
    void shouldShowSymbolsLadderTradesCandlesAndConnectionOfTheSymbolInTheAddress()
    {
        listAppleAndMicrosoft();
        open("#MSFT");

        until("MSFT", () -> text("#instrument-symbol"));
        until(List.of("AAPL", "MSFT"), () -> texts(".symbol-name"));
        until("MSFT", () -> text(".symbol[aria-current] .symbol-name"));
        until("320.14", () -> text("[data-symbol=AAPL] .bid"));
        until("320.30", () -> text("[data-symbol=AAPL] .ask"));
        until("170.05", () -> text("[data-symbol=MSFT] .symbol-last"));
        until("+0.03%", () -> text("[data-symbol=MSFT] .change"));

        until(List.of("170.04", "40", "40", "2"), () -> texts(".asks .level:last-child span"));
        until(List.of("170.06", "60", "100", "1"), () -> texts(".asks .level:nth-last-child(2) span"));
        until(List.of("170.00", "25", "25", "1"), () -> texts(".bids .level:first-child span"));
        until("Spread 0.04 (2.4 bp)", () -> text(".ladder-spread"));

        until(2, () -> browser().findElements(By.cssSelector(".trade")).size());
        until(List.of("▲170.05", "7", "14:31:00.000"), () -> texts(".trade:first-child > span"));
        assertEquals("trade buy", attribute(".trade:first-child", "class").trim());
        assertEquals("trade sell", attribute(".trade:last-child", "class").trim());

        until("14:31  O 170.05  H 170.05  L 170.05  C 170.05  V 7", () -> text("#candles-legend"));
        until(true, () -> isPaintedOnTheChart("--bid"));
        assertEquals("https://www.tradingview.com", attribute("#tv-attr-logo", "href").substring(0, 27));

        until("Live", () -> text("#connection-state"));
        assertEquals("1", text("#connection-node"));
        until("1,007", () -> text("#connection-event"));
        assertEquals("false", attribute("body", "data-stale"));
        assertNothingFromElsewhereAndNoError();
    }

    @Test
    void shouldFollowTheBookAndTheTradesAsTheyCome()
    {
        listAppleAndMicrosoft();
        open("#AAPL");
        until(List.of("320.14", "25", "25", "1"), () -> texts(".bids .level:first-child span"));

        gateway().level("AAPL", BID, "320.20", 5, 1);
        until(List.of("320.20", "5", "5", "1"), () -> texts(".bids .level:first-child span"));
        until(List.of("320.14", "25", "30", "1"), () -> texts(".bids .level:nth-child(2) span"));
        until("320.20", () -> text("[data-symbol=AAPL] .bid"));

        gateway().level("AAPL", BID, "320.20", 0, 0);
        until(List.of("320.14", "25", "25", "1"), () -> texts(".bids .level:first-child span"));

        gateway().trade("AAPL", 900, "320.30", 1234, "BUY", OPEN_NS + 3 * MINUTE_NS);
        until(List.of("▲320.30", "1,234", "14:33:00.000"), () -> texts(".trade:first-child > span"));
        until("320.30", () -> text("#instrument-last"));
        until("14:33  O 320.30  H 320.30  L 320.30  C 320.30  V 1.2K", () -> text("#candles-legend"));

        gateway().level("MSFT", ASK, "170.01", 9, 1);
        until("170.01", () -> text("[data-symbol=MSFT] .ask"));
        assertNothingFromElsewhereAndNoError();
    }

    @Test
    void shouldSubscribeAnewAfterAGapInTheSequence()
    {
        listAppleAndMicrosoft();
        open("#AAPL");
        until(List.of("320.14", "25", "25", "1"), () -> texts(".bids .level:first-child span"));
        final String subscribe = "{\"op\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"AAPL\",\"depth\":15}";
        assertEquals(1, gateway().timesReceived(subscribe));

        gateway().skipNextSeq();
        gateway().level("AAPL", BID, "320.20", 5, 1);
        gateway().level("AAPL", BID, "320.10", 7, 1);

        until(2L, () -> gateway().timesReceived(subscribe));
        until(List.of("320.20", "320.14", "320.10"), () -> texts(".bids .level:not(.vacant) .price"));
        gateway().level("AAPL", BID, "320.21", 3, 1);
        until("320.21", () -> text(".bids .level:first-child .price"));
    }

    @Test
    void shouldMarkPricesStaleWhileTheFeedIsBehindOrLost()
    {
        listAppleAndMicrosoft();
        open("#AAPL");
        until("Live", () -> text("#connection-state"));

        gateway().state("CATCHING_UP");
        until("Catching up", () -> text("#connection-state"));
        until("true", () -> attribute("body", "data-stale"));
        until(4, () -> displayed(".stale-tag"));
        until("USD", () -> text("[data-symbol=AAPL] .symbol-currency"));
        until(true, () -> attribute("[data-symbol=AAPL] a", "class").contains("stale"));
        assertTrue(text("#notice-text").contains("catching up"), text("#notice-text"));

        gateway().state("DISCONNECTED");
        until("Disconnected", () -> text("#connection-state"));
        assertTrue(text("#notice-text").contains("looking for another node"), text("#notice-text"));

        gateway().state("LIVE");
        until("Live", () -> text("#connection-state"));
        until(0, () -> displayed(".stale-tag"));
        until(false, () -> attribute("[data-symbol=AAPL] a", "class").contains("stale"));
        assertEquals("", text("#notice-text"));
    }

    @Test
    void shouldReconnectByItselfAndShowWhatChangedMeanwhile() throws IOException
    {
        listAppleAndMicrosoft();
        open("#AAPL");
        until("Live", () -> text("#connection-state"));
        until("320.14", () -> text(".bids .level:first-child .price"));

        gateway().stop();
        until("Reconnecting", () -> text("#connection-state"));
        until("true", () -> attribute("body", "data-stale"));
        until(true, () -> text("#notice-text").contains("Next attempt in"));
        assertEquals("320.14", text(".bids .level:first-child .price"));

        gateway().level("AAPL", BID, "320.25", 8, 2);
        gateway().trade("AAPL", 901, "320.25", 3, "SELL", OPEN_NS + 4 * MINUTE_NS);
        gateway().restart();
        until("Live", () -> text("#connection-state"));
        until(List.of("320.25", "8", "8", "2"), () -> texts(".bids .level:first-child span"));
        until(List.of("▼320.25", "3", "14:34:00.000"), () -> texts(".trade:first-child > span"));
        until("false", () -> attribute("body", "data-stale"));
    }

    @Test
    void shouldSubscribeAgainOnceARestartedGatewayKnowsItsSymbols() throws IOException
    {
        listAppleAndMicrosoft();
        open("#AAPL");
        until("320.14", () -> text(".bids .level:first-child .price"));

        gateway().stop();
        gateway().forget();
        gateway().state("CATCHING_UP");
        gateway().restart();
        until("Catching up", () -> text("#connection-state"));
        assertEquals(0, displayed(".toast"));

        listAppleAndMicrosoft();
        gateway().level("AAPL", BID, "320.22", 6, 1);
        gateway().trade("AAPL", 902, "320.22", 4, "SELL", OPEN_NS + 5 * MINUTE_NS);
        gateway().state("LIVE");
        until("Live", () -> text("#connection-state"));
        until(List.of("320.22", "6", "6", "1"), () -> texts(".bids .level:first-child span"));
        until(List.of("▼320.22", "4", "14:35:00.000"), () -> texts(".trade:first-child > span"));
        until("170.04", () -> text("[data-symbol=MSFT] .ask"));
        until(true, () -> text("#candles-legend").startsWith("14:35"));
    }

    @Test
    void shouldHelpOnAVenueWithoutInstrumentsAndShowTheFirstThatIsListed()
    {
        open("");
        until("No instruments yet", () -> text("#fresh-title"));
        assertEquals("./gavel instrument add --help", text("#fresh-command"));
        assertEquals("Live", text("#connection-state"));

        listAppleAndMicrosoft();
        until("AAPL", () -> text("#instrument-symbol"));
        until("320.14", () -> text(".bids .level:first-child .price"));
        until(0, () -> displayed("#fresh"));
        assertNothingFromElsewhereAndNoError();
    }

    @Test
    void shouldSayThatASymbolIsNotThere()
    {
        listAppleAndMicrosoft();
        open("#NOPE");
        until("There is no symbol “NOPE” on this venue", () -> text("#fresh-title"));
        until("Choose one from the list: AAPL, MSFT.", () -> text("#fresh-text"));

        browser().findElement(By.cssSelector("[data-symbol=MSFT] a")).click();
        until("MSFT", () -> text("#instrument-symbol"));
        assertTrue(browser().getCurrentUrl().endsWith("#MSFT"), browser().getCurrentUrl());
    }

    @Test
    void shouldSearchAndChooseByTheKeyboard()
    {
        listAppleAndMicrosoft();
        gateway().list("ORCL");
        open("");
        until("AAPL", () -> text("#instrument-symbol"));

        final WebElement body = browser().findElement(By.tagName("body"));
        body.sendKeys("]");
        until("MSFT", () -> text("#instrument-symbol"));
        body.sendKeys("[");
        until("AAPL", () -> text("#instrument-symbol"));

        body.sendKeys("/");
        final WebElement filter = browser().switchTo().activeElement();
        assertEquals("symbols-filter", filter.getDomAttribute("id"));
        filter.sendKeys("c");
        until("1 of 3", () -> text("#symbols-count"));
        filter.sendKeys(Keys.ENTER);
        until("ORCL", () -> text("#instrument-symbol"));
        until("No orders", () -> text(".ladder-spread"));
        filter.sendKeys(Keys.ESCAPE);
        until("3", () -> text("#symbols-count"));

        browser().findElement(By.cssSelector("[data-symbol=ORCL] a")).sendKeys(Keys.ARROW_UP);
        until("MSFT", () -> text("#instrument-symbol"));
        assertNothingFromElsewhereAndNoError();
    }

    @Test
    void shouldShowTheGatewaysErrorInItsOwnWords()
    {
        listAppleAndMicrosoft();
        open("#AAPL");
        until("Live", () -> text("#connection-state"));

        gateway().error("TOO_MANY_SUBSCRIPTIONS", "A connection may have 100 subscriptions; unsubscribe some.");

        until("TOO_MANY_SUBSCRIPTIONS", () -> text(".toast strong"));
        until("A connection may have 100 subscriptions; unsubscribe some.", () -> text(".toast p"));
        browser().findElement(By.cssSelector(".toast button")).click();
        until(0, () -> displayed(".toast"));
    }
}
