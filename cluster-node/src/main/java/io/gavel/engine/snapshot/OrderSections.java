package io.gavel.engine.snapshot;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.book.OrderPool;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.order.Orders;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.Participant;
import io.gavel.schema.Side;
import io.gavel.schema.SnapshotFreeSlotsDecoder;
import io.gavel.schema.SnapshotFreeSlotsEncoder;
import io.gavel.schema.SnapshotOrdersDecoder;
import io.gavel.schema.SnapshotOrdersEncoder;
import io.gavel.schema.SnapshotRetiredSlotsDecoder;
import io.gavel.schema.SnapshotRetiredSlotsEncoder;
import io.gavel.schema.TimeInForce;

/** Open orders in priority, and the slots that have none. */
final class OrderSections
{
    private static final Side[] SIDES = { Side.BUY, Side.SELL };

    private final Venue venue;
    private final SnapshotOrdersEncoder ordersEncoder = new SnapshotOrdersEncoder();
    private final SnapshotOrdersDecoder ordersDecoder = new SnapshotOrdersDecoder();
    private final SnapshotFreeSlotsEncoder freeEncoder = new SnapshotFreeSlotsEncoder();
    private final SnapshotFreeSlotsDecoder freeDecoder = new SnapshotFreeSlotsDecoder();
    private final SnapshotRetiredSlotsEncoder retiredEncoder = new SnapshotRetiredSlotsEncoder();
    private final SnapshotRetiredSlotsDecoder retiredDecoder = new SnapshotRetiredSlotsDecoder();
    private final int[] slots = new int[RecordSink.ROWS_MAX];
    private final int[] generations = new int[RecordSink.ROWS_MAX];
    private int slotCount;
    // Instrument and side of the last record, and the last order's price.
    private int lastBook;
    private long lastPriceTicks;
    private int lastRetired = -1;

    OrderSections(final Venue venue)
    {
        this.venue = venue;
    }

    void write(final RecordSink sink)
    {
        for (int id = 1; id <= venue.instruments().count(); id++)
        {
            for (final Side side : SIDES)
            {
                writeBook(venue.instruments().get(id), side, sink);
            }
        }
        slotCount = 0;
        venue.pool().forEachFree((slot, generation) -> addSlot(slot, generation, true, sink));
        endSlots(true, sink);
        venue.pool().forEachRetired((slot, generation) -> addSlot(slot, generation, false, sink));
        endSlots(false, sink);
    }

