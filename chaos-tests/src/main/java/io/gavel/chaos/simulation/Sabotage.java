package io.gavel.chaos.simulation;

import io.gavel.engine.EngineOutput;
import java.util.List;
import java.util.SortedMap;

/**
 * What a test may put in the place of a part, to show that the simulation sees it go wrong. Everything here is as it
 * should be.
 */
public class Sabotage
{
    /** The one that re-executes the committed log, and that the replicas are compared with. */
    public static final int AUDITOR = -1;

    /** Nothing is spoiled. */
    public Sabotage()
    {
    }

    /**
     * The engine of a replica.
     *
     * @param nodeId 0 to 2, or {@link #AUDITOR}.
     * @param output takes its effects.
     * @return the engine.
     */
    public VenueEngine engine(final int nodeId, final EngineOutput output)
    {
        return new VenueEngine(output);
    }

    /**
     * The records of a snapshot as they are read, which may end early.
     *
     * @param records that can be read.
     * @return that are loaded.
     */
    public List<byte[]> read(final List<byte[]> records)
    {
        return records;
    }

    /**
     * The timers that a snapshot says the cluster was asked for.
     *
     * @param timers ids and deadlines.
     * @return that are taken up again.
     */
    public SortedMap<Long, Long> timers(final SortedMap<Long, Long> timers)
    {
        return timers;
    }

    /**
     * How much of the log is there after its leader is gone.
     *
     * @param committed entries.
     * @param surviving entries, with those that some other node has.
     * @return the entries of the next leader.
     */
    public int survivors(final int committed, final int surviving)
    {
        return surviving;
    }

    /**
     * The session that a message of the leader goes to.
     *
     * @param sessionId that it is for.
     * @param open      every session that is open.
     * @return that gets it.
     */
    public long recipient(final long sessionId, final List<Long> open)
    {
        return sessionId;
    }

    /**
     * Whether what is written to a broker's journal gets there.
     *
     * @param offset in the file, of the state of a record or of a word of the header.
     * @return whether it does.
     */
    public boolean isJournalled(final int offset)
    {
        return true;
    }

    /**
     * How often an entry for a timer that is due is appended.
     *
     * @param timerId of it.
     * @return times.
     */
    public int firings(final long timerId)
    {
        return 1;
    }
}
