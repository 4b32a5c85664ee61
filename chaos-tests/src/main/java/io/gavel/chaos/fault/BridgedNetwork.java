package io.gavel.chaos.fault;

import io.gavel.ops.venue.VenueContext;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network of its own for each node of a venue: a network namespace with one link to a bridge. Clients and the
 * gateway stay outside, where the bridge has an address as well. Links are cut on the bridge, so that a sender learns
 * nothing of it, as on a real network. Everything is named after this process.
 */
public final class BridgedNetwork implements AutoCloseable
{
    private static final Pattern NAME = Pattern.compile("gv(\\d+)(?:n\\d+|b)");
    private static final Path INTERFACES = Path.of("/sys/class/net");
    private static final long LINK_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final String FORWARDING = "3";
    private static final int BRIDGE_HOST = 1;
    private static final int FIRST_NODE_HOST = 10;
    private static final int SUBNETS = 250;

    private static Optional<String> unavailable;

    private final String bridge = "gv" + ProcessHandle.current().pid() + "b";
    private final String subnet;
    private final int nodes;
    private final List<String[]> cuts = new ArrayList<>();
    private boolean isClosed;

    private BridgedNetwork(final int nodes)
    {
        this.nodes = nodes;
        subnet = freeSubnet();
    }

    /** Which packets of a node a cut drops. */
    public enum Direction
    {
        /** Those that the node sends. */
        OUT,

        /** Those that are sent to the node. */
        IN
    }

    /**
     * Why there can be none on this machine. Tried once, by making a small one.
     *
     * @return a sentence, or nothing.
     */
    public static synchronized Optional<String> unavailable()
    {
        if (unavailable == null)
        {
            unavailable = SystemCommand.unavailable("network namespaces", "ip", "ebtables");
            if (unavailable.isEmpty())
            {
                try (BridgedNetwork network = create(1))
                {
                    network.cut(0, Direction.OUT);
                }
                catch (final FaultException e)
                {
                    unavailable = Optional.of("network namespaces can't be made here: " + e.getMessage());
                }
            }
        }
        return unavailable;
    }

    /**
     * Makes the bridge and a namespace for each node, after removing those of processes that are dead.
     *
     * @param nodes how many, 1..100.
     * @return with no link cut.
     * @throws FaultException where the system refuses.
     */
    public static BridgedNetwork create(final int nodes)
    {
        removeAbandoned();
        final BridgedNetwork network = new BridgedNetwork(nodes);
        try
        {
            network.connect();
            return network;
        }
        catch (final FaultException e)
        {
            network.close();
            throw e;
        }
    }

    private static String freeSubnet()
    {
        final String addresses = SystemCommand.run("ip", "-4", "-o", "address");
        final int start = (int)(ProcessHandle.current().pid() % SUBNETS);
        for (int i = 0; i < SUBNETS; i++)
        {
            final String candidate = "10.231." + (start + i) % SUBNETS + ".";
            if (!addresses.contains(candidate))
            {
                return candidate;
            }
        }
        throw new FaultException("all networks of 10.231.0.0/16 are in use");
    }

