package io.gavel.chaos.fault.packet;

import io.aeron.driver.ext.LossGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What is to happen to the packets of a node's media driver: a small mapped file that the drill writes and the node's
 * endpoints read before each packet.
 */
public final class PacketSwitch
{
    /** System property that names the file. */
    public static final String FILE = "gavel.drill.packets.file";

    /** System property with the seed of what is lost and how late the rest is. */
    public static final String SEED = "gavel.drill.packets.seed";

    private static final int MILLION = 1_000_000;
    private static final int LOSS_OFFSET = 0;
    private static final int DELAY_OFFSET = Integer.BYTES;
    private static final int LENGTH = 2 * Integer.BYTES;

    private final UnsafeBuffer buffer;
    private final SplittableRandom random;

    /**
     * Maps the file, and makes it where it is missing: nothing is lost or late then.
     *
     * @param file of eight bytes.
     * @param seed of what is lost.
     * @throws UncheckedIOException where it can't be mapped.
     */
    public PacketSwitch(final Path file, final long seed)
    {
        random = new SplittableRandom(seed);
        try (FileChannel channel = FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            final MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH);
            buffer = new UnsafeBuffer(mapped);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException("the file of the packet faults, " + file + ", can't be mapped", e);
        }
    }

    /**
     * The switch of the node that runs in this process.
     *
     * @return by the system properties.
     */
    static PacketSwitch ofProcess()
    {
        return new PacketSwitch(Path.of(System.getProperty(FILE)), Long.getLong(SEED, 0));
    }

    /**
     * Sets what happens from now on.
     *
     * @param lossPerMillion packets to lose at each end, 0..1,000,000.
     * @param delayUs        how late a sent packet is at least, microseconds, 0 for not at all; up to half of it more
     *                       by chance, so that packets overtake each other.
     */
    public void set(final int lossPerMillion, final int delayUs)
    {
        buffer.putIntVolatile(LOSS_OFFSET, lossPerMillion);
        buffer.putIntVolatile(DELAY_OFFSET, delayUs);
    }

    /**
     * How late the next packet is.
     *
     * @return nanoseconds.
     */
    long nextDelayNs()
    {
        final int delayUs = buffer.getIntVolatile(DELAY_OFFSET);
        if (delayUs <= 0)
        {
            return 0;
        }
        synchronized (random)
        {
            return delayUs * 1_000L + random.nextLong(delayUs * 500L + 1);
        }
    }

    /**
     * Which packets are lost.
     *
     * @return for any thread.
     */
    LossGenerator loss()
    {
        return this::isLost;
    }

    private boolean isLost(final InetSocketAddress address, final UnsafeBuffer frame, final int length)
    {
        final int lossPerMillion = buffer.getIntVolatile(LOSS_OFFSET);
        if (lossPerMillion <= 0)
        {
            return false;
        }
        synchronized (random)
        {
            return random.nextInt(MILLION) < lossPerMillion;
        }
    }
}
