package io.gavel.chaos.drill.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.ops.Gavel;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** A command of {@code ./gavel}, given as an operator gives it, whose JSON document is read. */
final class OperatorCommand
{
    private OperatorCommand()
    {
    }

    /**
     * Runs a command in this process.
     *
     * @param stage that is told of it.
     * @param words of the command, but for {@code --json}.
     * @return what it printed.
     * @throws IOException           where it printed no JSON.
     * @throws IllegalStateException where its exit status is not 0, with what it said.
     */
    static JsonNode run(final DrillStage stage, final String... words) throws IOException
    {
        final List<String> arguments = new ArrayList<>(List.of(words));
        arguments.add("--json");
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final int status = Gavel.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
        if (status != 0)
        {
            throw new IllegalStateException("./gavel " + String.join(" ", words) + " ended with status " + status +
                ": " + err.toString().strip());
        }
        stage.progress("./gavel " + words[0] + ": " + out.toString().strip());
        return Output.JSON.readTree(out.toString());
    }

    /**
     * Makes a node's directory anew from its peers.
     *
     * @param stage  whose other nodes run.
     * @param nodeId whose process has ended.
     * @return what the command printed.
     * @throws IOException           where it printed no JSON.
     * @throws IllegalStateException where it failed.
     */
    static JsonNode rebuild(final DrillStage stage, final int nodeId) throws IOException
    {
        return run(stage, "rebuild-node",
            "--config", stage.venue().directory().resolve("node" + nodeId + ".properties").toString(),
            "--venue", stage.venue().venueFile().toString());
    }
}
