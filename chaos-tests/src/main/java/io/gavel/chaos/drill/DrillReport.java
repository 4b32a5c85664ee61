package io.gavel.chaos.drill;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.chaos.check.Violations;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What drills came to: for a person, as a JSON document, and as one page.
 *
 * @param seed    of the run.
 * @param command that runs it again.
 * @param drills  in the order in which they were run.
 * @param audits  of the venues that they ran on.
 */
record DrillReport(long seed, String command, List<DrillResult> drills, List<VenueAudit> audits)
{
    /** A duration in seconds with two decimals. */
    static String seconds(final Duration duration)
    {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }

    private static double secondsOf(final Duration duration)
    {
        return Math.round(duration.toNanos() / 1e6) / 1e3;
    }

    /** One round in a line. */
    static String line(final RoundResult round)
    {
        return (round.isGood() ? "good" : "FAILED") + ", " +
            (round.firstAnswers().isEmpty() ? "no new answer measured" : "first new answer after " +
            String.join(", ", round.firstAnswers().stream().map(DrillReport::seconds).toList())) +
            (round.check() == null ? "" : ", " + round.check().commands() + " commands, " + round.check().events() +
            " events: " + round.violations()) + ", took " + seconds(round.took());
    }

    /** Whether every drill passed or was skipped, and one at least passed. */
    boolean isPassed()
    {
        return drills.stream().allMatch(drill -> drill.skipped() != null || drill.isPassed()) &&
            drills.stream().anyMatch(DrillResult::isPassed) &&
            audits.stream().allMatch(audit -> audit.faults().isEmpty());
    }

    /** What was found in all drills. */
    Violations violations()
    {
        final Violations all = new Violations();
        drills.forEach(drill -> all.addAll(drill.violations()));
        audits.forEach(audit -> audit.faults().forEach(fault -> all.add(Violations.Kind.DIVERGED, fault)));
        return all;
    }

    /** For a person. */
    String text()
    {
        final StringBuilder text = new StringBuilder();
        for (final DrillResult drill : drills)
        {
            text.append(drill.drill().name()).append(": ");
            if (drill.skipped() != null)
            {
                text.append("SKIPPED: ").append(drill.skipped()).append('\n');
                continue;
            }
            text.append(drill.isPassed() ? "passed, " : "FAILED, ").append(drill.rounds().size())
                .append(drill.rounds().size() == 1 ? " round, " : " rounds, ")
                .append(sum(drill, false)).append(" commands, ").append(sum(drill, true)).append(" events; ")
                .append("first new answer: median ").append(seconds(drill.median())).append(", maximum ")
                .append(seconds(drill.maximum())).append(", bound ")
                .append(seconds(drill.drill().bound().multipliedBy(drill.boundFactor()))).append('\n');
            drill.failures().forEach(failure -> text.append("  ").append(failure).append('\n'));
        }
        audits.forEach(audit -> text.append(audit.text()).append('\n'));
        return text.append(violations()).append('\n').append("seed ").append(seed).append(", run it again by: ")
            .append(command).toString();
    }

    private static long sum(final DrillResult drill, final boolean areEvents)
    {
        return drill.rounds().stream().filter(round -> round.check() != null)
            .mapToLong(round -> areEvents ? round.check().events() : round.check().commands()).sum();
    }

    /** For {@code --json} and the file. */
    ObjectNode document()
    {
        final ObjectNode document = Output.object().put("passed", isPassed()).put("seed", seed)
            .put("command", command);
        counts(document, violations());
        final ArrayNode rows = document.putArray("drills");
        drills.forEach(drill -> rows.add(document(drill)));
        final ArrayNode executions = document.putArray("executedAgain");
        for (final VenueAudit audit : audits)
        {
            final ObjectNode node = executions.addObject().put("drills", audit.drills())
                .put("checked", audit.notChecked() == null).put("notChecked", audit.notChecked())
                .put("commands", audit.commands()).put("events", audit.events()).put("stateHash", audit.stateHash());
            final ArrayNode faults = node.putArray("faults");
            audit.faults().forEach(faults::add);
        }
        return document;
    }

    private static void counts(final ObjectNode node, final Violations violations)
    {
        for (final Violations.Kind kind : Violations.Kind.values())
        {
            node.put(kind.name().toLowerCase(Locale.ROOT), violations.count(kind));
        }
    }

    private static ObjectNode document(final DrillResult drill)
    {
        final ObjectNode node = Output.object().put("name", drill.drill().name())
            .put("description", drill.drill().description());
        if (drill.skipped() != null)
        {
            return node.put("skipped", drill.skipped());
        }
        node.put("passed", drill.isPassed());
        counts(node, drill.violations());
        node.put("commands", sum(drill, false)).put("events", sum(drill, true));
        node.putObject("firstNewAnswerSeconds").put("median", secondsOf(drill.median()))
            .put("maximum", secondsOf(drill.maximum()))
            .put("bound", secondsOf(drill.drill().bound().multipliedBy(drill.boundFactor())))
            .put("medianBound", secondsOf(drill.drill().medianBound().multipliedBy(drill.boundFactor())));
        final ArrayNode failures = node.putArray("failures");
        drill.failures().forEach(failures::add);
        final ArrayNode rounds = node.putArray("rounds");
        drill.rounds().forEach(round -> rounds.add(document(round)));
        return node;
    }

    private static ObjectNode document(final RoundResult round)
    {
        final ObjectNode node = Output.object().put("round", round.round()).put("seed", round.seed())
            .put("good", round.isGood()).put("tookSeconds", secondsOf(round.took()));
        counts(node, round.violations());
        final ArrayNode first = node.putArray("firstNewAnswerSeconds");
        round.firstAnswers().forEach(answer -> first.add(secondsOf(answer)));
        final ArrayNode all = node.putArray("everyBrokerAnsweredSeconds");
        round.allAnswers().forEach(answer -> all.add(secondsOf(answer)));
        if (round.check() != null)
        {
            node.put("commands", round.check().commands()).put("events", round.check().events())
                .put("ordersSoFar", round.check().orders()).put("tradesSoFar", round.check().trades())
                .put("eventSeq", round.check().eventSeq()).put("stateHash", round.check().stateHash());
        }
        final ArrayNode failures = node.putArray("failures");
        round.failures().forEach(failures::add);
        round.violations().sentences().forEach(failures::add);
        final ArrayNode timeline = node.putArray("timeline");
        round.timeline().forEach(entry -> timeline.addObject().put("atMs", entry.atMs())
            .put("kind", entry.kind().name()).put("text", entry.text()));
        return node;
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
        return Files.writeString(directory.resolve("report.html"), new DrillPage(this).html());
    }
}
