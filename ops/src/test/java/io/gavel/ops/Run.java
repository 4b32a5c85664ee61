package io.gavel.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.ops.cli.Output;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;

/**
 * One run of the command line in this JVM.
 *
 * @param status with which it ended.
 * @param out    what it printed on standard output.
 * @param err    what it printed on standard error.
 */
public record Run(int status, String out, String err)
{
    /**
     * Runs a command.
     *
     * @param arguments of it.
     * @return how it ended.
     */
    public static Run of(final String... arguments)
    {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final int status = Gavel.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }

    /**
     * A stream that nobody reads.
     *
     * @return a new one.
     */
    public static PrintWriter nowhere()
    {
        return new PrintWriter(Writer.nullWriter());
    }

    /**
     * The one document on standard output.
     *
     * @return parsed.
     * @throws JsonProcessingException where it is none.
     */
    public JsonNode json() throws JsonProcessingException
    {
        if (out.lines().count() != 1)
        {
            throw new AssertionError("expected one line of JSON, actual: " + out + err);
        }
        return Output.JSON.readTree(out);
    }
}
