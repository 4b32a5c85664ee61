package io.gavel.ops.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.DurationConverter;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.VenueOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Shows the book of one instrument, as the gateway has it.
 */
@Command(name = "book", description = "Show a book from the gateway; with --live follow it.")
public final class BookCommand implements Callable<Integer>
{
    private static final int DEPTH_MAX = 1000;

    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Parameters(index = "0", paramLabel = "SYMBOL", description = "Whose book.")
    private String symbol;

    @Option(names = "--depth", defaultValue = "10", paramLabel = "N",
        description = "Price levels of each side, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int depth;

    @Option(names = "--live", description = "Follow the book until Ctrl-C: drawn anew on a terminal, with --json one " +
        "document on each line.")
    private boolean isLive;

    @Option(names = "--for", paramLabel = "DURATION", converter = DurationConverter.class,
        description = "With --live: end after this time.")
    private Duration duration;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        if (depth < 1 || depth > DEPTH_MAX)
        {
            throw output.wrongArgument("--depth " + depth + ": expected 1 to " + DEPTH_MAX);
        }
        if (duration != null && !isLive)
        {
            throw output.wrongArgument("--for belongs to --live");
        }
        final URI gateway = venue.gateway(output);
        final BookView view = new BookView(symbol, depth);
        view.snapshot(get(gateway));
        if (!isLive)
        {
            output.print(view.document(), view.text());
            return 0;
        }
        new LiveBook(output, gateway, symbol, depth).follow(duration);
        return 0;
    }

    private JsonNode get(final URI gateway) throws IOException, InterruptedException
    {
        final URI uri = gateway.resolve("/v1/marketdata/orderBook/L2?depth=" + depth + "&symbol=" +
            URLEncoder.encode(symbol, StandardCharsets.UTF_8));
        final HttpResponse<String> response;
        try
        {
            response = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5)).build().send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
                HttpResponse.BodyHandlers.ofString());
        }
        catch (final IOException e)
        {
            throw new CommandFailure("no answer from the gateway at " + gateway + ": start it, or name it by --gateway",
                e);
        }
        final JsonNode body = Output.JSON.readTree(response.body());
        if (response.statusCode() != 200)
        {
            throw new CommandFailure(body.path("message").asText("the gateway answered " + response.statusCode()),
                response.statusCode() < 500 ? Errors.WRONG_ARGUMENT : Errors.FAILED, null);
        }
        return body;
    }
}
