package io.gavel.chaos.drill;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.DurationConverter;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs drills, each on real processes that are started for it.
 */
@Command(
    name = "drill",
    description = "Kill, pause and cut off parts of a venue under load, and prove that nothing was lost.",
    subcommands = SimulationCommand.class,
    footer = {
        "",
        "The exit status is 0 only where nothing was lost, duplicated, left unresolved or found to differ, and every",
        "first new answer came within the drill's bound. A drill that can't run on this machine is skipped, and says",
        "why; where none could run, the status is 1."
    })
public final class DrillCommand implements Callable<Integer>
{
    private static final int ROUNDS_MAX = 100_000;
    private static final Logger FEED_LOG = Logger.getLogger("io.gavel.gateway.feed");

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", arity = "0..*",
        description = "Drills' names; or 'list' to list them, or 'all' for one after the other.")
    private List<String> names;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "1",
        description = "Rounds of each drill, 1 to 100000 (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--for", paramLabel = "DURATION", converter = DurationConverter.class,
        description = "Repeat rounds of each drill for this time, in place of a number of them.")
    private Duration duration;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random (default: a new one, printed).")
    private Long seed;

    @Option(names = "--report", paramLabel = "DIR",
        description = "Where report.json and report.html go (default: .gavel/drills/NAME-SEED).")
    private Path report;

    @Option(names = "--keep", description = "Leave the venues' data and logs on disk at the end.")
    private boolean isKept;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        if (names == null)
        {
            throw output.wrongArgument("give the name of a drill: ./gavel drill list names them all");
        }
        final boolean isAll = names.equals(List.of("all"));
        if (names.equals(List.of("list")))
        {
            return list();
        }
        if (rounds < 1 || rounds > ROUNDS_MAX)
        {
            throw output.wrongArgument("--rounds " + rounds + ": expected 1 to " + ROUNDS_MAX);
        }
        final List<Drill> drills = isAll ? DrillCatalog.all() : names.stream().map(this::named).toList();
        final long chosen = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
        final String command = "./gavel drill " + String.join(" ", names) + (duration == null ? " --rounds " + rounds :
            " --for " + duration.toSeconds() + "s") + " --seed " + chosen;
        // The checks follow every node's stream; that they do is no news to a person.
        FEED_LOG.setLevel(Level.WARNING);
        output.progress("seed " + chosen + ", run it again by: " + command);
        final List<DrillResult> results = new ArrayList<>();
        final List<VenueAudit> audits = new ArrayList<>();
        try (ProgressLine progress = new ProgressLine(output);
            DrillRun run = new DrillRun(
                new DrillSettings(rounds, duration, chosen, isKept, 1, progress)))
        {
            for (final Drill drill : drills)
            {
                results.add(run.run(drill));
            }
            run.end();
            audits.addAll(run.audits());
        }
        return conclude(new DrillReport(chosen, command, List.copyOf(results), List.copyOf(audits)));
    }

    private Drill named(final String name)
    {
        return DrillCatalog.named(name).orElseThrow(
            () -> output.wrongArgument("'" + name + "' is no drill: ./gavel drill list names them all"));
    }

    private int conclude(final DrillReport result) throws IOException
    {
        final Path home = Path.of(System.getProperty("gavel.home", ""));
        final Path directory = report != null ? report :
            home.resolve(".gavel").resolve("drills").resolve(names.get(0) + "-" + result.seed());
        final Path page = result.write(directory);
        output.print(result.document(), result.text() + "\nreport " + page);
        return result.isPassed() ? 0 : Errors.FAILED;
    }

    private int list()
    {
        final Table table = new Table("DRILL", ">BOUND", "WHAT IT DOES");
        final ObjectNode document = Output.object();
        final ArrayNode rows = document.putArray("drills");
        for (final Drill drill : DrillCatalog.all())
        {
            final String unavailable = drill.unavailable().orElse(null);
            table.row(drill.name(), DrillReport.seconds(drill.bound()), drill.description() +
                (unavailable == null ? "" : " (not on this machine: " + unavailable + ")"));
            final ObjectNode row = rows.addObject().put("name", drill.name()).put("description", drill.description())
                .put("boundSeconds", drill.bound().toMillis() / 1e3);
            if (unavailable != null)
            {
                row.put("unavailable", unavailable);
            }
        }
        output.print(document, table.toString());
        return 0;
    }
}
