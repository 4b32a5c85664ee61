package io.gavel.ops.venue;

import io.gavel.cluster.NodeMain;
import io.gavel.gateway.GatewayMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;

/**
 * The main class of a process that a {@link LocalVenue} starts: a node or a gateway that ends when its parent does,
 * however that ended. The parent holds the other end of standard input, which the system closes for it.
 */
public final class VenueChild
{
    private static final long GRACE_MS = TimeUnit.SECONDS.toMillis(5);

    /** Runs a node. */
    static final String NODE = "node";

    /** Runs a gateway. */
    static final String GATEWAY = "gateway";

    private VenueChild()
    {
    }

    /**
     * Runs a node or a gateway.
     *
     * @param args {@link #NODE} or {@link #GATEWAY}, then the configuration file.
     * @throws InterruptedException where the main thread is interrupted.
     */
    public static void main(final String[] args) throws InterruptedException
    {
        watchParent();
        if (NODE.equals(args[0]))
        {
            System.exit(NodeMain.run(Path.of(args[1]), System.err));
        }
        GatewayMain.main(new String[]{ args[1] });
    }

    /**
     * From now on this process ends when its parent does, which holds the other end of its standard input.
     */
    public static void watchParent()
    {
        final Thread watch = new Thread(VenueChild::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void endWithParent()
    {
        try
        {
            while (System.in.read() >= 0)
            {
                Thread.onSpinWait();
            }
        }
        catch (final IOException e)
        {
            System.err.println("standard input failed, as it does when the parent is gone: " + e);
        }
        System.err.println("the parent process is gone: ending");
        // A clean end first, but an end in any case.
        new Timer("parent-watch-bound", true).schedule(new TimerTask()
        {
            @Override
            public void run()
            {
                Runtime.getRuntime().halt(1);
            }
        }, GRACE_MS);
        System.exit(0);
    }
}
