package io.gavel.chaos.fault.packet;

import io.aeron.driver.DataPacketDispatcher;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ReceiveChannelEndpointSupplier;
import io.aeron.driver.ext.DebugReceiveChannelEndpoint;
import io.aeron.driver.media.ReceiveChannelEndpoint;
import io.aeron.driver.media.UdpChannel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * Aeron's debug endpoint for receiving, whose losses are switched while it runs, and whose answers (what was received,
 * what is missing) can be sent late.
 */
final class SwitchedReceiveEndpoint extends DebugReceiveChannelEndpoint
{
    private final PacketSwitch packets;

    private SwitchedReceiveEndpoint(
        final UdpChannel channel,
        final DataPacketDispatcher dispatcher,
        final AtomicCounter status,
        final MediaDriver.Context context,
        final PacketSwitch packets)
    {
        super(channel, dispatcher, status, context, packets.loss(), packets.loss());
        this.packets = packets;
    }

    @Override
    public int sendTo(final ByteBuffer buffer, final InetSocketAddress address)
    {
        final long delayNs = packets.nextDelayNs();
        return delayNs == 0 ?
            super.sendTo(buffer, address) : DelayLine.put(buffer, delayNs, late -> super.sendTo(late, address));
    }

    /** Named by the system property by which Aeron finds its endpoints. */
    public static final class Supplier implements ReceiveChannelEndpointSupplier
    {
        private final PacketSwitch packets = PacketSwitch.ofProcess();

        /** Reads the system properties. */
        public Supplier()
        {
        }

        @Override
        public ReceiveChannelEndpoint newInstance(
            final UdpChannel channel,
            final DataPacketDispatcher dispatcher,
            final AtomicCounter status,
            final MediaDriver.Context context)
        {
            return new SwitchedReceiveEndpoint(channel, dispatcher, status, context, packets);
        }
    }
}
