package io.gavel.engine.order;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Timers;
import io.gavel.engine.Venue;

/** When orders that are good till a time end. */
public final class Expiry implements ExpiryQueue.Terms
{
    private final Venue venue;
    private final EngineOutput output;
    private final ExpiryQueue queue = new ExpiryQueue(this);

    /**
     * No such orders.
     *
     * @param venue  whose orders they are.
     * @param output takes the timer.
     */
    public Expiry(final Venue venue, final EngineOutput output)
    {
        this.venue = venue;
        this.output = output;
    }

    void add(final int slot)
    {
        queue.add(slot);
        venue.timers().want(Timers.EXPIRY, queue.firstExpireTimeNs(), output);
    }

    void remove(final int slot)
    {
        queue.remove(slot);
    }

    /** The order that ends next, where its time has come; NIL otherwise. */
    int firstDue()
    {
        return queue.firstExpireTimeNs() <= venue.timeNs() ? queue.first() : Orders.NIL;
    }

    /** Asks for the timer that the rest needs. */
    void wantTimer()
    {
        if (queue.size() > 0)
        {
            venue.timers().want(Timers.EXPIRY,
                Math.max(queue.firstExpireTimeNs(), venue.timeNs() + Timers.SLICE_PAUSE_NS), output);
        }
    }

    /** {@inheritDoc} */
    @Override
    public long expireTimeNs(final int slot)
    {
        return venue.orders().terms().expireTimeNs(slot);
    }

    /** {@inheritDoc} */
    @Override
    public long entrySeq(final int slot)
    {
        return venue.orders().entrySeq(slot);
    }

    /** {@inheritDoc} */
    @Override
    public int heapPosition(final int slot)
    {
        return venue.orders().terms().heapPosition(slot);
    }

    /** {@inheritDoc} */
    @Override
    public void heapPosition(final int slot, final int position)
    {
        venue.orders().terms().heapPosition(slot, position);
    }
}
