package io.gavel.benchmarks.failover;

import io.gavel.benchmarks.Environment;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what clients and readers of market data see of a leader that is killed. */
@Command(name = "failover", description = "Kill the leader under load, again and again: time to the next answer.")
public final class FailoverCommand implements Callable<Integer>
{
    private static final int ROUNDS_MAX = 1_000;
    private static final int RATE_MIN = 20;
    private static final int RATE_MAX = 20_000;

    @Mixin
    private Output output;

    @Option(names = "--rounds", defaultValue = "12", paramLabel = "COUNT",
        description = "Leaders that are killed (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--rate", defaultValue = "500", paramLabel = "COUNT",
        description = "Commands a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "NUMBER",
        description = "Of what the brokers do (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** For picocli. */
    public FailoverCommand()
    {
    }

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        output.checkRange("--rounds", rounds, 1, ROUNDS_MAX);
        output.checkRange("--rate", rate, RATE_MIN, RATE_MAX);
        final FailoverShape shape = new FailoverShape(rounds, rate, seed);
        final Environment environment = Environment.here();
        final List<RoundFigures> figures = new ArrayList<>();
        final FailoverResult result;
        try (Progress progress = new Progress(output);
            FailoverVenue venue = FailoverVenue.start(shape, progress))
        {
            for (int round = 0; round < rounds; round++)
            {
                progress.onProgress("killing leaders", round, rounds);
                figures.add(venue.round());
            }
            result = new FailoverResult(environment, shape, figures, venue.conclude());
        }
        output.print(result.json(), result.text());
        return result.isRight() ? 0 : Errors.FAILED;
    }
}
