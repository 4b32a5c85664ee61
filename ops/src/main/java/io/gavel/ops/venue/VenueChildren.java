package io.gavel.ops.venue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The processes of a local venue: nodes by node id, and the gateway where there is one. Any thread may call.
 */
final class VenueChildren
{
    private final List<ChildProcess> nodes = new CopyOnWriteArrayList<>();
    private volatile ChildProcess gateway;
    private boolean isEnding;

    /**
     * Takes a node in; the next node id is its.
     *
     * @param node not started.
     */
    void addNode(final ChildProcess node)
    {
        nodes.add(node);
    }

    /**
     * Takes the gateway in.
     *
     * @param process not started.
     */
    void setGateway(final ChildProcess process)
    {
        gateway = process;
    }

    /**
     * The nodes.
     *
     * @return by node id.
     */
    List<ChildProcess> nodes()
    {
        return nodes;
    }

    /**
     * The gateway.
     *
     * @return null where there is none.
     */
    ChildProcess gateway()
    {
        return gateway;
    }

    /**
     * Starts a process, unless all are being ended.
     *
     * @param child to start.
     * @throws IOException           where the system refuses.
     * @throws IllegalStateException where it runs, or all are being ended.
     */
    synchronized void launch(final ChildProcess child) throws IOException
    {
        if (isEnding)
        {
            throw new IllegalStateException("the venue is closed");
        }
        child.start();
    }

    /**
     * The processes that are not there.
     *
     * @return one line for each, by node id, the gateway last.
     */
    List<String> obituaries()
    {
        return all().stream().filter(child -> !child.isAlive()).map(ChildProcess::obituary).toList();
    }

    /**
     * Ends all of them, and lets none start any more. Goes on to the end when the thread is interrupted: no process may
     * stay behind.
     */
    synchronized void end()
    {
        isEnding = true;
        final List<ChildProcess> children = all();
        children.forEach(ChildProcess::terminate);
        boolean wasInterrupted = false;
        for (final ChildProcess child : children)
        {
            while (child.isAlive())
            {
                try
                {
                    child.awaitEnd();
                }
                catch (final InterruptedException e)
                {
                    wasInterrupted = true;
                }
            }
        }
        if (wasInterrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    private List<ChildProcess> all()
    {
        final List<ChildProcess> children = new ArrayList<>(nodes);
        if (gateway != null)
        {
            children.add(gateway);
        }
        return children;
    }
}
