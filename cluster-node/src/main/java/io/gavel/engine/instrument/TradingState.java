package io.gavel.engine.instrument;

import io.gavel.engine.book.OrderBook;
import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;

/** How an instrument trades at the moment: its phase, its last price, and the orders that wait outside the book. */
public final class TradingState
{
    private final Collar collar = new Collar();
    private final DayStatistics day = new DayStatistics();
    private final OrderBook stops;
    private final OrderBook atClose;
    private TradingPhase phase = TradingPhase.CONTINUOUS;
    private long phaseUntilNs;
    private long lastTicks;
    private int groupId;
    private int feeClass;
    private int tradingDate;
    private boolean isHalted;
    private int phaseTimerPosition;
    // What was published last of the auction that collects, and whether orders came or went since.
    private long indicativeTicks;
    private long indicativeLots;
    private long indicativeSurplusLots;
    private Side indicativeSide = Side.NULL_VAL;
    private boolean isIndicativeDue;

    TradingState(final OrderBook stops, final OrderBook atClose)
    {
        this.stops = stops;
        this.atClose = atClose;
    }

    /**
     * Its price collars.
     *
     * @return the collars.
     */
    public Collar collar()
    {
        return collar;
    }

    /**
     * The figures of its day.
     *
     * @return the statistics.
     */
    public DayStatistics day()
    {
        return day;
    }

    /**
     * Stop orders that wait for their price. A buy stop lies on the side of the sells, so that the one that triggers
     * first is the best of its side, and a sell stop on the side of the buys.
     *
     * @return by stop price.
     */
    public OrderBook stops()
    {
        return stops;
    }

    /**
     * Orders at the close that wait for the closing auction, each side in one queue.
     *
     * @return by side.
     */
    public OrderBook atClose()
    {
        return atClose;
    }

    /**
     * What may be done now.
     *
     * @return the phase.
     */
    public TradingPhase phase()
    {
        return phase;
    }

    /**
     * Whether orders rest without trading, until an auction uncrosses them.
     *
     * @return true in the collecting phases.
     */
    public boolean isCollecting()
    {
        return TradingPhase.PRE_OPEN == phase || isInAuction();
    }

    /**
     * Whether the price is told at which an auction would trade.
     *
     * @return true in an auction phase.
     */
    public boolean isInAuction()
    {
        return TradingPhase.OPENING_AUCTION == phase || TradingPhase.CLOSING_AUCTION == phase ||
            TradingPhase.VOLATILITY_AUCTION == phase;
    }

    /**
     * Whether orders trade as they come.
     *
     * @return true in continuous trading.
     */
    public boolean isContinuous()
    {
        return TradingPhase.CONTINUOUS == phase;
    }

    /**
     * Puts it into a phase.
     *
     * @param next    phase.
     * @param untilNs log time at which a timer ends it, 0 where none does.
     */
    public void phase(final TradingPhase next, final long untilNs)
    {
        phase = next;
        phaseUntilNs = untilNs;
    }

    /**
     * When a timer ends the phase.
     *
     * @return log time, 0 where none does.
     */
    public long phaseUntilNs()
    {
        return phaseUntilNs;
    }

    /**
     * The price of the last trade.
     *
     * @return ticks, 0 before the first.
     */
    public long lastTicks()
    {
        return lastTicks;
    }

    /**
     * Something traded.
     *
     * @param ticks &gt; 0.
     */
    public void lastTicks(final long ticks)
    {
        lastTicks = ticks;
    }

    /**
     * The price that an auction's is compared with.
     *
     * @return of the last trade, else the reference of the static band, else 0.
     */
    public long referenceTicks()
    {
        return 0 == lastTicks ? collar.referenceTicks() : lastTicks;
    }

    /**
     * The group whose calendar it follows.
     *
     * @return 0..255.
     */
    public int groupId()
    {
        return groupId;
    }

    /**
     * The class of its fees.
     *
     * @return 0..63.
     */
    public int feeClass()
    {
        return feeClass;
    }

    /**
     * Moves it.
     *
     * @param group group.
     * @param fees  class of fees.
     */
    public void assign(final int group, final int fees)
    {
        groupId = group;
        feeClass = fees;
    }

    /**
     * The date of its statistics.
     *
     * @return days since 1970-01-01, 0 without a calendar.
     */
    public int tradingDate()
    {
        return tradingDate;
    }

    /**
     * Begins the statistics of a date.
     *
     * @param date days since 1970-01-01.
     */
    public void tradingDate(final int date)
    {
        tradingDate = date;
    }

    /**
     * Whether an operator halted this instrument.
     *
     * @return false where only the market is halted.
     */
    public boolean isHalted()
    {
        return isHalted;
    }

    /**
     * An operator halts or resumes it.
     *
     * @param halted whether it is.
     */
    public void halted(final boolean halted)
    {
        isHalted = halted;
    }

    /**
     * Place among the phases that a timer ends.
     *
     * @return of the queue of timers.
     */
    public int phaseTimerPosition()
    {
        return phaseTimerPosition;
    }

    /**
     * Moves among the phases that a timer ends.
     *
     * @param position of the queue of timers.
     */
    public void phaseTimerPosition(final int position)
    {
        phaseTimerPosition = position;
    }

    /**
     * Whether orders came or went since the auction's price was looked at.
     *
     * @return true where it is in the queue of those to look at.
     */
    public boolean isIndicativeDue()
    {
        return isIndicativeDue;
    }

    /**
     * Marks it as to be looked at, or as looked at.
     *
     * @param due whether it is.
     */
    public void indicativeDue(final boolean due)
    {
        isIndicativeDue = due;
    }

    /**
     * Notes what was published of the auction.
     *
     * @param ticks   price, 0 for none.
     * @param lots    volume.
     * @param surplus lots left over.
     * @param side    of the surplus.
     * @return true where it differs from what was published before.
     */
    public boolean indicative(final long ticks, final long lots, final long surplus, final Side side)
    {
        final boolean isNew = ticks != indicativeTicks || lots != indicativeLots ||
            surplus != indicativeSurplusLots || side != indicativeSide;
        indicativeTicks = ticks;
        indicativeLots = lots;
        indicativeSurplusLots = surplus;
        indicativeSide = side;
        return isNew;
    }

    /**
     * The auction's price as it was published.
     *
     * @return ticks, 0 for none.
     */
    public long indicativeTicks()
    {
        return indicativeTicks;
    }

    /**
     * The auction's volume as it was published.
     *
     * @return lots.
     */
    public long indicativeLots()
    {
        return indicativeLots;
    }

    /**
     * The auction's surplus as it was published.
     *
     * @return lots.
     */
    public long indicativeSurplusLots()
    {
        return indicativeSurplusLots;
    }

    /**
     * The side of the auction's surplus as it was published.
     *
     * @return the null value for none.
     */
    public Side indicativeSide()
    {
        return indicativeSide;
    }
}
