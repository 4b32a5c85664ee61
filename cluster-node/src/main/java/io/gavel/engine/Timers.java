package io.gavel.engine;

/**
 * The timers that the state machine has asked for: one of each kind counts, for the earliest moment that is wanted.
 * Each has an id of its own, never moved and never used again: one that is overtaken is cancelled, and passed over
 * where it comes all the same.
 */
public final class Timers
{
    /** Orders are cancelled in slices. */
    public static final int SWEEPS = 1;

    /** Orders that are good till a time end. */
    public static final int EXPIRY = 2;

    /** A calendar changes a phase. */
    public static final int CALENDAR = 3;

    /** An auction of limited time ends. */
    public static final int PHASES = 4;

    /** A connection's grace, or its dead man's timer, runs out. */
    public static final int CONNECTIONS = 5;

    /** Instruments of a group change phase in slices. */
    public static final int GROUP_STEPS = 6;

    /** The prices of auctions are published. */
    public static final int INDICATIVES = 7;

    /** Kinds are below this. */
    public static final int COUNT = 8;

    /** Time between two slices of the same work, nanoseconds. */
    public static final long SLICE_PAUSE_NS = 1_000_000;

    private static final int KIND_BITS = 4;

    // 0 where none is asked for.
    private final long[] deadlinesNs = new long[COUNT];
    private final long[] ids = new long[COUNT];
    private long sequence;

    Timers()
    {
    }

    /**
     * Asks for a timer, unless an earlier one of its kind is asked for already.
     *
     * @param kind       of it.
     * @param deadlineNs log time.
     * @param output     takes it.
     */
    public void want(final int kind, final long deadlineNs, final EngineOutput output)
    {
        if (0 == deadlinesNs[kind] || deadlineNs < deadlinesNs[kind])
        {
            if (0 != deadlinesNs[kind])
            {
                output.onTimerUnwanted(ids[kind]);
            }
            deadlinesNs[kind] = deadlineNs;
            ids[kind] = ++sequence << KIND_BITS | kind;
            output.onTimerWanted(ids[kind], deadlineNs);
        }
    }

    /**
     * A timer is due: the next one of its kind is to be asked for anew.
     *
     * @param timerId any value.
     * @return its kind, or 0 where it is not, or no longer, asked for.
     */
    public int fired(final long timerId)
    {
        final int kind = (int)timerId & (1 << KIND_BITS) - 1;
        if (0 == kind || kind >= COUNT || 0 == deadlinesNs[kind] || timerId != ids[kind])
        {
            return 0;
        }
        deadlinesNs[kind] = 0;
        return kind;
    }

    /**
     * When a timer is due.
     *
     * @param kind of it.
     * @return log time, 0 where none is asked for.
     */
    public long deadlineNs(final int kind)
    {
        return deadlinesNs[kind];
    }

    /**
     * The newest timer of a kind.
     *
     * @param kind of it.
     * @return id, 0 before the first.
     */
    public long id(final int kind)
    {
        return ids[kind];
    }

    /**
     * How many timers were asked for.
     *
     * @return &gt;= 0.
     */
    public long sequence()
    {
        return sequence;
    }

    /**
     * Puts the count back as a snapshot has it.
     *
     * @param count of timers that were asked for.
     */
    public void restoreSequence(final long count)
    {
        sequence = count;
    }

    /**
     * Puts a timer back as a snapshot has it; the cluster has it in its own part of the snapshot.
     *
     * @param kind       of it.
     * @param timerId    of the newest.
     * @param deadlineNs log time, 0 for none.
     */
    public void restore(final int kind, final long timerId, final long deadlineNs)
    {
        ids[kind] = timerId;
        deadlinesNs[kind] = deadlineNs;
    }
}
