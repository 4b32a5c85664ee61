package io.gavel.ops.dropcopy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.dropcopy.DropCopyClient;
import io.gavel.dropcopy.DropCopyServer;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.DurationConverter;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.VenueOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Prints a participant's executions as they happen, and before that those since an event.
 */
@Command(name = "read", description = "Print a participant's executions, one a line: read --url URL --from 1.")
public final class DropCopyReadCommand implements Callable<Integer>
{
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final Duration FOREVER = Duration.ofDays(3_650);

    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Option(names = "--url", required = true, paramLabel = "URL",
        description = "The drop copy, as drop-copy serve prints it.")
    private URI url;

    @Option(names = "--from", paramLabel = "SEQ",
        description = "The first event (execId) that is wanted, from 1 (default: new ones only).")
    private Long from;

    @Option(names = "--of", paramLabel = "PARTICIPANT-ID",
        description = "Whose executions, for an operator (default: the reader's own).")
    private Integer of;

    @Option(names = "--until-live", description = "End once there is nothing newer.")
    private boolean isUntilLive;

    @Option(names = "--for", paramLabel = "DURATION", converter = DurationConverter.class,
        description = "End after this time (default: at Ctrl-C).")
    private Duration duration;

    private long lastSeq;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        if (!"ws".equals(url.getScheme()) && !"wss".equals(url.getScheme()) || url.getHost() == null)
        {
            throw output.wrongArgument("--url " + url + ": expected ws://host:port" +
                DropCopyServer.PATH);
        }
        if (from != null && from < 1)
        {
            throw output.wrongArgument("--from " + from + ": expected 1 or more");
        }
        if (of != null && of < 0)
        {
            throw output.wrongArgument("--of " + of + ": expected 0 or more");
        }
        final String name = venue.participant(output);
        final char[] password = venue.password(output, name);
        try (DropCopyClient client = DropCopyClient.connect(url, name, password))
        {
            client.read(from, of);
            follow(client);
        }
        catch (final IOException e)
        {
            throw new CommandFailure(e.getMessage() +
                (lastSeq == 0 ? "" : "; go on by --from " + (lastSeq + 1)), e);
        }
        finally
        {
            Arrays.fill(password, '\0');
        }
        return 0;
    }

    private void follow(final DropCopyClient client) throws IOException, InterruptedException
    {
        final long startNs = System.nanoTime();
        final long forNs = (duration == null ? FOREVER : duration).toNanos();
        while (System.nanoTime() - startNs < forNs)
        {
            final JsonNode message = client.next(MOMENT);
            if (message == null)
            {
                continue;
            }
            if ("execution".equals(message.path("type").asText()))
            {
                lastSeq = message.path("eventSeq").asLong();
                output.print((ObjectNode)message, ExecutionText.of(message));
            }
            else if (isUntilLive)
            {
                return;
            }
            else
            {
                output.progress("live at event " + message.path("eventSeq").asLong());
            }
        }
    }
}
