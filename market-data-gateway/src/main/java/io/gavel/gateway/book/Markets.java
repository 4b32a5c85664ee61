package io.gavel.gateway.book;

import io.gavel.schema.AuctionExecutedDecoder;
import io.gavel.schema.AuctionIndicativeDecoder;
import io.gavel.schema.AuctionUncrossedDecoder;
import io.gavel.schema.CollarSetDecoder;
import io.gavel.schema.DayStatisticsDecoder;
import io.gavel.schema.InstrumentAddedDecoder;
import io.gavel.schema.InstrumentSetDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.OrderAddedDecoder;
import io.gavel.schema.OrderDeletedDecoder;
import io.gavel.schema.OrderExecutedDecoder;
import io.gavel.schema.OrderReducedDecoder;
import io.gavel.schema.PhaseReason;
import io.gavel.schema.Side;
import io.gavel.schema.TradeBustedDecoder;
import io.gavel.schema.TradeCorrectedDecoder;
import io.gavel.schema.TradingPhaseChangedDecoder;
import io.gavel.venue.EventStream;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The markets of the venue, built from its public events. A private event is never decoded: no owner, account or
 * balance can get from here to the outside. For one thread.
 */
public final class Markets
{
    private final MarketListener listener;
    private final Int2ObjectHashMap<Market> byId = new Int2ObjectHashMap<>();
    private final Map<String, Market> bySymbol = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentAddedDecoder instrumentAdded = new InstrumentAddedDecoder();
    private final OrderAddedDecoder orderAdded = new OrderAddedDecoder();
    private final OrderExecutedDecoder orderExecuted = new OrderExecutedDecoder();
    private final OrderReducedDecoder orderReduced = new OrderReducedDecoder();
    private final OrderDeletedDecoder orderDeleted = new OrderDeletedDecoder();
    private final TradingPhaseChangedDecoder tradingPhaseChanged = new TradingPhaseChangedDecoder();
    private final AuctionIndicativeDecoder auctionIndicative = new AuctionIndicativeDecoder();
    private final AuctionUncrossedDecoder auctionUncrossed = new AuctionUncrossedDecoder();
    private final AuctionExecutedDecoder auctionExecuted = new AuctionExecutedDecoder();
    private final TradeBustedDecoder tradeBusted = new TradeBustedDecoder();
    private final TradeCorrectedDecoder tradeCorrected = new TradeCorrectedDecoder();
    private final DayStatisticsDecoder dayStatistics = new DayStatisticsDecoder();
    private final CollarSetDecoder collarSet = new CollarSetDecoder();
    private final InstrumentSetDecoder instrumentSet = new InstrumentSetDecoder();
    private final VenueTrades venueTrades = new VenueTrades();

    /**
     * No markets yet.
     *
     * @param listener of the changes.
     */
    public Markets(final MarketListener listener)
    {
        this.listener = listener;
    }

    /**
     * Applies an event; private ones, and public ones of a later version of the schema, are passed over.
     *
     * @param templateId of the events schema.
     * @param buffer     that holds the event.
     * @param offset     of its messageHeader.
     * @param eventSeq   of the event.
     * @throws InconsistentBookException where it contradicts what was there; its market is marked so.
     */
    public void onEvent(final int templateId, final DirectBuffer buffer, final int offset, final long eventSeq)
    {
        if (templateId >= EventStream.PRIVATE_TEMPLATE_ID_MIN)
        {
            return;
        }
        header.wrap(buffer, offset);
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        final int length = header.blockLength();
        final int version = header.version();
        switch (templateId)
        {
            case InstrumentAddedDecoder.TEMPLATE_ID ->
                onInstrumentAdded(instrumentAdded.wrap(buffer, body, length, version));
            case OrderAddedDecoder.TEMPLATE_ID -> onOrderAdded(orderAdded.wrap(buffer, body, length, version));
            case OrderExecutedDecoder.TEMPLATE_ID ->
                onOrderExecuted(orderExecuted.wrap(buffer, body, length, version));
            case OrderReducedDecoder.TEMPLATE_ID -> onOrderReduced(orderReduced.wrap(buffer, body, length, version));
            case OrderDeletedDecoder.TEMPLATE_ID -> onOrderDeleted(orderDeleted.wrap(buffer, body, length, version));
            default -> onTradingEvent(templateId, buffer, body, length, version);
        }
    }

