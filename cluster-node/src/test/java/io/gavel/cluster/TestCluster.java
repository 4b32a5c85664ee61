package io.gavel.cluster;

import io.gavel.venue.Members;
import io.gavel.venue.ScramSha256;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.agrona.CloseHelper;
import org.agrona.IoUtil;

/**
 * Three nodes in this process, on free ports of the loopback interface and in a temporary directory. Closing it stops
 * the nodes and deletes the directory.
 */
public final class TestCluster implements AutoCloseable
{
    /** Password of the first operator. */
    public static final String OPERATOR_PASSWORD = "operator-secret";

    private static final int BASE_PORT_MIN = 20_000;
    private static final int BASE_PORT_MAX = 32_000;
    private static final int PORT_BLOCK_TRIES = 1_000;

    private final Path dir;
    private final Members members;
    private final StatusClient statusClient;
    private final String verifier;
    private final GavelNode[] nodes;
    private final PrintStream out;

    private TestCluster(final int size, final PrintStream out)
    {
        this.out = out;
        try
        {
            dir = Files.createTempDirectory("gavel-cluster-");
        }
        catch (final IOException e)
        {
            throw new IllegalStateException("no temporary directory", e);
        }
        members = freeMembers(size);
        statusClient = new StatusClient(members);
        verifier = ScramSha256.verifier(OPERATOR_PASSWORD.toCharArray(), new byte[ScramSha256.SALT_LENGTH],
            ScramSha256.ITERATIONS).format();
        nodes = new GavelNode[size];
    }

    /**
     * Starts three nodes and waits for a leader.
     *
     * @return the cluster.
     */
    public static TestCluster launch()
    {
        return launch(3);
    }

    /**
     * Starts nodes and waits for a leader.
     *
     * @param size 1 or 3.
     * @return the cluster.
     */
    public static TestCluster launch(final int size)
    {
        final TestCluster cluster = new TestCluster(size, System.err);
        try
        {
            cluster.startAll();
            cluster.awaitLeader();
            return cluster;
        }
        catch (final RuntimeException | Error e)
        {
            cluster.close();
            throw e;
        }
    }

    /**
     * Members with free UDP and TCP ports on the loopback interface, for whoever starts nodes by other means.
     *
     * @param size number of nodes.
     * @return the members.
     */
    public static Members freeMembers(final int size)
    {
        final int blockLength = size * Members.PORTS_PER_NODE;
        for (int i = 0; i < PORT_BLOCK_TRIES; i++)
        {
            final int base = ThreadLocalRandom.current().nextInt(BASE_PORT_MIN, BASE_PORT_MAX - blockLength);
            if (isFree(base, blockLength))
            {
                final StringBuilder text = new StringBuilder();
                for (int node = 0; node < size; node++)
                {
                    text.append(node == 0 ? "" : ",").append("127.0.0.1:")
                        .append(base + node * Members.PORTS_PER_NODE);
                }
                return Members.parse(text.toString());
            }
        }
        throw new IllegalStateException("no block of " + blockLength + " free ports");
    }

