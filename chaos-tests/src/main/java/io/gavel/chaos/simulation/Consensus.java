package io.gavel.chaos.simulation;

import io.gavel.engine.Behaviour;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The replicated log: a leader appends, a majority commits, leaders come and go. What was appended and not committed
 * may be lost with its leader, or be inherited by the next; what was committed never is lost. Sessions and timers are
 * the leader's business, through the log, as they are in Aeron Cluster.
 */
final class Consensus
{
    static final int NODES = 3;
    private static final int MAJORITY = 2;
    private static final int NONE = -1;
    private static final long RESTART_MIN_NS = 200 * VirtualTime.MILLISECOND;
    private static final long RESTART_MAX_NS = 6 * VirtualTime.SECOND;
    private static final long SESSION_TIMEOUT_NS = 10 * VirtualTime.SECOND;

    private final Scene scene;
    private final Auditor auditor;
    private final Replica[] replicas = new Replica[NODES];
    private final List<LogEntry> entries = new ArrayList<>();
    private final Map<Long, OpenSession> sessions = new LinkedHashMap<>();
    private final Map<Long, ClientLink> links = new LinkedHashMap<>();
    private final Set<Long> firing = new HashSet<>();
    private int committed;
    private int term;
    private int leader = NONE;
    private int activeFrom;
    private boolean isActive;
    private boolean wereAllDown;
    private long nextSessionId = 1;

    /** A session as the leader has it. */
    private static final class OpenSession
    {
        private long lastHeardNs;
        private boolean isClosing;
    }

    Consensus(final Scene scene, final Auditor auditor)
    {
        this.scene = scene;
        this.auditor = auditor;
        for (int nodeId = 0; nodeId < NODES; nodeId++)
        {
            replicas[nodeId] = new Replica(nodeId, scene, auditor, this);
        }
    }

    Replica replica(final int nodeId)
    {
        return replicas[nodeId];
    }

    LogEntry entry(final int index)
    {
        SimulationFailure.require(index < entries.size(), () ->
            "entry " + index + " was committed and is not in the log");
        return entries.get(index);
    }

    /** The leader that takes messages; -1 where there is none. */
    int activeLeader()
    {
        return isActive ? leader : NONE;
    }

    /** The node that leads or is about to; -1 where there is none. */
    int leader()
    {
        return leader;
    }

    int term()
    {
        return term;
    }

    long takeSessionId()
    {
        return nextSessionId++;
    }

    /** Every node is new, and the log has what was there before the first client came. */
    void start(final List<LogEntry> beginning)
    {
        entries.addAll(beginning);
        for (final LogEntry entry : beginning)
        {
            auditor.onCommitted(committed++, entry);
        }
        for (final Replica replica : replicas)
        {
            replica.start();
        }
        elect();
    }

    int upCount()
    {
        int count = 0;
        for (final Replica replica : replicas)
        {
            count += replica.isUp() ? 1 : 0;
        }
        return count;
    }

    private void elect()
    {
        if (NONE != leader)
        {
            return;
        }
        final int candidate = scene.random().nextInt(NODES);
        if (upCount() < MAJORITY || !replicas[candidate].isUp())
        {
            scene.time().after(100 * VirtualTime.MILLISECOND, this::elect);
            return;
        }
        term++;
        leader = candidate;
        isActive = false;
        rebuildSessions();
        append(LogEntry.Kind.NEW_TERM, 0, Behaviour.VERSION_MAX, null);
        activeFrom = entries.size();
        scene.trace(() -> "node " + leader + " leads term " + term);
    }

    private void rebuildSessions()
    {
        sessions.clear();
        for (final LogEntry entry : entries)
        {
            if (LogEntry.Kind.SESSION_OPEN == entry.kind())
            {
                sessions.put(entry.sessionId(), new OpenSession());
            }
            else if (LogEntry.Kind.SESSION_CLOSE == entry.kind())
            {
                sessions.remove(entry.sessionId());
            }
        }
    }

    /** A replica has executed something: where it is to lead, it may be ready now. */
    void onApplied(final Replica replica)
    {
        if (replica.nodeId() == leader && !isActive && replica.applied() >= activeFrom)
        {
            isActive = true;
            replica.sending(true, term);
            for (final Map.Entry<Long, OpenSession> each : List.copyOf(sessions.entrySet()))
            {
                each.getValue().lastHeardNs = scene.time().nowNs();
                if (wereAllDown)
                {
                    scene.count(Happening.SESSIONS_CLOSED_BY_RESTART);
                    closeSession(each.getKey());
                }
                else if (links.containsKey(each.getKey()))
                {
                    links.get(each.getKey()).onNews(each.getKey(), leader, term);
                }
            }
            wereAllDown = false;
        }
    }

    private int append(final LogEntry.Kind kind, final long sessionId, final long number, final byte[] bytes)
    {
        final long timestampNs = replicas[leader].clockNs();
        entries.add(null == bytes ? new LogEntry(kind, term, timestampNs, sessionId, number) :
            new LogEntry(kind, term, timestampNs, sessionId, number, bytes));
        final int count = entries.size();
        final int ofTerm = term;
        scene.time().after(scene.delayNs(100_000, scene.rates().isOver() ? 2_000_000 : 30_000_000), () ->
        {
            if (ofTerm == term && NONE != leader)
            {
                commit(count);
            }
        });
        return count - 1;
    }

    private void commit(final int count)
    {
        while (committed < Math.min(count, entries.size()))
        {
            final int index = committed++;
            final LogEntry entry = entries.get(index);
            auditor.onCommitted(index, entry);
            onCommitted(entry);
        }
        for (final Replica replica : replicas)
        {
            replica.wake();
        }
    }

