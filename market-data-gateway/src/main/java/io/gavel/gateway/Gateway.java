package io.gavel.gateway;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.gavel.gateway.feed.EventFeed;
import io.gavel.gateway.feed.FeedCounters;
import io.gavel.gateway.http.HttpServer;
import io.gavel.gateway.quotes.QuoteStore;
import io.gavel.gateway.republish.Republisher;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * A running gateway: the event stream in, books, trades, candles and quotes out. It holds no authority, and can be
 * killed and started again at any time.
 *
 * <p>Threads: the feed's thread reads the stream, owns the books and decides what is sent to whom; one more talks to
 * the nodes' archives; Netty's event loops decode requests, and write what the feed's thread hands over.
 */
public final class Gateway implements AutoCloseable
{
    /** Name of the file in the data directory that tells the port. */
    public static final String PORT_FILE_NAME = "gateway.port";

    private static final Logger LOGGER = System.getLogger(Gateway.class.getName());
    private static final long IMAGE_LIVENESS_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);

    private final GatewayContext context;
    private QuoteStore store;
    private MediaDriver driver;
    private Aeron aeron;
    private AgentRunner runner;
    private HttpServer server;
    private FeedCounters counters;
    private boolean isClosed;

    private Gateway(final GatewayContext context)
    {
        this.context = context;
    }

    /**
     * Starts a gateway; it serves at once, and follows the venue as soon as that is there.
     *
     * @param context concluded.
     * @return serving.
     * @throws GatewayConfigurationException where a port, a directory or a file cannot be had.
     */
    public static Gateway launch(final GatewayContext context)
    {
        final Gateway gateway = new Gateway(context);
        try
        {
            gateway.start();
            return gateway;
        }
        catch (final RuntimeException e)
        {
            gateway.close();
            throw e;
        }
    }

    private void start()
    {
        store = openStore();
        driver = launchDriver();
        aeron = Aeron.connect(new Aeron.Context()
            .aeronDirectoryName(driver.aeronDirectoryName())
            .clientName("gavel-gateway")
            .idleStrategy(idleStrategy())
            .errorHandler((error) -> LOGGER.log(Level.WARNING, "aeron: " + error)));
        final Republisher republisher = new Republisher(store);
        final EventFeed feed = new EventFeed(new EventFeed.Context()
            .aeron(aeron).members(context.members()).listener(republisher));
        counters = feed.counters();
        runner = new AgentRunner(idleStrategy(), (error) -> LOGGER.log(Level.ERROR, "feed thread", error), null,
            new FeedThread(feed, republisher));
        server = openServer(republisher);
        AgentRunner.startOnThread(runner);
        writePort();
    }

    private QuoteStore openStore()
    {
        try
        {
            return QuoteStore.open(context.dataDir());
        }
        catch (final IOException e)
        {
            throw new GatewayConfigurationException(GatewayContext.DATA_DIR + "='" + context.dataDir() +
                "' cannot be used (" + GatewayContext.reason(e) + "): name another directory", e);
        }
    }

    private MediaDriver launchDriver()
    {
        try
        {
            return MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(context.aeronDir().toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(idleStrategy())
                .imageLivenessTimeoutNs(IMAGE_LIVENESS_TIMEOUT_NS)
                .termBufferSparseFile(true)
                .spiesSimulateConnection(false));
        }
        catch (final RuntimeException e)
        {
            throw new GatewayConfigurationException(GatewayContext.AERON_DIR + "='" + context.aeronDir() +
                "' cannot be used (" + e.getMessage() + "): name a directory of its own that can be written to", e);
        }
    }

    private HttpServer openServer(final Republisher republisher)
    {
        try
        {
            return new HttpServer(context.httpHost(), context.httpPort(), republisher, counters);
        }
        catch (final IOException e)
        {
            throw new GatewayConfigurationException("cannot listen on " + GatewayContext.HTTP_HOST + "='" +
                context.httpHost() + "' " + GatewayContext.HTTP_PORT + "='" + context.httpPort() + "' (" +
                e.getMessage() + "): choose another port or address, or end the process that has it", e);
        }
    }

    private static IdleStrategy idleStrategy()
    {
        return new BackoffIdleStrategy(1, 1, TimeUnit.MICROSECONDS.toNanos(50), TimeUnit.MILLISECONDS.toNanos(1));
    }

    private void writePort()
    {
        final Path file = context.dataDir().resolve(PORT_FILE_NAME);
        final Path written = context.dataDir().resolve(PORT_FILE_NAME + ".tmp");
        try
        {
            Files.writeString(written, server.port() + System.lineSeparator());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        catch (final IOException e)
        {
            throw new GatewayConfigurationException(GatewayContext.DATA_DIR + "='" + context.dataDir() +
                "' cannot be written to (" + GatewayContext.reason(e) + "): make room, or name another directory", e);
        }
    }

    /** Feed and republisher on one thread. */
    private record FeedThread(EventFeed feed, Republisher republisher) implements Agent
    {
        @Override
        public void onStart()
        {
            feed.onStart();
        }

        @Override
        public int doWork()
        {
            return feed.doWork() + republisher.doWork();
        }

        @Override
        public void onClose()
        {
            feed.onClose();
            republisher.onClose();
        }

        @Override
        public String roleName()
        {
            return "event-feed";
        }
    }

    /**
     * Where it serves.
     *
     * @return {@code http://host:port/}.
     */
    public String url()
    {
        return "http://" + context.httpHost() + ":" + server.port() + "/";
    }

    /**
     * What the feed has been through.
     *
     * @return counters that any thread may read.
     */
    public FeedCounters counters()
    {
        return counters;
    }

    /** Stops serving and following, and closes the quote file. */
    @Override
    public synchronized void close()
    {
        if (!isClosed)
        {
            isClosed = true;
            if (null != server)
            {
                deletePort();
            }
            CloseHelper.quietCloseAll(server, runner, aeron, driver, store);
        }
    }

    private void deletePort()
    {
        try
        {
            Files.deleteIfExists(context.dataDir().resolve(PORT_FILE_NAME));
        }
        catch (final IOException e)
        {
            LOGGER.log(Level.WARNING, "cannot delete " + PORT_FILE_NAME + ": " + GatewayContext.reason(e));
        }
    }
}
