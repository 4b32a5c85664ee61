package io.gavel.ops.dropcopy;

import io.gavel.dropcopy.DropCopyContext;
import io.gavel.dropcopy.DropCopyServer;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.DurationConverter;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.venue.Members;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Runs a drop copy server in the foreground, until it is asked to end.
 */
@Command(name = "serve", description = "Serve the executions of a venue's participants to their readers.")
public final class DropCopyServeCommand implements Callable<Integer>
{
    private static final int PORT_MAX = 65_535;
    private static final int READERS_MAX = 4_096;

    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Option(names = "--host", defaultValue = "127.0.0.1", paramLabel = "ADDRESS",
        description = "Address to serve on; from a network only through a proxy that does TLS " +
        "(default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(names = "--port", defaultValue = "0", paramLabel = "PORT",
        description = "Port to serve on; 0 for any that is free (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--readers", defaultValue = "64", paramLabel = "N",
        description = "Connections at one time (default: ${DEFAULT-VALUE}).")
    private int readers;

    @Option(names = "--for", paramLabel = "DURATION", converter = DurationConverter.class,
        description = "End after this time.")
    private Duration duration;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        if (port < 0 || port > PORT_MAX)
        {
            throw output.wrongArgument("--port " + port + ": expected 0 (any free port) to " + PORT_MAX);
        }
        if (readers < 1 || readers > READERS_MAX)
        {
            throw output.wrongArgument("--readers " + readers + ": expected 1 to " + READERS_MAX);
        }
        final Members members = venue.members(output);
        try (DropCopyServer server = launch(members))
        {
            final Thread hook = new Thread(server::close, "drop-copy-shutdown");
            Runtime.getRuntime().addShutdownHook(hook);
            output.print(Output.object().put("url", server.url()), "drop copy listening on " + server.url());
            final CountDownLatch never = new CountDownLatch(1);
            if (null == duration)
            {
                never.await();
            }
            else if (!never.await(duration.toMillis(), TimeUnit.MILLISECONDS))
            {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
        return 0;
    }

    private DropCopyServer launch(final Members members)
    {
        try
        {
            return DropCopyServer.launch(
                new DropCopyContext().members(members).host(host).port(port).readersMax(readers));
        }
        catch (final IOException e)
        {
            throw new CommandFailure(e.getMessage(), e);
        }
    }
}
