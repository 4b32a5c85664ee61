package io.gavel.engine.snapshot;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.schema.SnapshotAccountsDecoder;
import io.gavel.schema.SnapshotCashDecoder;
import io.gavel.schema.SnapshotClOrdIdsDecoder;
import io.gavel.schema.SnapshotConnectionDecoder;
import io.gavel.schema.SnapshotEndDecoder;
import io.gavel.schema.SnapshotFreeSlotsDecoder;
import io.gavel.schema.SnapshotHeaderDecoder;
import io.gavel.schema.SnapshotHoldingsDecoder;
import io.gavel.schema.SnapshotInstrumentDecoder;
import io.gavel.schema.SnapshotOrdersDecoder;
import io.gavel.schema.SnapshotOutcomesDecoder;
import io.gavel.schema.SnapshotParticipantDecoder;
import io.gavel.schema.SnapshotReportsDecoder;
import io.gavel.schema.SnapshotRetiredSlotsDecoder;
import io.gavel.schema.SnapshotSessionDecoder;
import io.gavel.schema.SnapshotVenueDecoder;
import org.agrona.DirectBuffer;

/** Loads a snapshot, record by record, into an empty venue, and refuses what is not whole and in order. */
public final class SnapshotLoader
{
    private final Venue venue;
    private final MemberSections members;
    private final ConnectionSections connections;
    private final BalanceSections balances;
    private final OrderSections orders;
    private final RecordFrame frame = new RecordFrame();
    private final SnapshotHeaderDecoder header = new SnapshotHeaderDecoder();
    private final SnapshotVenueDecoder numbers = new SnapshotVenueDecoder();
    private final SnapshotEndDecoder end = new SnapshotEndDecoder();
    private int section;
    private long records;
    private long hash;

    /**
     * A loader.
     *
     * @param venue        that is empty.
     * @param engineOutput takes the credentials.
     */
    public SnapshotLoader(final Venue venue, final EngineOutput engineOutput)
    {
        this.venue = venue;
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
        section = id;
        try
        {
            if (SnapshotEndDecoder.TEMPLATE_ID == id)
            {
                onEnd();
                return true;
            }
            load(id);
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

    private void checkPlace(final int id)
    {
        RecordFrame.require(SnapshotEndDecoder.TEMPLATE_ID != section, "nothing after the end record", id);
        final boolean isFirst = 0 == records;
        RecordFrame.require(isFirst == (SnapshotHeaderDecoder.TEMPLATE_ID == id), "the header first, once", id);
        RecordFrame.require((1 == records) == (SnapshotVenueDecoder.TEMPLATE_ID == id),
            "the venue's numbers second, once", id);
        RecordFrame.require(id >= section, "section " + section + " or a later one", id);
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
            case SnapshotConnectionDecoder.TEMPLATE_ID -> connections.loadConnection(frame);
            case SnapshotOutcomesDecoder.TEMPLATE_ID -> connections.loadOutcomes(frame);
            case SnapshotReportsDecoder.TEMPLATE_ID -> connections.loadReports(frame);
            case SnapshotSessionDecoder.TEMPLATE_ID -> connections.loadSession(frame);
            case SnapshotAccountsDecoder.TEMPLATE_ID -> balances.loadAccounts(frame);
            case SnapshotCashDecoder.TEMPLATE_ID -> balances.loadCash(frame);
            case SnapshotHoldingsDecoder.TEMPLATE_ID -> balances.loadHoldings(frame);
            case SnapshotOrdersDecoder.TEMPLATE_ID -> orders.loadOrders(frame);
            case SnapshotFreeSlotsDecoder.TEMPLATE_ID -> orders.loadFree(frame);
            case SnapshotRetiredSlotsDecoder.TEMPLATE_ID -> orders.loadRetired(frame);
            default -> throw new InvariantViolation("snapshot: expected a known section, actual " + id);
        }
    }

    private void loadHeader()
    {
        frame.requireFixed(SnapshotHeaderDecoder.BLOCK_LENGTH);
        header.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        RecordFrame.require(SnapshotWriter.SNAPSHOT_VERSION == header.snapshotVersion(),
            "snapshotVersion=" + SnapshotWriter.SNAPSHOT_VERSION, header.snapshotVersion());
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
        venue.dayEnd().begin(numbers.dayEndUntilSeq());
        venue.dayEnd().cursor(numbers.dayEndCursor());
        venue.pool().beginRestore(slotCount);
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
        connections.check();
        orders.check();
    }
}
