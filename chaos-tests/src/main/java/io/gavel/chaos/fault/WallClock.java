package io.gavel.chaos.fault;

import io.gavel.ops.venue.NodePlacement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The wall clock of one node, which can be set while the node runs, for that process alone: a small library between the
 * process and the system's clock. The clock that only runs on (CLOCK_MONOTONIC) stays as it is, as where an operator or
 * a time service sets the time of a machine.
 */
public final class WallClock implements AutoCloseable
{
    private static final String SOURCE = "wall-clock.c";

    private static Optional<String> unavailable;
    private static Path library;

    private final Path file;
    private final UnsafeBuffer shiftNs;

    /**
     * Makes a clock that shows the true time.
     *
     * @throws FaultException where its file can't be made.
     */
    public WallClock()
    {
        try
        {
            file = Files.createTempFile("gavel-clock-" + ProcessHandle.current().pid() + "-", ".shift");
            file.toFile().deleteOnExit();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE))
            {
                final MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
                shiftNs = new UnsafeBuffer(mapped);
            }
        }
        catch (final IOException e)
        {
            throw new FaultException("the file of a clock can't be made: " + e.getMessage(), e);
        }
    }

    /**
     * Why no clock can be set on this machine. Tried once, by building the library.
     *
     * @return a sentence, or nothing.
     */
    public static synchronized Optional<String> unavailable()
    {
        if (unavailable == null)
        {
            try
            {
                build();
                unavailable = Optional.empty();
            }
            catch (final FaultException e)
            {
                unavailable = Optional.of("a clock that jumps needs Linux and a C compiler (Debian: gcc and " +
                    "libc6-dev): " + e.getMessage());
            }
        }
        return unavailable;
    }

    private static synchronized Path build()
    {
        if (library == null)
        {
            try (InputStream source = WallClock.class.getResourceAsStream(SOURCE))
            {
                final Path text = Files.createTempFile("gavel-clock-" + ProcessHandle.current().pid() + "-", ".c");
                final Path built = text.resolveSibling(text.getFileName().toString().replace(".c", ".so"));
                text.toFile().deleteOnExit();
                built.toFile().deleteOnExit();
                Files.write(text, source.readAllBytes());
                SystemCommand.run("cc", "-shared", "-fPIC", "-O2", "-o", built.toString(), text.toString(), "-ldl");
                library = built;
            }
            catch (final IOException e)
            {
                throw new FaultException(SOURCE + " can't be read or written: " + e.getMessage(), e);
            }
        }
        return library;
    }

    /**
     * Gives a node this clock.
     *
     * @param placement of the node.
     * @throws FaultException where the library can't be built.
     */
    public void place(final NodePlacement placement)
    {
        environment().forEach(placement::environment);
    }

    /**
     * What gives a process this clock.
     *
     * @return environment variables.
     * @throws FaultException where the library can't be built.
     */
    Map<String, String> environment()
    {
        return Map.of("LD_PRELOAD", build().toString(), "GAVEL_CLOCK_FILE", file.toString());
    }

    /**
     * Sets the clock.
     *
     * @param shift from the true time; less than zero for the past.
     */
    public void shift(final Duration shift)
    {
        shiftNs.putLongVolatile(0, shift.toNanos());
    }

    /**
     * Removes the clock's file.
     *
     * @throws FaultException where it can't be removed.
     */
    @Override
    public void close()
    {
        try
        {
            Files.deleteIfExists(file);
        }
        catch (final IOException e)
        {
            throw new FaultException("the file of a clock can't be removed: " + e.getMessage(), e);
        }
    }
}
