package io.gavel.engine.order;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Timers;
import io.gavel.engine.Venue;
import java.util.ArrayList;
import java.util.List;

/**
 * Cancels many orders without holding trading up: in slices, by ascending order slot, the first within the command that
 * asks for it and each other one by a timer. Those that are asked for meanwhile wait their turn.
 */
public final class Sweeps
{
    /** Slots that one slice looks at. */
    public static final int SLOTS_PER_SLICE = 65_536;

    /** Orders that one slice cancels. */
    public static final int CANCELS_PER_SLICE = 1_000;

    /** Sweeps that may be under way, those that the venue itself begins not counted. */
    public static final int SWEEPS_MAX = 1_024;

    private final Venue venue;
    private final EngineOutput output;
    private final OpenOrders openOrders;
    private final List<Sweep> queue = new ArrayList<>();

    Sweeps(final Venue venue, final EngineOutput output, final OpenOrders openOrders)
    {
        this.venue = venue;
        this.output = output;
        this.openOrders = openOrders;
    }

    /**
     * Whether another one may be asked for.
     *
     * @param participantId who asks for its own orders, {@link Sweep#ANY} for an operator.
     * @return false where too many, or one of this participant, are under way.
     */
    public boolean canBegin(final int participantId)
    {
        if (queue.size() >= SWEEPS_MAX)
        {
            return false;
        }
        for (int i = 0; Sweep.ANY != participantId && i < queue.size(); i++)
        {
            if (participantId == queue.get(i).participantId())
            {
                return false;
            }
        }
        return true;
    }

    /**
     * Has a sweep of a connection's orders that waits its turn mean those that have come since, too.
     *
     * @param connection handle of it.
     * @return false where none waits.
     */
    public boolean extend(final int connection)
    {
        for (int i = 1; i < queue.size(); i++)
        {
            if (connection == queue.get(i).connection())
            {
                queue.get(i).from(venue.eventSeq(), 0);
                return true;
            }
        }
        return false;
    }

    /**
     * Whether what would be begun now may need more than its first slice.
     *
     * @return true where there are many orders, or others are under way.
     */
    public boolean mayTakeLonger()
    {
        return !queue.isEmpty() || venue.pool().slotCount() > SLOTS_PER_SLICE ||
            venue.orders().openCount() > CANCELS_PER_SLICE;
    }

    /**
     * Cancels the orders that fit, of those accepted up to now. Emits for each its report and OrderDeleted.
     *
     * @param sweep that was not begun.
     */
    public void begin(final Sweep sweep)
    {
        begin(sweep, venue.eventSeq());
    }

    /**
     * Cancels the orders that fit, of those accepted up to an event.
     *
     * @param sweep    that was not begun.
     * @param untilSeq of the event.
     */
    public void begin(final Sweep sweep, final long untilSeq)
    {
        queue.add(sweep.from(untilSeq, 0));
        if (1 == queue.size())
        {
            step();
        }
    }

    /** One slice; nothing where none is under way. */
    public void step()
    {
        int slots = SLOTS_PER_SLICE;
        int cancels = CANCELS_PER_SLICE;
        while (!queue.isEmpty() && slots > 0 && cancels > 0)
        {
            final Sweep sweep = queue.get(0);
            final int end = (int)Math.min(venue.pool().slotCount(), (long)sweep.cursor() + slots);
            slots -= Math.max(1, end - sweep.cursor());
            int slot = sweep.cursor();
            for (; slot < end && cancels > 0; slot++)
            {
                if (venue.isOpen(slot) && sweep.matches(slot, venue))
                {
                    openOrders.end(slot, sweep.execType(), sweep.reason());
                    cancels--;
                }
            }
            sweep.cursor(slot);
            if (slot >= venue.pool().slotCount())
            {
                queue.remove(0);
            }
        }
        if (!queue.isEmpty())
        {
            venue.timers().want(Timers.SWEEPS, venue.timeNs() + Timers.SLICE_PAUSE_NS, output);
        }
    }

    /**
     * How many are under way.
     *
     * @return &gt;= 0.
     */
    public int count()
    {
        return queue.size();
    }

    /**
     * One that is under way.
     *
     * @param index 0 for the one that goes on next.
     * @return the sweep.
     */
    public Sweep get(final int index)
    {
        return queue.get(index);
    }

    /**
     * Puts one back as a snapshot has it.
     *
     * @param sweep with its place.
     */
    public void restore(final Sweep sweep)
    {
        queue.add(sweep);
    }
}
