package io.gavel.client;

import io.aeron.Aeron;
import io.aeron.ErrorCode;
import io.aeron.ExclusivePublication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.exceptions.RegistrationException;
import io.gavel.venue.Members;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.CloseHelper;

/**
 * Looks which nodes answer: each gets a publication to where it takes commands, which is connected once the node has
 * answered, and is closed again then. Nothing is ever sent over it.
 */
final class NodeProbes implements AutoCloseable
{
    /** A node that has not answered after this time is told to be unreachable. */
    static final long ANSWER_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);

    private static final long NONE = Aeron.NULL_VALUE;

    private static final class Probe
    {
        private final Members.Node node;
        private long registrationId = NONE;
        private ExclusivePublication publication;
        private long elapsedNs = NONE;
        private boolean isAnswered;
        private String detail = "no answer";

        private Probe(final Members.Node node)
        {
            this.node = node;
        }
    }

    private final List<Probe> probes = new ArrayList<>();
    private Aeron aeron;
    private long startNs;
    private boolean isRunning;

    NodeProbes(final Members members)
    {
        members.nodes().forEach((node) -> probes.add(new Probe(node)));
    }

    /** Begins to look, unless it is looking already. */
    void begin(final Aeron newAeron, final long nowNs)
    {
        if (isRunning)
        {
            return;
        }
        close();
        aeron = newAeron;
        startNs = nowNs;
        isRunning = true;
        for (final Probe probe : probes)
        {
            probe.isAnswered = false;
            probe.elapsedNs = NONE;
            probe.detail = "no answer";
            probe.registrationId = aeron.asyncAddExclusivePublication(
                "aeron:udp?term-length=64k|linger=0|endpoint=" + probe.node.ingressEndpoint(),
                AeronCluster.Configuration.INGRESS_STREAM_ID_DEFAULT);
        }
    }

    boolean isRunning()
    {
        return isRunning;
    }

    /** Looks who has answered; tells of those that have not in time. */
    void poll(final long nowNs, final Consumer<NodeAttempt> unreachable)
    {
        final boolean isOver = nowNs - startNs > ANSWER_TIMEOUT_NS;
        boolean isAnyOpen = false;
        for (final Probe probe : probes)
        {
            if (probe.elapsedNs == NONE)
            {
                look(probe, nowNs);
            }
            if (probe.elapsedNs == NONE && isOver)
            {
                settle(probe, nowNs);
            }
            isAnyOpen |= probe.elapsedNs == NONE;
        }
        if (!isAnyOpen)
        {
            isRunning = false;
            for (final Probe probe : probes)
            {
                if (!probe.isAnswered)
                {
                    unreachable.accept(attempt(probe, nowNs));
                }
            }
        }
    }

    private void look(final Probe probe, final long nowNs)
    {
        try
        {
            if (probe.publication == null)
            {
                probe.publication = aeron.getExclusivePublication(probe.registrationId);
            }
            if (probe.publication != null && probe.publication.isConnected())
            {
                probe.isAnswered = true;
                probe.detail = "answered";
                settle(probe, nowNs);
            }
        }
        catch (final RegistrationException e)
        {
            probe.registrationId = NONE;
            probe.detail = isUnknownHost(e) ?
                "no such host" : "can't be sent to (" + e.getMessage() + ")";
            settle(probe, nowNs);
        }
    }

    private static boolean isUnknownHost(final RegistrationException e)
    {
        return e.errorCode() == ErrorCode.UNKNOWN_HOST || String.valueOf(e.getMessage()).contains("UnknownHost");
    }

    private void settle(final Probe probe, final long nowNs)
    {
        probe.elapsedNs = nowNs - startNs;
        release(probe);
    }

    private void release(final Probe probe)
    {
        if (probe.publication != null)
        {
            CloseHelper.quietClose(probe.publication);
        }
        else if (probe.registrationId != NONE && aeron != null && !aeron.isClosed())
        {
            aeron.asyncRemovePublication(probe.registrationId);
        }
        probe.publication = null;
        probe.registrationId = NONE;
    }

    /** What came of each node the last time. */
    List<NodeAttempt> nodes(final long nowNs)
    {
        return aeron == null ? List.of() : probes.stream().map((probe) -> attempt(probe, nowNs)).toList();
    }

    private NodeAttempt attempt(final Probe probe, final long nowNs)
    {
        return new NodeAttempt(probe.node.nodeId(), probe.node.ingressEndpoint(), probe.isAnswered,
            Duration.ofNanos(probe.elapsedNs == NONE ? nowNs - startNs : probe.elapsedNs), probe.detail);
    }

    /** Stops looking. */
    @Override
    public void close()
    {
        isRunning = false;
        probes.forEach(this::release);
    }
}
