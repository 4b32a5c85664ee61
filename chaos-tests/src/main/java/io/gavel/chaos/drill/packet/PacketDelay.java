package io.gavel.chaos.drill.packet;

import io.gavel.chaos.fault.PacketFaults;

/** Every packet of a node is late, by times that differ, so that packets overtake each other. */
public final class PacketDelay extends PacketDrill
{
    private static final int DELAY_US = 10_000;

    @Override
    public String name()
    {
        return "packet-delay";
    }

    @Override
    public String description()
    {
        return "every node sends 10 to 15 ms late, and out of order; trading goes on";
    }

    @Override
    void worsen(final PacketFaults packets, final int nodeId)
    {
        packets.delay(nodeId, DELAY_US);
    }
}
