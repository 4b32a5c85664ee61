package io.gavel.chaos.fault.packet;

import java.nio.ByteBuffer;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Holds packets back until they are due, and then sends them, on one thread of this process.
 */
final class DelayLine
{
    private static final DelayQueue<Packet> PACKETS = new DelayQueue<>();

    static
    {
        final Thread thread = new Thread(DelayLine::run, "packet-delay");
        thread.setDaemon(true);
        thread.start();
    }

    private DelayLine()
    {
    }

    /**
     * Takes a packet.
     *
     * @param buffer  whose remaining bytes are copied; they count as sent.
     * @param delayNs from now.
     * @param send    called with the copy.
     * @return the bytes taken.
     */
    static int put(final ByteBuffer buffer, final long delayNs, final Consumer<ByteBuffer> send)
    {
        final int length = buffer.remaining();
        final ByteBuffer copy = ByteBuffer.allocateDirect(length).order(buffer.order());
        copy.put(buffer);
        copy.flip();
        PACKETS.put(new Packet(System.nanoTime() + delayNs, copy, send));
        return length;
    }

    private static void run()
    {
        try
        {
            while (true)
            {
                final Packet packet = PACKETS.take();
                send(packet);
            }
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }

    // A channel may be closed while its packets wait: that loses them, and no others.
    private static void send(final Packet packet)
    {
        try
        {
            packet.send().accept(packet.buffer());
        }
        catch (final RuntimeException e)
        {
            System.err.println("a delayed packet was lost: " + e);
        }
    }

    private record Packet(long dueNs, ByteBuffer buffer, Consumer<ByteBuffer> send) implements Delayed
    {
        @Override
        public long getDelay(final TimeUnit unit)
        {
            return unit.convert(dueNs - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(final Delayed other)
        {
            return Long.signum(dueNs - ((Packet)other).dueNs);
        }
    }
}
