package io.gavel.ops.venue;

import io.gavel.venue.Members;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports of the loopback address that nobody uses, in blocks as nodes take them.
 */
final class FreePorts
{
    // Below the range from which Linux, macOS and Windows give out ports by themselves.
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int TRIES = 400;

    private FreePorts()
    {
    }

    /**
     * Finds neighbouring blocks whose every port is free for UDP and for TCP.
     *
     * @param count of blocks, each of {@link Members#PORTS_PER_NODE}.
     * @return the first port of the first one.
     * @throws IllegalStateException where none was found.
     */
    static int blocks(final int count)
    {
        final int ports = count * Members.PORTS_PER_NODE;
        final int starts = (LAST - FIRST - ports) / Members.PORTS_PER_NODE;
        for (int i = 0; i < TRIES; i++)
        {
            final int base = FIRST + ThreadLocalRandom.current().nextInt(starts) * Members.PORTS_PER_NODE;
            if (isFree(base, ports))
            {
                return base;
            }
        }
        throw new IllegalStateException("no " + ports + " neighbouring free ports between " + FIRST + " and " + LAST +
            " on the loopback address: end what uses them");
    }

    /**
     * Checks a range of ports.
     *
     * @param base  the first one.
     * @param ports how many.
     * @return true where each can be bound for UDP and for TCP.
     */
    static boolean isFree(final int base, final int ports)
    {
        for (int port = base; port < base + ports; port++)
        {
            final InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try (DatagramSocket udp = new DatagramSocket(address); ServerSocket tcp = new ServerSocket())
            {
                tcp.setReuseAddress(true);
                tcp.bind(address);
                udp.getLocalPort();
            }
            catch (final IOException e)
            {
                return false;
            }
        }
        return true;
    }
}
