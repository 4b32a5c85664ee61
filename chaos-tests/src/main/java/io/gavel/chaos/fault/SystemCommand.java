package io.gavel.chaos.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands of the system, such as {@code ip} and {@code mount}, for at most a minute each.
 */
final class SystemCommand
{
    private static final long TIMEOUT_S = 60;
    private static final List<Path> PLACES = List.of(
        Path.of("/usr/sbin"), Path.of("/sbin"), Path.of("/usr/bin"), Path.of("/bin"));

    private SystemCommand()
    {
    }

    /**
     * Runs a command.
     *
     * @param words the command and its arguments.
     * @return what it wrote, errors included.
     * @throws FaultException where it can't be started, fails, or does not end in time.
     */
    static String run(final String... words)
    {
        try
        {
            final Path output = Files.createTempFile("gavel-command", ".out");
            try
            {
                final Process process = new ProcessBuilder(words).redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile()).redirectOutput(output.toFile()).start();
                final boolean hasEnded = process.waitFor(TIMEOUT_S, TimeUnit.SECONDS);
                final String text = Files.readString(output, StandardCharsets.UTF_8).strip();
                if (!hasEnded)
                {
                    process.destroyForcibly();
                    throw new FaultException("'" + String.join(" ", words) + "' did not end in " + TIMEOUT_S + " s");
                }
                if (process.exitValue() != 0)
                {
                    throw new FaultException("'" + String.join(" ", words) + "' ended with status " +
                        process.exitValue() + ": " + text.replaceAll("\\s*\\R\\s*", "; "));
                }
                return text;
            }
            finally
            {
                Files.delete(output);
            }
        }
        catch (final IOException e)
        {
            throw new FaultException("'" + String.join(" ", words) + "' can't be run: " + e.getMessage(), e);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted while '" + String.join(" ", words) + "' ran", e);
        }
    }

    /**
     * Why this process may not do what only Linux's root may.
     *
     * @param purpose  what it is needed for, such as {@code network namespaces}.
     * @param commands that are needed as well.
     * @return a sentence, or nothing where it may and all commands are there.
     */
    static Optional<String> unavailable(final String purpose, final String... commands)
    {
        try
        {
            final Path self = Path.of("/proc/self");
            if (!Files.exists(self))
            {
                return Optional.of(purpose + " need Linux, and this is " + System.getProperty("os.name"));
            }
            if (!Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid")))
            {
                return Optional.of(purpose + " can only be made by root, and this is " +
                    System.getProperty("user.name"));
            }
        }
        catch (final IOException e)
        {
            return Optional.of("who runs this process can't be told: " + e.getMessage());
        }
        for (final String command : commands)
        {
            if (PLACES.stream().noneMatch(place -> Files.isExecutable(place.resolve(command))))
            {
                return Optional.of(purpose + " need the command " + command + ", which is not installed");
            }
        }
        return Optional.empty();
    }
}
