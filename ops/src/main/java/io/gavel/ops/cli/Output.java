package io.gavel.ops.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What every command has: {@code --json}, {@code --help}, and the two streams. A mixin.
 */
public final class Output
{
    /** Makes and reads every JSON document of the command line. */
    public static final ObjectMapper JSON = new ObjectMapper();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and end.")
    private boolean help;

    /**
     * Whether a JSON document is asked for.
     *
     * @return true for {@code --json}.
     */
    public boolean json()
    {
        return json;
    }

    /**
     * Where results go.
     *
     * @return standard output.
     */
    public PrintWriter out()
    {
        return spec.commandLine().getOut();
    }

    /**
     * Where progress, logs and errors go.
     *
     * @return standard error.
     */
    public PrintWriter err()
    {
        return spec.commandLine().getErr();
    }

    /**
     * The command that this belongs to, to name it in a {@code ParameterException}.
     *
     * @return the command's specification.
     */
    public CommandSpec spec()
    {
        return spec;
    }

    /**
     * An argument that is wrong: status 2.
     *
     * @param message that says what to change.
     * @return to throw.
     */
    public picocli.CommandLine.ParameterException wrongArgument(final String message)
    {
        return new picocli.CommandLine.ParameterException(spec.commandLine(), message);
    }

    /**
     * Refuses an option's number that is out of its range: status 2.
     *
     * @param option as it is typed.
     * @param value  of it.
     * @param least  that is right.
     * @param most   that is right.
     */
    public void checkRange(final String option, final long value, final long least, final long most)
    {
        if (value < least || value > most)
        {
            throw wrongArgument(option + " " + value + ": expected " + least + " to " + most);
        }
    }

    /**
     * An empty document.
     *
     * @return to fill.
     */
    public static ObjectNode object()
    {
        return JSON.createObjectNode();
    }

    /**
     * Prints a result in the form that was asked for.
     *
     * @param document for {@code --json}.
     * @param text     for a person; one or more lines without the last line feed.
     */
    public void print(final ObjectNode document, final String text)
    {
        if (json)
        {
            printJson(document);
        }
        else
        {
            out().println(text);
        }
        out().flush();
    }

    /**
     * Prints a document on one line.
     *
     * @param document to print.
     */
    public void printJson(final ObjectNode document)
    {
        try
        {
            out().println(JSON.writeValueAsString(document));
            out().flush();
        }
        catch (final JsonProcessingException e)
        {
            throw new IllegalStateException("a document that cannot be written", e);
        }
    }

    /**
     * Tells how far the command is, on standard error.
     *
     * @param line one line.
     */
    public void progress(final String line)
    {
        err().println(line);
        err().flush();
    }
}