    private void connect()
    {
        SystemCommand.run("ip", "link", "add", bridge, "type", "bridge");
        SystemCommand.run("ip", "address", "add", subnet + BRIDGE_HOST + "/24", "dev", bridge);
        SystemCommand.run("ip", "link", "set", bridge, "up");
        for (int nodeId = 0; nodeId < nodes; nodeId++)
        {
            final String name = name(nodeId);
            SystemCommand.run("ip", "netns", "add", name);
            SystemCommand.run("ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
            SystemCommand.run("ip", "link", "set", name, "master", bridge, "up");
            SystemCommand.run("ip", "-n", name, "address", "add", address(nodeId) + "/24", "dev", "eth0");
            SystemCommand.run("ip", "-n", name, "link", "set", "eth0", "up");
            SystemCommand.run("ip", "-n", name, "link", "set", "lo", "up");
        }
        for (int nodeId = 0; nodeId < nodes; nodeId++)
        {
            awaitForwarding(name(nodeId));
        }
    }

    // A link that was just set up carries nothing for up to a second.
    private static void awaitForwarding(final String link)
    {
        final Path state = INTERFACES.resolve(link).resolve("brport/state");
        final long deadlineNs = System.nanoTime() + LINK_TIMEOUT_NS;
        try
        {
            while (!FORWARDING.equals(Files.readString(state).strip()))
            {
                if (System.nanoTime() - deadlineNs > 0)
                {
                    throw new FaultException("the link " + link + " did not come up");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        catch (final IOException e)
        {
            throw new FaultException("the link " + link + " is gone: " + e.getMessage(), e);
        }
    }

    private String name(final int nodeId)
    {
        return "gv" + ProcessHandle.current().pid() + "n" + nodeId;
    }

    /**
     * The address of a node.
     *
     * @param nodeId from 0.
     * @return IPv4.
     */
    public String address(final int nodeId)
    {
        return subnet + (FIRST_NODE_HOST + nodeId);
    }

    /**
     * Places the nodes of a venue in their namespaces.
     *
     * @param context of a venue that is not started.
     */
    public void place(final VenueContext context)
    {
        for (int nodeId = 0; nodeId < nodes; nodeId++)
        {
            context.node(nodeId).host(address(nodeId)).commandPrefix("ip", "netns", "exec", name(nodeId));
        }
    }

    /**
     * Cuts a node off from the other nodes, the clients and the gateway.
     *
     * @param nodeId from 0.
     */
    public void cut(final int nodeId)
    {
        cut(nodeId, Direction.OUT);
        cut(nodeId, Direction.IN);
    }

    /**
     * Cuts a node off in one direction, from the other nodes, the clients and the gateway.
     *
     * @param nodeId    from 0.
     * @param direction whose packets are dropped.
     */
    public void cut(final int nodeId, final Direction direction)
    {
        cutFromPeers(nodeId, direction);
        drop(nodeId, direction, Direction.OUT == direction ? "INPUT" : "OUTPUT");
    }

    /**
     * Cuts a node off in one direction from the other nodes alone: clients and the gateway still reach it.
     *
     * @param nodeId    from 0.
     * @param direction whose packets are dropped.
     */
    public void cutFromPeers(final int nodeId, final Direction direction)
    {
        drop(nodeId, direction, "FORWARD");
    }

    private synchronized void drop(final int nodeId, final Direction direction, final String chain)
    {
        final String[] rule = { chain, Direction.OUT == direction ? "-i" : "-o", name(nodeId), "-j", "DROP" };
        rules("-A", rule);
        cuts.add(rule);
    }

    /** Ends all cuts. */
    public synchronized void heal()
    {
        while (!cuts.isEmpty())
        {
            rules("-D", cuts.get(cuts.size() - 1));
            cuts.remove(cuts.size() - 1);
        }
    }

    private static void rules(final String action, final String... rule)
    {
        final List<String> words = new ArrayList<>(List.of("ebtables", "--concurrent", action));
        words.addAll(List.of(rule));
        SystemCommand.run(words.toArray(new String[0]));
    }

    /**
     * Removes the bridge and the namespaces; the processes in them should have ended.
     *
     * @throws FaultException where the system refuses; the rest is removed all the same.
     */
    @Override
    public synchronized void close()
    {
        if (!isClosed)
        {
            isClosed = true;
            remove(ProcessHandle.current().pid());
        }
    }

    private static void removeAbandoned()
    {
        for (final String name : names())
        {
            final Matcher matcher = NAME.matcher(name);
            if (matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty())
            {
                remove(Long.parseLong(matcher.group(1)));
            }
        }
    }

    private static List<String> names()
    {
        final List<String> names = new ArrayList<>();
        for (final Path directory : List.of(INTERFACES, Path.of("/run/netns")))
        {
            if (Files.isDirectory(directory))
            {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "gv*"))
                {
                    entries.forEach(entry -> names.add(entry.getFileName().toString()));
                }
                catch (final IOException e)
                {
                    throw new FaultException(directory + " can't be read: " + e.getMessage(), e);
                }
            }
        }
        return names;
    }

    // In the order in which nothing is in use: rules, namespaces with their links, the bridge.
    private static void remove(final long pid)
    {
        final String own = "gv" + pid;
        FaultException failure = null;
        for (final String chain : List.of("INPUT", "FORWARD", "OUTPUT"))
        {
            for (final String line : SystemCommand.run("ebtables", "--concurrent", "-L", chain).lines().toList())
            {
                if (line.contains(" " + own + "n"))
                {
                    failure = attempt(failure,
                        ("ebtables --concurrent -D " + chain + " " + line.strip()).split("\\s+"));
                }
            }
        }
        for (final String name : names())
        {
            if (name.startsWith(own + "n") && Files.exists(INTERFACES.resolve(name)))
            {
                failure = attempt(failure, "ip", "link", "delete", name);
            }
        }
        for (final String name : names())
        {
            if (name.startsWith(own + "n"))
            {
                failure = attempt(failure, "ip", "netns", "delete", name);
            }
        }
        if (Files.exists(INTERFACES.resolve(own + "b")))
        {
            failure = attempt(failure, "ip", "link", "delete", own + "b");
        }
        if (failure != null)
        {
            throw failure;
        }
    }

    private static FaultException attempt(final FaultException earlier, final String... words)
    {
        try
        {
            SystemCommand.run(words);
            return earlier;
        }
        catch (final FaultException e)
        {
            return earlier == null ? e : earlier;
        }
    }
}
