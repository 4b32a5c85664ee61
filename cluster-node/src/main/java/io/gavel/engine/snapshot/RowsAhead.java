package io.gavel.engine.snapshot;

import io.gavel.engine.Venue;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.order.Orders;
import io.gavel.schema.SnapshotOrdersDecoder;

/**
 * Reads what the orders of one record will need before they are written or loaded. An order has its fields, its money
 * and its place in the index each somewhere else in memory; read order by order, each is waited for alone, and the
 * waiting is most of the time that a snapshot takes. Read in loops whose steps do not depend on each other, the waits
 * overlap.
 *
 * <p>The methods give something that depends on all that was read, so that no compiler may leave the reading out.
 */
final class RowsAhead
{
    private final Venue venue;
    private final int[] slots = new int[RecordSink.ROWS_MAX];
    private final int[] accounts = new int[RecordSink.ROWS_MAX];
    private final int[] owners = new int[RecordSink.ROWS_MAX];
    private final long[] clOrdIds = new long[RecordSink.ROWS_MAX];
    private final int[] orderHeads = new int[RecordSink.ROWS_MAX];
    private final int[] cashHeads = new int[RecordSink.ROWS_MAX];
    private final int[] holdingHeads = new int[RecordSink.ROWS_MAX];

    RowsAhead(final Venue venue)
    {
        this.venue = venue;
    }

    /** What orders that are written need. */
    int read(final int[] written, final int count)
    {
        final Orders orders = venue.orders();
        final Ledger holdings = venue.accounts().holdings();
        int read = 0;
        for (int i = 0; i < count; i++)
        {
            final int slot = written[i];
            read ^= orders.cumQty(slot) ^ orders.flags(slot) ^ orders.terms().minQty(slot) ^
                (int)orders.terms().entryTimeNs(slot);
        }
        for (int i = 0; i < count; i++)
        {
            read ^= holdings.accountId(orders.holdingRow(written[i]));
        }
        return read;
    }

    /** What orders that are loaded need: what is no account or slot is left to the checks that follow. */
    int read(final SnapshotOrdersDecoder.OrdersDecoder rows, final Instrument instrument)
    {
        int count = 0;
        for (final SnapshotOrdersDecoder.OrdersDecoder row : rows)
        {
            final int slot = (int)row.orderId();
            if (RecordSink.ROWS_MAX == count || slot < 0 || slot >= venue.pool().slotCount() ||
                !venue.accounts().exists(row.accountId()))
            {
                return 0;
            }
            slots[count] = slot;
            accounts[count] = row.accountId();
            clOrdIds[count++] = row.clOrdId();
        }
        return readHeads(count, instrument) ^ readRows(count, instrument);
    }

    private int readHeads(final int count, final Instrument instrument)
    {
        final Ledger cash = venue.accounts().cash();
        final Ledger holdings = venue.accounts().holdings();
        int read = 0;
        for (int i = 0; i < count; i++)
        {
            owners[i] = venue.accounts().participantId(accounts[i]);
            read ^= (int)venue.pool().orderId(slots[i]) ^ venue.orders().touch(slots[i]);
        }
        for (int i = 0; i < count; i++)
        {
            orderHeads[i] = venue.orders().head(owners[i], clOrdIds[i]);
            cashHeads[i] = cash.head(accounts[i], instrument.currency());
            holdingHeads[i] = holdings.head(accounts[i], instrument.instrumentId());
        }
        return read;
    }

    private int readRows(final int count, final Instrument instrument)
    {
        final Ledger cash = venue.accounts().cash();
        final Ledger holdings = venue.accounts().holdings();
        int read = 0;
        for (int i = 0; i < count; i++)
        {
            read ^= Ledger.NIL == cashHeads[i] ? 0 : cash.accountId(cashHeads[i]) ^ cash.asset(cashHeads[i]);
            read ^= Ledger.NIL == holdingHeads[i] ? 0 :
                holdings.accountId(holdingHeads[i]) ^ holdings.asset(holdingHeads[i]);
            read ^= Orders.NIL == orderHeads[i] ? 0 : (int)venue.orders().clOrdId(orderHeads[i]);
        }
        for (int i = 0; i < count; i++)
        {
            final int row = holdings.find(accounts[i], instrument.instrumentId());
            read ^= Ledger.NIL == row ? 0 : (int)(venue.accountExposures().openNotionalMinor(row) ^
                venue.accountExposures().openBuyLots(row) ^ venue.accountExposures().openSellLots(row));
        }
        return read;
    }
}
