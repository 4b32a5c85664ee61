package io.gavel.benchmarks.engine;

import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.match.FlowFile;
import io.gavel.ops.match.FlowFormatException;
import io.gavel.reference.FlowCommand;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a flow from a file, as {@code gavel match} does. */
final class FlowReader
{
    private FlowReader()
    {
    }

    /**
     * Reads a flow; the books are empty at its beginning, and all of it is measured.
     *
     * @param file in the format of an order flow.
     * @return the flow.
     * @throws CommandFailure with status 2 where the file cannot be read, names the line that is wrong, or has no
     *                        command that can be run.
     */
    static OrderFlow read(final Path file)
    {
        final FlowBuilder builder = new FlowBuilder();
        // Names are passed on byte for byte, whatever their encoding.
        try (FlowFile flow = new FlowFile(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1)))
        {
            for (FlowCommand command = flow.next(); null != command; command = flow.next())
            {
                builder.add(command);
            }
        }
        catch (final FlowFormatException e)
        {
            throw wrong(file + " " + e.getMessage(), e);
        }
        catch (final IOException e)
        {
            throw wrong("--flow " + file + " can't be read: " +
                (e instanceof NoSuchFileException ? "there is no such file" :
                e instanceof AccessDeniedException ? "permission denied" : e.getMessage()), e);
        }
        if (0 == builder.size())
        {
            throw wrong("--flow " + file + ": expected at least one command that a venue accepts", null);
        }
        return builder.build(file.getFileName().toString());
    }

    private static CommandFailure wrong(final String message, final Exception cause)
    {
        return new CommandFailure(message, Errors.WRONG_ARGUMENT, cause);
    }
}
