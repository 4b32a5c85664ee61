package io.gavel.chaos.fault;

import io.gavel.chaos.fault.packet.PacketSwitch;
import io.gavel.ops.venue.NodePlacement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets of a venue's nodes that are lost or late, made by the channel endpoints of Aeron's media driver in the nodes
 * themselves, so on any machine.
 */
public final class PacketFaults implements AutoCloseable
{
    private static final String PACKAGE = PacketSwitch.class.getPackageName();
    private static final double MILLION = 1_000_000;

    private final List<Path> files = new ArrayList<>();
    private final List<PacketSwitch> switches = new ArrayList<>();

    /**
     * Makes the switches.
     *
     * @param nodes how many.
     * @throws UncheckedIOException where their files can't be made.
     */
    public PacketFaults(final int nodes)
    {
        try
        {
            for (int nodeId = 0; nodeId < nodes; nodeId++)
            {
                final Path file = Files.createTempFile(
                    "gavel-packets-" + ProcessHandle.current().pid() + "-", ".switch");
                file.toFile().deleteOnExit();
                files.add(file);
                switches.add(new PacketSwitch(file, 0));
            }
        }
        catch (final IOException e)
        {
            close();
            throw new UncheckedIOException("the files of the packet faults can't be made", e);
        }
    }

    /**
     * Has a node use the endpoints.
     *
     * @param nodeId    from 0.
     * @param placement of the node.
     * @param seed      of what is lost.
     */
    public void place(final int nodeId, final NodePlacement placement, final long seed)
    {
        placement.jvmFlag("-Daeron.SendChannelEndpoint.supplier=" + PACKAGE + ".SwitchedSendEndpoint$Supplier")
            .jvmFlag("-Daeron.ReceiveChannelEndpoint.supplier=" + PACKAGE + ".SwitchedReceiveEndpoint$Supplier")
            .jvmFlag("-D" + PacketSwitch.FILE + "=" + files.get(nodeId))
            .jvmFlag("-D" + PacketSwitch.SEED + "=" + seed);
    }

    /**
     * Loses packets of a node, of what it sends and of what is sent to it.
     *
     * @param nodeId from 0.
     * @param rate   0..1 at each end: between two nodes that both lose, twice as much.
     */
    public void lose(final int nodeId, final double rate)
    {
        switches.get(nodeId).set((int)(rate * MILLION), 0);
    }

    /**
     * Sends the packets of a node late.
     *
     * @param nodeId  from 0.
     * @param delayUs at least, microseconds; up to half of it more by chance.
     */
    public void delay(final int nodeId, final int delayUs)
    {
        switches.get(nodeId).set(0, delayUs);
    }

    /** Nothing is lost or late any more. */
    public void heal()
    {
        switches.forEach(packets -> packets.set(0, 0));
    }

    /**
     * Removes the files.
     *
     * @throws UncheckedIOException where one can't be removed.
     */
    @Override
    public void close()
    {
        try
        {
            for (final Path file : files)
            {
                Files.deleteIfExists(file);
            }
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException("a file of the packet faults can't be removed", e);
        }
    }
}
