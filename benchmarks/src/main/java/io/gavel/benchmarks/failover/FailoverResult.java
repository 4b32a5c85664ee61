package io.gavel.benchmarks.failover;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.benchmarks.Environment;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * All that was measured and found.
 *
 * @param environment it was measured in.
 * @param shape       of the run.
 * @param rounds      one or more.
 * @param outcome     of the checks.
 */
record FailoverResult(
    Environment environment, FailoverShape shape, List<RoundFigures> rounds, FailoverVenue.Outcome outcome)
{
    boolean isRight()
    {
        return outcome.problems().isEmpty() && outcome.lost() == 0 && outcome.duplicated() == 0;
    }

    private long median(final ToLongFunction<RoundFigures> figure)
    {
        final long[] sorted = rounds.stream().mapToLong(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private long max(final ToLongFunction<RoundFigures> figure)
    {
        return rounds.stream().mapToLong(figure).max().orElseThrow();
    }

    ObjectNode json()
    {
        final ObjectNode document = Output.object();
        document.set("environment", environment.json());
        document.set("load", shape.json());
        final ArrayNode array = document.putArray("rounds");
        rounds.forEach(round -> array.add(round.json()));
        document.set("newAnswerMs", figures(RoundFigures::newAnswerNs));
        document.set("answerSilenceMs", figures(RoundFigures::answerSilenceNs));
        document.set("marketDataSilenceMs", figures(RoundFigures::streamSilenceNs));
        document.put("commands", outcome.commands()).put("trades", outcome.trades()).put("events", outcome.events())
            .put("lost", outcome.lost()).put("duplicated", outcome.duplicated()).put("answersRight", isRight());
        final ArrayNode problems = document.putArray("problems");
        outcome.problems().forEach(problems::add);
        return document;
    }

    private ObjectNode figures(final ToLongFunction<RoundFigures> figure)
    {
        return Output.object().put("median", RoundFigures.ms(median(figure))).put("max", RoundFigures.ms(max(figure)));
    }

    String text()
    {
        final Table table = new Table(">ROUND", ">KILLED NODE", ">NEW ANSWER", ">LEADER KNOWN", ">RESUMED",
            ">NO ANSWER FOR", ">NO MARKET DATA FOR", ">BEFORE THE KILL", ">BACK AFTER", ">ELECTIONS");
        int number = 1;
        for (final RoundFigures round : rounds)
        {
            table.row(number++, round.killedNode(), ms(round.newAnswerNs()), ms(round.leaderKnownNs()),
                ms(round.resumedNs()), ms(round.answerSilenceNs()), ms(round.streamSilenceNs()),
                ms(round.calmSilenceNs()), ms(round.caughtUpNs()), round.elections());
        }
        return environment.line() + "\nthree nodes and a gateway, two brokers that send " + shape.rate() +
            " commands/s through the SDK, seed " + shape.seed() + "\n\n" + table + "\n\nNew answer: from kill -9 to " +
            "the first answer to a command that was sent after it; median " + ms(median(RoundFigures::newAnswerNs)) +
            ".\n" + outcome.commands() + " commands, " + outcome.trades() + " trades, " + outcome.events() +
            " events on each node.\n" + (isRight() ? "Every command was answered once, and answers, reports, open " +
            "orders, accounts and the gateway's book are what the events say,\nwhich are equal on all nodes and are " +
            "what the log makes when it is executed again; so are the state hashes equal." :
            String.join("\n", outcome.problems())) + "\n" + lastLine();
    }

    private String lastLine()
    {
        return String.format(Locale.ROOT,
            "failover median %.2f s, max %.2f s, market data silence max %.2f s; lost=%d duplicated=%d",
            median(RoundFigures::newAnswerNs) / 1e9, max(RoundFigures::newAnswerNs) / 1e9,
            max(RoundFigures::streamSilenceNs) / 1e9, outcome.lost(), outcome.duplicated());
    }

    private static String ms(final long nanos)
    {
        return nanos < 0 ? "-" : nanos / 1_000_000 + " ms";
    }
}
