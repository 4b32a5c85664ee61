package io.gavel.engine.market;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Timers;
import io.gavel.engine.Venue;
import io.gavel.engine.auction.AuctionPrice;
import io.gavel.engine.event.MarketEvents;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.instrument.TradingState;
import io.gavel.engine.order.ExpiryQueue;
import io.gavel.engine.order.Trading;
import io.gavel.schema.PhaseReason;
import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;

/** Takes one instrument from phase to phase: auctions uncross on the way, and what was good for them only ends. */
public final class Phases implements Trading.Pauses, ExpiryQueue.Terms
{
    /** Auctions of limited time that one slice ends. */
    public static final int ENDS_PER_SLICE = 64;

    private final Venue venue;
    private final EngineOutput output;
    private final MarketEvents events;
    private final Trading trading;
    private final Indicatives indicatives;
    private final ExpiryQueue ends = new ExpiryQueue(this);

    /**
     * Phases of a venue.
     *
     * @param venue       whose instruments they are.
     * @param output      takes wanted timers.
     * @param events      takes what happens.
     * @param trading     carries out what a phase begins or ends with.
     * @param indicatives learns of auctions that begin.
     */
    public Phases(
        final Venue venue,
        final EngineOutput output,
        final MarketEvents events,
        final Trading trading,
        final Indicatives indicatives)
    {
        this.venue = venue;
        this.output = output;
        this.events = events;
        this.trading = trading;
        this.indicatives = indicatives;
        trading.pauses(this);
    }

    /**
     * Which auctions' prices have to be looked at.
     *
     * @return the queue.
     */
    public Indicatives indicatives()
    {
        return indicatives;
    }

    /**
     * The phase that an instrument's group is in.
     *
     * @param instrument of the group.
     * @return the phase.
     */
    public TradingPhase groupPhase(final Instrument instrument)
    {
        return venue.markets().group(instrument.trading().groupId()).phase();
    }

    /**
     * Puts an instrument into a phase; one that is halted stays halted. Emits what an auction that ends trades, the
     * orders that end with it, TradingPhaseChanged, and DayStatistics after an auction and at the close.
     *
     * @param instrument of the venue.
     * @param target     phase.
     * @param reason     why.
     * @param untilNs    log time at which a timer ends it, 0 where none does.
     */
    public void enter(
        final Instrument instrument, final TradingPhase target, final PhaseReason reason, final long untilNs)
    {
        final TradingState state = instrument.trading();
        final TradingPhase before = state.phase();
        final boolean isHalted = state.isHalted() || venue.markets().isHalted(instrument.instrumentId());
        final TradingPhase phase = isHalted ? TradingPhase.HALTED : target;
        if (phase == before && phase != TradingPhase.VOLATILITY_AUCTION)
        {
            if (0 == state.tradingDate())
            {
                state.tradingDate(venue.markets().group(state.groupId()).tradingDate());
            }
            return;
        }
        final boolean isClosing = isClosed(phase);
        if (!isClosing && !isHalted)
        {
            beginDay(instrument, before);
        }
        final boolean isUncrossing = TradingPhase.CONTINUOUS == phase && (state.isCollecting() ||
            instrument.book().isCrossed()) || TradingPhase.CLOSING_AUCTION == before && isClosing;
        if (isUncrossing)
        {
            trading.uncross(instrument, before);
        }
        if (isClosing || TradingPhase.CONTINUOUS == phase)
        {
            trading.cancelLeftovers(instrument);
        }
        change(instrument, phase, reason, TradingPhase.HALTED == phase ? 0 : untilNs);
        follow(instrument, before, isUncrossing, isClosing);
    }

    /**
     * Ends the halt of an instrument: it goes into the phase of its group, or first into an auction where that phase is
     * continuous trading. One that is still halted, by itself or with the market, stays so.
     *
     * @param instrument     of the venue.
     * @param auctionUntilNs log time at which the auction ends, 0 for none.
     */
    public void resume(final Instrument instrument, final long auctionUntilNs)
    {
        final TradingPhase phase = groupPhase(instrument);
        final boolean isAuction = TradingPhase.CONTINUOUS == phase && auctionUntilNs > 0;
        enter(instrument, isAuction ? TradingPhase.VOLATILITY_AUCTION : phase, PhaseReason.OPERATOR,
            isAuction ? auctionUntilNs : 0);
    }

    private void change(
        final Instrument instrument, final TradingPhase phase, final PhaseReason reason, final long untilNs)
    {
        final TradingState state = instrument.trading();
        if (0 != state.phaseUntilNs())
        {
            ends.remove(instrument.instrumentId());
        }
        state.phase(phase, untilNs);
        if (0 != untilNs)
        {
            addEnd(instrument);
            venue.timers().want(Timers.PHASES, ends.firstExpireTimeNs(), output);
        }
        events.tradingPhaseChanged(instrument.instrumentId(), phase, reason, untilNs);
    }

