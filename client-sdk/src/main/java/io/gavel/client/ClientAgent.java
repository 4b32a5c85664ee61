package io.gavel.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Runs the session's duty cycle until it is over or the client is closed: on a thread of the client's own, or on the
 * application's, which then drives it.
 */
final class ClientAgent implements Runnable
{
    private static final int SPINS = 20;
    private static final int YIELDS = 20;
    private static final long PARK_MIN_NS = 1_000;
    private static final long PARK_MAX_NS = 1_000_000;
    private static final long CONNECT_PARK_NS = 50_000;

    private final VenueSession session;
    private final Transport transport;
    private final Listeners listeners;
    private final IdleMode idleMode;
    private final Duration connectTimeout;
    private final String endpoints;
    private final Runnable onEnd;
    private final boolean isDriven;
    private final Thread thread;
    private volatile boolean isClosing;
    private boolean isInTurn;
    private boolean isOver;
    private long startNs;
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
        isDriven = idleMode == IdleMode.DRIVEN;
        thread = isDriven ? Thread.currentThread() : new Thread(this, "gavel-client");
    }

    /** The client's thread; where the application drives the client, the one that does. */
    Thread thread()
    {
        return thread;
    }

    /** Starts the thread; where the application drives the client, drives it until it is connected or over. */
    void start()
    {
        startNs = System.nanoTime();
        if (!isDriven)
        {
            thread.setDaemon(true);
            thread.start();
            return;
        }
        while (!session.connected().isDone())
        {
            if (turn() == 0)
            {
                LockSupport.parkNanos(CONNECT_PARK_NS);
            }
        }
    }

    /** One turn, of the application's that drives the client; 0 where there was nothing to do. */
    int drive()
    {
        checkDriver();
        return turn();
    }

    private void checkDriver()
    {
        if (!isDriven || Thread.currentThread() != thread)
        {
            throw new IllegalStateException(isDriven ? "this client is driven by the thread that connected it, " +
                thread.getName() + ": call on that one" :
                "this client has a thread of its own: connect it with IdleMode.DRIVEN to drive it");
        }
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
        if (isDriven)
        {
            checkDriver();
            isClosing = true;
            if (!isInTurn)
            {
                turn();
            }
            return;
        }
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
        while (!isOver)
        {
            idle(turn());
        }
    }

    private int turn()
    {
        if (isOver)
        {
            return 0;
        }
        int work = 0;
        boolean goesOn = false;
        isInTurn = true;
        try
        {
            if (!isClosing)
            {
                work = work(System.nanoTime());
            }
            if (isClosing)
            {
                session.end(new ClientClosedException("the client was closed before the answer came"));
            }
            goesOn = session.state() != SessionState.ENDED;
        }
        catch (final RuntimeException | Error e)
        {
            // Callers wait for their futures whatever it was, the end of the memory included.
            session.end(new ClientClosedException("the client stopped at an unexpected failure: " + e, e));
            listeners.onError(e);
        }
        finally
        {
            isInTurn = false;
            if (!goesOn)
            {
                isOver = true;
                transport.close();
                session.failQueued();
                onEnd.run();
            }
        }
        return work;
    }

    private int work(final long nowNs)
    {
        final int work = session.doWork(nowNs);
        if (!session.connected().isDone() && nowNs - startNs > connectTimeout.toNanos())
        {
            session.end(connectTimeoutException(Duration.ofNanos(nowNs - startNs)));
        }
        return work;
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
            default -> backOff();
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
