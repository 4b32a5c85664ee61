package io.gavel.chaos.simulation;

import static io.gavel.chaos.simulation.SimulationFailure.require;

import io.gavel.engine.InvariantViolation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node: an engine that executes the committed entries in its own time, dies, and comes back from a snapshot and the
 * log behind it. Whatever it does is compared, call by call, with what the {@link Auditor} saw.
 */
final class Replica
{
    private static final int BATCH_BITS_MAX = 6;

    private static final int BEHIND_MIN = 40;

    private final int nodeId;
    private final Scene scene;
    private final Auditor auditor;
    private final Consensus consensus;
    private final List<StoredSnapshot> snapshots = new ArrayList<>();
    private SortedMap<Long, Long> timers = new TreeMap<>();
    private VenueEngine engine;
    private boolean isUp;
    private boolean isLoading;
    private boolean isWakeAsked;
    private boolean isSending;
    private int sendingTerm;
    private int incarnation;
    private int batchMax = 1;
    private int applied;
    private int effectsSeen;
    private long pausedUntilNs;
    private long clockOffsetNs;

    Replica(final int nodeId, final Scene scene, final Auditor auditor, final Consensus consensus)
    {
        this.nodeId = nodeId;
        this.scene = scene;
        this.auditor = auditor;
        this.consensus = consensus;
    }

    int nodeId()
    {
        return nodeId;
    }

    boolean isUp()
    {
        return isUp;
    }

    /** Entries that it has executed. */
    int applied()
    {
        return applied;
    }

    boolean isCatchingUp()
    {
        return isUp && applied < auditor.committed() - BEHIND_MIN;
    }

    /** The timers that its consensus module was asked for, by id. */
    SortedMap<Long, Long> timers()
    {
        return timers;
    }

    /** What its clock shows, nanoseconds since 1970. */
    long clockNs()
    {
        return VirtualTime.EPOCH_NS + scene.time().nowNs() + clockOffsetNs;
    }

    void clockOffsetNs(final long offsetNs)
    {
        clockOffsetNs = offsetNs;
    }

    long clockOffsetNs()
    {
        return clockOffsetNs;
    }

    /**
     * Whether what it says to sessions goes out: it leads, or does not know yet that it does not;
     * until it does, it hears of no later term's entries.
     */
    void sending(final boolean isOn, final int term)
    {
        isSending = isOn;
        sendingTerm = term;
    }

    void pause(final long durationNs)
    {
        pausedUntilNs = Math.max(pausedUntilNs, scene.time().nowNs() + durationNs);
    }

    void kill()
    {
        isUp = false;
        isSending = false;
        isWakeAsked = false;
        engine = null;
        incarnation++;
    }

    /** Starts from the newest snapshot that can be read whole, and the log behind it. */
    void start()
    {
        isUp = true;
        engine = null;
        batchMax = 1 << scene.random().nextInt(BATCH_BITS_MAX);
        for (int i = snapshots.size() - 1; i >= 0 && null == engine; i--)
        {
            load(snapshots.get(i), snapshots.size() - 1 - i);
        }
        if (null == engine)
        {
            scene.count(Happening.STARTED_FROM_LOG);
            engine = newEngine();
            timers = new TreeMap<>();
            applied = 0;
        }
        scene.trace(() -> "node " + nodeId + " starts at entry " + applied);
        wake();
    }

    private VenueEngine newEngine()
    {
        return scene.sabotage().engine(nodeId, new EffectSink()
        {
            @Override
            void onEffect(final Effect effect)
            {
                onOwnEffect(effect);
            }
        });
    }

    private void load(final StoredSnapshot snapshot, final int newer)
    {
        final boolean isTorn = scene.chance(scene.rates().now(scene.rates().tornRead));
        final List<byte[]> records = scene.sabotage().read(isTorn ? torn(snapshot.records()) : snapshot.records());
        final VenueEngine loaded = newEngine();
        isLoading = true;
        try
        {
            loaded.load(records);
        }
        catch (final InvariantViolation e)
        {
            require(isTorn, () -> "node " + nodeId + " refused a whole snapshot: " + e.getMessage());
            scene.count(Happening.TORN_SNAPSHOT_REFUSED);
            scene.trace(() -> "node " + nodeId + " refused the snapshot of entry " + snapshot.entry() + ": " +
                e.getMessage());
            return;
        }
        finally
        {
            isLoading = false;
        }
        engine = loaded;
        applied = snapshot.entry() + 1;
        timers = new TreeMap<>(scene.sabotage().timers(snapshot.timers()));
        scene.count(0 == newer ? Happening.SNAPSHOT_LOADED : Happening.OLDER_SNAPSHOT_LOADED);
        compareHash("loaded the snapshot of", snapshot.entry());
    }

    /** The beginning of a snapshot: it ends after any record, or within one. */
    private List<byte[]> torn(final List<byte[]> records)
    {
        final int whole = scene.random().nextInt(records.size());
        final List<byte[]> torn = new ArrayList<>(records.subList(0, whole));
        final byte[] next = records.get(whole);
        final int bytes = scene.random().nextInt(next.length);
        if (bytes > 0)
        {
            torn.add(Arrays.copyOf(next, bytes));
        }
        return torn;
    }