    private void follow(
        final Instrument instrument, final TradingPhase before, final boolean isUncrossed, final boolean isClosing)
    {
        final TradingState state = instrument.trading();
        if (isUncrossed || isClosing && !isClosed(before))
        {
            events.dayStatistics(instrument, isClosing);
        }
        if (TradingPhase.CLOSING_AUCTION == state.phase())
        {
            trading.joinClose(instrument);
        }
        if (state.isInAuction())
        {
            state.indicative(0, 0, 0, Side.NULL_VAL);
            indicatives.touch(instrument);
        }
        if (state.isContinuous())
        {
            trading.resumeStops(instrument);
        }
    }

    private static boolean isClosed(final TradingPhase phase)
    {
        return TradingPhase.POST_CLOSE == phase || TradingPhase.CLOSED == phase;
    }

    // A day that ended while the instrument was halted ends here.
    private void beginDay(final Instrument instrument, final TradingPhase before)
    {
        final int date = venue.markets().group(instrument.trading().groupId()).tradingDate();
        if (date != instrument.trading().tradingDate())
        {
            if (!isClosed(before) && instrument.trading().day().tradeCount() > 0)
            {
                events.dayStatistics(instrument, true);
            }
            instrument.trading().tradingDate(date);
            instrument.trading().day().reset();
        }
    }

    /**
     * The day of an instrument without a calendar is over. Emits its statistics where it has traded.
     *
     * @param instrument of the venue.
     */
    public void rollDay(final Instrument instrument)
    {
        if (0 != instrument.trading().day().openTicks())
        {
            events.dayStatistics(instrument, true);
            instrument.trading().day().reset();
        }
    }

    /** {@inheritDoc} */
    @Override
    public void onPauseDue(final Instrument instrument)
    {
        enter(instrument, TradingPhase.VOLATILITY_AUCTION, PhaseReason.VOLATILITY,
            venue.timeNs() + instrument.trading().collar().pauseNs());
    }

    /** Auctions of limited time end, one slice of them. */
    public void onEndTimer()
    {
        for (int left = ENDS_PER_SLICE; left > 0 && ends.firstExpireTimeNs() <= venue.timeNs(); left--)
        {
            final Instrument instrument = venue.instruments().get(ends.first());
            enter(instrument, groupPhase(instrument), PhaseReason.AUCTION_ENDED, 0);
        }
        if (ends.size() > 0)
        {
            venue.timers().want(Timers.PHASES,
                Math.max(ends.firstExpireTimeNs(), venue.timeNs() + Timers.SLICE_PAUSE_NS), output);
        }
    }

    /** Looks at auctions whose prices may have changed, one slice of them. Emits AuctionIndicative where they did. */
    public void onIndicativeTimer()
    {
        for (int left = Indicatives.INSTRUMENTS_PER_SLICE; left > 0; left--)
        {
            final Instrument instrument = indicatives.poll();
            if (null == instrument)
            {
                return;
            }
            publishIndicative(instrument);
        }
        indicatives.wantTimer();
    }

    private void publishIndicative(final Instrument instrument)
    {
        if (!instrument.trading().isInAuction())
        {
            return;
        }
        final AuctionPrice price = trading.auctionPrice(instrument);
        final boolean isCrossing = 0 != price.priceTicks();
        final long lots = isCrossing ? price.volumeLots() : 0;
        final long surplus = isCrossing ? price.surplusLots() : 0;
        final Side side = isCrossing ? price.surplusSide() : Side.NULL_VAL;
        if (instrument.trading().indicative(price.priceTicks(), lots, surplus, side))
        {
            events.auctionIndicative(instrument.instrumentId(), price.priceTicks(), lots, surplus, side);
        }
    }

    /**
     * Puts the end of an instrument's phase among those that a timer is for.
     *
     * @param instrument whose phase a timer ends.
     */
    public void addEnd(final Instrument instrument)
    {
        ends.add(instrument.instrumentId());
    }

    /** {@inheritDoc} */
    @Override
    public long expireTimeNs(final int instrumentId)
    {
        return venue.instruments().get(instrumentId).trading().phaseUntilNs();
    }

    /** {@inheritDoc} */
    @Override
    public long entrySeq(final int instrumentId)
    {
        return instrumentId;
    }

    /** {@inheritDoc} */
    @Override
    public int heapPosition(final int instrumentId)
    {
        return venue.instruments().get(instrumentId).trading().phaseTimerPosition();
    }

    /** {@inheritDoc} */
    @Override
    public void heapPosition(final int instrumentId, final int position)
    {
        venue.instruments().get(instrumentId).trading().phaseTimerPosition(position);
    }
}