    private void onCommitted(final LogEntry entry)
    {
        final ClientLink link = links.get(entry.sessionId());
        if (null != link && LogEntry.Kind.SESSION_OPEN == entry.kind())
        {
            link.onOpened(entry.sessionId(), leader, term);
        }
        else if (LogEntry.Kind.SESSION_CLOSE == entry.kind())
        {
            if (null != link)
            {
                link.onClosed(entry.sessionId());
            }
            links.remove(entry.sessionId());
        }
    }

    /** The leader is gone, or does not lead any more. */
    private void loseLeader()
    {
        leader = NONE;
        isActive = false;
        firing.clear();
        final int appended = entries.size() - committed;
        final int inherited = 0 == appended ? 0 : scene.random().nextInt(appended + 1);
        scene.coverage().count(Happening.ENTRIES_LOST, appended - inherited);
        scene.coverage().count(Happening.ENTRIES_INHERITED, inherited);
        final int surviving = scene.sabotage().survivors(committed, committed + inherited);
        entries.subList(surviving, entries.size()).clear();
        committed = Math.min(committed, surviving);
        scene.time().after(scene.delayNs(200 * VirtualTime.MILLISECOND, 2 * VirtualTime.SECOND), this::elect);
    }

    /** A node dies, and is started again after a while. */
    void kill(final int nodeId)
    {
        if (replicas[nodeId].isUp())
        {
            scene.trace(() -> "node " + nodeId + " is killed");
            replicas[nodeId].kill();
            scene.time().after(scene.delayNs(RESTART_MIN_NS, RESTART_MAX_NS), () -> restart(nodeId));
            wereAllDown |= 0 == upCount();
            if (nodeId == leader || upCount() < MAJORITY && NONE != leader)
            {
                deposeLeader();
            }
        }
    }

    /** The leader has no majority any more; it learns of that after a while. */
    void deposeLeader()
    {
        if (NONE != leader)
        {
            final int old = leader;
            final int ofTerm = term;
            scene.trace(() -> "node " + old + " leads no more");
            loseLeader();
            scene.time().after(
                scene.delayNs(0, VirtualTime.SECOND), () ->
                {
                    if (old != activeLeader())
                    {
                        replicas[old].sending(false, ofTerm);
                    }
                });
        }
    }

    void restart(final int nodeId)
    {
        if (!replicas[nodeId].isUp())
        {
            replicas[nodeId].start();
        }
    }

    /** A client asks for a session; null where nobody is there to give it one. */
    void open(final ClientLink link, final int participantId)
    {
        if (isActive)
        {
            final long sessionId = takeSessionId();
            links.put(sessionId, link);
            final OpenSession session = new OpenSession();
            session.lastHeardNs = scene.time().nowNs();
            sessions.put(sessionId, session);
            append(LogEntry.Kind.SESSION_OPEN, sessionId, participantId, null);
        }
    }

    void onIngress(final int nodeId, final int ofTerm, final long sessionId, final byte[] message)
    {
        final OpenSession session = sessions.get(sessionId);
        if (!isActive || nodeId != leader || null == session || session.isClosing ||
            ofTerm != term && !scene.rates().isTermIgnored)
        {
            scene.count(Happening.INGRESS_IGNORED);
            return;
        }
        session.lastHeardNs = scene.time().nowNs();
        append(LogEntry.Kind.MESSAGE, sessionId, 0, message);
    }

    void onKeepAlive(final int nodeId, final long sessionId)
    {
        final OpenSession session = sessions.get(sessionId);
        if (isActive && nodeId == leader && null != session)
        {
            session.lastHeardNs = scene.time().nowNs();
        }
    }

    /** Closes a session through the log. */
    void closeSession(final long sessionId)
    {
        final OpenSession session = sessions.get(sessionId);
        if (isActive && null != session && !session.isClosing)
        {
            session.isClosing = true;
            append(LogEntry.Kind.SESSION_CLOSE, sessionId, 0, null);
        }
    }

    /** Has every replica take a snapshot at one place of the log; false where nobody leads. */
    boolean snapshot()
    {
        if (isActive)
        {
            append(LogEntry.Kind.SNAPSHOT, 0, 0, null);
        }
        return isActive;
    }

    void onEgress(final long sessionId, final byte[] message)
    {
        final long recipient = scene.sabotage().recipient(sessionId, List.copyOf(links.keySet()));
        final ClientLink link = links.get(recipient);
        if (null != link)
        {
            link.onEgress(recipient, message);
        }
    }

    /** What the leader does by the clock: timers that are due, sessions that it has not heard of for long. */
    void tick()
    {
        if (!isActive)
        {
            return;
        }
        final Replica replica = replicas[leader];
        final long clockNs = replica.clockNs();
        for (final Map.Entry<Long, Long> timer : replica.timers().entrySet())
        {
            if (timer.getValue() <= clockNs && firing.add(timer.getKey()))
            {
                for (int i = scene.sabotage().firings(timer.getKey()); i > 0; i--)
                {
                    append(LogEntry.Kind.TIMER, 0, timer.getKey(), null);
                }
            }
        }
        for (final Map.Entry<Long, OpenSession> each : List.copyOf(sessions.entrySet()))
        {
            if (scene.time().nowNs() - each.getValue().lastHeardNs > SESSION_TIMEOUT_NS && !each.getValue().isClosing)
            {
                scene.count(Happening.SESSION_TIMED_OUT);
                closeSession(each.getKey());
            }
        }
    }

    /** Whether nothing is on its way: everything is committed, and executed by every replica. */
    boolean isSettled()
    {
        boolean isSettled = isActive && committed == entries.size();
        for (final Replica replica : replicas)
        {
            isSettled &= replica.isUp() && replica.applied() == committed;
        }
        return isSettled;
    }
}