    private static boolean isFree(final int base, final int length)
    {
        final InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int port = base; port < base + length; port++)
        {
            try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loopback, port));
                ServerSocket tcp = new ServerSocket(port, 1, loopback))
            {
                if (udp.getLocalPort() != tcp.getLocalPort())
                {
                    return false;
                }
            }
            catch (final IOException e)
            {
                // Taken: try another block.
                return false;
            }
        }
        return true;
    }

    /**
     * The one string that names this venue.
     *
     * @return as clients take it.
     */
    public String membersText()
    {
        return members.toString();
    }

    /**
     * The nodes' addresses.
     *
     * @return members.
     */
    public Members members()
    {
        return members;
    }

    /**
     * The first operator's password.
     *
     * @return {@link #OPERATOR_PASSWORD}.
     */
    public char[] operatorPassword()
    {
        return OPERATOR_PASSWORD.toCharArray();
    }

    /**
     * The first operator's verifier, one line.
     *
     * @return as in a configuration.
     */
    public String operatorVerifier()
    {
        return verifier;
    }

    /**
     * Where the nodes' directories are.
     *
     * @return a temporary directory.
     */
    public Path dir()
    {
        return dir;
    }

    /**
     * Where a node's archive, cluster and events are.
     *
     * @param nodeId of the node.
     * @return a directory.
     */
    public Path dataDir(final int nodeId)
    {
        return dir.resolve("node" + nodeId);
    }

    /**
     * A node.
     *
     * @param nodeId of the node.
     * @return null where it is stopped.
     */
    public GavelNode node(final int nodeId)
    {
        return nodes[nodeId];
    }

    /** Starts the nodes that are stopped. */
    public void startAll()
    {
        for (int i = 0; i < nodes.length; i++)
        {
            if (null == nodes[i])
            {
                start(i);
            }
        }
    }

    /**
     * Starts a stopped node on the directory it had.
     *
     * @param nodeId of the node.
     */
    public void start(final int nodeId)
    {
        if (null != nodes[nodeId])
        {
            throw new IllegalStateException("node " + nodeId + " is running");
        }
        nodes[nodeId] = GavelNode.launch(context(nodeId).conclude(), 0, out);
    }

    /**
     * Starts a stopped node on the directory it had, with another build.
     *
     * @param nodeId of the node.
     * @param build  that it runs.
     * @param told   what it has to say.
     */
    void start(final int nodeId, final NodeBuild build, final PrintStream told)
    {
        nodes[nodeId] = GavelNode.launch(context(nodeId).conclude(), build, 0, told);
    }

    /**
     * Three nodes of another build.
     *
     * @param build that they run.
     * @return the cluster, which has a leader.
     */
    static TestCluster launch(final NodeBuild build)
    {
        final TestCluster cluster = new TestCluster(3, System.err);
        try
        {
            for (int i = 0; i < 3; i++)
            {
                cluster.start(i, build, System.err);
            }
            cluster.awaitLeader();
            return cluster;
        }
        catch (final RuntimeException | Error e)
        {
            cluster.close();
            throw e;
        }
    }

    /**
     * The configuration of a node.
     *
     * @param nodeId of the node.
     * @return not concluded yet.
     */
    public NodeContext context(final int nodeId)
    {
        return new NodeContext()
            .set(NodeSetting.NODE_ID, Integer.toString(nodeId))
            .set(NodeSetting.MEMBERS, members.toString())
            .set(NodeSetting.DATA_DIR, dataDir(nodeId).toString())
            .set(NodeSetting.AERON_DIR, aeronDir(nodeId))
            .set(NodeSetting.OPERATOR_VERIFIER, verifier);
    }

    private String aeronDir(final int nodeId)
    {
        final Path shm = Path.of("/dev/shm");
        final Path parent = Files.isWritable(shm) ? shm : dir;
        return parent.resolve("gavel-test-" + members.nodes().get(nodeId).basePort()).toString();
    }

    /**
     * Stops a node.
     *
     * @param nodeId of the node.
     */
    public void stop(final int nodeId)
    {
        final GavelNode node = nodes[nodeId];
        nodes[nodeId] = null;
        CloseHelper.close(node);
    }

    /** Stops all nodes. */
    public void stopAll()
    {
        for (int i = 0; i < nodes.length; i++)
        {
            stop(i);
        }
    }

    /**
     * The node that leads.
     *
     * @return its id, or -1 where none does.
     */
    public int leader()
    {
        return statusClient.leader();
    }

    /**
     * Waits until a node leads.
     *
     * @return its id.
     */
    public int awaitLeader()
    {
        return statusClient.awaitLeader();
    }

    /**
     * A node's status.
     *
     * @param nodeId of the node.
     * @return the JSON object, empty where the node does not answer.
     */
    public String status(final int nodeId)
    {
        return statusClient.get(nodeId);
    }

    /**
     * One number of a node's status.
     *
     * @param nodeId of the node.
     * @param name   of the field.
     * @return {@link Long#MIN_VALUE} where the node does not answer.
     */
    public long statusLong(final int nodeId, final String name)
    {
        return statusClient.number(nodeId, name);
    }

    /**
     * One field of a node's status.
     *
     * @param nodeId of the node.
     * @param name   of the field.
     * @return its text without quotes, empty where the node does not answer.
     */
    public String statusText(final int nodeId, final String name)
    {
        return statusClient.text(nodeId, name);
    }

    /**
     * Asks the nodes how they are.
     *
     * @return a client of their status.
     */
    public StatusClient statusClient()
    {
        return statusClient;
    }

    /** Stops all nodes and deletes their directories. */
    @Override
    public void close()
    {
        try
        {
            stopAll();
        }
        finally
        {
            IoUtil.delete(dir.toFile(), true);
            for (int i = 0; i < nodes.length; i++)
            {
                IoUtil.delete(Path.of(aeronDir(i)).toFile(), true);
            }
        }
    }
}
