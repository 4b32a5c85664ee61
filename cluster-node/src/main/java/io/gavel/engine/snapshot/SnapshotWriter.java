package io.gavel.engine.snapshot;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.SnapshotOutput;
import io.gavel.engine.Venue;
import io.gavel.engine.market.Indicatives;
import io.gavel.engine.order.Sweeps;
import io.gavel.schema.SnapshotEndEncoder;
import io.gavel.schema.SnapshotHeaderEncoder;
import io.gavel.schema.SnapshotVenueEncoder;

/** Writes the whole state as records, and hashes it by the same way, so that the hash misses nothing. */
public final class SnapshotWriter
{
    /** The form of the snapshot that is written. */
    public static final int SNAPSHOT_VERSION = 2;

    /** The oldest form that can be read. */
    public static final int SNAPSHOT_VERSION_FIRST = 1;

    private final Venue venue;
    private final MemberSections members;
    private final ConnectionSections connections;
    private final BalanceSections balances;
    private final OrderSections orders;
    private final MarketSections market;
    private final TradingSections trading;
    private final RiskSections risk;
    private final HistorySections history;
    private final RecordSink sink = new RecordSink();
    private final SnapshotHeaderEncoder header = new SnapshotHeaderEncoder();
    private final SnapshotVenueEncoder numbers = new SnapshotVenueEncoder();
    private final SnapshotEndEncoder end = new SnapshotEndEncoder();

    /**
     * A writer.
     *
     * @param venue        whose state it is.
     * @param engineOutput of the exchange.
     * @param sweeps       that are under way.
     * @param indicatives  that are due.
     */
    public SnapshotWriter(
        final Venue venue, final EngineOutput engineOutput, final Sweeps sweeps, final Indicatives indicatives)
    {
        this.venue = venue;
        members = new MemberSections(venue, engineOutput);
        connections = new ConnectionSections(venue);
        balances = new BalanceSections(venue);
        orders = new OrderSections(venue);
        market = new MarketSections(venue, sweeps, indicatives);
        trading = new TradingSections(venue);
        risk = new RiskSections(venue);
        history = new HistorySections(venue);
    }

    /**
     * Writes a snapshot, end record included.
     *
     * @param output takes the records.
     * @param timeNs log time of the state.
     */
    public void write(final SnapshotOutput output, final long timeNs)
    {
        writeSections(output, timeNs);
        end.wrapAndApplyHeader(sink.buffer(), 0, sink.header()).records(sink.records()).hash(sink.hash());
        sink.end(SnapshotEndEncoder.BLOCK_LENGTH);
    }

    /**
     * The hash that the end record of a snapshot would carry.
     *
     * @param timeNs log time of the state.
     * @return the hash.
     */
    public long hash(final long timeNs)
    {
        writeSections(null, timeNs);
        return sink.hash();
    }

    private void writeSections(final SnapshotOutput output, final long timeNs)
    {
        sink.begin(output);
        header.wrapAndApplyHeader(sink.buffer(), 0, sink.header()).snapshotVersion(SNAPSHOT_VERSION);
        sink.record(SnapshotHeaderEncoder.BLOCK_LENGTH);
        market.writeBehaviour(sink);
        numbers.wrapAndApplyHeader(sink.buffer(), 0, sink.header())
            .timeNs(timeNs)
            .eventSeq(venue.eventSeq())
            .matchId(venue.matchId())
            .malformedCount(venue.malformedCount())
            .dayEndUntilSeq(0)
            .dayEndCursor(0)
            .slotCount(venue.pool().slotCount());
        sink.record(SnapshotVenueEncoder.BLOCK_LENGTH);
        members.write(sink);
        connections.write(sink);
        balances.write(sink);
        orders.write(sink);
        market.writeMarket(sink);
        trading.write(sink);
        market.writeQueues(sink);
        risk.write(sink);
        history.write(sink);
        market.writeResume(sink);
    }
}
