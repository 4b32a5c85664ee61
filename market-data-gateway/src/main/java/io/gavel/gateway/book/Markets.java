package io.gavel.gateway.book;

import io.gavel.schema.InstrumentAddedDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.OrderAddedDecoder;
import io.gavel.schema.OrderDeletedDecoder;
import io.gavel.schema.OrderExecutedDecoder;
import io.gavel.schema.OrderReducedDecoder;
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
        final Instrument instrument = market.instrument();
        final Trade trade = new Trade(event.matchId(), instrument.priceMinor(event.priceTicks()),
            instrument.shares(event.lastQtyLots()), event.aggressorSide(), event.timeNs());
        market.onTrade(trade);
        listener.onTrade(market, trade);
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
