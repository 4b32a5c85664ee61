package io.gavel.engine.snapshot;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.engine.Timers;
import io.gavel.engine.UnknownBehaviour;
import io.gavel.engine.Venue;
import io.gavel.engine.market.Phases;
import io.gavel.engine.order.Sweep;
import io.gavel.engine.order.Trading;
import io.gavel.engine.session.ConnectionTimers;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.SnapshotAccountsDecoder;
import io.gavel.schema.SnapshotBehaviourDecoder;
import io.gavel.schema.SnapshotCashDecoder;
import io.gavel.schema.SnapshotClOrdIdDaysDecoder;
import io.gavel.schema.SnapshotClOrdIdsDecoder;
import io.gavel.schema.SnapshotConnectionDecoder;
import io.gavel.schema.SnapshotDayTradedDecoder;
import io.gavel.schema.SnapshotEndDecoder;
import io.gavel.schema.SnapshotFeesDecoder;
import io.gavel.schema.SnapshotFreeSlotsDecoder;
import io.gavel.schema.SnapshotGroupDecoder;
import io.gavel.schema.SnapshotHeaderDecoder;
import io.gavel.schema.SnapshotHoldingsDecoder;
import io.gavel.schema.SnapshotIndicativesDecoder;
import io.gavel.schema.SnapshotInstrumentDecoder;
import io.gavel.schema.SnapshotKilledDecoder;
import io.gavel.schema.SnapshotLimitsDecoder;
import io.gavel.schema.SnapshotMarketDecoder;
import io.gavel.schema.SnapshotMarketResumeDecoder;
import io.gavel.schema.SnapshotOrdersDecoder;
import io.gavel.schema.SnapshotOutcomesDecoder;
import io.gavel.schema.SnapshotParticipantDecoder;
import io.gavel.schema.SnapshotReportsDecoder;
import io.gavel.schema.SnapshotRequestKeysDecoder;
import io.gavel.schema.SnapshotRetiredSlotsDecoder;
import io.gavel.schema.SnapshotSessionDecoder;
import io.gavel.schema.SnapshotStatisticsDecoder;
import io.gavel.schema.SnapshotStepsDecoder;
import io.gavel.schema.SnapshotSweepsDecoder;
import io.gavel.schema.SnapshotTradesDecoder;
import io.gavel.schema.SnapshotTradingDecoder;
import io.gavel.schema.SnapshotVenueDecoder;
import org.agrona.DirectBuffer;

/** Loads a snapshot, record by record, into an empty venue, and refuses what is not whole and in order. */
public final class SnapshotLoader
{
    private static final int ORDERS_PER_LEVEL = 8;

    private final Venue venue;
    private final MemberSections members;
    private final ConnectionSections connections;
    private final BalanceSections balances;
    private final OrderSections orders;
    private final MarketSections market;
    private final TradingSections tradingSections;
    private final RiskSections risk;
    private final HistorySections history;
    private final Trading trading;
    private final Phases phases;
    private final ConnectionTimers connectionTimers;
    private final RecordFrame frame = new RecordFrame();
    private final SnapshotHeaderDecoder header = new SnapshotHeaderDecoder();
    private final SnapshotVenueDecoder numbers = new SnapshotVenueDecoder();
    private final SnapshotEndDecoder end = new SnapshotEndDecoder();
    private int snapshotVersion;
    private boolean hasBehaviour;
    private boolean hasMarket;
    private int section;
    private long records;
    private long hash;

    /**
     * A loader.
     *
     * @param venue        that is empty.
     * @param engineOutput takes the credentials.
     * @param trading      takes the open orders.
     * @param phases       takes the auctions of limited time.
     * @param timers       takes the timers of connections.
     */
    public SnapshotLoader(
        final Venue venue,
        final EngineOutput engineOutput,
        final Trading trading,
        final Phases phases,
        final ConnectionTimers timers)
    {
        this.venue = venue;
        this.trading = trading;
        this.phases = phases;
        connectionTimers = timers;
        market = new MarketSections(venue, trading.sweeps(), phases.indicatives());
        tradingSections = new TradingSections(venue);
        risk = new RiskSections(venue);
        history = new HistorySections(venue);
        members = new MemberSections(venue, engineOutput);
        connections = new ConnectionSections(venue);
        balances = new BalanceSections(venue);
        orders = new OrderSections(venue);
    }

