package io.gavel.gateway.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What WebSocket clients may take, and how many there are.
 */
final class StreamLimits
{
    /** WebSockets that may be open at once. */
    static final int OPEN_MAX = 1_024;

    /** Longest frame, and message, that a client may send, bytes. */
    static final int MESSAGE_LENGTH_MAX = 8 * 1024;

    /** Bytes that may wait for a client; it is dropped when there are more. */
    static final int OUTBOUND_BYTES_MAX = 1024 * 1024;

    /** A client is pinged where nothing came from it for so long. */
    static final long PING_MILLIS = 15_000;

    /** A client is dropped where nothing came from it, not even a pong, for so long. */
    static final long SILENCE_MILLIS = 60_000;

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();

    boolean tryOpen()
    {
        if (open.incrementAndGet() > OPEN_MAX)
        {
            open.decrementAndGet();
            return false;
        }
        return true;
    }

    void onClosed()
    {
        open.decrementAndGet();
    }

    void onDropped()
    {
        dropped.incrementAndGet();
    }

    int open()
    {
        return open.get();
    }

    long dropped()
    {
        return dropped.get();
    }
}
