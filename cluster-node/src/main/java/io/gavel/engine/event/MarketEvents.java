package io.gavel.engine.event;

import io.gavel.engine.Venue;
import io.gavel.engine.instrument.Collar;
import io.gavel.engine.instrument.DayStatistics;
import io.gavel.engine.instrument.Instrument;
import io.gavel.schema.AuctionExecutedEncoder;
import io.gavel.schema.AuctionIndicativeEncoder;
import io.gavel.schema.AuctionUncrossedEncoder;
import io.gavel.schema.CollarSetEncoder;
import io.gavel.schema.DayStatisticsEncoder;
import io.gavel.schema.InstrumentSetEncoder;
import io.gavel.schema.PhaseReason;
import io.gavel.schema.Side;
import io.gavel.schema.TradeBustedEncoder;
import io.gavel.schema.TradeCorrectedEncoder;
import io.gavel.schema.TradingPhase;
import io.gavel.schema.TradingPhaseChangedEncoder;

/** Encodes the public events of a market as a whole: phases, auctions, collars, statistics, busts. */
public final class MarketEvents
{
    private final Venue venue;
    private final EventEncoder events;
    private final TradingPhaseChangedEncoder phaseChanged = new TradingPhaseChangedEncoder();
    private final AuctionExecutedEncoder auctionExecuted = new AuctionExecutedEncoder();
    private final AuctionIndicativeEncoder indicative = new AuctionIndicativeEncoder();
    private final AuctionUncrossedEncoder uncrossed = new AuctionUncrossedEncoder();
    private final DayStatisticsEncoder statistics = new DayStatisticsEncoder();
    private final CollarSetEncoder collarSet = new CollarSetEncoder();
    private final InstrumentSetEncoder instrumentSet = new InstrumentSetEncoder();
    private final TradeBustedEncoder tradeBusted = new TradeBustedEncoder();
    private final TradeCorrectedEncoder tradeCorrected = new TradeCorrectedEncoder();

    /**
     * An encoder.
     *
     * @param venue  whose events they are.
     * @param events takes them.
     */
    public MarketEvents(final Venue venue, final EventEncoder events)
    {
        this.venue = venue;
        this.events = events;
    }

    /**
     * An instrument is in another phase.
     *
     * @param instrumentId of it.
     * @param phase        that it is in.
     * @param reason       why.
     * @param untilNs      log time at which a timer ends it, 0 where none does.
     */
    public void tradingPhaseChanged(
        final int instrumentId, final TradingPhase phase, final PhaseReason reason, final long untilNs)
    {
        final int at = events.begin(TradingPhaseChangedEncoder.BLOCK_LENGTH);
        phaseChanged.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .untilNs(untilNs)
            .instrumentId(instrumentId)
            .phase(phase)
            .reason(reason);
    }

    /**
     * What an auction would trade now.
     *
     * @param instrumentId of it.
     * @param priceTicks   0 where nothing would trade.
     * @param volumeLots   that would trade.
     * @param surplusLots  left over at the price.
     * @param surplusSide  the null value for none.
     */
    public void auctionIndicative(
        final int instrumentId,
        final long priceTicks,
        final long volumeLots,
        final long surplusLots,
        final Side surplusSide)
    {
        final int at = events.begin(AuctionIndicativeEncoder.BLOCK_LENGTH);
        indicative.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .priceTicks(priceTicks)
            .volumeLots(volumeLots)
            .surplusLots(surplusLots)
            .instrumentId(instrumentId)
            .surplusSide(surplusSide);
    }

    /**
     * Two resting orders traded in an auction.
     *
     * @param matchId      of the trade.
     * @param buyOrderId   of the buy.
     * @param sellOrderId  of the sell.
     * @param priceTicks   of the trade.
     * @param lastQtyLots  that traded.
     * @param buyShown     what the book shows of the buy afterwards.
     * @param sellShown    what the book shows of the sell afterwards.
     * @param instrumentId of the book.
     */
    public void auctionExecuted(
        final long matchId,
        final long buyOrderId,
        final long sellOrderId,
        final long priceTicks,
        final int lastQtyLots,
        final int buyShown,
        final int sellShown,
        final int instrumentId)
    {
        final int at = events.begin(AuctionExecutedEncoder.BLOCK_LENGTH);
        auctionExecuted.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .matchId(matchId)
            .buyOrderId(buyOrderId)
            .sellOrderId(sellOrderId)
            .priceTicks(priceTicks)
            .lastQtyLots(lastQtyLots)
            .buyLeavesQtyLots(buyShown)
            .sellLeavesQtyLots(sellShown)
            .instrumentId(instrumentId);
    }

