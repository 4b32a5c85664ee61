package io.gavel.chaos.drill.packet;

import io.gavel.chaos.fault.PacketFaults;

/** Five in a hundred packets are lost where they are sent, and as many where they arrive. */
public final class PacketLoss extends PacketDrill
{
    private static final double RATE = 0.05;

    @Override
    public String name()
    {
        return "packet-loss";
    }

    @Override
    public String description()
    {
        return "every node loses 5 % of what it sends, and 5 % of what it gets; trading goes on";
    }

    @Override
    void worsen(final PacketFaults packets, final int nodeId)
    {
        packets.lose(nodeId, RATE);
    }
}
