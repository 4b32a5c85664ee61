package io.gavel.client;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.File;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.agrona.IoUtil;
import org.agrona.concurrent.AgentInvoker;

/**
 * The Aeron client of a transport, and the media driver beneath it: one of its own, which has no thread but is driven
 * by {@link #poll()}, since on a machine with few cores a switch between threads costs more than what it would win; or
 * one that somebody else runs.
 */
final class LocalDriver implements AutoCloseable
{
    /** A leader whose machine has sent nothing for so long, no heartbeat either, is gone. */
    static final long IMAGE_LIVENESS_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);

    /** Fits the Ethernet's 1,500 bytes with every header. */
    static final int NETWORK_MTU_LENGTH = 1_408;

    /** Within one machine a packet may be large, and each costs two calls of the system. */
    static final int LOOPBACK_MTU_LENGTH = 8 * 1024;

    private static final int TERM_LENGTH = 1024 * 1024;

    private final MediaDriver driver;
    private final Aeron aeron;
    private final File directory;

    /**
     * Launches or joins a driver.
     *
     * @param directory    of the driver that somebody else runs; null for one of its own.
     * @param mtuLength    bytes of a packet at most, where the driver is its own.
     * @param errorHandler of what goes wrong in it.
     */
    LocalDriver(final String directory, final int mtuLength, final Consumer<Throwable> errorHandler)
    {
        final Aeron.Context context = new Aeron.Context()
            .useConductorAgentInvoker(true)
            .errorHandler(errorHandler::accept);
        if (directory != null)
        {
            this.directory = null;
            driver = null;
            aeron = Aeron.connect(context.aeronDirectoryName(directory));
            return;
        }
        this.directory = privateDirectory();
        driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(this.directory.getPath())
            .threadingMode(ThreadingMode.INVOKER)
            .termBufferSparseFile(true)
            .mtuLength(mtuLength)
            .publicationTermBufferLength(TERM_LENGTH)
            .ipcTermBufferLength(TERM_LENGTH)
            .imageLivenessTimeoutNs(IMAGE_LIVENESS_TIMEOUT_NS)
            .errorHandler(errorHandler::accept)
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true));
        try
        {
            aeron = Aeron.connect(context
                .aeronDirectoryName(this.directory.getPath())
                .driverAgentInvoker(driver.sharedAgentInvoker()));
        }
        catch (final RuntimeException e)
        {
            CloseHelper.quietClose(driver);
            throw e;
        }
    }

    private static File privateDirectory()
    {
        final File memory = new File("/dev/shm");
        final Path parent = memory.isDirectory() && memory.canWrite() ?
            memory.toPath() : Path.of(System.getProperty("java.io.tmpdir"));
        return parent.resolve("gavel-client-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID()).toFile();
    }

    Aeron aeron()
    {
        return aeron;
    }

    /** The private driver's directory; null where the driver is somebody else's. */
    File directory()
    {
        return directory;
    }

    /** Drives the private driver, for whoever waits for it; null where the driver is somebody else's. */
    AgentInvoker invoker()
    {
        return driver != null ? driver.sharedAgentInvoker() : null;
    }

    /** Moves driver and client on; 0 where there was nothing to do. */
    int poll()
    {
        return (driver != null ? driver.sharedAgentInvoker().invoke() : 0) + aeron.conductorAgentInvoker().invoke();
    }

    @Override
    public void close()
    {
        CloseHelper.quietCloseAll(aeron, driver);
        if (directory != null)
        {
            IoUtil.delete(directory, true);
        }
    }
}
