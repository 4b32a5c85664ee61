package io.gavel.engine.snapshot;

import io.gavel.engine.Venue;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.fee.FeeSchedule;
import io.gavel.engine.risk.Exposures;
import io.gavel.engine.risk.LimitTable;
import io.gavel.engine.risk.Positions;
import io.gavel.schema.LimitType;
import io.gavel.schema.Scope;
import io.gavel.schema.SnapshotDayTradedDecoder;
import io.gavel.schema.SnapshotDayTradedEncoder;
import io.gavel.schema.SnapshotFeesDecoder;
import io.gavel.schema.SnapshotFeesEncoder;
import io.gavel.schema.SnapshotKilledDecoder;
import io.gavel.schema.SnapshotKilledEncoder;
import io.gavel.schema.SnapshotLimitsDecoder;
import io.gavel.schema.SnapshotLimitsEncoder;

/**
 * Limits, kill switches, fees, and what was traded today. Limits and what accounts traded may be many, so these have
 * many rows in a record; of kill switches and fees there are few, and each has a record.
 */
final class RiskSections
{
    private final Venue venue;
    private final SnapshotLimitsEncoder limitsEncoder = new SnapshotLimitsEncoder();
    private final SnapshotLimitsDecoder limitsDecoder = new SnapshotLimitsDecoder();
    private final SnapshotKilledEncoder killedEncoder = new SnapshotKilledEncoder();
    private final SnapshotKilledDecoder killedDecoder = new SnapshotKilledDecoder();
    private final SnapshotFeesEncoder feesEncoder = new SnapshotFeesEncoder();
    private final SnapshotFeesDecoder feesDecoder = new SnapshotFeesDecoder();
    private final SnapshotDayTradedEncoder tradedEncoder = new SnapshotDayTradedEncoder();
    private final SnapshotDayTradedDecoder tradedDecoder = new SnapshotDayTradedDecoder();
    private SnapshotLimitsEncoder.LimitsEncoder limitRows;
    private SnapshotDayTradedEncoder.RowsEncoder tradedRows;
    // Rows of the record that is being encoded.
    private int rows;

    RiskSections(final Venue venue)
    {
        this.venue = venue;
    }

    void write(final RecordSink sink)
    {
        writeLimits(Scope.ACCOUNT, venue.accountLimits(), sink);
        writeLimits(Scope.PARTICIPANT, venue.participantLimits(), sink);
        for (int id = 1; id <= venue.accounts().count(); id++)
        {
            writeKilled(Scope.ACCOUNT, id, venue.killSwitches().isAccountKilled(id), sink);
        }
        for (int id = 0; id < venue.participants().count(); id++)
        {
            writeKilled(Scope.PARTICIPANT, id, venue.killSwitches().isParticipantKilled(id), sink);
        }
        for (int id = -1; id < venue.participants().count(); id++)
        {
            writeFees(id, sink);
        }
        final Ledger holdings = venue.accounts().holdings();
        for (int id = 1; id <= venue.accounts().count(); id++)
        {
            for (int row = holdings.first(id); Ledger.NIL != row; row = holdings.next(row))
            {
                writeTraded(Scope.ACCOUNT, venue.accountExposures(), row, id, holdings.asset(row), sink);
            }
        }
        endTraded(sink);
        final Positions positions = venue.positions();
        positions.forEach((row) -> writeTraded(Scope.PARTICIPANT, venue.participantExposures(), row,
            positions.participantId(row), positions.instrumentId(row), sink));
        endTraded(sink);
    }

