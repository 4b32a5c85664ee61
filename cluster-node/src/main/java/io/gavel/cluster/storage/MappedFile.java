package io.gavel.cluster.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A file that can be read and not be changed. */
final class MappedFile implements AutoCloseable
{
    private final Path path;
    private final MappedByteBuffer bytes;
    private final UnsafeBuffer buffer;

    private MappedFile(final Path path, final MappedByteBuffer bytes)
    {
        this.path = path;
        this.bytes = bytes;
        buffer = new UnsafeBuffer(bytes);
    }

    /**
     * Maps a whole file.
     *
     * @param path of it.
     * @return the file, until it is closed.
     * @throws StorageException where it is missing, too large or may not be read.
     */
    static MappedFile open(final Path path)
    {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ))
        {
            if (channel.size() > Integer.MAX_VALUE)
            {
                throw new StorageException(path + " has " + channel.size() + " bytes: expected less than 2 GiB");
            }
            return new MappedFile(path, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
        catch (final NoSuchFileException e)
        {
            throw new FaultException(new Fault(path, 0, "a file", "none"));
        }
        catch (final IOException e)
        {
            throw new StorageException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    static boolean exists(final Path path)
    {
        return Files.isRegularFile(path);
    }

    Path path()
    {
        return path;
    }

    int size()
    {
        return bytes.capacity();
    }

    DirectBuffer buffer()
    {
        return buffer;
    }

    /** The same bytes, to be read by a position and a limit of one's own. */
    ByteBuffer view()
    {
        return bytes.duplicate();
    }

    /**
     * Finds what is not zero.
     *
     * @param from multiple of eight.
     * @param to   multiple of eight.
     * @return the offset of eight bytes that are not all zero; -1 where there are none.
     */
    int firstNonZero(final int from, final int to)
    {
        for (int at = from; at < to; at += Long.BYTES)
        {
            if (0 != buffer.getLong(at))
            {
                return at;
            }
        }
        return -1;
    }

    @Override
    public void close()
    {
        BufferUtil.free(bytes);
    }
}
