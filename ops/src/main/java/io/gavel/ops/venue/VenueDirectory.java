package io.gavel.ops.venue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a local venue lives: a temporary directory for data, configurations and logs, and one in memory for the media
 * drivers' buffers. Both are locked while the venue runs; what a venue left behind that was killed is removed when the
 * next one starts.
 */
final class VenueDirectory
{
    private static final String PREFIX = "gavel-venue-";
    private static final String LOCK = "lock";

    /** As the SDK names the private driver of a client, followed by the number of its process. */
    private static final String CLIENT_PREFIX = "gavel-client-";
    private static final String KEEP = "keep";
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    /** A container's default of 64 MiB does not hold three media drivers. */
    private static final long SHARED_MEMORY_LEAST = 1L << 30;

    private final Path path;
    private final Path memory;
    private final FileChannel pathLock;
    private final FileChannel memoryLock;

    private VenueDirectory(
        final Path path, final Path memory, final FileChannel pathLock, final FileChannel memoryLock)
    {
        this.path = path;
        this.memory = memory;
        this.pathLock = pathLock;
        this.memoryLock = memoryLock;
    }

    /**
     * Makes the directories, readable by this user only.
     *
     * @param where the one for data, configurations and logs is made; exists.
     * @return locked, empty.
     * @throws IOException where a directory cannot be made.
     */
    static VenueDirectory create(final Path where) throws IOException
    {
        final Path parent = where.toAbsolutePath();
        removeAbandoned(parent);
        final Path path = createIn(parent);
        final FileChannel pathLock = lock(path);
        if (Files.isWritable(SHARED_MEMORY) && SHARED_MEMORY.toFile().getUsableSpace() >= SHARED_MEMORY_LEAST)
        {
            removeAbandoned(SHARED_MEMORY);
            AbandonedDrivers.remove(SHARED_MEMORY);
            final Path memory = createIn(SHARED_MEMORY);
            return new VenueDirectory(path, memory, pathLock, lock(memory));
        }
        return new VenueDirectory(path, path, pathLock, null);
    }

    /**
     * For data, configurations and logs.
     *
     * @return absolute path.
     */
    Path path()
    {
        return path;
    }

    /**
     * For the media driver of a process of the venue.
     *
     * @param name of the process.
     * @return absolute path of a directory that the driver makes.
     */
    Path driver(final String name)
    {
        return memory.resolve("aeron-" + name);
    }

    /**
     * Leaves the data directory on disk; the drivers' buffers go.
     *
     * @throws IOException where the mark cannot be written, or the buffers not be removed.
     */
    void keep() throws IOException
    {
        Files.writeString(path.resolve(KEEP), "This venue's owner asked to keep it.\n");
        release();
        if (memory.equals(path))
        {
            try (DirectoryStream<Path> drivers = Files.newDirectoryStream(path, "aeron-*"))
            {
                for (final Path driver : drivers)
                {
                    delete(driver);
                }
            }
        }
        else
        {
            delete(memory);
        }
        Files.deleteIfExists(path.resolve(LOCK));
    }

    /**
     * Removes everything.
     *
     * @throws IOException where something cannot be removed.
     */
    void delete() throws IOException
    {
        delete(memory);
        delete(path);
        release();
    }

    private void release() throws IOException
    {
        pathLock.close();
        if (memoryLock != null)
        {
            memoryLock.close();
        }
    }

    private static Path createIn(final Path parent) throws IOException
    {
        return Files.createTempDirectory(parent, PREFIX,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static FileChannel lock(final Path directory) throws IOException
    {
        final FileChannel channel = FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null)
        {
            throw new IOException(directory + " is locked by another process");
        }
        // Whoever finds the lock abandoned knows by it whose clients' buffers were left as well.
        channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    // A lock ends with its process, however that ended. The lock comes right after the directory, so one without it is
    // either just being made or no venue's, and stays.
    private static void removeAbandoned(final Path parent) throws IOException
    {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(parent, PREFIX + "*"))
        {
            for (final Path candidate : candidates)
            {
                if (Files.isWritable(candidate) && Files.exists(candidate.resolve(LOCK)) && isAbandoned(candidate))
                {
                    removeClients(Files.readString(candidate.resolve(LOCK)).strip(), parent);
                    delete(candidate);
                }
            }
        }
        catch (final UncheckedIOException | NoSuchFileException e)
        {
            // Another venue removed it first, which is as good.
            return;
        }
    }

    // The buffers of the SDK's clients in a process that was killed; a process of the same number may live by now.
    private static void removeClients(final String pid, final Path parent) throws IOException
    {
        if (!pid.matches("[0-9]{1,10}") || ProcessHandle.of(Long.parseLong(pid)).isPresent())
        {
            return;
        }
        try (DirectoryStream<Path> clients = Files.newDirectoryStream(parent, CLIENT_PREFIX + pid + "-*"))
        {
            for (final Path client : clients)
            {
                delete(client);
            }
        }
    }

    private static boolean isAbandoned(final Path candidate) throws IOException
    {
        if (Files.exists(candidate.resolve(KEEP)))
        {
            return false;
        }
        try (FileChannel channel = FileChannel.open(candidate.resolve(LOCK), StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock())
        {
            return lock != null;
        }
        catch (final OverlappingFileLockException e)
        {
            return false;
        }
    }

    /**
     * Removes a directory and what is in it, and follows no link.
     *
     * @param directory to remove; may be missing.
     * @throws IOException where something cannot be removed.
     */
    static void delete(final Path directory) throws IOException
    {
        if (!Files.exists(directory))
        {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>()
        {
            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException
            {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(final Path file, final IOException e) throws IOException
            {
                if (e instanceof NoSuchFileException)
                {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(final Path visited, final IOException e) throws IOException
            {
                if (e != null)
                {
                    throw e;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
