package io.gavel.client;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.BufferUtil;
import org.agrona.CloseHelper;

/** A journal's file while it is open: mapped into memory, and locked against other clients and processes. */
final class JournalFile implements AutoCloseable
{
    // The system's locks are the process's: closing a second channel would give the first one's lock back.
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path realPath;
    private final FileChannel channel;
    private final MappedByteBuffer map;

    private JournalFile(final Path path, final Path realPath, final FileChannel channel) throws IOException
    {
        this.path = path;
        this.realPath = realPath;
        this.channel = channel;
        map = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
    }

    /**
     * Opens the file, or makes it.
     *
     * @param path     whose directory is there.
     * @param owner    of a new file.
     * @param capacity of the ring of a new file, bytes, a power of two.
     * @return the file, locked.
     * @throws JournalException where it can't be used.
     */
    static JournalFile open(final Path path, final SessionJournal.Owner owner, final long capacity)
    {
        Path realPath = null;
        FileChannel channel = null;
        try
        {
            createWhereMissing(path);
            final Path real = path.toRealPath();
            if (!OPEN.add(real))
            {
                throw new JournalException(
                    "journal " + path + " is in use by another client of this process: give each connection its own");
            }
            realPath = real;
            channel = FileChannel.open(real, StandardOpenOption.READ, StandardOpenOption.WRITE);
            final FileLock lock = channel.tryLock();
            if (lock == null)
            {
                throw new JournalException("journal " + path + " is in use by another process: end that process, or " +
                    "give this connection a journal of its own");
            }
            JournalHeader.initialise(path, channel, owner, capacity);
            return new JournalFile(path, realPath, channel);
        }
        catch (final IOException | RuntimeException e)
        {
            CloseHelper.quietClose(channel);
            if (realPath != null)
            {
                OPEN.remove(realPath);
            }
            throw e instanceof JournalException journal ? journal : new JournalException(
                "journal " + path + " can't be opened: " + e + "; check that its directory is there, that this user " +
                    "may write to it, and that the disk has room", e);
        }
    }

    private static void createWhereMissing(final Path path) throws IOException
    {
        try
        {
            Files.createFile(path);
        }
        catch (final FileAlreadyExistsException e)
        {
            if (Files.isDirectory(path))
            {
                throw new JournalException("journal " + path + " is a directory: expected a file", e);
            }
        }
    }

    /** As it was named. */
    Path path()
    {
        return path;
    }

    /** All of it; not to be touched once this is closed. */
    MappedByteBuffer map()
    {
        return map;
    }

    /** Gives the lock back. */
    @Override
    public void close()
    {
        BufferUtil.free(map);
        CloseHelper.quietClose(channel);
        OPEN.remove(realPath);
    }
}
