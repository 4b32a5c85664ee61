package io.gavel.ops.demo;

import io.gavel.ops.cli.Errors;
import io.gavel.ops.venue.LocalVenue;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Starts processes of a venue again that died, a moment after it says so.
 */
final class VenueKeeper implements AutoCloseable
{
    private static final long POLL_MS = 200;
    // A Ctrl-C ends every process of the terminal: by then this one is ending too, and nothing should be restarted.
    private static final long MOMENT_MS = 1_000;
    private static final int RESTARTS_MAX = 20;

    private final LocalVenue venue;
    private final Consumer<String> progress;
    private final AtomicInteger restarts = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "demo-venue-keeper");
    private volatile boolean isRunning = true;
    private volatile String failure;

    VenueKeeper(final LocalVenue venue, final Consumer<String> progress)
    {
        this.venue = venue;
        this.progress = progress;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * How often something was started again.
     *
     * @return 0 or more.
     */
    int restarts()
    {
        return restarts.get();
    }

    /**
     * Why nothing is started again any more.
     *
     * @return one line, or null where all is well.
     */
    String failure()
    {
        return failure;
    }

    private void run()
    {
        try
        {
            while (isRunning)
            {
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
                if (!venue.obituaries().isEmpty())
                {
                    restartDead();
                }
            }
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
        catch (final IOException | RuntimeException e)
        {
            if (isRunning)
            {
                failure = "cannot start a process of the venue again: " + Errors.describe(e);
                progress.accept(failure);
            }
        }
    }

    private void restartDead() throws IOException, InterruptedException
    {
        TimeUnit.MILLISECONDS.sleep(MOMENT_MS);
        for (final String obituary : venue.obituaries())
        {
            if (!isRunning)
            {
                return;
            }
            progress.accept(obituary + "; starting it again");
        }
        for (int i = 0; isRunning && i < venue.members().nodes().size(); i++)
        {
            if (!venue.isNodeAlive(i))
            {
                count();
                venue.restartNode(i);
            }
        }
        if (isRunning && !venue.isGatewayAlive())
        {
            count();
            venue.restartGateway();
        }
    }

    private void count()
    {
        if (restarts.incrementAndGet() > RESTARTS_MAX)
        {
            throw new IllegalStateException("more than " + RESTARTS_MAX + " restarts: see the logs in " +
                venue.directory());
        }
    }

    @Override
    public void close()
    {
        isRunning = false;
        thread.interrupt();
    }
}