    /**
     * Loads one record.
     *
     * @param buffer readable during the call.
     * @param offset of the record's header.
     * @param length of the record, bytes.
     * @return true at the end record.
     * @throws InvariantViolation where the record is out of place, malformed, or the snapshot does not add up.
     */
    public boolean onRecord(final DirectBuffer buffer, final int offset, final int length)
    {
        frame.wrap(buffer, offset, length);
        final int id = frame.templateId();
        checkPlace(id);
        try
        {
            if (SnapshotEndDecoder.TEMPLATE_ID == id)
            {
                onEnd();
                return true;
            }
            if (isKnown())
            {
                load(id);
            }
        }
        catch (final IllegalArgumentException | IndexOutOfBoundsException e)
        {
            // What the codecs and arrays say to values that no snapshot has.
            final InvariantViolation violation = new InvariantViolation(
                "snapshot: record " + records + " of section " + id + " is malformed: " + e.getMessage());
            violation.initCause(e);
            throw violation;
        }
        hash = StateHash.hash(buffer, offset, length, hash);
        records++;
        return false;
    }

    // Nothing is made of a snapshot of a newer build. Whether it is whole is seen first: a flipped bit may say so too.
    private boolean isKnown()
    {
        return venue.behaviour().isKnown(venue.behaviour().version());
    }

    private void checkPlace(final int id)
    {
        RecordFrame.require(SnapshotEndDecoder.TEMPLATE_ID != section, "nothing after the end record", id);
        final boolean isFirst = 0 == records;
        RecordFrame.require(isFirst == (SnapshotHeaderDecoder.TEMPLATE_ID == id), "the header first, once", id);
        if (SnapshotBehaviourDecoder.TEMPLATE_ID == id)
        {
            // Before everything that it may be about.
            RecordFrame.require(1 == records, "the behaviour behind the header, once", id);
            hasBehaviour = true;
            return;
        }
        RecordFrame.require((hasBehaviour ? 2 : 1) == records == (SnapshotVenueDecoder.TEMPLATE_ID == id),
            "the venue's numbers second, once", id);
        RecordFrame.require(id >= section, "section " + section + " or a later one", id);
        section = id;
    }

    private void load(final int id)
    {
        switch (id)
        {
            case SnapshotHeaderDecoder.TEMPLATE_ID -> loadHeader();
            case SnapshotVenueDecoder.TEMPLATE_ID -> loadVenue();
            case SnapshotInstrumentDecoder.TEMPLATE_ID -> members.loadInstrument(frame);
            case SnapshotParticipantDecoder.TEMPLATE_ID -> members.loadParticipant(frame);
            case SnapshotClOrdIdsDecoder.TEMPLATE_ID -> members.loadClOrdIds(frame);
            case SnapshotConnectionDecoder.TEMPLATE_ID -> connections.loadConnection(frame, connectionTimers);
            case SnapshotOutcomesDecoder.TEMPLATE_ID -> connections.loadOutcomes(frame);
            case SnapshotReportsDecoder.TEMPLATE_ID -> connections.loadReports(frame);
            case SnapshotSessionDecoder.TEMPLATE_ID -> connections.loadSession(frame);
            case SnapshotAccountsDecoder.TEMPLATE_ID -> balances.loadAccounts(frame);
            case SnapshotCashDecoder.TEMPLATE_ID -> balances.loadCash(frame);
            case SnapshotHoldingsDecoder.TEMPLATE_ID -> balances.loadHoldings(frame);
            case SnapshotOrdersDecoder.TEMPLATE_ID -> orders.loadOrders(frame, trading);
            case SnapshotFreeSlotsDecoder.TEMPLATE_ID -> orders.loadFree(frame);
            case SnapshotRetiredSlotsDecoder.TEMPLATE_ID -> orders.loadRetired(frame);
            default -> loadLater(id);
        }
    }

