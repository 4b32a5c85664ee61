package io.gavel.cluster;

import io.gavel.ops.venue.VenueChild;
import java.nio.file.Path;

/**
 * The main class of a node that echoes: everything that a node is, with {@link EchoService} in the exchange's place.
 *
 * <p>It stands in the package of the node, though in another module, since the echo has to run with the very contexts
 * that the exchange runs with, and the seam between a node and its service is nothing that others should see.
 */
public final class EchoNode
{
    /** System property: whether each message is recorded as an event. */
    public static final String WITH_EVENTS = "gavel.benchmarks.echo.events";

    private EchoNode()
    {
    }

    /**
     * Runs a node.
     *
     * @param args the last one is the configuration file.
     */
    public static void main(final String[] args)
    {
        VenueChild.watchParent();
        final boolean withEvents = Boolean.getBoolean(WITH_EVENTS);
        System.exit(NodeMain.run(
            Path.of(args[args.length - 1]), (parts) -> new EchoService(parts, withEvents), System.err));
    }
}
