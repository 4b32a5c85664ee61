package io.gavel.cluster.backup;

import io.gavel.cluster.DataDirectory;
import io.gavel.cluster.NodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/** A node's data directory that is made anew: beside its place, and what was there is kept. */
public final class RebuiltDirectory implements AutoCloseable
{
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path dir;
    private DataDirectory lock;

    private RebuiltDirectory(final Path dir)
    {
        this.dir = dir;
    }

    /**
     * Takes the directory, so that no node starts on it meanwhile.
     *
     * @param dataDir of the node; may not exist.
     * @return the directory, to be closed.
     * @throws IOException     where it cannot be read.
     * @throws BackupException where the node runs.
     */
    public static RebuiltDirectory open(final Path dataDir) throws IOException
    {
        final RebuiltDirectory directory = new RebuiltDirectory(dataDir.toAbsolutePath().normalize());
        Files.createDirectories(directory.dir.getParent());
        if (Files.isDirectory(directory.dir))
        {
            try
            {
                directory.lock = DataDirectory.lock(directory.dir.toFile());
            }
            catch (final NodeException e)
            {
                throw new BackupException(
                    directory.dir + " is in use by a node that runs: stop it first, if it is to be rebuilt", e);
            }
        }
        RestoreDirectories.delete(directory.rebuilt());
        return directory;
    }

    /**
     * Where what the peers have is copied to; a later run goes on with it.
     *
     * @return beside the node's directory.
     */
    public Path copy()
    {
        return dir.resolveSibling(dir.getFileName() + ".copying");
    }

    /**
     * Where the directory is made.
     *
     * @return beside the node's directory.
     */
    public Path rebuilt()
    {
        return dir.resolveSibling(dir.getFileName() + ".rebuilt");
    }

    /**
     * Puts what was made into place.
     *
     * @return where what was there is kept; nothing where it was blank.
     * @throws IOException where it cannot be moved.
     */
    public Optional<Path> publish() throws IOException
    {
        Path kept = null;
        if (Files.isDirectory(dir))
        {
            close();
            if (isBlank())
            {
                RestoreDirectories.delete(dir);
            }
            else
            {
                kept = dir.resolveSibling(dir.getFileName() + ".broken-" + TIME.format(Instant.now()));
                Files.move(dir, kept, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.move(rebuilt(), dir, StandardCopyOption.ATOMIC_MOVE);
        RestoreDirectories.delete(copy());
        return Optional.ofNullable(kept);
    }

    private boolean isBlank() throws IOException
    {
        try (Stream<Path> files = Files.list(dir))
        {
            return files.allMatch((file) -> "node.lock".equals(file.getFileName().toString()));
        }
    }

    @Override
    public void close()
    {
        if (null != lock)
        {
            lock.close();
            lock = null;
        }
    }
}
