package io.gavel.ops.replay;

import io.gavel.client.GavelClient;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.VenueContext;
import io.gavel.ops.venue.VenueFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Sends the orders of a recorded morning through the exchange, and compares every fill and the final book with what was
 * recorded. The last line is the verdict; the exit status is 0 for a match only, and 2 for a file that is damaged.
 */
@Command(
    name = "replay-itch",
    description = "Send a recorded morning (Nasdaq ITCH 5.0) through three nodes, and compare every fill and the book.")
public final class ReplayItchCommand implements Callable<Integer>
{
    private static final List<String> VENUE_OPTIONS =
        List.of("--venue", "--members", "--gateway", "--participant", "--password-file", "--connection");

    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venueOptions;

    @Parameters(index = "0", paramLabel = "FILE",
        description = "Nasdaq TotalView-ITCH 5.0: messages with their length in front; packed where it ends in .gz.")
    private Path file;

    @Option(names = "--symbol", paramLabel = "STOCK",
        description = "The stock to replay (default: the file's only one).")
    private String stock;

    @Option(names = "--locate", paramLabel = "N", description = "The stock to replay, by its locate code.")
    private Integer locate;

    @Option(names = "--as", paramLabel = "SYMBOL",
        description = "The symbol to list the stock under (default: its own).")
    private String listedAs;

    @Option(names = "--connect",
        description = "Use the venue that runs, instead of starting one. Its book of the symbol has to be empty.")
    private boolean isConnect;

    @Option(names = "--kill-leader-at", paramLabel = "N",
        description = "Kill the node that leads (SIGKILL) after N commands, and start it again at the end.")
    private Integer killLeaderAt;

    @Override
    public Integer call() throws InterruptedException, IOException
    {
        checkOptions();
        final RecordedMorning morning = read();
        final ReplayResult result = isConnect ? replayAtRunning(morning) : replayAtOwn(morning);
        output.print(result.document(), result.text());
        return result.comparison().isMatch() ? 0 : Errors.FAILED;
    }

    private void checkOptions()
    {
        if (killLeaderAt != null && isConnect)
        {
            throw output.wrongArgument(
                "--kill-leader-at kills a node of a venue that this command started: leave --connect out");
        }
        if (killLeaderAt != null && killLeaderAt < 0)
        {
            throw output.wrongArgument("--kill-leader-at " + killLeaderAt + ": expected 0 or more");
        }
        for (final String option : VENUE_OPTIONS)
        {
            if (!isConnect && output.spec().commandLine().getParseResult().hasMatchedOption(option))
            {
                throw output.wrongArgument(
                    option + " needs --connect, as without it the replay starts a venue of its own");
            }
        }
    }

    private RecordedMorning read()
    {
        try
        {
            return RecordedMorning.read(file, new RecordedMorning.StockChoice(stock, locate));
        }
        catch (final IOException e)
        {
            throw new CommandFailure(file + ": " + e.getMessage(), Errors.WRONG_ARGUMENT, e);
        }
    }

    private ReplayResult replayAtOwn(final RecordedMorning morning) throws InterruptedException, IOException
    {
        try (LocalVenue venue = LocalVenue.start(new VenueContext().progress(output::progress));
            GavelClient operator = GavelClient.connect(new GavelClient.Context()
                .members(venue.members().toString())
                .participant(VenueFile.OPERATOR)
                .password(venue.operatorPassword())
                .errorHandler((error) -> output.progress("client: " + Errors.describe(error)))
                .connectTimeout(Duration.ofSeconds(20))))
        {
            final LeaderKill leaderKill =
                killLeaderAt == null ? null : new LeaderKill(venue, killLeaderAt, output::progress);
            return new ReplaySession(new ReplaySession.Place(operator, venue.members(), venue.gatewayUri()), morning,
                symbol(morning), output::progress, leaderKill).play();
        }
    }

    private ReplayResult replayAtRunning(final RecordedMorning morning) throws InterruptedException, IOException
    {
        try (GavelClient operator = venueOptions.connectOperator(output))
        {
            return new ReplaySession(
                new ReplaySession.Place(operator, venueOptions.members(output), venueOptions.gateway(output)), morning,
                symbol(morning), output::progress, null).play();
        }
    }

    private String symbol(final RecordedMorning morning)
    {
        return listedAs == null ? morning.symbol() : listedAs;
    }
}