    private void writeLimits(final Scope scope, final LimitTable limits, final RecordSink sink)
    {
        limits.forEach((ownerId, instrumentId, type, value, burst, arrivalNs) ->
        {
            if (0 == rows)
            {
                limitRows = limitsEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header()).scope(scope)
                    .limitsCount(RecordSink.ROWS_MAX);
            }
            limitRows.next()
                .value(value)
                .arrivalNs(arrivalNs)
                .ownerId(ownerId)
                .instrumentId(instrumentId)
                .burst(burst)
                .limitType(type);
            if (RecordSink.ROWS_MAX == ++rows)
            {
                endLimits(sink);
            }
        });
        endLimits(sink);
    }

    private void endLimits(final RecordSink sink)
    {
        if (rows > 0)
        {
            limitRows.resetCountToIndex();
            sink.record(limitsEncoder.encodedLength());
            rows = 0;
        }
    }

    private void writeKilled(final Scope scope, final int ownerId, final boolean isKilled, final RecordSink sink)
    {
        if (isKilled)
        {
            killedEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header()).scope(scope).ownersCount(1).next()
                .ownerId(ownerId);
            sink.record(killedEncoder.encodedLength());
        }
    }

    private void writeFees(final int participantId, final RecordSink sink)
    {
        final FeeSchedule fees = venue.fees();
        for (int feeClass = 0; feeClass < FeeSchedule.CLASSES; feeClass++)
        {
            final int maker = fees.own(participantId, feeClass, FeeSchedule.MAKER);
            final int taker = fees.own(participantId, feeClass, FeeSchedule.TAKER);
            final int auction = fees.own(participantId, feeClass, FeeSchedule.AUCTION);
            // Common rates are 0, and own rates none, where they were never set.
            if (FeeSchedule.NONE != maker && (participantId >= 0 || 0 != (maker | taker | auction)))
            {
                feesEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header()).ratesCount(1).next()
                    .participantId(participantId)
                    .feeClass(feeClass)
                    .makerRate(maker)
                    .takerRate(taker)
                    .auctionRate(auction);
                sink.record(feesEncoder.encodedLength());
            }
        }
    }

    private void writeTraded(
        final Scope scope,
        final Exposures exposures,
        final int row,
        final int ownerId,
        final int instrumentId,
        final RecordSink sink)
    {
        exposures.ensure(row);
        if (0 != exposures.dayTradedLots(row) || 0 != exposures.dayTradedNotionalMinor(row))
        {
            if (0 == rows)
            {
                tradedRows = tradedEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header()).scope(scope)
                    .rowsCount(RecordSink.ROWS_MAX);
            }
            tradedRows.next()
                .lots(exposures.dayTradedLots(row))
                .notionalMinor(exposures.dayTradedNotionalMinor(row))
                .ownerId(ownerId)
                .instrumentId(instrumentId);
            if (RecordSink.ROWS_MAX == ++rows)
            {
                endTraded(sink);
            }
        }
    }

    private void endTraded(final RecordSink sink)
    {
        if (rows > 0)
        {
            tradedRows.resetCountToIndex();
            sink.record(tradedEncoder.encodedLength());
            rows = 0;
        }
    }

    void loadLimits(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotLimitsDecoder.BLOCK_LENGTH, SnapshotLimitsDecoder.LimitsDecoder.sbeBlockLength());
        limitsDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final Scope scope = limitsDecoder.scope();
        for (final SnapshotLimitsDecoder.LimitsDecoder row : limitsDecoder.limits())
        {
            requireOwner(scope, row.ownerId());
            RecordFrame.require(LimitType.NULL_VAL != row.limitType() && row.value() >= 0 &&
                (0 == row.instrumentId() || null != venue.instruments().get(row.instrumentId())),
                "a limit of at least 0 on an instrument that is there", row.value());
            (Scope.ACCOUNT == scope ? venue.accountLimits() : venue.participantLimits()).restore(row.ownerId(),
                row.instrumentId(), row.limitType(), row.value(), row.burst(), row.arrivalNs());
        }
    }

    void loadKilled(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotKilledDecoder.BLOCK_LENGTH, SnapshotKilledDecoder.OwnersDecoder.sbeBlockLength());
        killedDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final Scope scope = killedDecoder.scope();
        for (final SnapshotKilledDecoder.OwnersDecoder row : killedDecoder.owners())
        {
            requireOwner(scope, row.ownerId());
            if (Scope.ACCOUNT == scope)
            {
                venue.killSwitches().account(row.ownerId(), true);
            }
            else
            {
                venue.killSwitches().participant(row.ownerId(), true);
            }
        }
    }

    void loadFees(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotFeesDecoder.BLOCK_LENGTH, SnapshotFeesDecoder.RatesDecoder.sbeBlockLength());
        feesDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        for (final SnapshotFeesDecoder.RatesDecoder row : feesDecoder.rates())
        {
            RecordFrame.require(-1 == row.participantId() || null != venue.participants().get(row.participantId()),
                "a participant that is there", row.participantId());
            RecordFrame.require(row.feeClass() >= 0 && row.feeClass() < FeeSchedule.CLASSES &&
                FeeSchedule.areRates(row.makerRate(), row.takerRate(), row.auctionRate()), "rates of a class",
                row.feeClass());
            venue.fees().set(row.participantId(), row.feeClass(), row.makerRate(), row.takerRate(),
                row.auctionRate());
        }
    }

    void loadDayTraded(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotDayTradedDecoder.BLOCK_LENGTH,
            SnapshotDayTradedDecoder.RowsDecoder.sbeBlockLength());
        tradedDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final Scope scope = tradedDecoder.scope();
        for (final SnapshotDayTradedDecoder.RowsDecoder row : tradedDecoder.rows())
        {
            requireOwner(scope, row.ownerId());
            final int at = Scope.ACCOUNT == scope ?
                venue.accounts().holdings().find(row.ownerId(), row.instrumentId()) :
                venue.positions().find(row.ownerId(), row.instrumentId());
            RecordFrame.require(at >= 0, "a row of owner " + row.ownerId(), row.instrumentId());
            final Exposures exposures =
                Scope.ACCOUNT == scope ? venue.accountExposures() : venue.participantExposures();
            exposures.ensure(at);
            exposures.restoreDay(at, row.lots(), row.notionalMinor());
        }
    }

    private void requireOwner(final Scope scope, final int ownerId)
    {
        RecordFrame.require(Scope.ACCOUNT == scope ? venue.accounts().exists(ownerId) :
            Scope.PARTICIPANT == scope && null != venue.participants().get(ownerId), "an owner that is there",
            ownerId);
    }
}
