package io.gavel.engine.market;

import io.gavel.engine.calendar.TradingCalendar;
import io.gavel.schema.TradingPhase;

/** Instruments that follow one calendar. */
public final class Group
{
    /** The phase never changes by itself. */
    public static final long NO_CHANGE = Long.MAX_VALUE;

    private final int groupId;
    private TradingCalendar calendar;
    private TradingPhase phase = TradingPhase.CONTINUOUS;
    private long nextChangeNs = NO_CHANGE;
    private int tradingDate;

    Group(final int groupId)
    {
        this.groupId = groupId;
    }

    /**
     * Its number.
     *
     * @return 0..255.
     */
    public int groupId()
    {
        return groupId;
    }

    /**
     * What changes its phases.
     *
     * @return null where only operators do.
     */
    public TradingCalendar calendar()
    {
        return calendar;
    }

    /**
     * Gives it a calendar.
     *
     * @param next calendar.
     */
    public void calendar(final TradingCalendar next)
    {
        calendar = next;
    }

    /**
     * The phase that its instruments are in, or on the way to, unless they are halted or paused.
     *
     * @return the phase.
     */
    public TradingPhase phase()
    {
        return phase;
    }

    /**
     * The date that is traded.
     *
     * @return days since 1970-01-01; 0 before the first, and without a calendar.
     */
    public int tradingDate()
    {
        return tradingDate;
    }

    /**
     * When its calendar changes the phase.
     *
     * @return log time, {@link #NO_CHANGE} where it does not.
     */
    public long nextChangeNs()
    {
        return nextChangeNs;
    }

    /**
     * Puts it into a phase.
     *
     * @param next phase.
     * @param date that is traded.
     */
    public void phase(final TradingPhase next, final int date)
    {
        phase = next;
        tradingDate = date;
    }

    /**
     * Says when its calendar changes the phase.
     *
     * @param timeNs log time.
     */
    public void nextChangeNs(final long timeNs)
    {
        nextChangeNs = timeNs;
    }

    /**
     * Whether the day's trading is over, or has not begun.
     *
     * @return true in POST_CLOSE and CLOSED.
     */
    public boolean isClosed()
    {
        return TradingPhase.POST_CLOSE == phase || TradingPhase.CLOSED == phase;
    }
}
