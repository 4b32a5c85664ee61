package io.gavel.cluster;

import io.aeron.archive.Archive;
import io.aeron.cluster.ClusteredMediaDriver;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.gavel.cluster.storage.FaultException;
import io.gavel.cluster.storage.NodeFiles;
import io.gavel.cluster.storage.StartCheck;
import io.gavel.cluster.storage.StorageException;
import io.gavel.cluster.warmup.WarmUp;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.agrona.CloseHelper;

/**
 * One node of the venue: media driver, archive, consensus module and matching service in this process, and the status
 * over HTTP. A node that fails ends: {@link #awaitTermination()} returns, {@link #failure()} says why, and whoever
 * launched it closes it.
 */
public final class GavelNode implements AutoCloseable
{
    // Some fifty thousand commands.
    private static final long LOG_THAT_WARMS_UP = 8L << 20;

    private final CountDownLatch terminated = new CountDownLatch(1);
    private final NodeFigures figures;
    private final NodeContext context;
    private final NodeBuild build;
    private final NodeErrors errors;
    private final Function<ServiceParts, ClusteredService> services;
    private DataDirectory directory;
    private ClusteredMediaDriver driver;
    private ClusteredServiceContainer container;
    private StatusServer statusServer;
    private boolean closed;

    private GavelNode(
        final NodeContext context,
        final NodeBuild build,
        final Function<ServiceParts, ClusteredService> services,
        final long processMs,
        final PrintStream out)
    {
        figures = new NodeFigures(new StartTimes(processMs));
        this.context = context;
        this.build = build;
        this.services = services;
        errors = new NodeErrors("node " + context.node().nodeId(), out, terminated::countDown,
            () -> context.dataDir().exists() ? context.dataDir().getUsableSpace() : Long.MAX_VALUE);
    }

    /**
     * Starts a node.
     *
     * @param context that is concluded.
     * @return the node, which takes part in elections.
     * @throws NodeException where its ports or its directory are taken, or it cannot start.
     */
    public static GavelNode launch(final NodeContext context)
    {
        return launch(context, 0, System.err);
    }

    static GavelNode launch(final NodeContext context, final long processMs, final PrintStream out)
    {
        return launch(context, NodeBuild.read(), processMs, out);
    }

    static GavelNode launch(
        final NodeContext context, final NodeBuild build, final long processMs, final PrintStream out)
    {
        return launch(context, build, MatchingService::new, processMs, out);
    }

    /**
     * Starts a node around another service than the exchange: the same driver, archive, consensus module, door and
     * status, so that what they cost can be told from what the exchange costs.
     *
     * @param context   that is concluded.
     * @param build     of the code that runs.
     * @param services  makes the service.
     * @param processMs age of the process that is there for this node alone, 0 in any other.
     * @param out       for people.
     * @return the node, which takes part in elections.
     */
    static GavelNode launch(
        final NodeContext context,
        final NodeBuild build,
        final Function<ServiceParts, ClusteredService> services,
        final long processMs,
        final PrintStream out)
    {
        final GavelNode node = new GavelNode(context, build, services, processMs, out);
        try
        {
            node.start(out);
            return node;
        }
        catch (final RuntimeException | Error e)
        {
            node.close();
            throw e;
        }
    }

