package io.gavel.engine;

import io.gavel.engine.account.Accounts;
import io.gavel.engine.account.RequestKeys;
import io.gavel.engine.book.OrderPool;
import io.gavel.engine.fee.FeeSchedule;
import io.gavel.engine.instrument.Instruments;
import io.gavel.engine.market.Markets;
import io.gavel.engine.order.Orders;
import io.gavel.engine.participant.Participants;
import io.gavel.engine.risk.Exposures;
import io.gavel.engine.risk.KillSwitches;
import io.gavel.engine.risk.LimitTable;
import io.gavel.engine.risk.Positions;
import io.gavel.engine.session.Sessions;
import io.gavel.engine.trade.TradeHistory;

/** The whole state, by noun. Everything here is in the snapshot, or follows from what is. */
public final class Venue
{
    // Participants and instruments are numbered by the venue, and keys come from operators: nobody aims at a bucket.
    private static final long POSITIONS_SALT = 0x5851F42D4C957F2DL;
    private static final long LIMITS_SALT = 0x2545F4914F6CDD1DL;
    private static final long REQUEST_KEYS_SALT = 0x14057B7EF767814FL;

    private final OrderPool pool = new OrderPool(Limits.ORDERS_MAX);
    private final Instruments instruments = new Instruments(pool);
    private final Participants participants = new Participants();
    private final Accounts accounts = new Accounts();
    private final Orders orders = new Orders((participantId) -> participants.get(participantId).hashSalt());
    private final Sessions sessions = new Sessions();
    private final Markets markets = new Markets();
    private final LimitTable accountLimits = new LimitTable(LIMITS_SALT);
    private final LimitTable participantLimits = new LimitTable(LIMITS_SALT);
    private final Exposures accountExposures = new Exposures();
    private final Exposures participantExposures = new Exposures();
    private final Positions positions = new Positions(POSITIONS_SALT);
    private final KillSwitches killSwitches = new KillSwitches();
    private final FeeSchedule fees = new FeeSchedule();
    private final RequestKeys requestKeys = new RequestKeys(REQUEST_KEYS_SALT);
    private final TradeHistory trades = new TradeHistory();
    private final Timers timers = new Timers();
    private final Behaviour behaviour;
    private long timeNs;
    private long previousTimeNs;
    private long eventSeq;
    private long matchId;
    private long malformedCount;
    private int day = 1;
    private int tradingDate;

    /** An empty venue, in which the first operator is. */
    public Venue()
    {
        this(Behaviour.VERSION_MAX);
    }

    Venue(final int behaviourVersionMax)
    {
        behaviour = new Behaviour(behaviourVersionMax);
    }

    /**
     * Which rules hold.
     *
     * @return the behaviour.
     */
    public Behaviour behaviour()
    {
        return behaviour;
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
     * Groups of instruments and their phases.
     *
     * @return the markets.
     */
    public Markets markets()
    {
        return markets;
    }

    /**
     * What operators allow accounts.
     *
     * @return the limits by account.
     */
    public LimitTable accountLimits()
    {
        return accountLimits;
    }

    /**
     * What operators allow participants.
     *
     * @return the limits by participant.
     */
    public LimitTable participantLimits()
    {
        return participantLimits;
    }

    /**
     * What accounts have open and have traded.
     *
     * @return by row of the holdings.
     */
    public Exposures accountExposures()
    {
        return accountExposures;
    }

    /**
     * What participants have open and have traded.
     *
     * @return by row of the positions.
     */
    public Exposures participantExposures()
    {
        return participantExposures;
    }

    /**
     * What participants hold, all their accounts together.
     *
     * @return the positions.
     */
    public Positions positions()
    {
        return positions;
    }

    /**
     * Who may enter no orders.
     *
     * @return the switches.
     */
    public KillSwitches killSwitches()
    {
        return killSwitches;
    }

    /**
     * What trading costs.
     *
     * @return the rates.
     */
    public FeeSchedule fees()
    {
        return fees;
    }

    /**
     * Movements of money and shares that were asked for.
     *
     * @return the keys.
     */
    public RequestKeys requestKeys()
    {
        return requestKeys;
    }

    /**
     * Trades that can be busted.
     *
     * @return the newest ones.
     */
    public TradeHistory trades()
    {
        return trades;
    }

    /**
     * Timers that are asked for.
     *
     * @return the timers.
     */
    public Timers timers()
    {
        return timers;
    }

    /**
     * The number of the day, which the day's limits count by.
     *
     * @return from 1.
     */
    public int day()
    {
        return day;
    }

    /**
     * The newest date that a calendar has begun.
     *
     * @return days since 1970-01-01, 0 before the first.
     */
    public int tradingDate()
    {
        return tradingDate;
    }

    /**
     * A new day begins: what was traded and used on earlier ones counts no more.
     *
     * @param date that begins, days since 1970-01-01.
     */
    public void beginDay(final int date)
    {
        day++;
        tradingDate = date;
        accountExposures.beginDay(day);
        participantExposures.beginDay(day);
        for (int id = 0; id < participants.count(); id++)
        {
            participants.get(id).clOrdIds().beginDay();
        }
    }

    /**
     * Puts the day back as a snapshot has it, before what belongs to it.
     *
     * @param number of the day.
     * @param date   of the day.
     */
    public void restoreDay(final int number, final int date)
    {
        day = number;
        tradingDate = date;
        accountExposures.beginDay(day);
        participantExposures.beginDay(day);
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
