package io.gavel.gateway.page;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** A browser, and a gateway whose books the test writes. */
abstract class PageFixture
{
    // 2020-01-30T14:30:00Z
    static final long OPEN_NS = 1_580_394_600_000_000_000L;
    static final long MINUTE_NS = 60_000_000_000L;
    static final boolean BID = true;
    static final boolean ASK = false;

    // The browser goes on writing for a moment after it was told to quit.
    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path profile;
    private static ChromeDriver browser;

    private SyntheticGateway gateway;

    @BeforeAll
    static void startBrowser()
    {
        if (!Browser.isInstalled())
        {
            System.out.println(PageFixture.class.getSimpleName() + " skipped: " + Browser.MISSING);
        }
        assumeTrue(Browser.isInstalled(), Browser.MISSING);
        browser = Browser.start(profile, 1440, 900);
    }

    @AfterAll
    static void quitBrowser()
    {
        if (null != browser)
        {
            browser.quit();
        }
    }

    @BeforeEach
    void startGateway() throws IOException
    {
        gateway = new SyntheticGateway();
    }

    @AfterEach
    void stopGateway() throws IOException
    {
        // The page of the next test is another one, whose log begins empty.
        browser.get("about:blank");
        browser.manage().logs().get(LogType.BROWSER);
        gateway.close();
    }

    static ChromeDriver browser()
    {
        return browser;
    }

    SyntheticGateway gateway()
    {
        return gateway;
    }

    void listAppleAndMicrosoft()
    {
        gateway.list("AAPL", "MSFT");
        gateway.level("AAPL", BID, "320.14", 25, 1);
        gateway.level("AAPL", ASK, "320.30", 100, 2);
        gateway.level("MSFT", BID, "170.00", 25, 1);
        gateway.level("MSFT", ASK, "170.04", 40, 2);
        gateway.level("MSFT", ASK, "170.06", 60, 1);
        gateway.trade("MSFT", 1, "170.00", 5, "SELL", OPEN_NS);
        gateway.trade("MSFT", 2, "170.05", 7, "BUY", OPEN_NS + MINUTE_NS);
    }

    void open(final String hash)
    {
        browser.get(gateway.url() + hash);
    }

    static void assertNothingFromElsewhereAndNoError()
    {
        final String origin = (String)browser.executeScript("return location.origin");
        final List<?> addresses = (List<?>)browser.executeScript(
            "return performance.getEntriesByType('resource').map(entry => entry.name)");
        assertTrue(addresses.size() > 10, addresses.toString());
        assertEquals(
            List.of(), addresses.stream().filter(name -> !name.toString().startsWith(origin + "/")).toList());
        assertEquals(List.of(), browser.manage().logs().get(LogType.BROWSER).getAll().stream()
            .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
            .map(Object::toString).collect(Collectors.toList()));
    }

    static boolean isPaintedOnTheChart(final String colour)
    {
        return (Boolean)browser.executeScript(
            "const hex = getComputedStyle(document.documentElement).getPropertyValue(arguments[0]).trim();" +
            "const rgb = [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));" +
            "return [...document.querySelectorAll('#candles-chart canvas')].some(canvas => {" +
            "  if (canvas.width === 0 || canvas.height === 0) return false;" +
            "  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;" +
            "  for (let i = 0; i < data.length; i += 4)" +
            "    if (data[i] === rgb[0] && data[i + 1] === rgb[1] && data[i + 2] === rgb[2]) return true;" +
            "  return false;" +
            "});",
            colour);
    }

    static <T> void until(final T expected, final Callable<T> actual)
    {
        await().atMost(30, SECONDS).ignoreException(StaleElementReferenceException.class)
            .untilAsserted(() -> assertEquals(expected, actual.call()));
    }

    static String text(final String selector)
    {
        return texts(selector).stream().findFirst().orElse("nothing matches " + selector);
    }

    static List<String> texts(final String selector)
    {
        return browser.findElements(By.cssSelector(selector)).stream()
            .map(element -> element.getDomProperty("textContent").trim()).toList();
    }

    static String attribute(final String selector, final String name)
    {
        return String.valueOf(browser.findElement(By.cssSelector(selector)).getDomAttribute(name));
    }

    static int displayed(final String selector)
    {
        return (int)browser.findElements(By.cssSelector(selector)).stream().filter(WebElement::isDisplayed).count();
    }
}
