package io.gavel.cluster;

import io.gavel.venue.Members;
import io.gavel.venue.ScramSha256;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.IoUtil;

/**
 * Three nodes, each a process of its own that can be killed; their directories are deleted in the end, their output is
 * kept until then.
 */
public final class ProcessCluster implements AutoCloseable
{
    private final Path dir;
    private final Members members;
    private final StatusClient statusClient;
    private final Process[] processes;

    /**
     * A cluster that is not started.
     *
     * @param dir  for data, configuration and output.
     * @param size number of nodes.
     */
    public ProcessCluster(final Path dir, final int size)
    {
        this.dir = dir;
        members = TestCluster.freeMembers(size);
        statusClient = new StatusClient(members);
        processes = new Process[size];
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
     * Asks the nodes how they are.
     *
     * @return a client of their status.
     */
    public StatusClient status()
    {
        return statusClient;
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
     * Starts a node.
     *
     * @param nodeId of the node.
     */
    public void start(final int nodeId)
    {
        final Path file = dir.resolve("node" + nodeId + ".properties");
        try
        {
            Files.writeString(file, configuration(nodeId));
            final List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
            command.add(NodeMain.class.getName());
            command.add(file.toString());
            processes[nodeId] = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output(nodeId).toFile()))
                .start();
        }
        catch (final IOException e)
        {
            throw new IllegalStateException("node " + nodeId + " cannot be started", e);
        }
    }

    private String configuration(final int nodeId)
    {
        return NodeSetting.NODE_ID.key() + "=" + nodeId + "\n" +
            NodeSetting.MEMBERS.key() + "=" + members + "\n" +
            NodeSetting.DATA_DIR.key() + "=" + dataDir(nodeId) + "\n" +
            NodeSetting.OPERATOR_VERIFIER.key() + "=" + ScramSha256.verifier(
                TestCluster.OPERATOR_PASSWORD.toCharArray(), new byte[ScramSha256.SALT_LENGTH],
                ScramSha256.ITERATIONS).format() + "\n";
    }

    private Path output(final int nodeId)
    {
        return dir.resolve("node" + nodeId + ".out");
    }

    /** Starts the nodes that do not run. */
    public void startAll()
    {
        for (int i = 0; i < processes.length; i++)
        {
            if (null == processes[i] || !processes[i].isAlive())
            {
                start(i);
            }
        }
    }

    /**
     * Kills a node as kill -9 does, and waits until it is gone.
     *
     * @param nodeId of the node.
     */
    public void kill(final int nodeId)
    {
        processes[nodeId].destroyForcibly();
        awaitExit(nodeId);
    }

    /** Kills all nodes at one moment. */
    public void killAll()
    {
        for (final Process process : processes)
        {
            process.destroyForcibly();
        }
        for (int i = 0; i < processes.length; i++)
        {
            awaitExit(i);
        }
    }

    /**
     * Asks a node to stop as SIGTERM does.
     *
     * @param nodeId of the node.
     * @return its exit status.
     */
    public int terminate(final int nodeId)
    {
        processes[nodeId].destroy();
        return awaitExit(nodeId);
    }

    private int awaitExit(final int nodeId)
    {
        try
        {
            if (!processes[nodeId].waitFor(20, TimeUnit.SECONDS))
            {
                throw new IllegalStateException("node " + nodeId + " does not end");
            }
            return processes[nodeId].exitValue();
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * What the nodes have said.
     *
     * @return for people.
     */
    public String outputs()
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < processes.length; i++)
        {
            try
            {
                text.append("--- node ").append(i).append('\n')
                    .append(Files.exists(output(i)) ? Files.readString(output(i)) : "");
            }
            catch (final IOException e)
            {
                text.append(e);
            }
        }
        return text.toString();
    }

    /** Kills the nodes and deletes what they left in shared memory. */
    @Override
    public void close()
    {
        for (final Process process : processes)
        {
            if (null != process)
            {
                process.destroyForcibly();
            }
        }
        for (int i = 0; i < processes.length; i++)
        {
            if (null != processes[i])
            {
                awaitExit(i);
            }
            IoUtil.delete(Path.of("/dev/shm", "gavel-" + System.getProperty("user.name") + "-" +
                members.nodes().get(i).basePort()).toFile(), true);
        }
    }
}