    /** The events that came with version 2: the trading day, its auctions, and what is said of trades afterwards. */
    private void onTradingEvent(
        final int templateId, final DirectBuffer buffer, final int body, final int length, final int version)
    {
        switch (templateId)
        {
            case TradingPhaseChangedDecoder.TEMPLATE_ID ->
                onTradingPhaseChanged(tradingPhaseChanged.wrap(buffer, body, length, version));
            case AuctionIndicativeDecoder.TEMPLATE_ID ->
                onAuctionIndicative(auctionIndicative.wrap(buffer, body, length, version));
            case AuctionUncrossedDecoder.TEMPLATE_ID ->
                onAuctionUncrossed(auctionUncrossed.wrap(buffer, body, length, version));
            case AuctionExecutedDecoder.TEMPLATE_ID ->
                onAuctionExecuted(auctionExecuted.wrap(buffer, body, length, version));
            case TradeBustedDecoder.TEMPLATE_ID -> onTradeBusted(tradeBusted.wrap(buffer, body, length, version));
            case TradeCorrectedDecoder.TEMPLATE_ID ->
                onTradeCorrected(tradeCorrected.wrap(buffer, body, length, version));
            case DayStatisticsDecoder.TEMPLATE_ID ->
                onDayStatistics(dayStatistics.wrap(buffer, body, length, version));
            case CollarSetDecoder.TEMPLATE_ID -> onCollarSet(collarSet.wrap(buffer, body, length, version));
            case InstrumentSetDecoder.TEMPLATE_ID ->
                onInstrumentSet(instrumentSet.wrap(buffer, body, length, version));
            default ->
            {
            }
        }
    }

    private void onInstrumentAdded(final InstrumentAddedDecoder event)
    {
        final Instrument instrument = new Instrument(
            event.instrumentId(), event.symbol(), event.currency(), event.tickSizeMinor(), event.lotSize());
        if (byId.containsKey(instrument.instrumentId()) || bySymbol.containsKey(instrument.symbol()))
        {
            throw new InconsistentBookException("instrument " + instrument + " is added twice");
        }
        final Market market = new Market(instrument, event.eventSeq(), event.timeNs());
        byId.put(instrument.instrumentId(), market);
        bySymbol.put(instrument.symbol(), market);
        listener.onMarketChange(market);
    }

    private void onOrderAdded(final OrderAddedDecoder event)
    {
        final Market market = market(event.instrumentId(), event.eventSeq(), event.timeNs());
        apply(market, () ->
            market.book().add(event.orderId(), event.side(), event.priceTicks(), event.quantityLots()));
    }

    private void onOrderExecuted(final OrderExecutedDecoder event)
    {
        final Market market = market(event.instrumentId(), event.eventSeq(), event.timeNs());
        onTrade(market, event.matchId(), event.priceTicks(), event.lastQtyLots(), event.aggressorSide());
        apply(market, () ->
            market.book().reduce(event.orderId(), event.lastQtyLots(), event.leavesQtyLots()));
    }

    private void onOrderReduced(final OrderReducedDecoder event)
    {
        final Market market = market(event.instrumentId(), event.eventSeq(), event.timeNs());
        apply(market, () ->
            market.book().reduce(event.orderId(), event.canceledLots(), event.leavesQtyLots()));
    }

    private void onOrderDeleted(final OrderDeletedDecoder event)
    {
        final Market market = market(event.instrumentId(), event.eventSeq(), event.timeNs());
        apply(market, () -> market.book().delete(event.orderId()));
    }

    private void onTrade(
        final Market market, final long matchId, final long priceTicks, final long lots, final Side aggressorSide)
    {
        final Instrument instrument = market.instrument();
        final Trade trade = new Trade(
            matchId, instrument.priceMinor(priceTicks), instrument.shares(lots), aggressorSide, market.timeNs());
        venueTrades.add(instrument.instrumentId(), trade);
        market.onTrade(trade, priceTicks, lots);
        listener.onTrade(market, trade);
    }

    private void onAuctionExecuted(final AuctionExecutedDecoder event)
    {
        final Market market = market(event.instrumentId(), event.eventSeq(), event.timeNs());
        final long lots = event.lastQtyLots();
        onTrade(market, event.matchId(), event.priceTicks(), lots, null);
        apply(market, () -> market.book().trade(event.buyOrderId(), Side.BUY, lots, event.buyLeavesQtyLots()));
        apply(market, () -> market.book().trade(event.sellOrderId(), Side.SELL, lots, event.sellLeavesQtyLots()));
    }

