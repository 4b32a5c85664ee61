package io.gavel.cluster;

import io.gavel.venue.Members;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Checks that the ports of a node are free before anything of it is started. */
final class NodePorts
{
    private static final String[] UDP_USES = {"ingress", "consensus", "log", "catch-up", "archive", "replication"};

    private NodePorts()
    {
    }

    /**
     * Binds each port once, and gives it back.
     *
     * @param node whose ports they are.
     * @throws NodeException that names the port, its use, and what to change.
     */
    static void check(final Members.Node node)
    {
        final InetAddress address;
        try
        {
            address = InetAddress.getByName(node.host());
        }
        catch (final IOException e)
        {
            throw new NodeException("host " + node.host() + " of node " + node.nodeId() +
                " has no address: correct it in " + NodeSetting.MEMBERS.key(), e);
        }
        for (int i = 0; i < UDP_USES.length; i++)
        {
            final int port = node.basePort() + i;
            try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, port)))
            {
                socket.getLocalPort();
            }
            catch (final IOException e)
            {
                throw inUse(node, "UDP", port, UDP_USES[i], e);
            }
        }
        try (ServerSocket socket = new ServerSocket())
        {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, node.statusPort()));
        }
        catch (final IOException e)
        {
            throw inUse(node, "TCP", node.statusPort(), "status", e);
        }
    }

    private static NodeException inUse(
        final Members.Node node, final String protocol, final int port, final String use, final IOException e)
    {
        return new NodeException(protocol + " port " + port + " (" + use + " of node " + node.nodeId() + ") on " +
            node.host() + " cannot be bound (" + e.getMessage() + "): stop what uses it, or change " +
            NodeSetting.MEMBERS.key(), e);
    }
}
