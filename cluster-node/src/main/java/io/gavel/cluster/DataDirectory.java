package io.gavel.cluster;

import io.gavel.cluster.storage.NodeInUseException;
import io.gavel.cluster.storage.NodeLock;
import io.gavel.cluster.storage.StorageException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of one node: the archive's and the cluster's folders, and a lock that the operating system gives back
 * when the process dies, however it dies. Who holds the lock knows that no other node lives on the directory, and so
 * that mark files that look live are left over.
 */
public final class DataDirectory implements AutoCloseable
{
    private final File dir;
    private final NodeLock lock;

    private DataDirectory(final File dir, final NodeLock lock)
    {
        this.dir = dir;
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
    public static DataDirectory lock(final File dir)
    {
        try
        {
            return new DataDirectory(dir, NodeLock.exclusive(dir.toPath()));
        }
        catch (final NodeInUseException e)
        {
            throw new NodeException(NodeSetting.DATA_DIR.key() + "=" + dir + " is in use by another node, or by a " +
                "tool that reads it" + (e.pid() > 0 ? " (process " + e.pid() + ")" : "") +
                ": stop it, or give another directory", e);
        }
        catch (final StorageException e)
        {
            throw new NodeException(NodeSetting.DATA_DIR.key() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Where the archive keeps its recordings.
     *
     * @return a folder that may not exist yet.
     */
    public File archive()
    {
        return new File(dir, "archive");
    }

    /**
     * Where the recording log is.
     *
     * @return a folder that may not exist yet.
     */
    public File cluster()
    {
        return new File(dir, "cluster");
    }

    @Override
    public void close()
    {
        lock.close();
    }
}
