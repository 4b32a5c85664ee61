package io.gavel.ops.venue;

import io.gavel.venue.Members;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A whole venue on this machine: node processes and a gateway process as children of this JVM, on free ports of the
 * loopback address unless a node is placed elsewhere, in a temporary directory. The children end with this object, with
 * this JVM and, by their standard input, when this JVM is killed.
 *
 * <p>Any thread may call.
 */
public final class LocalVenue implements AutoCloseable
{
    private static final String HOST = "127.0.0.1";
    private static final long POLL_MS = 50;

    private final VenueContext context;
    private final VenueDirectory directory;
    private final Members members;
    private final URI gatewayUri;
    private final VenueConfigurations configurations;
    private final VenueChildren children = new VenueChildren();
    private volatile boolean isJvmEnding;
    private final Thread shutdownHook = new Thread(this::endWithJvm, "local-venue-shutdown");
    private boolean isClosed;

    private LocalVenue(final VenueContext context, final VenueDirectory directory)
    {
        this.context = context;
        this.directory = directory;
        final int base = FreePorts.blocks(context.nodes() + 1);
        final List<Members.Node> addresses = new ArrayList<>();
        for (int i = 0; i < context.nodes(); i++)
        {
            addresses.add(new Members.Node(i, context.node(i).host(), base + i * Members.PORTS_PER_NODE));
        }
        members = new Members(addresses);
        gatewayUri = URI.create("http://" + HOST + ":" + (base + context.nodes() * Members.PORTS_PER_NODE) + "/");
        configurations = new VenueConfigurations(context, directory, members, gatewayUri);
    }

    /**
     * Starts three nodes and a gateway.
     *
     * @return a venue that has a leader and whose gateway answers.
     * @throws IOException           where a directory or a process cannot be made.
     * @throws InterruptedException  where the thread is interrupted.
     * @throws IllegalStateException where a process ends while it starts, or there is no leader in time; the message
     *                               names the logs, which stay on disk.
     */
    public static LocalVenue start() throws IOException, InterruptedException
    {
        return start(new VenueContext());
    }

    /**
     * Starts a venue.
     *
     * @param context what is special about it.
     * @return a venue that has a leader and whose gateway answers.
     * @throws IOException           where a directory or a process cannot be made.
     * @throws InterruptedException  where the thread is interrupted.
     * @throws IllegalStateException as in {@link #start()}.
     */
    public static LocalVenue start(final VenueContext context) throws IOException, InterruptedException
    {
        final LocalVenue venue = new LocalVenue(context, VenueDirectory.create(context.directoryParent()));
        Runtime.getRuntime().addShutdownHook(venue.shutdownHook);
        try
        {
            venue.startChildren();
            return venue;
        }
        catch (final IllegalStateException e)
        {
            // Ctrl-C ends the children too: that is no failure whose logs somebody wants to read.
            context.keep(context.keep() || !venue.isJvmEnding);
            venue.close();
            throw new IllegalStateException(e.getMessage() + "; the logs are in " + venue.directory(), e);
        }
        catch (final IOException | InterruptedException | RuntimeException e)
        {
            venue.close();
            throw e;
        }
    }

    private void startChildren() throws IOException, InterruptedException
    {
        for (final Members.Node node : members.nodes())
        {
            children.addNode(configurations.node(node));
        }
        for (final ChildProcess node : children.nodes())
        {
            children.launch(node);
        }
        configurations.writeVenueFile();
        context.progress("waiting for " + context.nodes() + " nodes to elect a leader");
        awaitLeader(context.startTimeout());
        if (context.withGateway())
        {
            children.setGateway(configurations.gateway());
            children.launch(children.gateway());
            awaitGateway(context.startTimeout());
        }
    }

    /**
     * Waits until a node says that it leads.
     *
     * @param timeout how long at most.
     * @return the leader's node id.
     * @throws InterruptedException  where the thread is interrupted.
     * @throws IllegalStateException where a majority of the nodes ended, or the time is over.
     */
    public int awaitLeader(final Duration timeout) throws InterruptedException
    {
        final Patience patience = new Patience(timeout, POLL_MS);
        while (true)
        {
            final Optional<Integer> leader = leader();
            if (leader.isPresent())
            {
                return leader.get();
            }
            final List<ChildProcess> dead = children.nodes().stream().filter(node -> !node.isAlive()).toList();
            if (dead.size() * 2 >= context.nodes())
            {
                throw new IllegalStateException(dead.get(0).obituary());
            }
            if (patience.isOver())
            {
                throw new IllegalStateException("no leader after " + timeout.toSeconds() + " s");
            }
            patience.pause();
        }
    }

    /**
     * The node that leads now.
     *
     * @return its node id, or nothing where no node that answers says so.
     * @throws InterruptedException where the thread is interrupted.
     */
    public Optional<Integer> leader() throws InterruptedException
    {
        long newestTerm = -1;
        Integer leader = null;
        for (final Members.Node node : members.nodes())
        {
            // One that was cut off may still say that it leads, in an older term.
            final Optional<NodeStatus> status = isNodeAlive(node.nodeId()) ? NodeStatus.of(node) : Optional.empty();
            if (status.isPresent() && status.get().isLeader() && status.get().leadershipTermId() > newestTerm)
            {
                newestTerm = status.get().leadershipTermId();
                leader = node.nodeId();
            }
        }
        return Optional.ofNullable(leader);
    }

