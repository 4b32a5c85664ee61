package io.gavel.cluster.storage;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of one node that does not run: its archive's and its cluster's folders. No node can start on it until
 * it is closed.
 */
public final class NodeFiles implements AutoCloseable
{
    private static final String ARCHIVE = "archive";
    private static final String CLUSTER = "cluster";
    private static final String CATALOG = "archive.catalog";
    private static final String RECORDING_LOG = "recording.log";

    private final Path dir;
    private final NodeLock lock;

    private NodeFiles(final Path dir, final NodeLock lock)
    {
        this.dir = dir;
        this.lock = lock;
    }

    /**
     * Opens a node's directory to read it.
     *
     * @param dir of a node, or a copy of one.
     * @return the files, until they are closed.
     * @throws NodeInUseException where a node has it.
     * @throws StorageException   where it is no node's directory; the message says what is missing.
     */
    public static NodeFiles open(final Path dir)
    {
        checkDirectory(dir);
        return new NodeFiles(dir, NodeLock.shared(dir)).check();
    }

    /**
     * Opens a node's directory to change it.
     *
     * @param dir of a node.
     * @return the files, until they are closed.
     * @throws NodeInUseException where a node, or another tool, has it.
     * @throws StorageException   where it is no node's directory; the message says what is missing.
     */
    public static NodeFiles openExclusive(final Path dir)
    {
        checkDirectory(dir);
        return new NodeFiles(dir, NodeLock.exclusive(dir)).check();
    }

    /**
     * Names the files of a directory whose lock the caller holds, be there something in it or not.
     *
     * @param dir of a node.
     * @return the files; closing them closes nothing.
     */
    public static NodeFiles ofLocked(final Path dir)
    {
        return new NodeFiles(dir, null);
    }

    private static void checkDirectory(final Path dir)
    {
        if (!Files.isDirectory(dir))
        {
            throw new StorageException(dir + (Files.exists(dir) ? " is not a directory" : " does not exist") +
                ": give the data directory of a node (gavel.data.dir in its configuration)");
        }
    }

    private NodeFiles check()
    {
        final Path missing = Files.isRegularFile(catalog()) ?
            Files.isRegularFile(recordingLog()) ? null : recordingLog() : catalog();
        if (null != missing)
        {
            close();
            throw new StorageException(dir + " is no node's directory, it has no " + dir.relativize(missing) +
                ": give the data directory of a node (gavel.data.dir in its configuration)");
        }
        return this;
    }

    /**
     * The node's directory.
     *
     * @return as it was given.
     */
    public Path dir()
    {
        return dir;
    }

    /**
     * The archive's folder: the catalog and the segment files.
     *
     * @return in the directory.
     */
    public Path archive()
    {
        return dir.resolve(ARCHIVE);
    }

    /**
     * The cluster's folder: the recording log and the mark files.
     *
     * @return in the directory.
     */
    public Path cluster()
    {
        return dir.resolve(CLUSTER);
    }

    /**
     * The archive's catalog.
     *
     * @return a file.
     */
    public Path catalog()
    {
        return archive().resolve(CATALOG);
    }

    /**
     * The cluster's list of terms and snapshots.
     *
     * @return a file.
     */
    public Path recordingLog()
    {
        return cluster().resolve(RECORDING_LOG);
    }

    /** Lets nodes start again; may be called more than once. */
    @Override
    public void close()
    {
        if (null != lock)
        {
            lock.close();
        }
    }
}