    private void start(final PrintStream out)
    {
        directory = DataDirectory.lock(context.dataDir());
        NodePorts.check(context.node());
        final CrashRecovery recovery = new CrashRecovery(directory, out);
        recovery.releaseMarkFiles();
        final CredentialDirectory credentials = new CredentialDirectory(context.operatorVerifier());
        final Supplier<VenueState> emptyStates =
            () -> new VenueState(credentials, figures, build.behaviourVersionMax());
        final VenueState state = emptyStates.get();
        final StartCheck.Result files = checkFiles(state, out);
        figures.startTimes().end(StartTimes.Phase.FILES);
        // Where the node has much log to execute, that warms it up, and with the venue's own commands.
        final WarmUp warmUp = WarmUp.begin(
            files.logTo() - files.logFrom() > LOG_THAT_WARMS_UP ? 0 : context.timeouts().warmUpNs());
        final long sessionTimeoutMs = TimeUnit.NANOSECONDS.toMillis(context.timeouts().sessionNs());
        final OpenSessions sessions = new OpenSessions(
            context.sizes().sessionsMax(), context.sizes().sessionsPerParticipantMax(), sessionTimeoutMs);
        final VenueAuthenticator authenticator = new VenueAuthenticator(
            credentials, figures.failedLogons(), sessions, sessionTimeoutMs);
        final NodeContexts contexts = new NodeContexts(context, directory, build, errors, terminated::countDown);
        driver = recovery.launch(() -> ClusteredMediaDriver.launch(
            contexts.driver(), contexts.archive(), contexts.consensusModule(authenticator)));
        statusServer = StatusServer.start(
            context.node(), new NodeStatus(context, directory, build, driver, figures, sessions, errors));
        awaitWarmUp(warmUp, out);
        container = ClusteredServiceContainer.launch(contexts.service(services.apply(new ServiceParts(
            state, emptyStates, sessions, figures, errors, contexts.eventPeers()))));
    }

    private void awaitWarmUp(final WarmUp warmUp, final PrintStream out)
    {
        final WarmUp.Result result = warmUp.await();
        figures.warmUp(result);
        if (result.commands() > 0)
        {
            out.println("node " + context.node().nodeId() + " warmed up with " + result.commands() + " commands in " +
                TimeUnit.NANOSECONDS.toMillis(result.elapsedNs()) + " ms, and waited for " +
                TimeUnit.NANOSECONDS.toMillis(result.waitedNs()) + " ms of it");
        }
    }

    private StartCheck.Result checkFiles(final VenueState state, final PrintStream out)
    {
        final long startNs = System.nanoTime();
        try
        {
            final StartCheck.Result result = StartCheck.run(
                NodeFiles.ofLocked(context.dataDir().toPath()), state);
            state.readAt(result.snapshotPosition());
            if (result.snapshotPosition() >= 0 || result.logTo() > 0)
            {
                out.println("node " + context.node().nodeId() + " checked its files in " +
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs) + " ms: " +
                    (result.snapshotPosition() < 0 ? "no snapshot" : "snapshot at log position " +
                    result.snapshotPosition() + ", " + result.snapshotBytes() + " bytes") +
                    ", log from position " + result.logFrom() + " to " + result.logTo());
            }
            return result;
        }
        catch (final FaultException e)
        {
            throw new CorruptFilesException(e.fault(), e);
        }
        catch (final StorageException e)
        {
            throw new NodeException(e.getMessage(), e);
        }
    }

    /** Waits until the node has failed, or was asked to end through the cluster. */
    public void awaitTermination()
    {
        try
        {
            terminated.await();
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Tells whether the node has failed, or was asked to end.
     *
     * @return true once {@link #awaitTermination()} returns.
     */
    public boolean isTerminated()
    {
        return 0 == terminated.getCount();
    }

    /** Lets {@link #awaitTermination()} return. */
    void terminate()
    {
        terminated.countDown();
    }

    /**
     * Why the node ended.
     *
     * @return null where nothing failed.
     */
    public Throwable failure()
    {
        return errors.failure();
    }

    /** The code that it runs. */
    NodeBuild build()
    {
        return build;
    }

    /**
     * Its configuration.
     *
     * @return as launched.
     */
    public NodeContext context()
    {
        return context;
    }

    /** Leaves the cluster and stops all parts; may be called more than once. */
    @Override
    public synchronized void close()
    {
        if (closed)
        {
            return;
        }
        closed = true;
        errors.closing();
        terminated.countDown();
        final ConsensusModule consensusModule = null == driver ? null : driver.consensusModule();
        final Archive archive = null == driver ? null : driver.archive();
        final MediaDriver mediaDriver = null == driver ? null : driver.mediaDriver();
        CloseHelper.closeAll(statusServer, consensusModule, container, archive, mediaDriver, directory);
    }
}
