package io.gavel.dropcopy;

import io.gavel.venue.Members;
import java.util.Objects;

/** What a drop copy server needs. */
public final class DropCopyContext
{
    private Members members;
    private String host = "127.0.0.1";
    private int port;
    private int readersMax = 64;
    private int recentMax = 65_536;
    private Gatekeeper gatekeeper;

    /** Defaults: on loopback, any free port. */
    public DropCopyContext()
    {
    }

    /**
     * The venue. Required.
     *
     * @param nodes of it.
     * @return this.
     */
    public DropCopyContext members(final Members nodes)
    {
        members = nodes;
        return this;
    }

    /**
     * Where to listen; 127.0.0.1 by default. What crosses a network should go through something that does TLS.
     *
     * @param address of this machine.
     * @return this.
     */
    public DropCopyContext host(final String address)
    {
        host = address;
        return this;
    }

    /**
     * Where to listen; 0, for any that is free, by default.
     *
     * @param number 0 to 65535.
     * @return this.
     */
    public DropCopyContext port(final int number)
    {
        port = number;
        return this;
    }

    /**
     * Connections at one time; 64 by default.
     *
     * @param count of readers, those who have not logged on included; &gt; 0.
     * @return this.
     */
    public DropCopyContext readersMax(final int count)
    {
        readersMax = count;
        return this;
    }

    /**
     * Executions that are kept in memory; 65,536 by default, of about 250 bytes each.
     *
     * @param count of all participants together; &gt; 0.
     * @return this.
     */
    public DropCopyContext recentMax(final int count)
    {
        recentMax = count;
        return this;
    }

    /** Who decides about readers, instead of the cluster. */
    DropCopyContext gatekeeper(final Gatekeeper other)
    {
        gatekeeper = other;
        return this;
    }

    Members members()
    {
        return Objects.requireNonNull(members, "members");
    }

    String host()
    {
        return host;
    }

    int port()
    {
        return port;
    }

    int readersMax()
    {
        return readersMax;
    }

    int recentMax()
    {
        return recentMax;
    }

    Gatekeeper gatekeeper()
    {
        return gatekeeper;
    }
}
