package io.gavel.engine.snapshot;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.fee.FeeSchedule;
import io.gavel.engine.instrument.Collar;
import io.gavel.engine.instrument.DayStatistics;
import io.gavel.engine.instrument.TradingState;
import io.gavel.engine.market.Markets;
import io.gavel.engine.market.Phases;
import io.gavel.schema.Side;
import io.gavel.schema.SnapshotStatisticsDecoder;
import io.gavel.schema.SnapshotStatisticsEncoder;
import io.gavel.schema.SnapshotTradingDecoder;
import io.gavel.schema.SnapshotTradingEncoder;
import io.gavel.schema.TradingPhase;

/** How each instrument trades, and the figures of its day. */
final class TradingSections
{
    private final Venue venue;
    private final SnapshotTradingEncoder tradingEncoder = new SnapshotTradingEncoder();
    private final SnapshotTradingDecoder tradingDecoder = new SnapshotTradingDecoder();
    private final SnapshotStatisticsEncoder statisticsEncoder = new SnapshotStatisticsEncoder();
    private final SnapshotStatisticsDecoder statisticsDecoder = new SnapshotStatisticsDecoder();
    private int lastTrading;
    private int lastStatistics;

    TradingSections(final Venue venue)
    {
        this.venue = venue;
    }

    void write(final RecordSink sink)
    {
        final int count = venue.instruments().count();
        for (int first = 1; first <= count; first += RecordSink.ROWS_MAX)
        {
            final int end = Math.min(count, first + RecordSink.ROWS_MAX - 1);
            final SnapshotTradingEncoder.InstrumentsEncoder group = tradingEncoder
                .wrapAndApplyHeader(sink.buffer(), 0, sink.header()).instrumentsCount(end - first + 1);
            for (int id = first; id <= end; id++)
            {
                writeTrading(id, venue.instruments().get(id).trading(), group.next());
            }
            sink.record(tradingEncoder.encodedLength());
        }
        for (int id = 1; id <= count; id++)
        {
            final DayStatistics day = venue.instruments().get(id).trading().day();
            if (0 != day.openTicks())
            {
                statisticsEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header()).instrumentsCount(1).next()
                    .openTicks(day.openTicks())
                    .highTicks(day.highTicks())
                    .lowTicks(day.lowTicks())
                    .closeTicks(day.closeTicks())
                    .volumeLots(day.volumeLots())
                    .turnoverHigh(day.turnoverHigh())
                    .turnoverLow(day.turnoverLow())
                    .tradeCount(day.tradeCount())
                    .instrumentId(id);
                sink.record(statisticsEncoder.encodedLength());
            }
        }
    }

    private static void writeTrading(
        final int instrumentId, final TradingState trading, final SnapshotTradingEncoder.InstrumentsEncoder row)
    {
        row.phaseUntilNs(trading.phaseUntilNs())
            .lastTicks(trading.lastTicks())
            .referenceTicks(trading.collar().referenceTicks())
            .pauseNs(trading.collar().pauseNs())
            .indicativeTicks(trading.indicativeTicks())
            .indicativeLots(trading.indicativeLots())
            .indicativeSurplusLots(trading.indicativeSurplusLots())
            .instrumentId(instrumentId)
            .groupId(trading.groupId())
            .feeClass(trading.feeClass())
            .tradingDate(trading.tradingDate())
            .staticBandBps(trading.collar().staticBandBps())
            .dynamicBandBps(trading.collar().dynamicBandBps())
            .phase(trading.phase())
            .halted((short)(trading.isHalted() ? 1 : 0))
            .indicativeSide(trading.indicativeSide());
    }

    void loadTrading(final RecordFrame frame, final Phases phases)
    {
        frame.requireGroup(SnapshotTradingDecoder.BLOCK_LENGTH,
            SnapshotTradingDecoder.InstrumentsDecoder.sbeBlockLength());
        tradingDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        for (final SnapshotTradingDecoder.InstrumentsDecoder row : tradingDecoder.instruments())
        {
            final int id = row.instrumentId();
            RecordFrame.require(id == ++lastTrading && id <= venue.instruments().count(),
                "instrument " + lastTrading + ", which is there", id);
            final TradingPhase phase = row.phase();
            RecordFrame.require(TradingPhase.NULL_VAL != phase && Markets.isGroup(row.groupId()) &&
                row.feeClass() >= 0 && row.feeClass() < FeeSchedule.CLASSES,
                "a phase, a group and a class of fees of instrument " + id, row.groupId());
            RecordFrame.require(isBand(row.staticBandBps()) && isBand(row.dynamicBandBps()) &&
                isTicks(row.referenceTicks()) && isTicks(row.lastTicks()) && row.pauseNs() >= 0 &&
                row.phaseUntilNs() >= 0 && row.halted() <= 1, "collars and prices in range of instrument " + id,
                row.lastTicks());
            final TradingState trading = venue.instruments().get(id).trading();
            trading.assign(row.groupId(), row.feeClass());
            trading.tradingDate(row.tradingDate());
            trading.collar().set(row.referenceTicks(), row.staticBandBps(), row.dynamicBandBps(), row.pauseNs());
            trading.lastTicks(row.lastTicks());
            trading.halted(1 == row.halted());
            trading.phase(phase, row.phaseUntilNs());
            trading.indicative(row.indicativeTicks(), row.indicativeLots(), row.indicativeSurplusLots(),
                row.indicativeSide());
            if (0 != row.phaseUntilNs())
            {
                phases.addEnd(venue.instruments().get(id));
            }
        }
    }

    private static boolean isBand(final int bps)
    {
        return bps >= 0 && bps <= Collar.BAND_BPS_MAX;
    }

    private static boolean isTicks(final long ticks)
    {
        return ticks >= 0 && ticks <= Limits.PRICE_TICKS_MAX;
    }

    void loadStatistics(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotStatisticsDecoder.BLOCK_LENGTH,
            SnapshotStatisticsDecoder.InstrumentsDecoder.sbeBlockLength());
        statisticsDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        for (final SnapshotStatisticsDecoder.InstrumentsDecoder row : statisticsDecoder.instruments())
        {
            final int id = row.instrumentId();
            RecordFrame.require(id > lastStatistics && null != venue.instruments().get(id),
                "an instrument after " + lastStatistics + " that is there", id);
            lastStatistics = id;
            final DayStatistics day = venue.instruments().get(id).trading().day();
            day.restorePrices(row.openTicks(), row.highTicks(), row.lowTicks(), row.closeTicks());
            day.restoreSums(row.volumeLots(), row.turnoverHigh(), row.turnoverLow(), row.tradeCount());
        }
    }

    /** Everything is loaded: no book is crossed in continuous trading. */
    void check()
    {
        RecordFrame.require(0 == lastTrading || venue.instruments().count() == lastTrading,
            "how each of " + venue.instruments().count() + " instruments trades", lastTrading);
        for (int id = 1; id <= venue.instruments().count(); id++)
        {
            final boolean isCrossed = venue.instruments().get(id).book().isCrossed();
            RecordFrame.require(!isCrossed || !venue.instruments().get(id).trading().isContinuous(),
                "a best ask above the best bid " + venue.instruments().get(id).book().bestPriceTicks(Side.BUY),
                venue.instruments().get(id).book().bestPriceTicks(Side.SELL));
        }
    }
}
