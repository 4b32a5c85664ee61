package io.gavel.client;

import java.util.List;
import org.agrona.DirectBuffer;

/** The way to the venue's leader. Used by the client's thread only, which it never blocks. */
interface Transport extends AutoCloseable
{
    /**
     * Moves the connection on and gives what came in to the listener.
     *
     * @param nowNs    of the clock of {@link System#nanoTime()}.
     * @param listener of what happens.
     * @return 0 where there was nothing to do.
     */
    int poll(long nowNs, TransportListener listener);

    /**
     * Sends a message. That it was taken does not mean that it arrives.
     *
     * @param buffer that holds it.
     * @param offset of the message.
     * @param length of the message, bytes.
     * @return false where it was not taken, and is to be sent again later.
     */
    boolean send(DirectBuffer buffer, int offset, int length);

    /**
     * Asks the cluster for a snapshot.
     *
     * @param correlationId given back in the answer.
     * @return false where it was not taken, and is to be sent again later.
     */
    boolean requestSnapshot(long correlationId);

    /**
     * What came of each node when it was last looked which of them answer.
     *
     * @param nowNs of the clock of {@link System#nanoTime()}.
     * @return by node id; empty where that is not known.
     */
    default List<NodeAttempt> nodes(final long nowNs)
    {
        return List.of();
    }

    /**
     * Where it leads, for a person.
     *
     * @return the endpoints of all nodes.
     */
    default String endpoints()
    {
        return "the venue";
    }

    /** Logs off and frees everything. */
    @Override
    void close();
}
