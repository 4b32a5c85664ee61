package io.gavel.engine.snapshot;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.book.OrderBook;
import io.gavel.engine.book.PriorityWalk;
import io.gavel.engine.fee.FeeSchedule;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.order.Commitments;
import io.gavel.engine.order.OrderFlags;
import io.gavel.engine.order.OrderTerms;
import io.gavel.engine.order.Orders;
import io.gavel.engine.order.Trading;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.Participant;
import io.gavel.schema.OrdType;
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
    private static final int BLOCK_LENGTH_FIRST = 5;
    private static final int ROW_LENGTH_FIRST = 54;
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
    private final RowsAhead rowsAhead;
    private final PriorityWalk walk = new PriorityWalk();
    private int slotCount;
    // What was read ahead, so that the reading is not left out.
    private int readAhead;
    // Instrument and side of the last record, and the last order's price.
    private long lastBook;
    private long lastPriceTicks;
    private int lastRetired = -1;

    OrderSections(final Venue venue)
    {
        this.venue = venue;
        rowsAhead = new RowsAhead(venue);
    }

    void write(final RecordSink sink)
    {
        for (int id = 1; id <= venue.instruments().count(); id++)
        {
            final Instrument instrument = venue.instruments().get(id);
            writeBook(instrument, OrderFlags.PLACE_BOOK, instrument.book(), sink);
            writeBook(instrument, OrderFlags.PLACE_STOPS, instrument.trading().stops(), sink);
            writeBook(instrument, OrderFlags.PLACE_AT_CLOSE, instrument.trading().atClose(), sink);
        }
        slotCount = 0;
        venue.pool().forEachFree((slot, generation) -> addSlot(slot, generation, true, sink));
        endSlots(true, sink);
        venue.pool().forEachRetired((slot, generation) -> addSlot(slot, generation, false, sink));
        endSlots(false, sink);
    }

    private void writeBook(final Instrument instrument, final int place, final OrderBook book, final RecordSink sink)
    {
        for (final Side side : SIDES)
        {
            walk.begin(book, side);
            int count;
            while ((count = walk.next(slots, RecordSink.ROWS_MAX)) > 0)
            {
                readAhead ^= rowsAhead.read(slots, count);
                ordersEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header())
                    .instrumentId(instrument.instrumentId())
                    .side(side)
                    .place((short)place);
                final SnapshotOrdersEncoder.OrdersEncoder group = ordersEncoder.ordersCount(count);
                for (int i = 0; i < count; i++)
                {
                    writeOrder(slots[i], group.next());
                }
                sink.record(ordersEncoder.encodedLength());
            }
        }
    }

    private void writeOrder(final int slot, final SnapshotOrdersEncoder.OrdersEncoder row)
    {
        final Orders orders = venue.orders();
        final OrderTerms terms = orders.terms();
        row.orderId(venue.pool().orderId(slot))
            .clOrdId(orders.clOrdId(slot))
            .priceTicks(orders.priceTicks(slot))
            .entryTimeNs(terms.entryTimeNs(slot))
            .entrySeq(orders.entrySeq(slot))
            .orderQtyLots(orders.orderQty(slot))
            .cumQtyLots(orders.cumQty(slot))
            .accountId(venue.accounts().holdings().accountId(orders.holdingRow(slot)))
            .connectionId((short)Connection.connectionId(orders.connection(slot)))
            .timeInForce(orders.timeInForce(slot))
            .stopPriceTicks(terms.stopTicks(slot))
            .expireTimeNs(terms.expireTimeNs(slot))
            .displayQtyLots(terms.displayQty(slot))
            .hiddenQtyLots(OrderFlags.isIceberg(orders.flags(slot)) ? terms.hiddenQty(slot) : 0)
            .minQtyLots(terms.minQty(slot))
            .feeRate(orders.feeRate(slot))
            .flags(orders.flags(slot));
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

    void loadOrders(final RecordFrame frame, final Trading trading)
    {
        final boolean isFirst = frame.isFirstVersion();
        frame.requireGroup(isFirst ? BLOCK_LENGTH_FIRST : SnapshotOrdersDecoder.BLOCK_LENGTH,
            isFirst ? ROW_LENGTH_FIRST : SnapshotOrdersDecoder.OrdersDecoder.sbeBlockLength());
        ordersDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final int id = ordersDecoder.instrumentId();
        final int place = isFirst ? OrderFlags.PLACE_BOOK : ordersDecoder.place();
        final Instrument instrument = venue.instruments().get(id);
        final Side side = ordersDecoder.side();
        RecordFrame.require(null != instrument && Side.NULL_VAL != side && place >= OrderFlags.PLACE_BOOK &&
            place <= OrderFlags.PLACE_AT_CLOSE, "a book that is there", id);
        final long book = (id * 4L + place) * 2 + (Side.BUY == side ? 0 : 1);
        RecordFrame.require(book >= lastBook, "orders of book " + lastBook + " or a later one", book);
        if (book != lastBook)
        {
            lastPriceTicks = Side.BUY == side ? Limits.PRICE_TICKS_MAX : 1;
        }
        lastBook = book;
        readAhead ^= rowsAhead.read(ordersDecoder.orders(), instrument);
        ordersDecoder.sbeRewind();
        for (final SnapshotOrdersDecoder.OrdersDecoder row : ordersDecoder.orders())
        {
            final int flags = isFirst ? OrderFlags.at(
                OrderFlags.of(side, OrdType.LIMIT, row.timeInForce(), false), place) : row.flags();
            loadOrder(row, instrument, side, flags, isFirst, trading);
        }
    }

    private void loadOrder(
        final SnapshotOrdersDecoder.OrdersDecoder row,
        final Instrument instrument,
        final Side treeSide,
        final int flags,
        final boolean isFirst,
        final Trading trading)
    {
        final Orders orders = venue.orders();
        final long orderId = row.orderId();
        requireTerms(row, instrument, treeSide, flags, isFirst);
        RecordFrame.require(venue.accounts().exists(row.accountId()), "an account that is there", row.accountId());
        final Participant owner = venue.participants().get(
            venue.accounts().participantId(row.accountId()));
        final Connection connection = row.connectionId() < Limits.CONNECTIONS_PER_PARTICIPANT_MAX ?
            owner.connection(row.connectionId()) : null;
        RecordFrame.require(null != connection, "a connection that is there", row.connectionId());
        final int cashRow = venue.accounts().cash().find(row.accountId(), instrument.currency());
        final int holdingRow = venue.accounts().holdings().find(row.accountId(), instrument.instrumentId());
        final int positionRow = venue.positions().find(owner.participantId(), instrument.instrumentId());
        RecordFrame.require(Ledger.NIL != cashRow && Ledger.NIL != holdingRow && Ledger.NIL != positionRow,
            "balance rows for order ", orderId, row.accountId());
        RecordFrame.require(row.clOrdId() > 0 &&
            Orders.NIL == orders.find(owner.participantId(), row.clOrdId()), "a client order id that is free",
            row.clOrdId());
        final int slot = venue.pool().restoreAllocated(orderId);
        orders.begin(slot, row.clOrdId(), connection.handle(), instrument.instrumentId(),
            OrderFlags.unlisted(flags), row.entrySeq());
        orders.terms().begin(slot, row.entryTimeNs(), isFirst ? 0 : row.stopPriceTicks(),
            isFirst ? 0 : row.expireTimeNs(), isFirst ? 0 : row.displayQtyLots(), isFirst ? 0 : row.minQtyLots());
        orders.settleWith(slot, cashRow, holdingRow, positionRow, isFirst ? 0 : row.feeRate());
        orders.terms(slot, row.priceTicks(), row.orderQtyLots());
        orders.fill(slot, row.cumQtyLots());
        trading.restore(slot, instrument, isFirst ? 0 : row.hiddenQtyLots());
    }

    private void requireTerms(
        final SnapshotOrdersDecoder.OrdersDecoder row,
        final Instrument instrument,
        final Side treeSide,
        final int flags,
        final boolean isFirst)
    {
        final long orderId = row.orderId();
        final long price = row.priceTicks();
        final int place = OrderFlags.place(flags);
        final Side side = OrderFlags.side(flags);
        final boolean isStop = OrderFlags.PLACE_STOPS == place;
        RecordFrame.require(side == (isStop ? opposite(treeSide) : treeSide) && lastBook / 2 % 4 == place &&
            OrdType.NULL_VAL != OrderFlags.ordType(flags) &&
            TimeInForce.NULL_VAL != OrderFlags.timeInForce(flags), "flags of order ", orderId, flags);
        RecordFrame.require(isStop && 0 == price || price > 0 && price <= Limits.PRICE_TICKS_MAX,
            "a price of order ", orderId, price);
        if (OrderFlags.PLACE_AT_CLOSE != place)
        {
            final long level = isStop ? row.stopPriceTicks() : price;
            RecordFrame.require(level > 0 && level <= Limits.PRICE_TICKS_MAX && (Side.BUY == treeSide ?
                level <= lastPriceTicks : level >= lastPriceTicks),
                "a price not before the last one's of order ", orderId, level);
            lastPriceTicks = level;
        }
        final int leaves = row.orderQtyLots() - row.cumQtyLots();
        RecordFrame.require(row.cumQtyLots() >= 0 && leaves > 0 &&
            row.orderQtyLots() <= Limits.ORDER_LOTS_MAX, "an open quantity of order ", orderId, row.orderQtyLots());
        RecordFrame.require(0 == price || instrument.notionalMinor(price, leaves) > 0,
            "a notional in range of order ", orderId, price);
        RecordFrame.require(isFirst || row.hiddenQtyLots() >= 0 && row.hiddenQtyLots() < leaves &&
            row.feeRate() >= 0 && row.feeRate() <= FeeSchedule.RATE_MAX, "a hidden part of order ", orderId,
            isFirst ? 0 : row.hiddenQtyLots());
        RecordFrame.require(!isFirst || TimeInForce.DAY == row.timeInForce() || TimeInForce.GTC == row.timeInForce(),
            "DAY or GTC of order ", orderId, row.timeInForce().value());
    }

    private static Side opposite(final Side side)
    {
        return Side.BUY == side ? Side.SELL : Side.BUY;
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
                cashHeld[orders.cashRow(slot)] += Commitments.neededMinor(
                    venue.instruments().get(orders.instrumentId(slot)), orders.priceTicks(slot),
                    orders.leavesQty(slot), orders.feeRate(slot));
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
            if (ledger.held(row) != held[row])
            {
                RecordFrame.require(false, "a hold of " + held[row] + " for the open orders of account " +
                    ledger.accountId(row) + ", asset " + ledger.asset(row), ledger.held(row));
            }
        }
    }
}
