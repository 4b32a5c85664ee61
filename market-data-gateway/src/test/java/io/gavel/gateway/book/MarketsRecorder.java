package io.gavel.gateway.book;

import io.gavel.gateway.EventEncoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.venue.EventStream;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Markets, and what they tell. */
final class MarketsRecorder implements MarketListener
{
    final List<Trade> trades = new ArrayList<>();
    final List<TradeChange> tradeChanges = new ArrayList<>();
    final List<Uncrossing> auctions = new ArrayList<>();
    final List<String> changes = new ArrayList<>();
    final Markets markets = new Markets(this);

    void apply(final EventEncoder events)
    {
        final byte[] batch = events.batch();
        EventStream.forEachEvent(new MessageHeaderDecoder(), new UnsafeBuffer(batch), 0, batch.length,
            (templateId, buffer, offset, length, eventSeq) -> markets.onEvent(templateId, buffer, offset, eventSeq));
    }

    @Override
    public void onMarketChange(final Market market)
    {
        changes.add(market.instrument().symbol());
    }

    @Override
    public void onTrade(final Market market, final Trade trade)
    {
        trades.add(trade);
    }

    @Override
    public void onTradeChange(final Market market, final TradeChange change)
    {
        tradeChanges.add(change);
    }

    @Override
    public void onAuction(final Market market, final Uncrossing auction)
    {
        auctions.add(auction);
    }
}
