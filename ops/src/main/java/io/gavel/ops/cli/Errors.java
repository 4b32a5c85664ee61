package io.gavel.ops.cli;

import io.gavel.client.InvalidOrderException;
import io.gavel.client.QueryRejectedException;
import io.gavel.client.UnknownSymbolException;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * How a command that cannot do what it says ends: one line on standard error and an exit status, never a stack trace
 * (unless the system property {@code gavel.stacktraces} is set to true).
 */
public final class Errors
{
    /** Exit status where the command failed. */
    public static final int FAILED = 1;

    /** Exit status where an argument was wrong. */
    public static final int WRONG_ARGUMENT = 2;

    private Errors()
    {
    }

    /**
     * Tells what was wrong with the arguments.
     *
     * @param e    that picocli or a command threw.
     * @param args as they were given.
     * @return {@link #WRONG_ARGUMENT}.
     */
    public static int onWrongArgument(final ParameterException e, final String[] args)
    {
        final CommandLine command = e.getCommandLine();
        final String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + firstLine(e.getMessage()) + " (see " + name + " --help)");
        return WRONG_ARGUMENT;
    }

    /**
     * Tells why a command failed.
     *
     * @param e       that the command threw.
     * @param command that failed.
     * @param parsed  its arguments.
     * @return {@link #FAILED}, or {@link #WRONG_ARGUMENT} where it was an argument after all.
     */
    public static int onFailure(final Exception e, final CommandLine command, final ParseResult parsed)
    {
        if (e instanceof ParameterException)
        {
            return onWrongArgument((ParameterException)e, new String[0]);
        }
        if (Boolean.getBoolean("gavel.stacktraces"))
        {
            e.printStackTrace(command.getErr());
        }
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + describe(e));
        if (e instanceof CommandFailure)
        {
            return ((CommandFailure)e).exitStatus();
        }
        // The SDK checks what it is given before it sends anything.
        return e instanceof InvalidOrderException || e instanceof UnknownSymbolException ||
            e instanceof IllegalArgumentException ? WRONG_ARGUMENT : FAILED;
    }

    /**
     * One line for a person.
     *
     * @param failure any exception.
     * @return its sentence, or that of what caused it where it only wraps.
     */
    public static String describe(final Throwable failure)
    {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException) &&
            cause.getCause() != null)
        {
            cause = cause.getCause();
        }
        final String message = firstLine(cause.getMessage());
        if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException)
        {
            return "no such file: " + message;
        }
        if (cause instanceof AccessDeniedException)
        {
            return "no permission for " + message;
        }
        if (cause instanceof UnknownSymbolException unknown)
        {
            return "symbol '" + unknown.symbol() +
                "' is not listed at this venue: ./gavel instrument list names those that are";
        }
        if (cause instanceof QueryRejectedException rejected)
        {
            return message.replace(rejected.reason().name(), Rejections.sentence(rejected.reason()));
        }
        if (cause instanceof CharacterCodingException)
        {
            return "no text in UTF-8";
        }
        if (message.isEmpty())
        {
            return cause.getClass().getSimpleName();
        }
        // What the JDK throws unasked says little without its name.
        final boolean isPlain = cause instanceof IllegalArgumentException || cause instanceof IllegalStateException ||
            cause instanceof UncheckedIOException || !(cause instanceof RuntimeException) ||
            !cause.getClass().getName().startsWith("java.");
        return isPlain ? message : cause.getClass().getSimpleName() + ": " + message;
    }

    private static String firstLine(final String message)
    {
        return message == null ? "" : message.strip().lines().findFirst().orElse("");
    }
}
