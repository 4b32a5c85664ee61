package io.gavel.chaos.fault.packet;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.SendChannelEndpointSupplier;
import io.aeron.driver.ext.DebugSendChannelEndpoint;
import io.aeron.driver.media.SendChannelEndpoint;
import io.aeron.driver.media.UdpChannel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * Aeron's debug endpoint for sending, whose losses are switched while it runs, and which can send late.
 */
final class SwitchedSendEndpoint extends DebugSendChannelEndpoint
{
    private final PacketSwitch packets;

    private SwitchedSendEndpoint(
        final UdpChannel channel, final AtomicCounter status, final MediaDriver.Context context,
        final PacketSwitch packets)
    {
        super(channel, status, context, packets.loss(), packets.loss());
        this.packets = packets;
    }

    @Override
    public int send(final ByteBuffer buffer)
    {
        final long delayNs = packets.nextDelayNs();
        return delayNs == 0 ? super.send(buffer) : DelayLine.put(buffer, delayNs, late -> super.send(late));
    }

    @Override
    public int send(final ByteBuffer buffer, final InetSocketAddress address)
    {
        final long delayNs = packets.nextDelayNs();
        return delayNs == 0 ?
            super.send(buffer, address) : DelayLine.put(buffer, delayNs, late -> super.send(late, address));
    }

    /** Named by the system property by which Aeron finds its endpoints. */
    public static final class Supplier implements SendChannelEndpointSupplier
    {
        private final PacketSwitch packets = PacketSwitch.ofProcess();

        /** Reads the system properties. */
        public Supplier()
        {
        }

        @Override
        public SendChannelEndpoint newInstance(
            final UdpChannel channel, final AtomicCounter status, final MediaDriver.Context context)
        {
            return new SwitchedSendEndpoint(channel, status, context, packets);
        }
    }
}
