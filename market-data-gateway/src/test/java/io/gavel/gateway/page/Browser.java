package io.gavel.gateway.page;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The browser of the machine, where it has one, started so that it reaches for nothing but the page. */
final class Browser
{
    /** What to do about a machine without a browser. */
    static final String MISSING =
        "no browser: install the packages chromium and chromium-driver to run the tests of the market page";

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    private Browser()
    {
    }

    /**
     * Whether both the browser and its driver are on the path.
     *
     * @return false where one of them is missing.
     */
    static boolean isInstalled()
    {
        return binary().isPresent() && driver().isPresent();
    }

    /**
     * Starts the browser without a window. The caller quits it.
     *
     * @param profile an empty directory for what it writes.
     * @param width   of the page in pixels.
     * @param height  of the page in pixels.
     * @return the driver of the browser.
     */
    static ChromeDriver start(final Path profile, final int width, final int height)
    {
        final LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        final ChromeOptions options = new ChromeOptions();
        options.setBinary(binary().orElseThrow());
        options.setCapability("goog:loggingPrefs", logging);
        options.addArguments(
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--user-data-dir=" + profile, "--window-size=" + width + "," + height);
        // The driver's path is given, so that nothing looks for one to download.
        final ChromeDriverService service = new ChromeDriverService.Builder()
            .usingDriverExecutable(driver().orElseThrow())
            .usingAnyFreePort()
            .build();
        return new ChromeDriver(service, options);
    }

    private static Optional<File> binary()
    {
        return BROWSERS.stream().map(Browser::onPath).flatMap(Optional::stream).findFirst();
    }

    private static Optional<File> driver()
    {
        final String named = System.getenv("SE_CHROMEDRIVER");
        return null != named ? Optional.of(new File(named)).filter(File::canExecute) : onPath("chromedriver");
    }

    private static Optional<File> onPath(final String name)
    {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
            .map(folder -> new File(folder, name))
            .filter(file -> file.isFile() && file.canExecute())
            .findFirst();
    }
}