    // What the first version does not have.
    private void loadLater(final int id)
    {
        switch (id)
        {
            case SnapshotMarketDecoder.TEMPLATE_ID ->
            {
                RecordFrame.require(!hasMarket, "one record of the market", id);
                hasMarket = true;
                market.loadMarket(frame);
            }
            case SnapshotGroupDecoder.TEMPLATE_ID -> market.loadGroup(frame);
            case SnapshotStepsDecoder.TEMPLATE_ID -> market.loadSteps(frame);
            case SnapshotTradingDecoder.TEMPLATE_ID -> tradingSections.loadTrading(frame, phases);
            case SnapshotStatisticsDecoder.TEMPLATE_ID -> tradingSections.loadStatistics(frame);
            case SnapshotIndicativesDecoder.TEMPLATE_ID -> market.loadIndicatives(frame);
            case SnapshotSweepsDecoder.TEMPLATE_ID -> market.loadSweeps(frame);
            case SnapshotLimitsDecoder.TEMPLATE_ID -> risk.loadLimits(frame);
            case SnapshotKilledDecoder.TEMPLATE_ID -> risk.loadKilled(frame);
            case SnapshotFeesDecoder.TEMPLATE_ID -> risk.loadFees(frame);
            case SnapshotDayTradedDecoder.TEMPLATE_ID -> risk.loadDayTraded(frame);
            case SnapshotRequestKeysDecoder.TEMPLATE_ID -> history.loadRequestKeys(frame);
            case SnapshotTradesDecoder.TEMPLATE_ID -> history.loadTrades(frame);
            case SnapshotClOrdIdDaysDecoder.TEMPLATE_ID -> history.loadClOrdIdDays(frame);
            case SnapshotBehaviourDecoder.TEMPLATE_ID -> market.loadBehaviour(frame);
            case SnapshotMarketResumeDecoder.TEMPLATE_ID -> market.loadResume(frame);
            default -> throw new InvariantViolation("snapshot: expected a known section, actual " + id);
        }
    }

    private void loadHeader()
    {
        frame.requireFixed(SnapshotHeaderDecoder.BLOCK_LENGTH);
        header.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        snapshotVersion = header.snapshotVersion();
        RecordFrame.require(snapshotVersion >= SnapshotWriter.SNAPSHOT_VERSION_FIRST &&
            snapshotVersion <= SnapshotWriter.SNAPSHOT_VERSION,
            "snapshotVersion=" + SnapshotWriter.SNAPSHOT_VERSION_FIRST + ".." + SnapshotWriter.SNAPSHOT_VERSION,
            snapshotVersion);
        RecordFrame.require(0 == venue.eventSeq() && 0 == venue.sessions().count(), "an empty venue",
            venue.eventSeq());
    }

    private void loadVenue()
    {
        frame.requireFixed(SnapshotVenueDecoder.BLOCK_LENGTH);
        numbers.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        RecordFrame.require(numbers.eventSeq() >= 0 && numbers.matchId() >= 0 && numbers.malformedCount() >= 0 &&
            numbers.dayEndUntilSeq() >= 0 && numbers.dayEndUntilSeq() <= numbers.eventSeq(),
            "numbers of at least 0 with the day end below the event sequence", numbers.eventSeq());
        final int slotCount = numbers.slotCount();
        RecordFrame.require(slotCount >= 0 && slotCount <= Limits.ORDERS_MAX, "at most " + Limits.ORDERS_MAX +
            " slots", slotCount);
        RecordFrame.require(numbers.dayEndCursor() >= 0 && numbers.dayEndCursor() <= slotCount,
            "a cursor of at most " + slotCount, numbers.dayEndCursor());
        venue.restore(
            numbers.timeNs(), numbers.eventSeq(), numbers.matchId(), numbers.malformedCount());
        if (numbers.dayEndUntilSeq() > 0)
        {
            // The first version's end of the day, which its timer goes on with.
            trading.sweeps().restore(new Sweep().times(Sweep.DAY_TIMES)
                .because(ExecType.EXPIRED, CancelReason.DAY_ENDED)
                .from(numbers.dayEndUntilSeq(), numbers.dayEndCursor()));
            venue.timers().restore(
                Timers.SWEEPS, Timers.SWEEPS, numbers.timeNs() + Timers.SLICE_PAUSE_NS);
        }
        // Room that would else be made, and copied, again and again; levels there may be fewer, or more.
        venue.pool().reserve(slotCount, slotCount / ORDERS_PER_LEVEL);
        venue.pool().beginRestore(slotCount);
        venue.orders().reserve(slotCount);
    }

    private void onEnd()
    {
        frame.requireFixed(SnapshotEndDecoder.BLOCK_LENGTH);
        end.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        RecordFrame.require(end.records() == records, end.records() + " records before the end", records);
        if (end.hash() != hash)
        {
            throw new InvariantViolation("snapshot: expected hash " + Long.toHexString(end.hash()) + ", actual " +
                Long.toHexString(hash));
        }
        if (!isKnown())
        {
            throw new UnknownBehaviour("the snapshot was taken under", venue.behaviour().version(),
                venue.behaviour().versionMax());
        }
        RecordFrame.require(hasMarket || SnapshotWriter.SNAPSHOT_VERSION_FIRST == snapshotVersion,
            "the market's record", snapshotVersion);
        connections.check();
        orders.check();
        tradingSections.check();
    }
}
