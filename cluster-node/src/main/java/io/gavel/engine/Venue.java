package io.gavel.engine;

import io.gavel.engine.account.Accounts;
import io.gavel.engine.book.OrderPool;
import io.gavel.engine.instrument.Instruments;
import io.gavel.engine.order.Orders;
import io.gavel.engine.participant.Participants;
import io.gavel.engine.session.Sessions;

/** The whole state, by noun. Everything here is in the snapshot, or follows from what is. */
public final class Venue
{
    private final OrderPool pool = new OrderPool(Limits.ORDERS_MAX);
    private final Instruments instruments = new Instruments(pool);
    private final Participants participants = new Participants();
    private final Accounts accounts = new Accounts();
    private final Orders orders = new Orders((participantId) -> participants.get(participantId).hashSalt());
    private final Sessions sessions = new Sessions();
    private final DayEnd dayEnd = new DayEnd();
    private long timeNs;
    private long previousTimeNs;
    private long eventSeq;
    private long matchId;
    private long malformedCount;

    /** An empty venue, in which the first operator is. */
    public Venue()
    {
    }

    /** How far the cancelling of orders that are good for the day has come. */
    public static final class DayEnd
    {
        private long untilSeq;
        private int cursor;

        private DayEnd()
        {
        }

        /**
         * Starts again from the first slot.
         *
         * @param seq orders accepted at or before this event end.
         */
        public void begin(final long seq)
        {
            untilSeq = seq;
            cursor = 0;
        }

        /** Nothing is left to do. */
        public void complete()
        {
            untilSeq = 0;
            cursor = 0;
        }

        /**
         * Orders accepted at or before this event end.
         *
         * @return event sequence, 0 where no day end is under way.
         */
        public long untilSeq()
        {
            return untilSeq;
        }

        /**
         * The next slot to look at.
         *
         * @return slot.
         */
        public int cursor()
        {
            return cursor;
        }

        /**
         * Moves on.
         *
         * @param slot to look at next.
         */
        public void cursor(final int slot)
        {
            cursor = slot;
        }
    }

    /**
     * Slots of the orders, and their places in the books.
     *
     * @return the pool.
     */
    public OrderPool pool()
    {
        return pool;
    }

    /**
     * Whether a slot has an order, which between commands means that it is in a book.
     *
     * @param slot below the pool's slot count.
     * @return false where the slot is free or retired.
     */
    public boolean isOpen(final int slot)
    {
        return OrderPool.NIL != pool.find(pool.orderId(slot));
    }

    /**
     * What is traded.
     *
     * @return the instruments.
     */
    public Instruments instruments()
    {
        return instruments;
    }

    /**
     * Who trades.
     *
     * @return the participants.
     */
    public Participants participants()
    {
        return participants;
    }

    /**
     * Money and shares.
     *
     * @return the accounts.
     */
    public Accounts accounts()
    {
        return accounts;
    }

    /**
     * What is known of each order.
     *
     * @return the records.
     */
    public Orders orders()
    {
        return orders;
    }

    /**
     * Who is connected.
     *
     * @return the sessions.
     */
    public Sessions sessions()
    {
        return sessions;
    }

    /**
     * The end of the day.
     *
     * @return its progress.
     */
    public DayEnd dayEnd()
    {
        return dayEnd;
    }

    /**
     * Log time, which never goes back.
     *
     * @return nanoseconds.
     */
    public long timeNs()
    {
        return timeNs;
    }

    /**
     * Log time before the input that is being handled.
     *
     * @return nanoseconds.
     */
    public long previousTimeNs()
    {
        return previousTimeNs;
    }

    /**
     * Time moves on.
     *
     * @param nowNs of the log; ignored where it is earlier than what was seen.
     */
    public void advanceTime(final long nowNs)
    {
        previousTimeNs = timeNs;
        timeNs = Math.max(timeNs, nowNs);
    }

    /**
     * The last event's number.
     *
     * @return 0 before the first.
     */
    public long eventSeq()
    {
        return eventSeq;
    }

    /**
     * Numbers an event.
     *
     * @return the next number.
     */
    public long nextEventSeq()
    {
        return ++eventSeq;
    }

    /**
     * The last trade's number.
     *
     * @return 0 before the first.
     */
    public long matchId()
    {
        return matchId;
    }

    /**
     * Numbers a trade.
     *
     * @return the next number.
     */
    public long nextMatchId()
    {
        return ++matchId;
    }

    /**
     * Messages that could not be decoded.
     *
     * @return &gt;= 0.
     */
    public long malformedCount()
    {
        return malformedCount;
    }

    /** Counts a message that could not be decoded. */
    public void addMalformed()
    {
        malformedCount++;
    }

    /**
     * Puts the numbers back as a snapshot has them.
     *
     * @param time      log time, nanoseconds.
     * @param seq       last event.
     * @param match     last trade.
     * @param malformed messages that could not be decoded.
     */
    public void restore(final long time, final long seq, final long match, final long malformed)
    {
        timeNs = time;
        previousTimeNs = time;
        eventSeq = seq;
        matchId = match;
        malformedCount = malformed;
    }
}
