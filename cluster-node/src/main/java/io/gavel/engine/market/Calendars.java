package io.gavel.engine.market;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Timers;
import io.gavel.engine.Venue;
import io.gavel.engine.calendar.TradingCalendar;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.order.Sweep;
import io.gavel.engine.order.Trading;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.PhaseReason;
import io.gavel.schema.TradingPhase;

/** Takes groups of instruments through the day, by their calendars and as operators say, in slices. */
public final class Calendars
{
    /** Instruments that one slice takes to another phase. */
    public static final int INSTRUMENTS_PER_SLICE = 256;

    private final Venue venue;
    private final EngineOutput output;
    private final Phases phases;
    private final Trading trading;
    private final MarketResume marketResume;

    /**
     * Calendars of a venue.
     *
     * @param venue   whose groups they are.
     * @param output  takes wanted timers.
     * @param phases  of single instruments.
     * @param trading ends orders that are good for the day.
     */
    public Calendars(final Venue venue, final EngineOutput output, final Phases phases, final Trading trading)
    {
        this.venue = venue;
        this.output = output;
        this.phases = phases;
        this.trading = trading;
        marketResume = new MarketResume(venue, output, phases);
    }

    /**
     * Gives a group a calendar; the group goes into the phase that it says at once.
     *
     * @param groupId  of the group.
     * @param calendar of it.
     */
    public void set(final int groupId, final TradingCalendar calendar)
    {
        venue.markets().group(groupId).calendar(calendar);
        follow(venue.markets().group(groupId));
        wantTimer();
    }

    /** Calendars change phases. A change that was missed, as the venue was down, is not made up for. */
    public void onTimer()
    {
        for (int id = 0; id < Markets.GROUPS; id++)
        {
            final Group group = venue.markets().group(id);
            if (group.nextChangeNs() <= venue.timeNs())
            {
                follow(group);
            }
        }
        wantTimer();
    }

    private void follow(final Group group)
    {
        final TradingCalendar calendar = group.calendar();
        final long nowNs = venue.timeNs();
        final int date = calendar.tradingDateAt(nowNs);
        group.nextChangeNs(calendar.nextChangeNs(nowNs));
        begin(group, calendar.phaseAt(nowNs), date);
    }

    /**
     * An operator puts groups into a phase.
     *
     * @param groupId of the group, {@link Markets#EVERY_GROUP} for all.
     * @param phase   of it.
     */
    public void set(final int groupId, final TradingPhase phase)
    {
        boolean isDayEnd = false;
        for (int id = 0; id < Markets.GROUPS; id++)
        {
            final Group group = venue.markets().group(id);
            if (Markets.EVERY_GROUP == groupId || id == groupId)
            {
                isDayEnd |= change(group, phase, group.tradingDate());
            }
        }
        addStep(new Markets.Step(groupId, phase, false, dayEndSeq(isDayEnd), 0));
    }

    private void begin(final Group group, final TradingPhase phase, final int date)
    {
        final boolean isDayEnd = change(group, phase, date);
        addStep(new Markets.Step(group.groupId(), phase, true, dayEndSeq(isDayEnd), 0));
    }

    // Whether the day of the group ends.
    private boolean change(final Group group, final TradingPhase phase, final int date)
    {
        final boolean wasClosed = group.isClosed();
        final boolean isOtherDate = 0 != group.tradingDate() && date != group.tradingDate();
        group.phase(phase, date);
        if (date > venue.tradingDate() && !group.isClosed())
        {
            venue.beginDay(date);
        }
        return !wasClosed && (group.isClosed() || isOtherDate);
    }

    private long dayEndSeq(final boolean isDayEnd)
    {
        return isDayEnd ? venue.eventSeq() : 0;
    }

    /** An operator ends the day of everybody: what is good for the day ends, and groups without calendar begin anew. */
    public void closeDay()
    {
        venue.beginDay(venue.tradingDate());
        addStep(new Markets.Step(Markets.EVERY_GROUP, TradingPhase.NULL_VAL, false, dayEndSeq(true), 0));
    }

    private void addStep(final Markets.Step step)
    {
        venue.markets().steps().add(step);
        if (1 == venue.markets().steps().size())
        {
            step();
        }
    }

    /**
     * An operator ends a halt of the whole market.
     *
     * @param auctionUntilNs log time at which the auctions end that it begins, 0 for none.
     */
    public void resumeMarket(final long auctionUntilNs)
    {
        marketResume.begin(auctionUntilNs);
    }

    /** Instruments go on after a halt, and to the phase that their group is in, one slice of each. */
    public void onStepTimer()
    {
        marketResume.step();
        step();
    }

    private void step()
    {
        int left = INSTRUMENTS_PER_SLICE;
        while (left > 0 && !venue.markets().steps().isEmpty())
        {
            final Markets.Step step = venue.markets().steps().get(0);
            final int last = Math.min(venue.instruments().count(), step.lastInstrumentId() + left);
            left -= Math.max(1, last - step.lastInstrumentId());
            for (int id = step.lastInstrumentId() + 1; id <= last; id++)
            {
                take(venue.instruments().get(id), step);
            }
            step.lastInstrumentId(last);
            if (last >= venue.instruments().count())
            {
                venue.markets().steps().remove(0);
                endDay(step);
            }
        }
        if (!venue.markets().steps().isEmpty())
        {
            venue.timers().want(Timers.GROUP_STEPS, venue.timeNs() + Timers.SLICE_PAUSE_NS, output);
        }
    }

    private void endDay(final Markets.Step step)
    {
        if (step.dayEndSeq() > 0 && venue.orders().openCount() > 0)
        {
            trading.sweeps().begin(new Sweep()
                .group(step.groupId())
                .times(Sweep.DAY_TIMES)
                .because(ExecType.EXPIRED, CancelReason.DAY_ENDED), step.dayEndSeq());
        }
    }

    private void take(final Instrument instrument, final Markets.Step step)
    {
        final int groupId = instrument.trading().groupId();
        if (TradingPhase.NULL_VAL == step.phase())
        {
            if (null == venue.markets().group(groupId).calendar())
            {
                phases.rollDay(instrument);
            }
        }
        else if (Markets.EVERY_GROUP == step.groupId() || groupId == step.groupId())
        {
            phases.enter(instrument, step.phase(),
                step.isBySchedule() ? PhaseReason.SCHEDULE : PhaseReason.OPERATOR, 0);
        }
    }

    private void wantTimer()
    {
        long next = Group.NO_CHANGE;
        for (int id = 0; id < Markets.GROUPS; id++)
        {
            next = Math.min(next, venue.markets().group(id).nextChangeNs());
        }
        if (Group.NO_CHANGE != next)
        {
            venue.timers().want(Timers.CALENDAR, Math.max(next, venue.timeNs() + 1), output);
        }
    }
}