    private void onTradingPhaseChanged(final TradingPhaseChangedDecoder event)
    {
        final Market market = market(event.instrumentId(), event.eventSeq(), event.timeNs());
        final PhaseReason reason = event.reason();
        market.onState(market.state().enter(event.phase(), event.timeNs(), event.untilNs(),
            PhaseReason.NULL_VAL == reason ? null : reason));
        listener.onMarketChange(market);
    }

    private void onAuctionIndicative(final AuctionIndicativeDecoder event)
    {
        final Market market = market(event.instrumentId(), event.eventSeq(), event.timeNs());
        final Instrument instrument = market.instrument();
        market.onState(market.state().with(new Uncrossing(market.state().phase(),
            instrument.priceMinor(event.priceTicks()), instrument.shares(event.volumeLots()),
            instrument.shares(event.surplusLots()), sideOrNull(event.surplusSide()), event.timeNs())));
        listener.onMarketChange(market);
    }

    private void onAuctionUncrossed(final AuctionUncrossedDecoder event)
    {
        final Market market = market(event.instrumentId(), event.eventSeq(), event.timeNs());
        final Instrument instrument = market.instrument();
        final Uncrossing auction = new Uncrossing(event.phase(),
            instrument.priceMinor(event.priceTicks()), instrument.shares(event.volumeLots()),
            instrument.shares(event.surplusLots()), sideOrNull(event.surplusSide()), event.timeNs());
        market.onAuction(auction);
        listener.onAuction(market, auction);
        listener.onMarketChange(market);
    }

    private static Side sideOrNull(final Side side)
    {
        return Side.NULL_VAL == side ? null : side;
    }

    private void onTradeBusted(final TradeBustedDecoder event)
    {
        final Market market = market(event.instrumentId(), event.eventSeq(), event.timeNs());
        final long priceMinor = market.instrument().priceMinor(event.priceTicks());
        final long quantity = market.instrument().shares(event.quantityLots());
        onTradeChange(market, new TradeChange(
            true, event.matchId(), priceMinor, quantity, priceMinor, quantity, event.timeNs()));
    }

    private void onTradeCorrected(final TradeCorrectedDecoder event)
    {
        final Market market = market(event.instrumentId(), event.eventSeq(), event.timeNs());
        final Instrument instrument = market.instrument();
        onTradeChange(market, new TradeChange(false, event.matchId(),
            instrument.priceMinor(event.oldPriceTicks()), instrument.shares(event.oldQuantityLots()),
            instrument.priceMinor(event.priceTicks()), instrument.shares(event.quantityLots()), event.timeNs()));
    }

    private void onTradeChange(final Market market, final TradeChange change)
    {
        market.onTradeChange(change, venueTrades);
        listener.onTradeChange(market, change);
        listener.onMarketChange(market);
    }

    private void onDayStatistics(final DayStatisticsDecoder event)
    {
        final Market market = market(event.instrumentId(), event.eventSeq(), event.timeNs());
        market.day().told(event);
        listener.onMarketChange(market);
    }

    private void onCollarSet(final CollarSetDecoder event)
    {
        final Market market = market(event.instrumentId(), event.eventSeq(), event.timeNs());
        market.onState(market.state().with(new Collar(market.instrument().priceMinor(event.referencePriceTicks()),
            event.staticBandBps(), event.dynamicBandBps(), event.pauseNs())));
        listener.onMarketChange(market);
    }

    private void onInstrumentSet(final InstrumentSetDecoder event)
    {
        final Market market = market(event.instrumentId(), event.eventSeq(), event.timeNs());
        market.onState(market.state().with(event.groupId(), event.feeClass()));
        listener.onMarketChange(market);
    }

    private Market market(final int instrumentId, final long eventSeq, final long timeNs)
    {
        final Market market = byId.get(instrumentId);
        if (null == market)
        {
            throw new InconsistentBookException(
                "event " + eventSeq + " names instrument " + instrumentId + ", which was never added");
        }
        market.touch(eventSeq, timeNs);
        return market;
    }

    private void apply(final Market market, final Runnable change)
    {
        try
        {
            change.run();
        }
        catch (final InconsistentBookException e)
        {
            market.markInconsistent();
            throw e;
        }
        finally
        {
            listener.onMarketChange(market);
        }
    }

    /**
     * A market by its symbol.
     *
     * @param symbol exact.
     * @return the market, or null.
     */
    public Market market(final String symbol)
    {
        return bySymbol.get(symbol);
    }

    /**
     * All markets.
     *
     * @return by symbol.
     */
    public Collection<Market> all()
    {
        return Collections.unmodifiableCollection(bySymbol.values());
    }
}
