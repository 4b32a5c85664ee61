package io.gavel.chaos.fault;

import io.gavel.ops.venue.VenueContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * All makers of faults of one venue, as far as this machine has them: each node gets a network, a clock and a disk of
 * its own, and endpoints that can lose packets. Nothing is wrong until somebody makes it so.
 */
public final class FaultMakers implements AutoCloseable
{
    private static final long DISK_BYTES = 2L << 30;

    private final BridgedNetwork network;
    private final PacketFaults packets;
    private final List<WallClock> clocks = new ArrayList<>();
    private final List<SmallDisk> disks = new ArrayList<>();

    private FaultMakers(final BridgedNetwork network, final int nodes)
    {
        this.network = network;
        packets = new PacketFaults(nodes);
    }

    /**
     * Makes what this machine has, and places a venue's nodes in it.
     *
     * @param context of a venue that is not started.
     * @param nodes   of the venue.
     * @param seed    of what is lost.
     * @return to be closed after the venue.
     * @throws FaultException where something that seemed to be available can't be made.
     */
    public static FaultMakers equip(final VenueContext context, final int nodes, final long seed)
    {
        final FaultMakers makers = new FaultMakers(
            BridgedNetwork.unavailable().isEmpty() ? BridgedNetwork.create(nodes) : null, nodes);
        try
        {
            makers.place(context, nodes, seed);
            return makers;
        }
        catch (final FaultException e)
        {
            makers.close();
            throw e;
        }
    }

    private void place(final VenueContext context, final int nodes, final long seed)
    {
        if (network != null)
        {
            network.place(context);
        }
        for (int nodeId = 0; nodeId < nodes; nodeId++)
        {
            packets.place(nodeId, context.node(nodeId), seed + nodeId);
            if (WallClock.unavailable().isEmpty())
            {
                clocks.add(new WallClock());
                clocks.get(nodeId).place(context.node(nodeId));
            }
            if (SmallDisk.unavailable().isEmpty())
            {
                disks.add(SmallDisk.mount("node" + nodeId, DISK_BYTES));
                context.node(nodeId).dataDir(disks.get(nodeId).directory().resolve("data"));
            }
        }
    }

    /**
     * The nodes' links.
     *
     * @return of all nodes.
     * @throws FaultException where the machine has none.
     */
    public BridgedNetwork network()
    {
        if (network == null)
        {
            throw new FaultException(BridgedNetwork.unavailable().orElse("there is no network"));
        }
        return network;
    }

    /**
     * The nodes' packets.
     *
     * @return of all nodes.
     */
    public PacketFaults packets()
    {
        return packets;
    }

    /**
     * A node's clock.
     *
     * @param nodeId from 0.
     * @return of this node alone.
     * @throws FaultException where the machine can set none.
     */
    public WallClock clock(final int nodeId)
    {
        return of(clocks, nodeId, () -> WallClock.unavailable().orElse("there is no clock"));
    }

    /**
     * A node's disk.
     *
     * @param nodeId from 0.
     * @return of this node alone.
     * @throws FaultException where the machine can mount none.
     */
    public SmallDisk disk(final int nodeId)
    {
        return of(disks, nodeId, () -> SmallDisk.unavailable().orElse("there is no disk"));
    }

    private static <T> T of(final List<T> makers, final int nodeId, final Supplier<String> unavailable)
    {
        if (makers.isEmpty())
        {
            throw new FaultException(unavailable.get());
        }
        return makers.get(nodeId);
    }

    /**
     * Ends all faults: links carry, packets arrive in time, clocks show the true time, disks have space.
     *
     * @throws FaultException where the system refuses.
     */
    public void heal()
    {
        if (network != null)
        {
            network.heal();
        }
        packets.heal();
        clocks.forEach(clock -> clock.shift(Duration.ZERO));
        disks.forEach(SmallDisk::free);
    }

    /**
     * Copies the nodes' data from their disks, before those are removed. The nodes have to be dead.
     *
     * @param directory where {@code node0} and so on are made.
     * @throws FaultException where it can't be copied.
     */
    public void keepData(final Path directory)
    {
        for (int nodeId = 0; nodeId < disks.size(); nodeId++)
        {
            SystemCommand.run("cp", "-a", "--sparse=always", disks.get(nodeId).directory().resolve("data").toString(),
                directory.resolve("node" + nodeId).toString());
        }
    }

    /**
     * Removes everything; the venue has to be closed. Goes on to the end where something can't be removed.
     *
     * @throws FaultException the first of them.
     */
    @Override
    public void close()
    {
        final List<AutoCloseable> all = new ArrayList<>(clocks);
        all.addAll(disks);
        all.add(packets);
        if (network != null)
        {
            all.add(network);
        }
        RuntimeException failure = null;
        for (final AutoCloseable maker : all)
        {
            try
            {
                maker.close();
            }
            catch (final Exception e)
            {
                failure = failure == null ? new FaultException(e.getMessage(), e) : failure;
            }
        }
        if (failure != null)
        {
            throw failure;
        }
    }
}
