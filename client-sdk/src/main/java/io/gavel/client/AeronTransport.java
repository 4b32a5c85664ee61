package io.gavel.client;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.AdminRequestType;
import io.aeron.cluster.codecs.AdminResponseCode;
import io.aeron.cluster.codecs.EventCode;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.Header;
import io.aeron.security.AuthenticationException;
import io.gavel.venue.Members;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NoOpIdleStrategy;

/** Sessions with an Aeron Cluster, one after the other, over UDP. */
final class AeronTransport implements Transport, EgressListener
{
    /**
     * How long to wait for the news of a new leader, and for its answer, before a new session is opened. A venue that
     * was restarted as a whole sends no such news.
     */
    static final long NEW_LEADER_TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(1_500);

    /** The cluster closes a session that it has not heard of for ten seconds. */
    static final long KEEP_ALIVE_INTERVAL_NS = TimeUnit.SECONDS.toNanos(2);

    /** A call of Aeron Cluster's client takes this many messages at most, and so there may be more. */
    private static final int MESSAGES_PER_POLL = 10;

    /** Messages taken before commands are sent again. */
    private static final int MESSAGES_PER_CYCLE = 256;

    private static final String LOOPBACK = "127.0.0.1";
    private static final long KEEP_ALIVE_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long ATTEMPT_PAUSE_MIN_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long ATTEMPT_PAUSE_MAX_NS = TimeUnit.SECONDS.toNanos(2);

    private final Members members;
    private final Logon logon;
    private final String egressHost;
    private final String aeronDirectory;
    private final long attemptTimeoutNs;
    private final Consumer<Throwable> errorHandler;
    private final NodeProbes probes;
    private LocalDriver driver;
    private AeronCluster.AsyncConnect attempt;
    private AeronCluster cluster;
    private TransportListener listener;
    private int failedAttempts;
    private long nextAttemptNs;
    private long nextKeepAliveNs;
    private String sessionEvent = "";

    AeronTransport(
        final Members members,
        final Logon logon,
        final String egressHost,
        final String aeronDirectory,
        final Duration attemptTimeout,
        final Consumer<Throwable> errorHandler)
    {
        this.members = members;
        this.logon = logon;
        this.egressHost = egressHost;
        this.aeronDirectory = aeronDirectory;
        this.attemptTimeoutNs = attemptTimeout.toNanos();
        this.errorHandler = errorHandler;
        probes = new NodeProbes(members);
        nextAttemptNs = System.nanoTime();
    }

    @Override
    public int poll(final long nowNs, final TransportListener transportListener)
    {
        listener = transportListener;
        try
        {
            if (driver == null)
            {
                if (nowNs - nextAttemptNs < 0)
                {
                    return 0;
                }
                driver = new LocalDriver(aeronDirectory, LOOPBACK.equals(egressHost) ?
                    LocalDriver.LOOPBACK_MTU_LENGTH : LocalDriver.NETWORK_MTU_LENGTH, errorHandler);
            }
            final int work = driver.poll();
            if (driver.aeron().isClosed())
            {
                // The process slept for longer than Aeron lets a client sleep.
                abandon(DisconnectCause.PROCESS_PAUSED, "this process was paused for too long");
                closeDriver();
                return 1;
            }
            if (probes.isRunning())
            {
                probes.poll(nowNs, listener::onNodeUnreachable);
            }
            return work + (cluster != null ? pollSession(nowNs) : pollAttempt(nowNs));
        }
        catch (final AuthenticationException e)
        {
            abandonAttempt(nowNs);
            listener.onLogonRefused(e);
            return 1;
        }
        catch (final AeronException | IllegalStateException | IllegalArgumentException e)
        {
            onFailure(e, nowNs);
            return 1;
        }
    }

    private void onFailure(final Exception failure, final long nowNs)
    {
        if (cluster != null)
        {
            errorHandler.accept(failure);
            abandon(DisconnectCause.CONNECTION_FAILED, "the connection failed: " + failure.getMessage());
        }
        else
        {
            abandonAttempt(nowNs);
            listener.onAttemptFailed(failure);
        }
    }

    private int pollSession(final long nowNs)
    {
        int work = 0;
        int polled;
        do
        {
            polled = cluster.pollEgress();
            work += polled;
        }
        while (cluster != null && polled >= MESSAGES_PER_POLL && work < MESSAGES_PER_CYCLE);
        if (cluster == null)
        {
            return work;
        }
        if (cluster.isClosed())
        {
            if (sessionEvent.isEmpty())
            {
                abandon(DisconnectCause.VENUE_UNREACHABLE, "the venue is out of reach");
            }
            else
            {
                abandon(DisconnectCause.SESSION_CLOSED, "the venue closed the session: " + sessionEvent);
            }
            return 1;
        }
        if (nowNs - nextKeepAliveNs >= 0)
        {
            nextKeepAliveNs = nowNs + (cluster.sendKeepAlive() ? KEEP_ALIVE_INTERVAL_NS : KEEP_ALIVE_RETRY_NS);
        }
        return work;
    }

