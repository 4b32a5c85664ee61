package io.gavel.ops.venue;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of a local venue: same java, class path and module flags as this one, its output appended to a log file.
 */
final class ChildProcess
{
    private static final long TERM_MS = 5_000;
    private static final long KILL_MS = 5_000;

    /** Added to a signal's number in the exit status of a process that it killed. */
    private static final int SIGNALED = 128;

    private final String name;
    private final String heap;
    private final String kind;
    private final Path config;
    private final Path log;
    private final NodePlacement placement;
    private final Path aotCache;
    private Process process;

    /**
     * Describes a process, without starting it.
     *
     * @param name      for messages.
     * @param heap      the largest heap where the placement has none, as {@code -Xmx} takes it.
     * @param kind      {@link VenueChild#NODE} or {@link VenueChild#GATEWAY}.
     * @param config    the file it is started with.
     * @param log       where its output goes.
     * @param placement by and with what it is started, read at each start.
     * @param aotCache  ahead-of-time cache of its class path, or null.
     */
    ChildProcess(
        final String name,
        final String heap,
        final String kind,
        final Path config,
        final Path log,
        final NodePlacement placement,
        final Path aotCache)
    {
        this.name = name;
        this.heap = heap;
        this.kind = kind;
        this.config = config;
        this.log = log;
        this.placement = placement;
        this.aotCache = aotCache;
    }

    private List<String> command()
    {
        final List<String> command = new ArrayList<>(placement.commandPrefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (final String argument : ManagementFactory.getRuntimeMXBean().getInputArguments())
        {
            if (argument.startsWith("--"))
            {
                command.add(argument);
            }
        }
        command.add("-Xmx" + placement.heapOr(heap));
        command.add("-XX:+UseSerialGC");
        if (HugePages.areThere())
        {
            command.add(HugePages.FLAG);
        }
        command.add("-XX:+ExitOnOutOfMemoryError");
        if (aotCache != null && placement.classPath().isEmpty())
        {
            // Where the JVM cannot use it, it goes on without, and has nothing to say.
            command.add("-XX:AOTCache=" + aotCache);
            command.add("-Xlog:aot*=off,cds*=off");
        }
        command.add("-Dchronicle.analytics.disable=true");
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(placement.jvmFlags());
        command.add("-cp");
        command.add(classPath());
        command.add(placement.mainClass());
        command.add(kind);
        command.add(config.toString());
        return command;
    }

    private String classPath()
    {
        final StringBuilder entries = new StringBuilder();
        for (final Path entry : placement.classPath())
        {
            entries.append(entry).append(File.pathSeparator);
        }
        return entries.append(System.getProperty("java.class.path")).toString();
    }

    /**
     * Starts it.
     *
     * @throws IOException where the system refuses.
     */
    synchronized void start() throws IOException
    {
        if (isAlive())
        {
            throw new IllegalStateException(name + " runs already, as process " + process.pid());
        }
        final ProcessBuilder builder = new ProcessBuilder(command())
            .directory(log.toAbsolutePath().getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
        builder.environment().putAll(placement.environment());
        process = builder.start();
    }

    /**
     * Whether it runs.
     *
     * @return false before it started and after it ended.
     */
    synchronized boolean isAlive()
    {
        return process != null && process.isAlive();
    }

    /**
     * The system's number for it.
     *
     * @return of the newest start, -1 where it was never started.
     */
    synchronized long pid()
    {
        return process == null ? -1 : process.pid();
    }

    /**
     * Its name.
     *
     * @return for messages.
     */
    String name()
    {
        return name;
    }

    /**
     * Asks it to end (SIGTERM), without waiting.
     */
    synchronized void terminate()
    {
        if (process != null)
        {
            process.destroy();
        }
    }

    /**
     * Ends it at once (SIGKILL), and waits until it is gone.
     *
     * @throws InterruptedException where the thread is interrupted.
     */
    synchronized void kill() throws InterruptedException
    {
        if (process == null)
        {
            return;
        }
        process.destroyForcibly();
        if (!process.waitFor(KILL_MS, TimeUnit.MILLISECONDS))
        {
            throw new IllegalStateException(name + " (process " + process.pid() + ") did not end when it was killed");
        }
    }

    /**
     * Waits for the end of a process that was asked to end, and kills it after a bound.
     *
     * @throws InterruptedException where the thread is interrupted.
     */
    void awaitEnd() throws InterruptedException
    {
        final Process ending;
        synchronized (this)
        {
            ending = process;
        }
        if (ending != null && !ending.waitFor(TERM_MS, TimeUnit.MILLISECONDS))
        {
            kill();
        }
    }

    /**
     * Why it ended, for a person.
     *
     * @return the signal that killed it, or its exit status and the last line of its log.
     */
    synchronized String obituary()
    {
        if (process == null || process.isAlive())
        {
            return name + " runs";
        }
        final int status = process.exitValue();
        return status > SIGNALED ? name + " was killed by signal " + (status - SIGNALED) :
            name + " ended with status " + status + lastLine();
    }

    private String lastLine()
    {
        try
        {
            final List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\t") && !line.startsWith(" ")).toList();
            return lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1).strip();
        }
        catch (final IOException e)
        {
            return "";
        }
    }
}
