package io.gavel.cluster.backup;

import io.gavel.cluster.storage.ReadingProgress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directories of a restore: each is made beside its place under another name, and takes its place at the end, when
 * all of them are whole.
 */
final class RestoreDirectories
{
    /** In each directory that was restored, until its node starts. */
    static final String MARK = "restored.properties";

    private static final String STAGED = ".restoring";
    private static final String REPLACED = ".restoring-replaces";
    private static final String ARCHIVE = "archive";
    private static final String CLUSTER = "cluster";
    private static final String CATALOG = "archive.catalog";
    private static final String RECORDING_LOG = "recording.log";
    private static final String SEGMENT = ".rec";
    private static final String STARTED = "cluster-mark.dat";
    private static final int BLOCK = 1024 * 1024;

    private final List<Path> targets;

    RestoreDirectories(final List<Path> targets)
    {
        this.targets = targets.stream().map((target) -> target.toAbsolutePath().normalize()).toList();
    }

    List<Path> targets()
    {
        return targets;
    }

    Path staged(final int index)
    {
        final Path target = targets.get(index);
        return target.resolveSibling(target.getFileName() + STAGED);
    }

    private Path replaced(final int index)
    {
        final Path target = targets.get(index);
        return target.resolveSibling(target.getFileName() + REPLACED);
    }

    /**
     * Refuses what is not blank, and removes what a restore left that was killed.
     *
     * @throws IOException     where a directory cannot be read or changed.
     * @throws BackupException where one holds something.
     */
    void prepare() throws IOException
    {
        for (int i = 0; i < targets.size(); i++)
        {
            final Path target = targets.get(i);
            if (Files.exists(target) && !Files.isDirectory(target))
            {
                throw new BackupException(target + " is no directory: name one that is blank or does not exist");
            }
            if (Files.exists(target) && !isReplaceable(target))
            {
                throw new BackupException(target +
                    " is not blank: move it away, or name another directory; nothing in it was touched");
            }
        }
        for (int i = 0; i < targets.size(); i++)
        {
            delete(staged(i));
            delete(replaced(i));
            Files.createDirectories(staged(i).resolve(ARCHIVE));
            Files.createDirectories(staged(i).resolve(CLUSTER));
        }
    }

    // Blank, or restored by a run that did not get to its end, and no node has started on it.
    private static boolean isReplaceable(final Path dir) throws IOException
    {
        try (Stream<Path> files = Files.list(dir))
        {
            return files.findAny().isEmpty() ||
                Files.exists(dir.resolve(MARK)) && !Files.exists(dir.resolve(CLUSTER).resolve(STARTED));
        }
    }

    /**
     * Copies the archive and the recording log.
     *
     * @param from     of a node or a backup.
     * @param to       that is blank.
     * @param progress told.
     * @param step     its name.
     * @throws IOException where it cannot be copied.
     */
    static void copy(final Path from, final Path to, final ReadingProgress progress, final String step)
        throws IOException
    {
        final List<Path> files = new ArrayList<>();
        try (Stream<Path> archive = Files.list(from.resolve(ARCHIVE)))
        {
            archive.filter((file) -> file.getFileName().toString().endsWith(SEGMENT) ||
                CATALOG.equals(file.getFileName().toString())).sorted().forEach(files::add);
        }
        files.add(from.resolve(CLUSTER).resolve(RECORDING_LOG));
        long total = 0;
        for (final Path file : files)
        {
            total += Files.size(file);
        }
        final long free = Files.getFileStore(to).getUsableSpace();
        if (free < total)
        {
            throw new BackupException("the disk of " + to.getParent() + " has " + (free >> 20) + " MiB free, " +
                (total >> 20) + " MiB are needed: free some, or name another directory");
        }
        long done = 0;
        for (final Path file : files)
        {
            done = copyFile(file, to.resolve(from.relativize(file)), done, total, progress, step);
        }
    }

    private static long copyFile(
        final Path from,
        final Path to,
        final long doneBefore,
        final long total,
        final ReadingProgress progress,
        final String step) throws IOException
    {
        long done = doneBefore;
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
            FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
        {
            final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            while (in.read(block.clear()) >= 0)
            {
                block.flip();
                done += block.remaining();
                write(out, block);
                progress.onProgress(step, done, total);
            }
            out.force(true);
        }
        return done;
    }

    // Segment files are sparse behind what is recorded: a block of zeros is left out, and the length set at the end.
    private static void write(final FileChannel out, final ByteBuffer block) throws IOException
    {
        final long end = out.position() + block.remaining();
        if (isZero(block))
        {
            out.position(end - 1);
            out.write(ByteBuffer.wrap(new byte[1]));
            return;
        }
        while (block.hasRemaining())
        {
            out.write(block);
        }
    }

    private static boolean isZero(final ByteBuffer block)
    {
        for (int i = block.position(); i + Long.BYTES <= block.limit(); i += Long.BYTES)
        {
            if (0 != block.getLong(i))
            {
                return false;
            }
        }
        return 0 == block.remaining() % Long.BYTES && block.hasRemaining();
    }

    /**
     * Puts every directory into its place.
     *
     * @param mark what the mark in each says.
     * @throws IOException where one cannot be moved.
     */
    void publish(final String mark) throws IOException
    {
        for (int i = 0; i < targets.size(); i++)
        {
            Files.write(staged(i).resolve(MARK), mark.getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < targets.size(); i++)
        {
            final Path target = targets.get(i);
            if (Files.exists(target))
            {
                // Away in one step: killed while it is deleted, it would be neither blank nor whole.
                Files.move(target, replaced(i), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(staged(i), target, StandardCopyOption.ATOMIC_MOVE);
            delete(replaced(i));
        }
    }

    /** Removes what is half done. */
    void discard() throws IOException
    {
        for (int i = 0; i < targets.size(); i++)
        {
            delete(staged(i));
        }
    }

    static void delete(final Path dir) throws IOException
    {
        if (!Files.exists(dir))
        {
            return;
        }
        Files.walkFileTree(dir, new SimpleFileVisitor<>()
        {
            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException
            {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(final Path visited, final IOException e) throws IOException
            {
                if (null != e)
                {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
