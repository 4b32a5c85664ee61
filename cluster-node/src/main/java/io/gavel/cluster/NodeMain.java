package io.gavel.cluster;

import io.aeron.cluster.service.ClusteredService;
import io.gavel.venue.Members;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.agrona.concurrent.ShutdownSignalBarrier;

/**
 * Runs one node until it is told to stop. Exit status 0 after a stop by the cluster, 1 where the node failed, 2 where
 * its configuration is wrong, 3 where its files are corrupt.
 */
public final class NodeMain
{
    /** Exit status of a node that failed. */
    public static final int STATUS_FAILED = 1;

    /** Exit status where the configuration is wrong. */
    public static final int STATUS_CONFIGURATION = 2;

    /** Exit status where the node's files are corrupt: starting it again does not help. */
    public static final int STATUS_CORRUPT = 3;

    private static final long CLOSE_SECONDS = 10;

    private NodeMain()
    {
    }

    /**
     * Runs a node.
     *
     * @param args path of the configuration file.
     */
    public static void main(final String[] args)
    {
        if (args.length != 1)
        {
            System.err.println("expected one argument, the node's configuration file, got " + args.length);
            System.exit(STATUS_CONFIGURATION);
        }
        System.exit(run(Path.of(args[0]), System.err));
    }

    /**
     * Runs a node until it ends by itself or the process is signalled.
     *
     * @param configuration file.
     * @param out           for people: one line when it is up, one for each error.
     * @return exit status.
     */
    public static int run(final Path configuration, final PrintStream out)
    {
        return run(configuration, MatchingService::new, out);
    }

    static int run(
        final Path configuration, final Function<ServiceParts, ClusteredService> services, final PrintStream out)
    {
        final NodeContext context;
        try
        {
            context = NodeContext.load(configuration).conclude();
        }
        catch (final ConfigurationException e)
        {
            out.println(e.getMessage());
            return STATUS_CONFIGURATION;
        }
        try (ShutdownSignalBarrier barrier = new ShutdownSignalBarrier())
        {
            final GavelNode node = GavelNode.launch(context, NodeBuild.read(), services,
                ManagementFactory.getRuntimeMXBean().getUptime(), out);
            try
            {
                awaitEnd(node, barrier, out);
            }
            finally
            {
                closeInTime(node, out);
            }
            return null == node.failure() ? 0 : STATUS_FAILED;
        }
        catch (final RuntimeException | Error e)
        {
            // A full disk shows as an InternalError of a mapped file: without this, the threads that run already would
            // keep a process alive that serves nobody.
            out.println("node " + context.node().nodeId() + " cannot run: " + firstLine(e));
            return e instanceof CorruptFilesException ? STATUS_CORRUPT : STATUS_FAILED;
        }
    }

    /**
     * Closes the node, and ends the process where that hangs: a thread that waits for what has failed would keep a
     * process that serves nobody, and no supervisor would start another one. Nothing is lost by it, as by any kill.
     */
    private static void closeInTime(final GavelNode node, final PrintStream out)
    {
        final CountDownLatch closed = new CountDownLatch(1);
        final Thread bound = new Thread(() ->
        {
            try
            {
                if (!closed.await(CLOSE_SECONDS, TimeUnit.SECONDS))
                {
                    out.println("node " + node.context().node().nodeId() + " did not close within " + CLOSE_SECONDS +
                        " s: ending its process");
                    Runtime.getRuntime().halt(STATUS_FAILED);
                }
            }
            catch (final InterruptedException e)
            {
                out.println("interrupted while the node closes: it is waited for without a bound");
            }
        }, "node-close-bound");
        bound.setDaemon(true);
        bound.start();
        node.close();
        closed.countDown();
    }

    private static void awaitEnd(final GavelNode node, final ShutdownSignalBarrier barrier, final PrintStream out)
    {
        final Members.Node address = node.context().node();
        final Thread watch = new Thread(() ->
        {
            node.awaitTermination();
            barrier.signalAll();
        }, "node-termination");
        watch.setDaemon(true);
        watch.start();
        out.println("node " + address.nodeId() + " is up on " + address.host() + ":" + address.basePort() +
            ", status at http://" + address.host() + ":" + address.statusPort() + "/status; build " + node.build() +
            ", durability " + node.context().sizes().durability().text());
        barrier.await();
    }

    private static String firstLine(final Throwable e)
    {
        return e instanceof NodeException ? e.getMessage() :
            e.getClass().getSimpleName() + ": " + String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", "; ");
    }
}