    private void awaitGateway(final Duration timeout) throws InterruptedException
    {
        final Patience patience = new Patience(timeout, POLL_MS);
        while (NodeStatus.json(gatewayUri().resolve("/v1/status")).isEmpty())
        {
            if (!children.gateway().isAlive())
            {
                throw new IllegalStateException(children.gateway().obituary());
            }
            if (patience.isOver())
            {
                throw new IllegalStateException("the gateway did not answer in " + timeout.toSeconds() + " s");
            }
            patience.pause();
        }
    }

    /**
     * The nodes.
     *
     * @return by node id.
     */
    public Members members()
    {
        return members;
    }

    /**
     * Where a node keeps its data.
     *
     * @param nodeId from 0.
     * @return absolute path.
     */
    public Path nodeData(final int nodeId)
    {
        return context.node(nodeId).dataDirOr(directory.path().resolve("node" + nodeId));
    }

    /**
     * Where and how a node runs. What is changed here holds from the node's next start on.
     *
     * @param nodeId from 0.
     * @return as the venue's context has it.
     */
    public NodePlacement placement(final int nodeId)
    {
        return context.node(nodeId);
    }

    /**
     * Where the gateway answers.
     *
     * @return {@code http://127.0.0.1:port/}; the same after a restart.
     */
    public URI gatewayUri()
    {
        return gatewayUri;
    }

    /**
     * The operator's secret.
     *
     * @return a copy.
     */
    public char[] operatorPassword()
    {
        return configurations.operatorPassword();
    }

    /**
     * Where the venue lives: data, configurations and a log of each process.
     *
     * @return absolute path.
     */
    public Path directory()
    {
        return directory.path();
    }

    /**
     * The file by which commands find this venue.
     *
     * @return absolute path.
     */
    public Path venueFile()
    {
        return configurations.venueFile();
    }

    /**
     * Adds a participant's password to the venue's file. The participant itself is made through the SDK.
     *
     * @param name      of the participant.
     * @param password  the secret.
     * @param isDefault true where commands that name nobody should be this participant's.
     * @throws IOException where the file cannot be written.
     */
    public void putPassword(final String name, final char[] password, final boolean isDefault) throws IOException
    {
        configurations.putPassword(name, password, isDefault);
    }

    /**
     * A node's process.
     *
     * @param nodeId from 0.
     * @return the system's number of its newest process, also where that has ended.
     */
    public long nodePid(final int nodeId)
    {
        return children.nodes().get(nodeId).pid();
    }

    /**
     * Whether a node's process runs.
     *
     * @param nodeId from 0.
     * @return false where it has ended.
     */
    public boolean isNodeAlive(final int nodeId)
    {
        return children.nodes().get(nodeId).isAlive();
    }

    /**
     * Kills a node (SIGKILL), and returns when its process is gone.
     *
     * @param nodeId from 0.
     * @throws InterruptedException where the thread is interrupted.
     */
    public void killNode(final int nodeId) throws InterruptedException
    {
        children.nodes().get(nodeId).kill();
    }

    /**
     * Starts a node again that has ended, with its data. Returns at once: the node joins when it has caught up.
     *
     * @param nodeId from 0.
     * @throws IOException           where the process cannot be made.
     * @throws IllegalStateException where it runs, or the venue is closed.
     */
    public void restartNode(final int nodeId) throws IOException
    {
        children.launch(children.nodes().get(nodeId));
    }

    /**
     * The gateway's process.
     *
     * @return the system's number of its newest process, -1 where the venue has no gateway.
     */
    public long gatewayPid()
    {
        return children.gateway() == null ? -1 : children.gateway().pid();
    }

    /**
     * Whether the gateway's process runs.
     *
     * @return false where it has ended, or the venue has none.
     */
    public boolean isGatewayAlive()
    {
        return children.gateway() != null && children.gateway().isAlive();
    }

    /**
     * Kills the gateway (SIGKILL), and returns when its process is gone.
     *
     * @throws InterruptedException where the thread is interrupted.
     */
    public void killGateway() throws InterruptedException
    {
        children.gateway().kill();
    }

    /**
     * Starts the gateway again, with its data. Returns at once.
     *
     * @throws IOException           where the process cannot be made.
     * @throws IllegalStateException where it runs, or the venue is closed.
     */
    public void restartGateway() throws IOException
    {
        children.launch(children.gateway());
    }

    /**
     * Why processes of the venue are not there.
     *
     * @return one line for each that ended, by node id, the gateway last; empty where all run.
     */
    public List<String> obituaries()
    {
        return children.obituaries();
    }

    /**
     * Ends every process (SIGTERM, then SIGKILL after five seconds) and removes the directory, unless it is to be kept.
     */
    @Override
    public void close()
    {
        try
        {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        }
        catch (final IllegalStateException e)
        {
            // The JVM is ending: the hook does what follows here, and whoever comes second finds it done.
            context.progress("ending with the JVM");
        }
        closeOnce();
    }

    private void endWithJvm()
    {
        isJvmEnding = true;
        closeOnce();
    }

    private synchronized void closeOnce()
    {
        if (isClosed)
        {
            return;
        }
        isClosed = true;
        try
        {
            children.end();
            if (context.keep())
            {
                directory.keep();
            }
            else
            {
                directory.delete();
            }
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException("cannot clean up " + directory.path(), e);
        }
    }
}
