package io.gavel.ops.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads passwords: never from the command line, where every user of the machine could see them.
 */
public final class Secrets
{
    private Secrets()
    {
    }

    /**
     * A password from a file.
     *
     * @param file whose first line it is.
     * @return the password.
     * @throws CommandFailure with status 2 where the file cannot be read, or its first line is empty.
     */
    public static char[] fromFile(final Path file)
    {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8))
        {
            return firstLine(reader, "the first line of " + file);
        }
        catch (final IOException e)
        {
            throw new CommandFailure("cannot read the password in " + file + ": " + Errors.describe(e),
                Errors.WRONG_ARGUMENT, e);
        }
    }

    /**
     * A new password: asked for twice on a terminal, else the first line of standard input.
     *
     * @param whose for the prompt.
     * @return the password.
     * @throws IOException where standard input cannot be read.
     */
    public static char[] ask(final String whose) throws IOException
    {
        final Console console = System.console();
        if (console == null)
        {
            return firstLine(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                "the first line of standard input");
        }
        final char[] password = console.readPassword("Password for %s: ", whose);
        final char[] again = console.readPassword("Again: ");
        if (password == null || password.length == 0)
        {
            throw new CommandFailure("no password was given", Errors.WRONG_ARGUMENT, null);
        }
        if (!Arrays.equals(password, again))
        {
            throw new CommandFailure("the two passwords differ", Errors.WRONG_ARGUMENT, null);
        }
        return password;
    }

    private static char[] firstLine(final BufferedReader reader, final String where) throws IOException
    {
        final String line = reader.readLine();
        if (line == null || line.isEmpty())
        {
            throw new CommandFailure(
                "no password: " + where + " is empty, and should be the password", Errors.WRONG_ARGUMENT, null);
        }
        return line.toCharArray();
    }
}
