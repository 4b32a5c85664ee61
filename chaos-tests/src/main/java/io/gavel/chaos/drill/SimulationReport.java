package io.gavel.chaos.drill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.chaos.simulation.Coverage;
import io.gavel.chaos.simulation.Happening;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a range of the simulation's seeds came to: for a person, as a JSON document, and as one page.
 *
 * @param seed     the first.
 * @param command  that runs them again.
 * @param seeds    that passed.
 * @param tookNs   nanoseconds.
 * @param coverage what happened in those that passed.
 * @param failure  what did not hold, with the command that runs it again; null where all passed.
 */
record SimulationReport(long seed, String command, long seeds, long tookNs, Coverage coverage, String failure)
{
    private static final String NOTHING_WRONG = "lost=0 duplicated=0 unresolved=0 diverged=0";

    boolean isPassed()
    {
        return null == failure;
    }

    private String summary()
    {
        return String.format(Locale.ROOT, "simulation: %,d seeds from %d passed in %.1f s", seeds, seed, tookNs / 1e9) +
            (isPassed() ? ": " + NOTHING_WRONG : ", and one failed");
    }

    /** For a person. */
    String text()
    {
        return coverage + summary() + (isPassed() ? "\nrun it again by: " + command : "\n" + failure);
    }

    /** For {@code --json} and the file. */
    ObjectNode document()
    {
        final ObjectNode document = Output.object().put("passed", isPassed()).put("seed", seed).put("command", command)
            .put("seeds", seeds).put("tookSeconds", Math.round(tookNs / 1e6) / 1e3);
        if (!isPassed())
        {
            document.put("failure", failure);
        }
        final ObjectNode happened = document.putObject("happened");
        for (final Happening each : Happening.values())
        {
            happened.put(each.name().toLowerCase(Locale.ROOT), coverage.of(each));
        }
        return document;
    }

    /** A page that needs nothing else. */
    String html()
    {
        final StringBuilder html = new StringBuilder()
            .append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
            .append("<meta name=\"viewport\" content=\"width=device-width\"><title>Gavel simulation, seed ")
            .append(seed).append("</title><style>").append(DrillPage.STYLE).append("</style></head><body>")
            .append("<h1>Simulation: ").append(DrillPage.mark(isPassed(), "passed", "failed")).append("</h1><p>")
            .append(DrillPage.escaped(summary())).append("</p><p>Run it again by <code>")
            .append(DrillPage.escaped(command)).append("</code></p>");
        if (!isPassed())
        {
            html.append("<pre class=bad>").append(DrillPage.escaped(failure)).append("</pre>");
        }
        html.append("<table><thead><tr><th class=n>times<th>what happened in the seeds that passed</thead><tbody>");
        for (final Happening each : Happening.values())
        {
            html.append("<tr><td class=n>").append(String.format(Locale.ROOT, "%,d", coverage.of(each)))
                .append("<td>").append(DrillPage.escaped(each.text()));
        }
        return html.append("</tbody></table></body></html>\n").toString();
    }

    /**
     * Writes {@code report.json} and {@code report.html}.
     *
     * @param directory made where it is missing.
     * @return the page.
     */
    Path write(final Path directory) throws IOException
    {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("report.json"),
            Output.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document()) + "\n");
        return Files.writeString(directory.resolve("report.html"), html());
    }
}
