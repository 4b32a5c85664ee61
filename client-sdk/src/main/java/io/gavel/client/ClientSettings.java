package io.gavel.client;

import io.gavel.venue.Members;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Consumer;

/** What a {@link GavelClient.Context} says, checked. */
record ClientSettings(
    Members members,
    String participant,
    char[] password,
    int connectionId,
    String egressHost,
    String aeronDirectory,
    long lastReportSeq,
    int queueCapacity,
    BackPressure backPressure,
    Duration backPressureTimeout,
    Duration connectTimeout,
    IdleMode idleMode,
    ExecutionListener executionListener,
    ConnectionListener connectionListener,
    Consumer<Throwable> errorHandler,
    JournalSettings journal)
{
    /** Connections that a participant may have, less one. */
    static final int CONNECTION_ID_MAX = 15;

    /** Largest queue. */
    static final int QUEUE_CAPACITY_MAX = 1 << 20;

    ClientSettings
    {
        check(participant != null && participant.matches("[A-Za-z0-9._-]{1,32}"),
            "participant '" + participant + "': expected 1 to 32 of A-Z, a-z, 0-9, '.', '_' and '-'");
        check(password != null && password.length > 0, "the password is missing");
        check(connectionId >= 0 && connectionId <= CONNECTION_ID_MAX,
            "connectionId " + connectionId + ": expected 0 to " + CONNECTION_ID_MAX);
        check(lastReportSeq >= GavelClient.Context.FROM_NOW,
            "lastReportSeq " + lastReportSeq + ": expected 0 or more, or FROM_NOW");
        check(queueCapacity >= 2 && queueCapacity <= QUEUE_CAPACITY_MAX,
            "queueCapacity " + queueCapacity + ": expected 2 to " + QUEUE_CAPACITY_MAX);
        check(backPressure != null && idleMode != null, "backPressure and idleMode must not be null");
        check(executionListener != null && connectionListener != null && errorHandler != null,
            "a listener must not be null: leave it out instead");
        check(connectTimeout != null && connectTimeout.toMillis() > 0, "connectTimeout must be above zero");
        check(backPressureTimeout != null && !backPressureTimeout.isNegative(),
            "backPressureTimeout must not be below zero");
        password = password.clone();
        final Members.Node known = firstKnown(members);
        egressHost = egressHost != null ? egressHost : localAddressTowards(known);
    }

    static void check(final boolean isRight, final String message)
    {
        if (!isRight)
        {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * The first node whose host is known here: one that is not may be a machine that is gone, and is told to the
     * connection listener; where none is, the addresses are wrong.
     */
    private static Members.Node firstKnown(final Members members)
    {
        for (final Members.Node node : members.nodes())
        {
            try
            {
                InetAddress.getByName(node.host());
                return node;
            }
            catch (final UnknownHostException e)
            {
                if (node == members.nodes().get(members.nodes().size() - 1))
                {
                    throw new IllegalArgumentException("members '" + members + "': no such host is known here, of " +
                        "none of the nodes", e);
                }
            }
        }
        throw new IllegalArgumentException("members are empty");
    }

    /** The local address from which packets to the node would be sent; connecting a UDP socket sends none. */
    private static String localAddressTowards(final Members.Node node)
    {
        try (DatagramSocket socket = new DatagramSocket())
        {
            final InetAddress address = InetAddress.getByName(node.host());
            if (address.isLoopbackAddress())
            {
                return "127.0.0.1";
            }
            socket.connect(new InetSocketAddress(address, node.basePort()));
            return socket.getLocalAddress().getHostAddress();
        }
        catch (final UnknownHostException e)
        {
            throw new IllegalArgumentException("member '" + node.host() + "': no such host is known here", e);
        }
        catch (final SocketException | java.io.UncheckedIOException e)
        {
            throw new IllegalArgumentException("no local address leads to " + node.ingressEndpoint() +
                ": set the egressHost", e);
        }
    }
}
