package io.gavel.engine.market;

import io.gavel.schema.TradingPhase;
import java.util.ArrayList;
import java.util.List;

/** The groups of instruments, the changes of phase that are under way, and whether the whole market is halted. */
public final class Markets
{
    /** Groups are 0 to one less than this. */
    public static final int GROUPS = 256;

    /** Of a step that concerns every group. */
    public static final int EVERY_GROUP = -1;

    private final Group[] groups = new Group[GROUPS];
    private final List<Step> steps = new ArrayList<>();
    private boolean isHalted;
    private Resume resume;

    /** Groups without calendars, in continuous trading. */
    public Markets()
    {
        for (int id = 0; id < GROUPS; id++)
        {
            groups[id] = new Group(id);
        }
    }

    /** Instruments of a group go into a phase, one after the other; or, without a phase, their day is rolled over. */
    public static final class Step
    {
        private final int groupId;
        private final TradingPhase phase;
        private final boolean isBySchedule;
        private final long dayEndSeq;
        private int lastInstrumentId;

        /**
         * A step.
         *
         * @param groupId      of the instruments, {@link Markets#EVERY_GROUP} for all.
         * @param phase        the null value where the day of instruments without a calendar is rolled over.
         * @param isBySchedule whether a calendar says so, or an operator.
         * @param dayEndSeq    orders for the day that were accepted up to this event end when the step is done; 0 where
         *                     the day goes on.
         * @param after        the instrument that was seen to last.
         */
        public Step(
            final int groupId,
            final TradingPhase phase,
            final boolean isBySchedule,
            final long dayEndSeq,
            final int after)
        {
            this.groupId = groupId;
            this.phase = phase;
            this.isBySchedule = isBySchedule;
            this.dayEndSeq = dayEndSeq;
            lastInstrumentId = after;
        }

        /**
         * Whose instruments.
         *
         * @return group id, {@link Markets#EVERY_GROUP} for all.
         */
        public int groupId()
        {
            return groupId;
        }

        /**
         * Where they go.
         *
         * @return the null value where their day is rolled over.
         */
        public TradingPhase phase()
        {
            return phase;
        }

        /**
         * Who says so.
         *
         * @return true for a calendar, false for an operator.
         */
        public boolean isBySchedule()
        {
            return isBySchedule;
        }

        /**
         * Which orders for the day end when it is done.
         *
         * @return those accepted up to this event; 0 where the day goes on.
         */
        public long dayEndSeq()
        {
            return dayEndSeq;
        }

        /**
         * How far it has come.
         *
         * @return instrument id, 0 at first.
         */
        public int lastInstrumentId()
        {
            return lastInstrumentId;
        }

        void lastInstrumentId(final int id)
        {
            lastInstrumentId = id;
        }
    }

    /** A halt of the whole market ends, one instrument after the other. */
    public static final class Resume
    {
        private final long auctionUntilNs;
        private int lastInstrumentId;

        /**
         * A resume.
         *
         * @param auctionUntilNs log time at which the auctions end that it begins, 0 where it begins none.
         * @param after          the instrument that was resumed last, 0 for none.
         */
        public Resume(final long auctionUntilNs, final int after)
        {
            this.auctionUntilNs = auctionUntilNs;
            lastInstrumentId = after;
        }

        /**
         * When the auctions end that it begins.
         *
         * @return log time, 0 where it begins none.
         */
        public long auctionUntilNs()
        {
            return auctionUntilNs;
        }

        /**
         * How far it has come.
         *
         * @return instrument id, 0 at first.
         */
        public int lastInstrumentId()
        {
            return lastInstrumentId;
        }

        void lastInstrumentId(final int id)
        {
            lastInstrumentId = id;
        }
    }

    /**
     * A group.
     *
     * @param groupId 0..255.
     * @return the group.
     */
    public Group group(final int groupId)
    {
        return groups[groupId];
    }

    /**
     * Whether a number is a group's.
     *
     * @param groupId any value.
     * @return true for 0..255.
     */
    public static boolean isGroup(final int groupId)
    {
        return groupId >= 0 && groupId < GROUPS;
    }

    /**
     * What is under way, in order.
     *
     * @return the steps.
     */
    public List<Step> steps()
    {
        return steps;
    }

    /**
     * Whether an operator halted the whole market.
     *
     * @return true until it is resumed.
     */
    public boolean isHalted()
    {
        return isHalted;
    }

    /**
     * Whether a halt of the whole market still binds an instrument.
     *
     * @param instrumentId of it.
     * @return true until the market is resumed, and then until its turn comes.
     */
    public boolean isHalted(final int instrumentId)
    {
        return isHalted || null != resume && instrumentId > resume.lastInstrumentId();
    }

    /**
     * Halts or resumes the whole market.
     *
     * @param halted whether it is; a resume that is under way is over.
     */
    public void halted(final boolean halted)
    {
        isHalted = halted;
        resume = null;
    }

    /**
     * The end of a halt that is under way.
     *
     * @return null for none.
     */
    public Resume resume()
    {
        return resume;
    }

    /**
     * Begins, or is done with, the end of a halt.
     *
     * @param next null for none.
     */
    public void resume(final Resume next)
    {
        resume = next;
    }
}
