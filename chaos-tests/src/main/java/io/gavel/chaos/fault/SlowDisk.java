package io.gavel.chaos.fault;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A disk that writes slowly for one process: the kernel's own limit of write operations (control group blkio). It is
 * felt where the process waits for its disk, so a node has to run with {@code gavel.durability=sync}.
 */
public final class SlowDisk implements AutoCloseable
{
    private static final Path GROUPS = Path.of("/sys/fs/cgroup/blkio");
    private static final Pattern NAME = Pattern.compile("gavel-slow-(\\d+)");
    private static final String PROCESSES = "cgroup.procs";
    private static final String LIMIT = "blkio.throttle.write_iops_device";
    private static final int MAJOR_SHIFT = 8;
    private static final int MINOR_MASK = 0xFF;
    private static final int MAJOR_MASK = 0xFFF;

    private final Path group = GROUPS.resolve("gavel-slow-" + ProcessHandle.current().pid());

    /**
     * Makes the control group, without a process in it, after removing those of processes that are dead.
     *
     * @throws FaultException where the system refuses.
     */
    public SlowDisk()
    {
        try
        {
            removeAbandoned();
            Files.createDirectories(group);
        }
        catch (final IOException e)
        {
            throw new FaultException("the control group " + group + " can't be made: " + e.getMessage(), e);
        }
    }

    /**
     * Why a disk can't be slowed down on this machine.
     *
     * @param directory on the disk.
     * @return a sentence, or nothing.
     */
    public static Optional<String> unavailable(final Path directory)
    {
        final Optional<String> refused = SystemCommand.unavailable("control groups");
        if (refused.isPresent())
        {
            return refused;
        }
        if (!Files.exists(GROUPS.resolve(PROCESSES)))
        {
            return Optional.of("a slow disk needs the control group blkio (version 1) at " + GROUPS);
        }
        try (SlowDisk disk = new SlowDisk())
        {
            disk.limit(directory, 1);
            return Optional.empty();
        }
        catch (final FaultException e)
        {
            return Optional.of("a disk can't be slowed down here: " + e.getMessage());
        }
    }

    /**
     * Slows the disk of a directory down for a process.
     *
     * @param pid             of the process.
     * @param directory       on the disk.
     * @param writesPerSecond operations that the disk takes, 1 or more.
     * @throws FaultException where the system refuses, as for a directory that is on no block device.
     */
    public void slowDown(final long pid, final Path directory, final int writesPerSecond)
    {
        limit(directory, writesPerSecond);
        move(pid, group);
    }

    /**
     * Lets a process write as fast as before.
     *
     * @param pid of the process.
     * @throws FaultException where the system refuses.
     */
    public void heal(final long pid)
    {
        move(pid, GROUPS);
    }

    private void limit(final Path directory, final int writesPerSecond)
    {
        try
        {
            final long device = (Long)Files.getAttribute(directory, "unix:dev");
            final String number = (device >>> MAJOR_SHIFT & MAJOR_MASK) + ":" + (device & MINOR_MASK);
            Files.writeString(group.resolve(LIMIT), number + " " + writesPerSecond);
        }
        catch (final IOException e)
        {
            throw new FaultException("writes to the disk of " + directory + " can't be limited: " + e.getMessage(), e);
        }
    }

    private static void move(final long pid, final Path group)
    {
        try
        {
            Files.writeString(group.resolve(PROCESSES), Long.toString(pid));
        }
        catch (final IOException e)
        {
            throw new FaultException("process " + pid + " can't be moved to the control group " + group + ": " +
                e.getMessage(), e);
        }
    }

    /**
     * Lets every process write as fast as before, and removes the control group.
     *
     * @throws FaultException where the system refuses.
     */
    @Override
    public void close()
    {
        try
        {
            remove(group);
        }
        catch (final IOException e)
        {
            throw new FaultException("the control group " + group + " can't be removed: " + e.getMessage(), e);
        }
    }

    private static void removeAbandoned() throws IOException
    {
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(GROUPS, "gavel-slow-*"))
        {
            for (final Path other : groups)
            {
                final Matcher matcher = NAME.matcher(other.getFileName().toString());
                if (matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty())
                {
                    remove(other);
                }
            }
        }
    }

    private static void remove(final Path group) throws IOException
    {
        if (Files.exists(group))
        {
            for (final String pid : Files.readAllLines(group.resolve(PROCESSES)))
            {
                if (ProcessHandle.of(Long.parseLong(pid)).isPresent())
                {
                    move(Long.parseLong(pid), GROUPS);
                }
            }
            Files.delete(group);
        }
    }
}
