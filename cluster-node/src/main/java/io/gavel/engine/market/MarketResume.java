package io.gavel.engine.market;

import io.gavel.engine.Behaviour;
import io.gavel.engine.EngineOutput;
import io.gavel.engine.Timers;
import io.gavel.engine.Venue;
import io.gavel.engine.instrument.Instrument;

/**
 * Ends a halt of the whole market. Each instrument may uncross its book then, so they do it in slices; one whose turn
 * has not come is as halted as it was.
 */
final class MarketResume
{
    /** Instruments that one slice resumes. */
    static final int INSTRUMENTS_PER_SLICE = 64;

    private final Venue venue;
    private final EngineOutput output;
    private final Phases phases;

    /**
     * Ends halts of a venue.
     *
     * @param venue  whose market it is.
     * @param output takes wanted timers.
     * @param phases of single instruments.
     */
    MarketResume(final Venue venue, final EngineOutput output, final Phases phases)
    {
        this.venue = venue;
        this.output = output;
        this.phases = phases;
    }

    /**
     * The market is halted no more. Emits what comes of it for the instruments of the first slice; in
     * {@link Behaviour#FIRST} for all.
     *
     * @param auctionUntilNs log time at which the auctions end that it begins, 0 for none.
     */
    void begin(final long auctionUntilNs)
    {
        venue.markets().halted(false);
        if (venue.behaviour().includes(Behaviour.RESUMES_IN_SLICES))
        {
            venue.markets().resume(new Markets.Resume(auctionUntilNs, 0));
            step();
            return;
        }
        for (int id = 1; id <= venue.instruments().count(); id++)
        {
            phases.resume(venue.instruments().get(id), auctionUntilNs);
        }
    }

    /** Resumes the next instruments, where there are any. */
    void step()
    {
        final Markets.Resume resume = venue.markets().resume();
        if (null == resume)
        {
            return;
        }
        final int last = Math.min(venue.instruments().count(), resume.lastInstrumentId() + INSTRUMENTS_PER_SLICE);
        for (int id = resume.lastInstrumentId() + 1; id <= last; id++)
        {
            final Instrument instrument = venue.instruments().get(id);
            // Before it goes on, so that it may.
            resume.lastInstrumentId(id);
            phases.resume(instrument, untilNs(resume));
        }
        if (last >= venue.instruments().count())
        {
            venue.markets().resume(null);
        }
        else
        {
            venue.timers().want(Timers.GROUP_STEPS, venue.timeNs() + Timers.SLICE_PAUSE_NS, output);
        }
    }

    // An auction that would be over before its turn came is begun all the same, and ends at once.
    private long untilNs(final Markets.Resume resume)
    {
        return 0 == resume.auctionUntilNs() ? 0 : Math.max(resume.auctionUntilNs(), venue.timeNs() + 1);
    }
}
