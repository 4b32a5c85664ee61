package io.gavel.engine.session;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** The sessions that are open. */
public final class Sessions
{
    private final Long2ObjectHashMap<Session> byId = new Long2ObjectHashMap<>();
    // Ascending by id: the order of a snapshot.
    private final List<Session> sorted = new ArrayList<>();

    /** No sessions. */
    public Sessions()
    {
    }

    /**
     * Opens a session; one that has the id already is replaced.
     *
     * @param sessionId     of the cluster.
     * @param participantId that was authenticated.
     * @return the session.
     */
    public Session open(final long sessionId, final int participantId)
    {
        final Session session = new Session(sessionId, participantId);
        final int at = search(sessionId);
        if (at >= 0)
        {
            sorted.set(at, session);
        }
        else
        {
            sorted.add(-at - 1, session);
        }
        byId.put(sessionId, session);
        return session;
    }

    /**
     * Closes a session.
     *
     * @param sessionId of the cluster.
     * @return the session, or null where it was not open.
     */
    public Session close(final long sessionId)
    {
        final Session session = byId.remove(sessionId);
        if (null != session)
        {
            sorted.remove(search(sessionId));
        }
        return session;
    }

    /**
     * An open session.
     *
     * @param sessionId of the cluster.
     * @return the session, or null where it is not open.
     */
    public Session get(final long sessionId)
    {
        return byId.get(sessionId);
    }

    /**
     * How many are open.
     *
     * @return &gt;= 0.
     */
    public int count()
    {
        return sorted.size();
    }

    /**
     * An open session by its place in the order of ids.
     *
     * @param index from 0.
     * @return the session.
     */
    public Session at(final int index)
    {
        return sorted.get(index);
    }

    private int search(final long sessionId)
    {
        int from = 0;
        int to = sorted.size() - 1;
        while (from <= to)
        {
            final int middle = from + to >>> 1;
            final int order = Long.compare(sorted.get(middle).sessionId(), sessionId);
            if (order < 0)
            {
                from = middle + 1;
            }
            else if (order > 0)
            {
                to = middle - 1;
            }
            else
            {
                return middle;
            }
        }
        return -from - 1;
    }
}