    /**
     * An auction is over.
     *
     * @param instrumentId of it.
     * @param priceTicks   0 where nothing traded.
     * @param volumeLots   that traded.
     * @param surplusLots  left over at the price.
     * @param surplusSide  the null value for none.
     * @param phase        that ended.
     */
    public void auctionUncrossed(
        final int instrumentId,
        final long priceTicks,
        final long volumeLots,
        final long surplusLots,
        final Side surplusSide,
        final TradingPhase phase)
    {
        final int at = events.begin(AuctionUncrossedEncoder.BLOCK_LENGTH);
        uncrossed.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .priceTicks(priceTicks)
            .volumeLots(volumeLots)
            .surplusLots(0 == priceTicks ? 0 : surplusLots)
            .instrumentId(instrumentId)
            .surplusSide(0 == priceTicks ? Side.NULL_VAL : surplusSide)
            .phase(phase);
    }

    /**
     * The figures of a day.
     *
     * @param instrument whose they are.
     * @param isFinal    whether the day is over.
     */
    public void dayStatistics(final Instrument instrument, final boolean isFinal)
    {
        final DayStatistics day = instrument.trading().day();
        final int at = events.begin(DayStatisticsEncoder.BLOCK_LENGTH);
        statistics.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .openTicks(day.openTicks())
            .highTicks(day.highTicks())
            .lowTicks(day.lowTicks())
            .closeTicks(day.closeTicks())
            .volumeLots(day.volumeLots())
            .vwapTenThousandths(day.vwapTenThousandths())
            .tradeCount(day.tradeCount())
            .instrumentId(instrument.instrumentId())
            .tradingDate(instrument.trading().tradingDate())
            .isFinal((short)(isFinal ? 1 : 0));
    }

    /**
     * An instrument has other collars.
     *
     * @param instrument whose they are.
     */
    public void collarSet(final Instrument instrument)
    {
        final Collar collar = instrument.trading().collar();
        final int at = events.begin(CollarSetEncoder.BLOCK_LENGTH);
        collarSet.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .referencePriceTicks(collar.referenceTicks())
            .pauseNs(collar.pauseNs())
            .instrumentId(instrument.instrumentId())
            .staticBandBps(collar.staticBandBps())
            .dynamicBandBps(collar.dynamicBandBps());
    }

    /**
     * An instrument has another group or class of fees.
     *
     * @param instrument of the venue.
     */
    public void instrumentSet(final Instrument instrument)
    {
        final int at = events.begin(InstrumentSetEncoder.BLOCK_LENGTH);
        instrumentSet.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .instrumentId(instrument.instrumentId())
            .groupId(instrument.trading().groupId())
            .feeClass(instrument.trading().feeClass());
    }

    /**
     * A trade is void.
     *
     * @param matchId      of the trade.
     * @param priceTicks   of the trade.
     * @param lots         of the trade.
     * @param instrumentId of the trade.
     */
    public void tradeBusted(final long matchId, final long priceTicks, final long lots, final int instrumentId)
    {
        final int at = events.begin(TradeBustedEncoder.BLOCK_LENGTH);
        tradeBusted.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .matchId(matchId)
            .priceTicks(priceTicks)
            .quantityLots(lots)
            .instrumentId(instrumentId);
    }

    /**
     * A trade has another price or quantity.
     *
     * @param matchId      of the trade.
     * @param oldTicks     its price before.
     * @param oldLots      its quantity before.
     * @param priceTicks   its price now.
     * @param lots         its quantity now.
     * @param instrumentId of the trade.
     */
    public void tradeCorrected(
        final long matchId,
        final long oldTicks,
        final long oldLots,
        final long priceTicks,
        final long lots,
        final int instrumentId)
    {
        final int at = events.begin(TradeCorrectedEncoder.BLOCK_LENGTH);
        tradeCorrected.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .matchId(matchId)
            .oldPriceTicks(oldTicks)
            .oldQuantityLots(oldLots)
            .priceTicks(priceTicks)
            .quantityLots(lots)
            .instrumentId(instrumentId);
    }
}
