package io.gavel.venue;

import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of a venue, and the ports that each one uses. A venue is named by one string everywhere: {@code host:base}
 * for each node, separated by commas, in the order of the node ids from 0. A node takes the ten ports from its base on.
 *
 * @param nodes by node id.
 */
public record Members(List<Node> nodes)
{
    /** Ports that a node reserves from its base on. */
    public static final int PORTS_PER_NODE = 10;

    /**
     * One node's address.
     *
     * @param nodeId   from 0, contiguous.
     * @param host     name or IPv4 address, as other processes reach it.
     * @param basePort 1024..65526; the first of {@link #PORTS_PER_NODE}.
     */
    public record Node(int nodeId, String host, int basePort)
    {
        /**
         * Where clients send commands (UDP).
         *
         * @return {@code host:port}.
         */
        public String ingressEndpoint()
        {
            return endpoint(0);
        }

        /**
         * Where nodes vote and agree (UDP).
         *
         * @return {@code host:port}.
         */
        public String consensusEndpoint()
        {
            return endpoint(1);
        }

        /**
         * Where a follower receives the log (UDP).
         *
         * @return {@code host:port}.
         */
        public String logEndpoint()
        {
            return endpoint(2);
        }

        /**
         * Where a follower that is behind receives what it missed (UDP).
         *
         * @return {@code host:port}.
         */
        public String catchupEndpoint()
        {
            return endpoint(3);
        }

        /**
         * Where the archive takes requests: event streams are replayed from here (UDP).
         *
         * @return {@code host:port}.
         */
        public String archiveEndpoint()
        {
            return endpoint(4);
        }

        /**
         * Where the archive receives recordings from its peers (UDP).
         *
         * @return {@code host:port}.
         */
        public String replicationEndpoint()
        {
            return endpoint(5);
        }

        /**
         * Where the node tells how it is, over HTTP (TCP).
         *
         * @return port.
         */
        public int statusPort()
        {
            return basePort + 6;
        }

        private String endpoint(final int offset)
        {
            return host + ":" + (basePort + offset);
        }
    }

    /**
     * Copies the list.
     *
     * @param nodes by node id.
     */
    public Members
    {
        nodes = List.copyOf(nodes);
    }

    /**
     * Reads the one string that names a venue.
     *
     * @param text {@code host:base[,host:base...]}.
     * @return the nodes.
     * @throws IllegalArgumentException with a sentence for a person where the text is not of that form.
     */
    public static Members parse(final String text)
    {
        if (text == null || text.isBlank())
        {
            throw new IllegalArgumentException("members are empty: expected host:port[,host:port...]");
        }
        final List<Node> nodes = new ArrayList<>();
        for (final String part : text.split(",", -1))
        {
            nodes.add(parseNode(nodes.size(), part.trim()));
        }
        checkPorts(nodes);
        return new Members(nodes);
    }

    private static Node parseNode(final int nodeId, final String part)
    {
        final int colon = part.lastIndexOf(':');
        if (colon <= 0)
        {
            throw new IllegalArgumentException("member '" + part + "': expected host:port");
        }
        final int port;
        try
        {
            port = Integer.parseInt(part.substring(colon + 1));
        }
        catch (final NumberFormatException e)
        {
            throw new IllegalArgumentException("member '" + part + "': the port is not a number", e);
        }
        if (port < 1024 || port > 65536 - PORTS_PER_NODE)
        {
            throw new IllegalArgumentException("member '" + part + "': expected a port from 1024 to " +
                (65536 - PORTS_PER_NODE) + ", as a node takes " + PORTS_PER_NODE + " from it on");
        }
        return new Node(nodeId, part.substring(0, colon), port);
    }

    private static void checkPorts(final List<Node> nodes)
    {
        for (final Node a : nodes)
        {
            for (final Node b : nodes)
            {
                if (a.nodeId() < b.nodeId() && a.host().equals(b.host()) &&
                    Math.abs(a.basePort() - b.basePort()) < PORTS_PER_NODE)
                {
                    throw new IllegalArgumentException("members " + a.host() + ":" + a.basePort() + " and " +
                        b.host() + ":" + b.basePort() + " share ports: keep their bases " + PORTS_PER_NODE + " apart");
                }
            }
        }
    }

    /**
     * The ingress endpoints in the form that Aeron Cluster's client takes.
     *
     * @return {@code 0=host:port,1=host:port,...}.
     */
    public String ingressEndpoints()
    {
        final StringBuilder text = new StringBuilder();
        for (final Node node : nodes)
        {
            text.append(text.length() == 0 ? "" : ",").append(node.nodeId()).append('=').append(node.ingressEndpoint());
        }
        return text.toString();
    }

    /**
     * The string that {@link #parse(String)} reads.
     *
     * @return {@code host:base,...}.
     */
    @Override
    public String toString()
    {
        final StringBuilder text = new StringBuilder();
        for (final Node node : nodes)
        {
            text.append(text.length() == 0 ? "" : ",").append(node.host()).append(':').append(node.basePort());
        }
        return text.toString();
    }
}