    /** There is something to execute, or may be. */
    void wake()
    {
        if (isUp && !isWakeAsked && applied < auditor.committed())
        {
            isWakeAsked = true;
            final int asked = incarnation;
            final long pauseNs = pausedUntilNs - scene.time().nowNs();
            scene.time().after(Math.max(pauseNs, scene.delayNs(50_000, 4_000_000)), () ->
            {
                if (asked == incarnation)
                {
                    isWakeAsked = false;
                    work();
                }
            });
        }
    }

    private void work()
    {
        if (scene.time().nowNs() < pausedUntilNs)
        {
            wake();
            return;
        }
        final int until = Math.min(auditor.committed(), applied + 1 + scene.random().nextInt(batchMax));
        while (isUp && applied < until)
        {
            apply(applied);
        }
        if (isUp)
        {
            consensus.onApplied(this);
            wake();
        }
    }

    private void apply(final int index)
    {
        final LogEntry entry = consensus.entry(index);
        if (LogEntry.Kind.TIMER == entry.kind())
        {
            timers.remove(entry.number());
        }
        effectsSeen = 0;
        engine.apply(entry);
        final List<Effect> expected = auditor.effects(index);
        require(effectsSeen == expected.size(), () -> "node " + nodeId + " at entry " + index + " (" + entry +
            "): expected " + expected.size() + " effects, actual " + effectsSeen + ": the first that is missing is " +
            (effectsSeen < expected.size() ? expected.get(effectsSeen) : "none"));
        applied = index + 1;
        if (LogEntry.Kind.SNAPSHOT == entry.kind())
        {
            snapshot(index);
        }
        else
        {
            compareHash("executed", index);
        }
    }

    private void onOwnEffect(final Effect effect)
    {
        if (isLoading)
        {
            return;
        }
        final List<Effect> expected = auditor.effects(applied);
        require(effectsSeen < expected.size() && expected.get(effectsSeen).isSame(effect), () -> "node " + nodeId +
            " differs at entry " + applied + " (" + consensus.entry(applied) + "), effect " + effectsSeen +
            ": expected " + (effectsSeen < expected.size() ? expected.get(effectsSeen) : "nothing more") +
            ", actual " + effect);
        effectsSeen++;
        switch (effect.kind())
        {
            case TIMER_WANTED -> timers.put(effect.id(), effect.number());
            case TIMER_UNWANTED -> cancelTimer(effect.id());
            case MESSAGE ->
            {
                if (isSendingAt(applied))
                {
                    consensus.onEgress(effect.id(), effect.bytes());
                }
            }
            case SESSION_REFUSED ->
            {
                if (isSendingAt(applied))
                {
                    consensus.closeSession(effect.id());
                }
            }
            default ->
            {
                // Events are recorded, credentials are the door's.
            }
        }
    }

    private boolean isSendingAt(final int index)
    {
        return isSending && consensus.entry(index).term() <= sendingTerm;
    }

    /** A cancellation races with the timer: where it is too late, the timer comes all the same. */
    private void cancelTimer(final long timerId)
    {
        if (scene.chance(scene.rates().now(scene.rates().cancelLate)))
        {
            scene.count(Happening.TIMER_CANCEL_LATE);
        }
        else
        {
            timers.remove(timerId);
        }
    }

    private void compareHash(final String how, final int index)
    {
        if (null != auditor.hash(index))
        {
            compareHash(how, index, engine.exchange().stateHash());
        }
    }

    private void compareHash(final String how, final int index, final long actual)
    {
        final long expected = auditor.hash(index);
        require(expected == actual, () -> "node " + nodeId + " " + how + " entry " + index +
            ": expected state hash " + Long.toHexString(expected) + ", actual " + Long.toHexString(actual));
        scene.count(Happening.STATE_COMPARED);
    }

    private void snapshot(final int index)
    {
        if (scene.chance(scene.rates().now(scene.rates().interruptSnapshot)))
        {
            scene.count(Happening.SNAPSHOT_INTERRUPTED);
            consensus.kill(nodeId);
            return;
        }
        scene.count(Happening.SNAPSHOT_WRITTEN);
        final List<byte[]> records = engine.snapshot();
        compareHash("wrote the snapshot of", index, VenueEngine.hash(records));
        snapshots.add(new StoredSnapshot(index, records, new TreeMap<>(timers)));
    }

    /** At the end: everything is executed, and the state is the auditor's. */
    void checkEnd()
    {
        require(isUp && applied == auditor.committed(), () -> "node " + nodeId + " has executed " + applied + " of " +
            auditor.committed() + " entries");
        final long hash = engine.exchange().stateHash();
        require(hash == auditor.stateHash(), () -> "at the end node " + nodeId + " has state hash " +
            Long.toHexString(hash) + ": expected " + Long.toHexString(auditor.stateHash()));
        scene.count(Happening.STATE_COMPARED);
    }
}
