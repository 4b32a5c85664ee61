package io.gavel.benchmarks.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.benchmarks.Environment;
import io.gavel.ops.cli.Output;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All series.
 *
 * @param environment where they were measured.
 * @param settings    of the run, for a person.
 * @param series      one or more.
 */
record GrowthResult(Environment environment, String settings, List<GrowthFigures> series)
{
    private static final String NOTES =
        "One thread; reports are written to a flat buffer within the time. Each account trades in one symbol, and\n" +
        "each session is a participant's. In a round all venues of a series are measured, one after another.\n" +
        "Bytes are those of the median slice of commands; with growth, the mean of all slices, those included in\n" +
        "which a table grew.";

    boolean isRight()
    {
        return series.stream().flatMap(one -> one.points().stream()).allMatch(point -> point.figures().isRight());
    }

    /**
     * What differs.
     *
     * @return one sentence, empty where nothing does.
     */
    String wrong()
    {
        return series.stream().flatMap(one -> one.points().stream()).flatMap(point -> point.figures().wrong())
            .collect(Collectors.joining("; "));
    }

    ObjectNode json()
    {
        final ObjectNode document = Output.object();
        document.set("environment", environment.json());
        document.put("settings", settings);
        final ArrayNode array = document.putArray("series");
        series.forEach(one -> array.add(one.json()));
        return document.put("answersRight", isRight()).put("summary", lastLine());
    }

    String text()
    {
        return environment.line() + "\n" + settings + "\n\n" +
            series.stream().map(one -> one.text() + "\n\n").collect(Collectors.joining()) + NOTES + "\n" +
            (isRight() ? "The reports of all sides are equal to those of naive books." : "WRONG: " + wrong()) + "\n" +
            lastLine();
    }

    private String lastLine()
    {
        return "cost of a command: " + series.stream().map(GrowthFigures::summary).collect(Collectors.joining(", "));
    }
}
