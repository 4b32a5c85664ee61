package io.gavel.chaos.load;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A broker in a process of its own, which can be killed and started again. Its journal is followed as it grows.
 */
public final class BrokerProcess implements AutoCloseable
{
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long UP_PATIENCE_S = 90;
    private static final long END_PATIENCE_S = 10;

    private final Path directory;
    private final String name;
    private final Journal journal;
    private final JournalTail tail;
    private final Thread follower;
    private volatile boolean isClosed;
    private Process process;
    private int tokens;

    /**
     * Describes a broker, and follows its journal.
     *
     * @param settings  of the broker.
     * @param directory for its files.
     * @param journal   that gets what the process's journal says.
     * @throws IOException where the files cannot be written.
     */
    BrokerProcess(final BrokerSettings settings, final Path directory, final Journal journal) throws IOException
    {
        this.directory = directory;
        this.name = settings.name();
        this.journal = journal;
        final Properties properties = new Properties();
        properties.setProperty("name", settings.name());
        properties.setProperty("password", settings.password());
        properties.setProperty("members", settings.members());
        properties.setProperty("accountId", Long.toString(settings.accountId()));
        properties.setProperty("commandsPerSecond", Integer.toString(settings.commandsPerSecond()));
        properties.setProperty("seed", Long.toString(settings.seed()));
        properties.setProperty("symbols", String.join(",", settings.symbols()));
        properties.setProperty("journal", directory.resolve(name + ".journal").toString());
        properties.setProperty("sdkJournal", directory.resolve(name + ".sdk").toString());
        try (Writer writer = Files.newBufferedWriter(config()))
        {
            properties.store(writer, "A broker of a drill");
        }
        tail = new JournalTail(directory.resolve(name + ".journal"), journal);
        follower = new Thread(this::follow, "journal-of-" + name);
        follower.setDaemon(true);
        follower.start();
    }

    private Path config()
    {
        return directory.resolve(name + ".properties");
    }

    private void follow()
    {
        try
        {
            while (!isClosed)
            {
                if (tail.poll() == 0)
                {
                    LockSupport.parkNanos(POLL_NS);
                }
            }
        }
        catch (final IOException | RuntimeException e)
        {
            journal.problem("the journal of " + name + " cannot be followed: " + e);
        }
    }

    /**
     * Starts the process, with what an earlier one left. It rests until it is told to trade.
     *
     * @throws IOException where the system refuses.
     */
    public synchronized void start() throws IOException
    {
        if (isAlive())
        {
            throw new IllegalStateException(name + " runs already, as process " + process.pid());
        }
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("--")).forEach(command::add);
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
            System.getProperty("java.class.path"), BrokerMain.class.getName(), config().toString()));
        process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(
            ProcessBuilder.Redirect.appendTo(new File(directory.resolve(name + ".log").toString()))).start();
    }

    /**
     * Waits until it is connected, and what an earlier process left is resolved.
     *
     * @throws InterruptedException  where the thread is interrupted.
     * @throws IllegalStateException where it ends, or is not up within 90 s; the message has the end of its log.
     */
    public void awaitUp() throws InterruptedException
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(UP_PATIENCE_S);
        while (tail.upPid() != pid())
        {
            if (!isAlive() || System.nanoTime() - deadlineNs > 0)
            {
                throw new IllegalStateException(name + (isAlive() ? " is not up after " + UP_PATIENCE_S + " s" :
                    " ended while it started") + ": " + lastLine());
            }
            TimeUnit.NANOSECONDS.sleep(POLL_NS);
        }
    }

    private String lastLine()
    {
        try
        {
            final List<String> lines = Files.readAllLines(directory.resolve(name + ".log")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("\t")).toList();
            return lines.isEmpty() ? "its log is empty" : lines.get(lines.size() - 1).strip();
        }
        catch (final IOException e)
        {
            return "it has no log: " + e.getMessage();
        }
    }

    /**
     * Whether its process runs.
     *
     * @return false before it was started and after it ended.
     */
    public synchronized boolean isAlive()
    {
        return process != null && process.isAlive();
    }

    private synchronized long pid()
    {
        return process.pid();
    }

    /**
     * Kills it (SIGKILL), and returns when its process is gone.
     *
     * @throws IOException          where the buffers of its media driver cannot be removed.
     * @throws InterruptedException where the thread is interrupted.
     */
    public synchronized void kill() throws IOException, InterruptedException
    {
        if (process == null)
        {
            return;
        }
        process.destroyForcibly();
        if (!process.waitFor(END_PATIENCE_S, TimeUnit.SECONDS))
        {
            throw new IllegalStateException(name + " did not end when it was killed");
        }
        removeDriver();
    }

    private void removeDriver() throws IOException
    {
        if (!Files.isDirectory(SHARED_MEMORY))
        {
            return;
        }
        try (DirectoryStream<Path> drivers =
            Files.newDirectoryStream(SHARED_MEMORY, "gavel-client-" + process.pid() + "-*"))
        {
            for (final Path driver : drivers)
            {
                try (Stream<Path> files = Files.walk(driver))
                {
                    for (final Path file : files.sorted(Comparator.reverseOrder()).toList())
                    {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    /** Tells it to trade. */
    void trade()
    {
        tell("trade");
    }

    /** Tells it to send no more, and to say so when everything is answered. */
    void rest()
    {
        tell("rest " + ++tokens);
    }

    private synchronized void tell(final String order)
    {
        if (!isAlive())
        {
            return;
        }
        try
        {
            process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(name + " does not take orders: its process is gone", e);
        }
    }

    /** Waits until it does what it was last told by {@link #rest()}; false where it does not in time. */
    boolean awaitRest(final long deadlineNs) throws InterruptedException
    {
        final String token = Integer.toString(tokens);
        while (!tail.lastToken().equals(token))
        {
            if (System.nanoTime() - deadlineNs > 0)
            {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(POLL_NS);
        }
        return true;
    }

    Journal journal()
    {
        return journal;
    }

    int unanswered()
    {
        return tail.unanswered();
    }

    /** Ends the process and the following. */
    @Override
    public void close()
    {
        isClosed = true;
        try
        {
            kill();
            follower.join(TimeUnit.SECONDS.toMillis(END_PATIENCE_S));
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException("cannot clean up behind " + name, e);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }
}
