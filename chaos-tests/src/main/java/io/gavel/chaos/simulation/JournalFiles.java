package io.gavel.chaos.simulation;

import io.gavel.client.DrivenClient;
import io.gavel.client.GavelClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The journals of one run, in a directory of its own. The SDK makes the first one of a connection, and forces it to the
 * disk; those after it are copies, which do not wait for the disk.
 */
final class JournalFiles implements AutoCloseable
{
    private static final int HEADER_LENGTH = 4096;
    private static final Map<String, Blank> BLANKS = new ConcurrentHashMap<>();

    private final List<Path> files = new ArrayList<>();
    private Path directory;

    /** A journal as the SDK makes it: behind its header it is zero. */
    private record Blank(byte[] header, long length)
    {
    }

    /** A new journal; the context is one of its connection. */
    Path create(final String name, final GavelClient.Context context)
    {
        try
        {
            if (null == directory)
            {
                directory = Files.createTempDirectory("gavel-simulation");
            }
            final Path file = directory.resolve(name + ".journal");
            files.add(file);
            final Blank blank = BLANKS.get(name);
            if (null == blank)
            {
                DrivenClient.createJournal(context.journal(file));
                final byte[] bytes = Files.readAllBytes(file);
                BLANKS.put(name, new Blank(Arrays.copyOf(bytes, HEADER_LENGTH), bytes.length));
            }
            else
            {
                copy(blank, file);
            }
            return file;
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException("a journal can't be made: " + e.getMessage(), e);
        }
    }

    private static void copy(final Blank blank, final Path file) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
        {
            channel.write(ByteBuffer.wrap(blank.header()), 0);
            channel.write(ByteBuffer.allocate(1), blank.length() - 1);
        }
    }

    /** Nobody uses them any more. */
    @Override
    public void close()
    {
        try
        {
            for (final Path file : files)
            {
                Files.deleteIfExists(file);
            }
            if (null != directory)
            {
                Files.deleteIfExists(directory);
            }
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException("journals can't be deleted: " + e.getMessage(), e);
        }
    }
}
