package io.gavel.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.client.ScriptedConnection;
import io.gavel.client.ScriptedVenue;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
     * Runs a command against a venue that answers by script.
     *
     * @param venue     that answers.
     * @param arguments of it, without those that name a venue.
     * @return how it ended.
     * @throws IOException where the password cannot be written.
     */
    public static Run against(final ScriptedVenue venue, final String... arguments) throws IOException
    {
        final Path password = Files.createTempFile("gavel", ".password");
        try
        {
            final List<String> all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("--password-file", password.toString()));
            if (!all.contains("--members"))
            {
                all.addAll(List.of("--members", "127.0.0.1:9000"));
            }
            if (!all.contains("--participant"))
            {
                all.addAll(List.of("--participant", "operator"));
            }
            Files.writeString(password, "secret");
            final StringWriter out = new StringWriter();
            final StringWriter err = new StringWriter();
            final int status = Gavel.commandLine(new PrintWriter(out), new PrintWriter(err),
                context -> ScriptedConnection.connect(venue, context)).execute(all.toArray(new String[0]));
            return new Run(status, out.toString(), err.toString());
        }
        finally
        {
            Files.delete(password);
        }
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
