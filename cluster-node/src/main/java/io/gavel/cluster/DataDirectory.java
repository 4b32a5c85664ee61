package io.gavel.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory of one node: the archive's and the cluster's folders, and a lock that the operating system gives back
 * when the process dies, however it dies. Who holds the lock knows that no other node lives on the directory, and so
 * that mark files that look live are left over.
 */
final class DataDirectory implements AutoCloseable
{
    private static final String LOCK_FILE = "node.lock";

    private final File dir;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(final File dir, final FileChannel channel, final FileLock lock)
    {
        this.dir = dir;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the directory, and checks that a node can live in it.
     *
     * @param dir      of the node.
     * @param spaceMin free bytes that must be there.
     */
    static void check(final File dir, final long spaceMin)
    {
        final String key = NodeSetting.DATA_DIR.key() + "=" + dir;
        if (dir.exists() && !dir.isDirectory())
        {
            throw new ConfigurationException(key + " is not a directory: give one, or a path that does not exist yet");
        }
        try
        {
            Files.createDirectories(dir.toPath());
            final Path probe = Files.createTempFile(dir.toPath(), "write", ".probe");
            Files.delete(probe);
        }
        catch (final IOException e)
        {
            throw new ConfigurationException(key + " cannot be written (" + e.getClass().getSimpleName() + ": " +
                e.getMessage() + "): give a directory that this user may write to, on a disk with free space", e);
        }
        final long space = dir.getUsableSpace();
        if (space < spaceMin)
        {
            throw new ConfigurationException(key + " is on a disk with " + (space >> 20) + " MiB free, " +
                NodeSetting.DATA_SPACE_MIN.key() + " asks for " + (spaceMin >> 20) +
                " MiB: free some, or give another directory");
        }
    }

    /**
     * Takes the directory for this node.
     *
     * @param dir that was checked.
     * @return the directory, until it is closed.
     * @throws NodeException where another node lives there.
     */
    static DataDirectory lock(final File dir)
    {
        final Path file = dir.toPath().resolve(LOCK_FILE);
        FileChannel channel = null;
        try
        {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            final FileLock lock = channel.tryLock();
            if (null != lock)
            {
                return new DataDirectory(dir, channel, lock);
            }
            channel.close();
        }
        catch (final OverlappingFileLockException e)
        {
            closeAfter(channel, e);
            throw new NodeException(inUse(dir), e);
        }
        catch (final IOException e)
        {
            closeAfter(channel, e);
            throw new NodeException("lock file " + file + " cannot be used (" + e.getMessage() +
                "): give " + NodeSetting.DATA_DIR.key() + " a directory on a local disk", e);
        }
        throw new NodeException(inUse(dir));
    }

    private static void closeAfter(final FileChannel channel, final Exception failure)
    {
        try
        {
            if (null != channel)
            {
                channel.close();
            }
        }
        catch (final IOException e)
        {
            failure.addSuppressed(e);
        }
    }

    private static String inUse(final File dir)
    {
        return NodeSetting.DATA_DIR.key() + "=" + dir +
            " is in use by another node: stop it, or give another directory";
    }

    File archive()
    {
        return new File(dir, "archive");
    }

    File cluster()
    {
        return new File(dir, "cluster");
    }

    @Override
    public void close()
    {
        try
        {
            lock.release();
            channel.close();
        }
        catch (final IOException e)
        {
            throw new NodeException("the lock of " + dir + " could not be given back: " + e.getMessage(), e);
        }
    }
}
