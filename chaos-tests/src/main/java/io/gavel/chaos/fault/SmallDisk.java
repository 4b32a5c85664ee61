package io.gavel.chaos.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small file system of its own (tmpfs), for the data of one node. It becomes full by taking no more than it has, as
 * where somebody's forgotten dump took the rest.
 */
public final class SmallDisk implements AutoCloseable
{
    private static final Pattern NAME = Pattern.compile("gavel-disk-(\\d+)-.+");
    private static final String FILLER = "filler";
    private static final byte[] PAGE = new byte[4096];
    private static final long SLACK = 2 << 20;

    private static Optional<String> unavailable;

    private final Path mountPoint;
    private final long bytes;
    private boolean isClosed;

    private SmallDisk(final Path mountPoint, final long bytes)
    {
        this.mountPoint = mountPoint;
        this.bytes = bytes;
    }

    /**
     * Why there can be none on this machine. Tried once, by mounting one.
     *
     * @return a sentence, or nothing.
     */
    public static synchronized Optional<String> unavailable()
    {
        if (unavailable == null)
        {
            unavailable = SystemCommand.unavailable("file systems of their own", "mount", "umount");
            if (unavailable.isEmpty())
            {
                try (SmallDisk disk = mount("trial", 16 << 20))
                {
                    disk.fill();
                    disk.free();
                }
                catch (final FaultException e)
                {
                    unavailable = Optional.of("a small file system can't be mounted here: " + e.getMessage());
                }
            }
        }
        return unavailable;
    }

    /**
     * Mounts an empty one, after removing those of processes that are dead.
     *
     * @param name  of it, unique in this process.
     * @param bytes how much it holds; it takes memory for what is written.
     * @return in a directory of the temporary directory.
     * @throws FaultException where the system refuses.
     */
    public static SmallDisk mount(final String name, final long bytes)
    {
        removeAbandoned();
        final Path mountPoint = temporary().resolve("gavel-disk-" + ProcessHandle.current().pid() + "-" + name);
        try
        {
            Files.createDirectories(mountPoint);
        }
        catch (final IOException e)
        {
            throw new FaultException(mountPoint + " can't be made: " + e.getMessage(), e);
        }
        try
        {
            SystemCommand.run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "gavel", mountPoint.toString());
            return new SmallDisk(mountPoint, bytes);
        }
        catch (final FaultException e)
        {
            remove(mountPoint);
            throw e;
        }
    }

    private static Path temporary()
    {
        return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    }

    /**
     * Where it is mounted.
     *
     * @return absolute path.
     */
    public Path directory()
    {
        return mountPoint;
    }

    /**
     * Leaves no space: the disk shrinks to a little more than is used, and a file takes that.
     *
     * @throws FaultException where some is left all the same.
     */
    public void fill()
    {
        try
        {
            final FileStore store = Files.getFileStore(mountPoint);
            // Somebody may write meanwhile, and a size below what is used is refused.
            resize(store.getTotalSpace() - store.getUsableSpace() + SLACK);
            try (OutputStream filler = Files.newOutputStream(mountPoint.resolve(FILLER)))
            {
                for (long written = 0; written <= SLACK; written += PAGE.length)
                {
                    filler.write(PAGE);
                }
            }
            throw new FaultException(mountPoint + " can't be filled: " + store.getUsableSpace() + " bytes are left");
        }
        catch (final IOException e)
        {
            if (!String.valueOf(e.getMessage()).contains("No space left"))
            {
                throw new FaultException(mountPoint + " can't be filled: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Gives the space back that {@link #fill()} took.
     *
     * @throws FaultException where the system refuses.
     */
    public void free()
    {
        resize(bytes);
        try
        {
            Files.deleteIfExists(mountPoint.resolve(FILLER));
        }
        catch (final IOException e)
        {
            throw new FaultException(mountPoint + " can't be freed: " + e.getMessage(), e);
        }
    }

    private void resize(final long size)
    {
        SystemCommand.run("mount", "-o", "remount,size=" + size, mountPoint.toString());
    }

    /**
     * Unmounts it, and removes everything; who used it should have ended.
     *
     * @throws FaultException where the system refuses.
     */
    @Override
    public synchronized void close()
    {
        if (!isClosed)
        {
            isClosed = true;
            remove(mountPoint);
        }
    }

    private static void removeAbandoned()
    {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(temporary(), "gavel-disk-*"))
        {
            for (final Path entry : entries)
            {
                final Matcher matcher = NAME.matcher(entry.getFileName().toString());
                if (matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty())
                {
                    remove(entry);
                }
            }
        }
        catch (final IOException e)
        {
            throw new FaultException(temporary() + " can't be read: " + e.getMessage(), e);
        }
    }

    private static void remove(final Path mountPoint)
    {
        try
        {
            final List<String> mounts = Files.readAllLines(Path.of("/proc/self/mounts"));
            if (mounts.stream().anyMatch(line -> line.split(" ")[1].equals(mountPoint.toString())))
            {
                // A process that was just killed may still hold a file: the mount goes with it.
                SystemCommand.run("umount", "--lazy", mountPoint.toString());
            }
            Files.deleteIfExists(mountPoint);
        }
        catch (final IOException e)
        {
            throw new FaultException(mountPoint + " can't be removed: " + e.getMessage(), e);
        }
    }
}
