package io.gavel.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The client's thread: runs the session's duty cycle until it is over or the client is closed. */
final class ClientAgent implements Runnable
{
    private static final int SPINS = 20;
    private static final int YIELDS = 20;
    private static final long PARK_MIN_NS = 1_000;
    private static final long PARK_MAX_NS = 1_000_000;

    private final VenueSession session;
    private final Transport transport;
    private final Listeners listeners;
    private final IdleMode idleMode;
    private final Duration connectTimeout;
    private final String endpoints;
    private final Runnable onEnd;
    private final Thread thread;
    private volatile boolean isClosing;
    private volatile boolean isParked;
    private int idleCycles;
    private long parkNs = PARK_MIN_NS;

    ClientAgent(
        final VenueSession session,
        final Transport transport,
        final Listeners listeners,
        final IdleMode idleMode,
        final Duration connectTimeout,
        final String endpoints,
        final Runnable onEnd)
    {
        this.session = session;
        this.transport = transport;
        this.listeners = listeners;
        this.idleMode = idleMode;
        this.connectTimeout = connectTimeout;
        this.endpoints = endpoints;
        this.onEnd = onEnd;
        thread = new Thread(this, "gavel-client");
        thread.setDaemon(true);
    }

    Thread thread()
    {
        return thread;
    }

    /** Something was queued: wakes the thread where it is parked. */
    void wake()
    {
        if (isParked)
        {
            LockSupport.unpark(thread);
        }
    }

    /** Ends the thread, and waits for that on any thread but itself. */
    void close()
    {
        isClosing = true;
        LockSupport.unpark(thread);
        if (Thread.currentThread() == thread)
        {
            return;
        }
        boolean wasInterrupted = false;
        while (thread.isAlive())
        {
            try
            {
                thread.join();
            }
            catch (final InterruptedException e)
            {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run()
    {
        final long startNs = System.nanoTime();
        try
        {
            while (!isClosing && session.state() != SessionState.ENDED)
            {
                final long nowNs = System.nanoTime();
                final int work = session.doWork(nowNs);
                if (!session.connected().isDone() && nowNs - startNs > connectTimeout.toNanos())
                {
                    session.end(connectTimeoutException(Duration.ofNanos(nowNs - startNs)));
                }
                idle(work);
            }
            session.end(new ClientClosedException("the client was closed before the answer came"));
        }
        catch (final RuntimeException | Error e)
        {
            // Callers wait for their futures whatever it was, the end of the memory included.
            session.end(new ClientClosedException("the client stopped at an unexpected failure: " + e, e));
            listeners.onError(e);
        }
        finally
        {
            transport.close();
            session.failQueued();
            onEnd.run();
        }
    }

    private ConnectTimeoutException connectTimeoutException(final Duration elapsed)
    {
        final Throwable cause = session.lastAttemptFailure();
        final List<NodeAttempt> nodes = transport.nodes(System.nanoTime());
        return new ConnectTimeoutException("no node let the client in within " + connectTimeout.toMillis() +
            " ms: " + (nodes.isEmpty() ? "tried " + endpoints : nodes.stream().map(NodeAttempt::toString)
            .collect(Collectors.joining("; "))) + "; the last step was " + session.state() +
            (cause == null ? "" : ", the last failure: " + cause.getMessage()) +
            "; check the addresses, and that a majority of the nodes runs", cause, elapsed, nodes);
    }

    private void idle(final int work)
    {
        if (work > 0)
        {
            idleCycles = 0;
            parkNs = PARK_MIN_NS;
            return;
        }
        switch (idleMode)
        {
            case SPIN -> Thread.onSpinWait();
            case YIELD -> Thread.yield();
            case BACKOFF -> backOff();
        }
    }

    private void backOff()
    {
        if (idleCycles < SPINS)
        {
            idleCycles++;
            Thread.onSpinWait();
        }
        else if (idleCycles < SPINS + YIELDS)
        {
            idleCycles++;
            Thread.yield();
        }
        else
        {
            // The queues are looked at again after the flag is set, so that what comes between is not slept over.
            isParked = true;
            if (!session.isWorkQueued())
            {
                LockSupport.parkNanos(parkNs);
            }
            isParked = false;
            parkNs = Math.min(parkNs * 2, PARK_MAX_NS);
        }
    }
}