    private void writeBook(final Instrument instrument, final Side side, final RecordSink sink)
    {
        int slot = instrument.book().first(side);
        while (OrderPool.NIL != slot)
        {
            int count = 0;
            while (OrderPool.NIL != slot && count < RecordSink.ROWS_MAX)
            {
                slots[count++] = slot;
                slot = instrument.book().next(slot);
            }
            ordersEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header())
                .instrumentId(instrument.instrumentId())
                .side(side);
            final SnapshotOrdersEncoder.OrdersEncoder group = ordersEncoder.ordersCount(count);
            for (int i = 0; i < count; i++)
            {
                writeOrder(slots[i], group.next());
            }
            sink.record(ordersEncoder.encodedLength());
        }
    }

    private void writeOrder(final int slot, final SnapshotOrdersEncoder.OrdersEncoder row)
    {
        final Orders orders = venue.orders();
        row.orderId(venue.pool().orderId(slot))
            .clOrdId(orders.clOrdId(slot))
            .priceTicks(orders.priceTicks(slot))
            .entryTimeNs(orders.entryTimeNs(slot))
            .entrySeq(orders.entrySeq(slot))
            .orderQtyLots(orders.orderQty(slot))
            .cumQtyLots(orders.cumQty(slot))
            .accountId(venue.accounts().holdings().accountId(orders.holdingRow(slot)))
            .connectionId((short)Connection.connectionId(orders.connection(slot)))
            .timeInForce(orders.timeInForce(slot));
    }

    private void addSlot(final int slot, final int generation, final boolean isFree, final RecordSink sink)
    {
        slots[slotCount] = slot;
        generations[slotCount++] = generation;
        if (RecordSink.ROWS_MAX == slotCount)
        {
            endSlots(isFree, sink);
        }
    }

    private void endSlots(final boolean isFree, final RecordSink sink)
    {
        if (0 == slotCount)
        {
            return;
        }
        if (isFree)
        {
            final SnapshotFreeSlotsEncoder.SlotsEncoder group = freeEncoder
                .wrapAndApplyHeader(sink.buffer(), 0, sink.header()).slotsCount(slotCount);
            for (int i = 0; i < slotCount; i++)
            {
                group.next().slot(slots[i]).generation(generations[i]);
            }
            sink.record(freeEncoder.encodedLength());
        }
        else
        {
            final SnapshotRetiredSlotsEncoder.SlotsEncoder group = retiredEncoder
                .wrapAndApplyHeader(sink.buffer(), 0, sink.header()).slotsCount(slotCount);
            for (int i = 0; i < slotCount; i++)
            {
                group.next().slot(slots[i]);
            }
            sink.record(retiredEncoder.encodedLength());
        }
        slotCount = 0;
    }

    void loadOrders(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotOrdersDecoder.BLOCK_LENGTH,
            SnapshotOrdersDecoder.OrdersDecoder.sbeBlockLength());
        ordersDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final int id = ordersDecoder.instrumentId();
        final Instrument instrument = venue.instruments().get(id);
        final Side side = ordersDecoder.side();
        RecordFrame.require(null != instrument && Side.NULL_VAL != side, "a book that is there", id);
        final int book = id * 2 + (Side.BUY == side ? 0 : 1);
        RecordFrame.require(book >= lastBook, "orders of book " + lastBook + " or a later one", book);
        if (book != lastBook)
        {
            lastPriceTicks = Side.BUY == side ? Limits.PRICE_TICKS_MAX : 1;
        }
        lastBook = book;
        for (final SnapshotOrdersDecoder.OrdersDecoder row : ordersDecoder.orders())
        {
            loadOrder(row, instrument, side);
        }
        final long bid = instrument.book().bestPriceTicks(Side.BUY);
        final long ask = instrument.book().bestPriceTicks(Side.SELL);
        RecordFrame.require(0 == bid || 0 == ask || bid < ask, "a best ask above the best bid " + bid, ask);
    }

    private void loadOrder(
        final SnapshotOrdersDecoder.OrdersDecoder row, final Instrument instrument, final Side side)
    {
        final Orders orders = venue.orders();
        final long price = row.priceTicks();
        final long orderId = row.orderId();
        RecordFrame.require(price > 0 && price <= Limits.PRICE_TICKS_MAX &&
            (Side.BUY == side ? price <= lastPriceTicks : price >= lastPriceTicks),
            "a price after " + lastPriceTicks + " of order " + orderId, price);
        lastPriceTicks = price;
        RecordFrame.require(row.cumQtyLots() >= 0 && row.orderQtyLots() > row.cumQtyLots() &&
            row.orderQtyLots() <= Limits.ORDER_LOTS_MAX, "an open quantity of order " + orderId, row.orderQtyLots());
        RecordFrame.require(venue.accounts().exists(row.accountId()), "an account that is there", row.accountId());
        RecordFrame.require(instrument.notionalMinor(price, row.orderQtyLots() - row.cumQtyLots()) > 0,
            "a notional in range of order " + orderId, price);
        final Participant owner = venue.participants().get(
            venue.accounts().participantId(row.accountId()));
        final Connection connection = row.connectionId() < Limits.CONNECTIONS_PER_PARTICIPANT_MAX ?
            owner.connection(row.connectionId()) : null;
        RecordFrame.require(null != connection, "a connection that is there", row.connectionId());
        final int cashRow = venue.accounts().cash().find(row.accountId(), instrument.currency());
        final int holdingRow = venue.accounts().holdings().find(row.accountId(), instrument.instrumentId());
        RecordFrame.require(Ledger.NIL != cashRow && Ledger.NIL != holdingRow,
            "balance rows for order " + orderId, row.accountId());
        final TimeInForce tif = row.timeInForce();
        RecordFrame.require(TimeInForce.DAY == tif || TimeInForce.GTC == tif, "DAY or GTC of order " + orderId,
            tif.value());
        RecordFrame.require(row.clOrdId() > 0 &&
            Orders.NIL == orders.find(owner.participantId(), row.clOrdId()), "a client order id that is free",
            row.clOrdId());
        final int slot = venue.pool().restoreAllocated(orderId);
        orders.begin(slot, row.clOrdId(), connection.handle(), instrument.instrumentId(), side, tif,
            row.entrySeq());
        orders.settleWith(slot, cashRow, holdingRow, row.entryTimeNs());
        orders.terms(slot, price, row.orderQtyLots());
        orders.fill(slot, row.cumQtyLots());
        instrument.book().rest(slot, side, price, orders.leavesQty(slot));
        orders.open(slot);
        owner.addOpenOrders(1);
    }

    void loadFree(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotFreeSlotsDecoder.BLOCK_LENGTH,
            SnapshotFreeSlotsDecoder.SlotsDecoder.sbeBlockLength());
        freeDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        for (final SnapshotFreeSlotsDecoder.SlotsDecoder row : freeDecoder.slots())
        {
            venue.pool().restoreFree(row.slot(), row.generation());
        }
    }

    void loadRetired(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotRetiredSlotsDecoder.BLOCK_LENGTH,
            SnapshotRetiredSlotsDecoder.SlotsDecoder.sbeBlockLength());
        retiredDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        for (final SnapshotRetiredSlotsDecoder.SlotsDecoder row : retiredDecoder.slots())
        {
            RecordFrame.require(row.slot() > lastRetired, "a retired slot after " + lastRetired, row.slot());
            lastRetired = row.slot();
            venue.pool().restoreRetired(row.slot());
        }
    }

    /** Everything is loaded: every slot is accounted for, and what is held is what the open orders need. */
    void check()
    {
        venue.pool().endRestore();
        final Orders orders = venue.orders();
        final Ledger cash = venue.accounts().cash();
        final Ledger holdings = venue.accounts().holdings();
        final long[] cashHeld = new long[cash.rowCount()];
        final long[] holdingsHeld = new long[holdings.rowCount()];
        for (int slot = 0; slot < venue.pool().slotCount(); slot++)
        {
            if (!venue.isOpen(slot))
            {
                continue;
            }
            if (Side.BUY == orders.side(slot))
            {
                cashHeld[orders.cashRow(slot)] += venue.instruments().get(orders.instrumentId(slot))
                    .notionalMinor(orders.priceTicks(slot), orders.leavesQty(slot));
            }
            else
            {
                holdingsHeld[orders.holdingRow(slot)] += orders.leavesQty(slot);
            }
        }
        checkHeld(cash, cashHeld);
        checkHeld(holdings, holdingsHeld);
    }

    private static void checkHeld(final Ledger ledger, final long[] held)
    {
        for (int row = 0; row < held.length; row++)
        {
            RecordFrame.require(ledger.held(row) == held[row], "a hold of " + held[row] + " for the open orders of " +
                "account " + ledger.accountId(row) + ", asset " + ledger.asset(row), ledger.held(row));
        }
    }
}
