package io.gavel.cluster.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The lock of a node's directory, which the operating system gives back when its process dies, however it dies. A node,
 * and a tool that changes its files, holds it alone; tools that read share it, so that no node starts meanwhile.
 */
public final class NodeLock implements AutoCloseable
{
    /** Name of the file in a node's directory; its holder writes its process number into it. */
    public static final String FILE = "node.lock";

    private static final int PID_BYTES_MAX = 32;

    // Closing any channel of a file gives back all locks that this process has on it: so there is one channel for each
    // file, and what holds it is counted here.
    private static final Map<Path, Held> HELD = new HashMap<>();

    private final Path file;
    private boolean closed;

    private NodeLock(final Path file)
    {
        this.file = file;
    }

    /** What this process holds of one file. */
    private static final class Held
    {
        private final FileChannel channel;
        private final boolean isShared;
        private int count = 1;

        private Held(final FileChannel channel, final boolean isShared)
        {
            this.channel = channel;
            this.isShared = isShared;
        }
    }

    /**
     * Takes a directory for this process alone.
     *
     * @param dir of a node, or one that is to become a node's; must be there.
     * @return the lock, until it is closed.
     * @throws NodeInUseException where another has it.
     * @throws StorageException   where the lock file cannot be used.
     */
    public static NodeLock exclusive(final Path dir)
    {
        return lock(dir, false);
    }

    /**
     * Keeps nodes off a directory while it is read. Where there is no lock file, no node has lived there: nothing is
     * made, and nothing held.
     *
     * @param dir of a node.
     * @return the lock, until it is closed.
     * @throws NodeInUseException where a node, or a tool that changes its files, has it.
     * @throws StorageException   where the lock file cannot be used.
     */
    public static NodeLock shared(final Path dir)
    {
        return lock(dir, true);
    }

    private static NodeLock lock(final Path dir, final boolean isShared)
    {
        synchronized (HELD)
        {
            Path file = dir.resolve(FILE);
            try
            {
                if (isShared && !Files.exists(file))
                {
                    return new NodeLock(null);
                }
                file = dir.toRealPath().resolve(FILE);
                final Held held = HELD.get(file);
                if (null == held)
                {
                    HELD.put(file, new Held(open(dir, file, isShared), isShared));
                }
                else if (isShared && held.isShared)
                {
                    held.count++;
                }
                else
                {
                    throw inUse(dir, ProcessHandle.current().pid());
                }
                return new NodeLock(file);
            }
            catch (final IOException e)
            {
                throw new StorageException("lock file " + file + " cannot be used (" + e.getClass().getSimpleName() +
                    ": " + e.getMessage() + "): give a directory on a local disk that this user may use", e);
            }
        }
    }

    private static FileChannel open(final Path dir, final Path file, final boolean isShared) throws IOException
    {
        final FileChannel channel = isShared ? FileChannel.open(file, StandardOpenOption.READ) :
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean isLocked = false;
        try
        {
            final FileLock lock = channel.tryLock(0, Long.MAX_VALUE, isShared);
            if (null == lock)
            {
                throw inUse(dir, pid(channel));
            }
            if (!isShared)
            {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(
                    Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
            }
            isLocked = true;
            return channel;
        }
        finally
        {
            if (!isLocked)
            {
                channel.close();
            }
        }
    }

    private static long pid(final FileChannel channel) throws IOException
    {
        final ByteBuffer bytes = ByteBuffer.allocate(PID_BYTES_MAX);
        channel.read(bytes, 0);
        final String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    private static NodeInUseException inUse(final Path dir, final long pid)
    {
        // A tool that reads leaves the number of the last node: it is named only where it lives.
        final boolean isKnown = pid > 0 && ProcessHandle.of(pid).isPresent();
        return new NodeInUseException(isKnown ?
            dir + " is in use by node process " + pid + ": stop it first (kill " + pid +
            "; SIGTERM), or ask the running venue by ./gavel snapshots" :
            dir + " is in use by another process: let it end first, or ask the running venue by ./gavel snapshots",
            isKnown ? pid : -1);
    }

    /** Gives the directory back; may be called more than once. */
    @Override
    public void close()
    {
        synchronized (HELD)
        {
            if (closed || null == file)
            {
                return;
            }
            closed = true;
            final Held held = HELD.get(file);
            if (0 == --held.count)
            {
                HELD.remove(file);
                try
                {
                    held.channel.close();
                }
                catch (final IOException e)
                {
                    throw new StorageException("the lock " + file + " could not be given back: " + e.getMessage(), e);
                }
            }
        }
    }
}