    private int pollAttempt(final long nowNs)
    {
        if (attempt == null)
        {
            if (nowNs - nextAttemptNs < 0)
            {
                return 0;
            }
            attempt = AeronCluster.asyncConnect(clusterContext());
            probes.begin(driver.aeron(), nowNs);
        }
        final int step = attempt.step();
        final AeronCluster connected = attempt.poll();
        if (connected != null)
        {
            attempt = null;
            cluster = connected;
            failedAttempts = 0;
            sessionEvent = "";
            nextKeepAliveNs = nowNs + KEEP_ALIVE_INTERVAL_NS;
            listener.onSessionOpened(connected.leaderMemberId());
            return 1;
        }
        return step == attempt.step() ? 0 : 1;
    }

    private AeronCluster.Context clusterContext()
    {
        return new AeronCluster.Context()
            .aeron(driver.aeron())
            .ownsAeronClient(false)
            .agentInvoker(driver.invoker())
            .errorHandler(errorHandler::accept)
            .idleStrategy(NoOpIdleStrategy.INSTANCE)
            .messageTimeoutNs(attemptTimeoutNs)
            .newLeaderTimeoutNs(NEW_LEADER_TIMEOUT_NS)
            .ingressChannel("aeron:udp")
            .ingressEndpoints(members.ingressEndpoints())
            .egressChannel("aeron:udp?endpoint=" + egressHost + ":0")
            .egressListener(this)
            .credentialsSupplier(logon);
    }

    private void abandon(final DisconnectCause cause, final String reason)
    {
        final boolean wasOpen = cluster != null;
        closeSession();
        nextAttemptNs = System.nanoTime() + pauseNs();
        if (wasOpen)
        {
            listener.onSessionLost(cause, reason);
        }
    }

    private void abandonAttempt(final long nowNs)
    {
        CloseHelper.quietClose(attempt);
        attempt = null;
        failedAttempts++;
        nextAttemptNs = nowNs + pauseNs();
    }

    /** Random, so that the clients of a venue don't come back all at once. */
    private long pauseNs()
    {
        final long ceiling = Math.min(ATTEMPT_PAUSE_MAX_NS, ATTEMPT_PAUSE_MIN_NS << Math.min(failedAttempts, 10));
        return ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling);
    }

    @Override
    public boolean send(final DirectBuffer buffer, final int offset, final int length)
    {
        return cluster != null && cluster.offer(buffer, offset, length) > 0;
    }

    @Override
    public boolean requestSnapshot(final long correlationId)
    {
        return cluster != null && cluster.ingressPublication().isConnected() &&
            cluster.sendAdminRequestToTakeASnapshot(correlationId);
    }

    @Override
    public void onMessage(
        final long clusterSessionId,
        final long timestamp,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final Header header)
    {
        listener.onMessage(buffer, offset, length);
    }

    @Override
    public void onSessionEvent(
        final long correlationId,
        final long clusterSessionId,
        final long leadershipTermId,
        final int leaderMemberId,
        final EventCode code,
        final String detail)
    {
        if (code != EventCode.OK)
        {
            sessionEvent = code + (detail.isEmpty() ? "" : " " + detail);
        }
    }

    @Override
    public void onNewLeader(
        final long clusterSessionId,
        final long leadershipTermId,
        final int leaderMemberId,
        final String ingressEndpoints)
    {
        listener.onNewLeader(leaderMemberId);
        probes.begin(driver.aeron(), System.nanoTime());
    }

    @Override
    public void onAdminResponse(
        final long clusterSessionId,
        final long correlationId,
        final AdminRequestType requestType,
        final AdminResponseCode responseCode,
        final String message,
        final DirectBuffer payload,
        final int payloadOffset,
        final int payloadLength)
    {
        listener.onSnapshotAnswer(correlationId, responseCode == AdminResponseCode.OK,
            message.isEmpty() ? responseCode.toString() : message);
    }

    private void closeSession()
    {
        CloseHelper.quietCloseAll(attempt, cluster);
        attempt = null;
        cluster = null;
    }

    @Override
    public List<NodeAttempt> nodes(final long nowNs)
    {
        return probes.nodes(nowNs);
    }

    @Override
    public String endpoints()
    {
        return members.nodes().stream().map(Members.Node::ingressEndpoint).collect(Collectors.joining(", "));
    }

    private void closeDriver()
    {
        probes.close();
        CloseHelper.quietClose(driver);
        driver = null;
    }

    @Override
    public void close()
    {
        closeSession();
        if (driver != null && !driver.aeron().isClosed())
        {
            // The close of the session is on its way only once the driver has sent it.
            final long deadlineNs = System.nanoTime() + KEEP_ALIVE_RETRY_NS;
            while (driver.poll() > 0 && System.nanoTime() - deadlineNs < 0)
            {
                Thread.onSpinWait();
            }
        }
        closeDriver();
        logon.wipe();
    }
}
