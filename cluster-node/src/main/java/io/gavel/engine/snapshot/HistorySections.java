package io.gavel.engine.snapshot;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.account.RequestKeys;
import io.gavel.engine.fee.FeeSchedule;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.trade.Trade;
import io.gavel.engine.trade.TradeHistory;
import io.gavel.schema.SnapshotClOrdIdDaysDecoder;
import io.gavel.schema.SnapshotClOrdIdDaysEncoder;
import io.gavel.schema.SnapshotRequestKeysDecoder;
import io.gavel.schema.SnapshotRequestKeysEncoder;
import io.gavel.schema.SnapshotTradesDecoder;
import io.gavel.schema.SnapshotTradesEncoder;

/** What is remembered for a while: keys of requests, trades, and which client order ids are of earlier days. */
final class HistorySections
{
    private final Venue venue;
    private final SnapshotRequestKeysEncoder keysEncoder = new SnapshotRequestKeysEncoder();
    private final SnapshotRequestKeysDecoder keysDecoder = new SnapshotRequestKeysDecoder();
    private final SnapshotTradesEncoder tradesEncoder = new SnapshotTradesEncoder();
    private final SnapshotTradesDecoder tradesDecoder = new SnapshotTradesDecoder();
    private final SnapshotClOrdIdDaysEncoder daysEncoder = new SnapshotClOrdIdDaysEncoder();
    private final SnapshotClOrdIdDaysDecoder daysDecoder = new SnapshotClOrdIdDaysDecoder();
    private int lastParticipant = -1;

    HistorySections(final Venue venue)
    {
        this.venue = venue;
    }

    void write(final RecordSink sink)
    {
        final RequestKeys keys = venue.requestKeys();
        for (int first = 0; first < keys.count(); first += RecordSink.ROWS_MAX)
        {
            final int end = Math.min(keys.count(), first + RecordSink.ROWS_MAX);
            final SnapshotRequestKeysEncoder.KeysEncoder group = keysEncoder
                .wrapAndApplyHeader(sink.buffer(), 0, sink.header()).keysCount(end - first);
            for (int i = first; i < end; i++)
            {
                group.next().key(keys.keyAt(i)).digest(keys.digestAt(i)).resultId(keys.resultIdAt(i));
            }
            sink.record(keysEncoder.encodedLength());
        }
        writeTrades(sink);
        for (int id = 0; id < venue.participants().count(); id++)
        {
            final int earlier = venue.participants().get(id).clOrdIds().pagesOfEarlierDays();
            if (earlier > 0)
            {
                daysEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header()).participantsCount(1).next()
                    .participantId(id)
                    .earlierPages(earlier);
                sink.record(daysEncoder.encodedLength());
            }
        }
    }

    private void writeTrades(final RecordSink sink)
    {
        final TradeHistory trades = venue.trades();
        final long end = trades.oldest() + trades.count();
        for (long first = trades.oldest(); first < end; first += RecordSink.ROWS_MAX)
        {
            final int count = (int)Math.min(RecordSink.ROWS_MAX, end - first);
            final SnapshotTradesEncoder.TradesEncoder group = tradesEncoder
                .wrapAndApplyHeader(sink.buffer(), 0, sink.header()).tradesCount(count);
            for (long matchId = first; matchId < first + count; matchId++)
            {
                write(trades.get(matchId), group.next());
            }
            sink.record(tradesEncoder.encodedLength());
        }
    }

    private static void write(final Trade trade, final SnapshotTradesEncoder.TradesEncoder row)
    {
        row.matchId(trade.matchId())
            .priceTicks(trade.priceTicks())
            .buyOrderId(trade.buyOrderId())
            .sellOrderId(trade.sellOrderId())
            .buyClOrdId(trade.buyClOrdId())
            .sellClOrdId(trade.sellClOrdId())
            .buyFeeMinor(trade.buyFeeMinor())
            .sellFeeMinor(trade.sellFeeMinor())
            .instrumentId(trade.instrumentId())
            .lots(trade.lots())
            .day(trade.day())
            .buyAccountId(trade.buyAccountId())
            .sellAccountId(trade.sellAccountId())
            .buyConnection(trade.buyConnection())
            .sellConnection(trade.sellConnection())
            .buyRate(trade.buyRate())
            .sellRate(trade.sellRate())
            .busted((short)(trade.busted() ? 1 : 0));
    }

    void loadRequestKeys(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotRequestKeysDecoder.BLOCK_LENGTH,
            SnapshotRequestKeysDecoder.KeysDecoder.sbeBlockLength());
        keysDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        for (final SnapshotRequestKeysDecoder.KeysDecoder row : keysDecoder.keys())
        {
            venue.requestKeys().restore(row.key(), row.digest(), row.resultId());
        }
    }

    void loadTrades(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotTradesDecoder.BLOCK_LENGTH, SnapshotTradesDecoder.TradesDecoder.sbeBlockLength());
        tradesDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        for (final SnapshotTradesDecoder.TradesDecoder row : tradesDecoder.trades())
        {
            require(row);
            venue.trades().begin(row.matchId())
                .instrumentId(row.instrumentId())
                .priceTicks(row.priceTicks())
                .lots(row.lots())
                .day(row.day())
                .orderIds(row.buyOrderId(), row.sellOrderId())
                .clOrdIds(row.buyClOrdId(), row.sellClOrdId())
                .fees(row.buyFeeMinor(), row.sellFeeMinor())
                .accounts(row.buyAccountId(), row.sellAccountId())
                .connections(row.buyConnection(), row.sellConnection())
                .rates(row.buyRate(), row.sellRate())
                .busted(1 == row.busted());
        }
    }

    private void require(final SnapshotTradesDecoder.TradesDecoder row)
    {
        RecordFrame.require(row.matchId() <= venue.matchId() && null != venue.instruments().get(row.instrumentId()) &&
            venue.accounts().exists(row.buyAccountId()) && venue.accounts().exists(row.sellAccountId()),
            "a trade of accounts and an instrument that are there", row.matchId());
        RecordFrame.require(row.priceTicks() > 0 && row.priceTicks() <= Limits.PRICE_TICKS_MAX && row.lots() > 0 &&
            FeeSchedule.areRates(row.buyRate(), row.sellRate(), 0), "a price and a quantity of trade ",
            row.matchId(), row.priceTicks());
        RecordFrame.require(isConnection(row.buyConnection()) && isConnection(row.sellConnection()),
            "connections that are there of trade ", row.matchId(), row.buyConnection());
    }

    private boolean isConnection(final int handle)
    {
        return handle >= 0 &&
            handle < venue.participants().count() * Limits.CONNECTIONS_PER_PARTICIPANT_MAX &&
            null != venue.participants().connection(handle);
    }

    void loadClOrdIdDays(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotClOrdIdDaysDecoder.BLOCK_LENGTH,
            SnapshotClOrdIdDaysDecoder.ParticipantsDecoder.sbeBlockLength());
        daysDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        for (final SnapshotClOrdIdDaysDecoder.ParticipantsDecoder row : daysDecoder.participants())
        {
            final Participant participant = venue.participants().get(row.participantId());
            RecordFrame.require(null != participant && row.participantId() > lastParticipant,
                "a participant after " + lastParticipant + " that is there", row.participantId());
            lastParticipant = row.participantId();
            participant.clOrdIds().restoreEarlierDays(row.earlierPages());
        }
    }
}
