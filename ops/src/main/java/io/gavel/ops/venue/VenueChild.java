package io.gavel.ops.venue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.TimeUnit;

/**
 * The main class of a process that a {@link LocalVenue} starts: a node or a gateway that ends when its parent does,
 * however that ended. The parent holds the other end of standard input, which the system closes for it.
 */
public final class VenueChild
{
    private static final long GRACE_MS = TimeUnit.SECONDS.toMillis(5);

    private VenueChild()
    {
    }

    /**
     * Runs another main class.
     *
     * @param args the class's name, then its only argument.
     * @throws ReflectiveOperationException where there is no such main class.
     */
    public static void main(final String[] args) throws ReflectiveOperationException
    {
        final Thread watch = new Thread(VenueChild::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        run(args[0], args[1]);
    }

    /**
     * Runs a main class in this process.
     *
     * @param mainClass its name.
     * @param argument  its only one.
     * @throws ReflectiveOperationException where there is no such main class.
     */
    static void run(final String mainClass, final String argument) throws ReflectiveOperationException
    {
        try
        {
            Class.forName(mainClass).getMethod("main", String[].class).invoke(null, (Object)new String[]{ argument });
        }
        catch (final InvocationTargetException e)
        {
            if (e.getCause() instanceof RuntimeException)
            {
                throw (RuntimeException)e.getCause();
            }
            throw e;
        }
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
        final Thread bound = new Thread(VenueChild::haltAfterGrace, "parent-watch-bound");
        bound.setDaemon(true);
        bound.start();
        System.exit(0);
    }

    private static void haltAfterGrace()
    {
        try
        {
            Thread.sleep(GRACE_MS);
        }
        catch (final InterruptedException e)
        {
            System.err.println("interrupted while ending");
        }
        Runtime.getRuntime().halt(1);
    }
}
