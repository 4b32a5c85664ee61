package io.gavel.engine.market;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Timers;
import io.gavel.engine.Venue;
import io.gavel.engine.instrument.Instrument;
import java.util.Arrays;

/** Which auctions' prices have to be looked at again, since orders came or went. */
public final class Indicatives
{
    /** Time between two looks, nanoseconds. */
    public static final long INTERVAL_NS = 1_000_000_000;

    /** Instruments that one slice looks at. */
    public static final int INSTRUMENTS_PER_SLICE = 64;

    private final Venue venue;
    private final EngineOutput output;
    private int[] queue = new int[64];
    private int head;
    private int count;

    /**
     * Nothing to look at.
     *
     * @param venue  whose auctions they are.
     * @param output takes the timer.
     */
    public Indicatives(final Venue venue, final EngineOutput output)
    {
        this.venue = venue;
        this.output = output;
    }

    /**
     * Orders of an instrument came or went; of no effect where it is in no auction.
     *
     * @param instrument of the orders.
     */
    public void touch(final Instrument instrument)
    {
        if (!instrument.trading().isInAuction() || instrument.trading().isIndicativeDue())
        {
            return;
        }
        add(instrument);
        venue.timers().want(Timers.INDICATIVES, venue.timeNs() + INTERVAL_NS, output);
    }

    /**
     * Puts an instrument at the end of the queue.
     *
     * @param instrument that is not in it.
     */
    public void add(final Instrument instrument)
    {
        if (head + count == queue.length)
        {
            if (head > 0)
            {
                System.arraycopy(queue, head, queue, 0, count);
                head = 0;
            }
            else
            {
                queue = Arrays.copyOf(queue, count * 2);
            }
        }
        queue[head + count++] = instrument.instrumentId();
        instrument.trading().indicativeDue(true);
    }

    /**
     * Takes the next instrument out of the queue.
     *
     * @return null where there is none.
     */
    public Instrument poll()
    {
        if (0 == count)
        {
            head = 0;
            return null;
        }
        count--;
        final Instrument instrument = venue.instruments().get(queue[head++]);
        instrument.trading().indicativeDue(false);
        return instrument;
    }

    /** Asks for the next slice, where something is left. */
    public void wantTimer()
    {
        if (count > 0)
        {
            venue.timers().want(Timers.INDICATIVES, venue.timeNs() + Timers.SLICE_PAUSE_NS, output);
        }
    }

    /**
     * How many are to be looked at.
     *
     * @return &gt;= 0.
     */
    public int count()
    {
        return count;
    }

    /**
     * One of those that are to be looked at.
     *
     * @param index 0 for the next.
     * @return its instrument id.
     */
    public int instrumentId(final int index)
    {
        return queue[head + index];
    }
}
