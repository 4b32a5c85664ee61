package io.gavel.cluster.backup;

import io.gavel.venue.Members;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** What a {@link Backup} needs to know. */
public final class BackupContext
{
    private static final int PROBE_PORT = 9;

    private Members members;
    private File dir;
    private char[] operatorPassword;
    private String host;
    private int port;
    private boolean followsAnyNode;
    private Duration queryInterval = Duration.ofSeconds(5);
    private PrintStream out = System.err;

    /**
     * Whose log, snapshots and events are copied.
     *
     * @param nodes of the venue.
     * @return this.
     */
    public BackupContext members(final Members nodes)
    {
        members = nodes;
        return this;
    }

    /**
     * Where the copy is kept.
     *
     * @param directory that is blank, or holds an older copy of the same venue.
     * @return this.
     */
    public BackupContext dir(final File directory)
    {
        dir = directory.getAbsoluteFile();
        return this;
    }

    /**
     * By what this process proves that it may take a copy.
     *
     * @param password of the operator.
     * @return this.
     */
    public BackupContext operatorPassword(final char[] password)
    {
        operatorPassword = password.clone();
        return this;
    }

    /**
     * Where the nodes reach this process.
     *
     * @param address name or address of this machine; null for the one by which it reaches the first node.
     * @return this.
     */
    public BackupContext host(final String address)
    {
        host = address;
        return this;
    }

    /**
     * The UDP port on which the nodes answer.
     *
     * @param number 1024..65535, or 0 for any that is free.
     * @return this.
     */
    public BackupContext port(final int number)
    {
        port = number;
        return this;
    }

    /**
     * Whether the leader may be followed as well; the leader has better things to do.
     *
     * @param isAllowed true where there may be no follower.
     * @return this.
     */
    public BackupContext followsAnyNode(final boolean isAllowed)
    {
        followsAnyNode = isAllowed;
        return this;
    }

    /**
     * How often new snapshots are asked for.
     *
     * @param interval at least a second.
     * @return this.
     */
    public BackupContext queryInterval(final Duration interval)
    {
        queryInterval = interval;
        return this;
    }

    /**
     * Where errors are told.
     *
     * @param stream for people.
     * @return this.
     */
    public BackupContext out(final PrintStream stream)
    {
        out = stream;
        return this;
    }

    /**
     * Fills in what was not given.
     *
     * @return this.
     * @throws BackupException where no address or port can be found.
     */
    BackupContext conclude()
    {
        try
        {
            if (null == host)
            {
                host = localAddress(members.nodes().get(0).host());
            }
            if (0 == port)
            {
                try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(host, 0)))
                {
                    port = socket.getLocalPort();
                }
            }
        }
        catch (final IOException e)
        {
            throw new BackupException("no UDP port of " + (null == host ? "this machine" : host) +
                " can be bound (" + e.getMessage() + "): name an address of this machine that the nodes reach", e);
        }
        return this;
    }

    private static String localAddress(final String nodeHost) throws IOException
    {
        try (DatagramSocket socket = new DatagramSocket())
        {
            // Sends nothing: the system chooses the address from which it would.
            socket.connect(InetAddress.getByName(nodeHost), PROBE_PORT);
            return socket.getLocalAddress().getHostAddress();
        }
    }

    Members members()
    {
        return members;
    }

    File dir()
    {
        return dir;
    }

    char[] operatorPassword()
    {
        return operatorPassword;
    }

    String host()
    {
        return host;
    }

    int port()
    {
        return port;
    }

    boolean followsAnyNode()
    {
        return followsAnyNode || 1 == members.nodes().size();
    }

    Duration queryInterval()
    {
        return queryInterval;
    }

    PrintStream out()
    {
        return out;
    }
}
