package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.book.OrderBook;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.instrument.TradingState;
import io.gavel.engine.order.Commitments;
import io.gavel.engine.order.OrderFlags;
import io.gavel.engine.order.Orders;
import io.gavel.engine.risk.Exposures;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;
import java.util.Arrays;

/** Goes through every open order, where it is, and adds up what it binds. */
final class OpenOrderChecks
{
    private static final int ROWS = 512;

    private final Venue venue;
    private final OrderTally tally;
    private final PublicMarket market;
    private final Sums accounts = new Sums();
    private final Sums participants = new Sums();
    private final int[] ofAccounts = new int[ROWS];
    private final int[] ofParticipants = new int[ROWS];
    final long[] cashHeld = new long[ROWS];
    final long[] sharesHeld = new long[ROWS];
    private int open;
    private int ofDay;
    private long firstExpireNs;

    /** What is open, by row. */
    private static final class Sums
    {
        private final long[] buyLots = new long[ROWS];
        private final long[] sellLots = new long[ROWS];
        private final long[] minor = new long[ROWS];
        private final int[] carries = new int[ROWS];

        private void clear(final int rows)
        {
            Arrays.fill(buyLots, 0, rows, 0);
            Arrays.fill(sellLots, 0, rows, 0);
            Arrays.fill(minor, 0, rows, 0);
            Arrays.fill(carries, 0, rows, 0);
        }

        private void add(final int row, final Side side, final long lots, final long notional)
        {
            (Side.BUY == side ? buyLots : sellLots)[row] += lots;
            minor[row] += notional;
            if (minor[row] < 0)
            {
                minor[row] &= Long.MAX_VALUE;
                carries[row]++;
            }
        }

        private void check(final Exposures exposures, final int row)
        {
            final long notional = carries[row] > 0 ? Long.MAX_VALUE : minor[row];
            if (buyLots[row] != exposures.openBuyLots(row) || sellLots[row] != exposures.openSellLots(row) ||
                notional != exposures.openNotionalMinor(row))
            {
                assertEquals(buyLots[row], exposures.openBuyLots(row), "open buys, row " + row);
                assertEquals(sellLots[row], exposures.openSellLots(row), "open sells, row " + row);
                assertEquals(notional, exposures.openNotionalMinor(row), "open notional, row " + row);
            }
        }
    }

    OpenOrderChecks(final Venue venue, final OrderTally tally, final PublicMarket market)
    {
        this.venue = venue;
        this.tally = tally;
        this.market = market;
    }

    void check()
    {
        final int cashRows = venue.accounts().cash().rowCount();
        final int holdingRows = venue.accounts().holdings().rowCount();
        final int positionRows = venue.positions().rowCount();
        Arrays.fill(cashHeld, 0, cashRows, 0);
        Arrays.fill(sharesHeld, 0, holdingRows, 0);
        Arrays.fill(ofAccounts, 0, venue.accounts().count() + 1, 0);
        Arrays.fill(ofParticipants, 0, venue.participants().count(), 0);
        accounts.clear(holdingRows);
        participants.clear(positionRows);
        open = 0;
        ofDay = 0;
        firstExpireNs = Long.MAX_VALUE;
        assertEquals(venue.instruments().count(), market.count());
        for (int id = 1; id <= venue.instruments().count(); id++)
        {
            final Instrument instrument = venue.instruments().get(id);
            check(instrument, Side.BUY);
            check(instrument, Side.SELL);
            checkPrices(instrument);
        }
        checkCounts();
        for (int row = 0; row < holdingRows; row++)
        {
            accounts.check(venue.accountExposures(), row);
        }
        for (int row = 0; row < positionRows; row++)
        {
            participants.check(venue.participantExposures(), row);
        }
    }

    private void checkCounts()
    {
        assertEquals(open, venue.orders().openCount(), "open orders");
        assertEquals(open, venue.pool().allocatedCount(), "slots in use");
        assertEquals(open, tally.open(), "open orders as reports have it");
        assertEquals(ofDay, venue.orders().openDayCount(), "orders of the day");
        for (int account = 1; account <= venue.accounts().count(); account++)
        {
            if (ofAccounts[account] != venue.accounts().openOrders(account))
            {
                assertEquals(ofAccounts[account], venue.accounts().openOrders(account), "of account " + account);
            }
        }
        for (int participant = 0; participant < venue.participants().count(); participant++)
        {
            assertEquals(ofParticipants[participant], venue.participants().get(participant).openOrders());
        }
        if (Long.MAX_VALUE != firstExpireNs)
        {
            final long deadlineNs = venue.timers().deadlineNs(Timers.EXPIRY);
            assertTrue(0 != deadlineNs &&
                deadlineNs <= Math.max(firstExpireNs, venue.timeNs() + Timers.SLICE_PAUSE_NS),
                "a timer comes before an order's time does");
        }
    }

    private void checkPrices(final Instrument instrument)
    {
        final TradingState trading = instrument.trading();
        assertEquals(market.book(instrument.instrumentId()).phase, trading.phase(), "the phase is public");
        if (TradingPhase.CONTINUOUS == trading.phase())
        {
            assertTrue(!instrument.book().isCrossed(), "a book is not crossed in continuous trading");
            final long buyStop = trading.stops().bestPriceTicks(Side.SELL);
            final long sellStop = trading.stops().bestPriceTicks(Side.BUY);
            final long last = trading.lastTicks();
            assertTrue(0 == last || (0 == buyStop || buyStop > last) && (0 == sellStop || sellStop < last),
                "no stop waits whose price is reached");
        }
        if (0 != trading.phaseUntilNs())
        {
            final long deadlineNs = venue.timers().deadlineNs(Timers.PHASES);
            assertTrue(0 != deadlineNs &&
                deadlineNs <= Math.max(trading.phaseUntilNs(), venue.timeNs() + Timers.SLICE_PAUSE_NS),
                "a timer ends the phase");
        }
    }

    private void check(final Instrument instrument, final Side side)
    {
        final PublicBook.Line line = market.book(instrument.instrumentId()).line(side);
        final OrderBook book = instrument.book();
        int at = 0;
        for (int slot = book.first(side); Orders.NIL != slot; slot = book.next(slot))
        {
            check(slot, instrument, OrderFlags.PLACE_BOOK);
            if (at >= line.count() || line.id(at) != venue.pool().orderId(slot) ||
                line.priceTicks(at) != venue.pool().priceTicks(slot) || line.lots(at) != venue.pool().leavesLots(slot))
            {
                throw new AssertionError("instrument " + instrument.instrumentId() + ", " + side + " " + at +
                    ": expected order " + venue.pool().orderId(slot) + ", public is " +
                    (at >= line.count() ? "none" : line.id(at) + ", " + line.lots(at) + "@" + line.priceTicks(at)));
            }
            assertTrue(side == venue.orders().side(slot) &&
                venue.orders().priceTicks(slot) == venue.pool().priceTicks(slot));
            at++;
        }
        assertEquals(line.count(), at, "the public book has what the book has");
        for (int slot = instrument.trading().stops().first(side); Orders.NIL != slot;
            slot = instrument.trading().stops().next(slot))
        {
            check(slot, instrument, OrderFlags.PLACE_STOPS);
            assertTrue(side != venue.orders().side(slot) && !OrderFlags.isTriggered(venue.orders().flags(slot)) &&
                venue.orders().terms().stopTicks(slot) == venue.pool().priceTicks(slot));
        }
        for (int slot = instrument.trading().atClose().first(side); Orders.NIL != slot;
            slot = instrument.trading().atClose().next(slot))
        {
            check(slot, instrument, OrderFlags.PLACE_AT_CLOSE);
            assertTrue(TimeInForce.AT_THE_CLOSE == venue.orders().timeInForce(slot) &&
                TradingPhase.CLOSING_AUCTION != instrument.trading().phase());
        }
    }

    private void check(final int slot, final Instrument instrument, final int place)
    {
        final Orders orders = venue.orders();
        final int flags = orders.flags(slot);
        final Side side = OrderFlags.side(flags);
        final int leaves = orders.leavesQty(slot);
        final int participant = orders.participantId(slot);
        final int holdingRow = orders.holdingRow(slot);
        final int account = venue.accounts().holdings().accountId(holdingRow);
        final TimeInForce tif = OrderFlags.timeInForce(flags);
        final int hidden = OrderFlags.isIceberg(flags) && OrderFlags.PLACE_BOOK == place ?
            orders.terms().hiddenQty(slot) : 0;
        if (place != OrderFlags.place(flags) || !OrderFlags.isListed(flags) || hidden < 0 || leaves <= 0 ||
            OrderFlags.PLACE_BOOK == place && leaves != venue.pool().leavesLots(slot) + hidden ||
            leaves != tally.leaves(venue.pool().orderId(slot)) ||
            instrument.instrumentId() != orders.instrumentId(slot) ||
            slot != orders.find(participant, orders.clOrdId(slot)) ||
            OrderFlags.PLACE_BOOK == place && OrderFlags.isIceberg(flags) &&
                venue.pool().leavesLots(slot) > orders.terms().displayQty(slot))
        {
            throw new AssertionError("order " + venue.pool().orderId(slot) + " in " + place + ": flags " +
                Integer.toHexString(flags) + ", open " + leaves + ", hidden " + hidden + ", shown " +
                venue.pool().leavesLots(slot) + ", as reports have it " + tally.leaves(venue.pool().orderId(slot)));
        }
        checkMayBeOpen(slot, instrument, account, participant, flags);
        final long notional = orders.priceTicks(slot) * instrument.tickLotMinor() * leaves;
        open++;
        ofDay += TimeInForce.DAY == tif || TimeInForce.AT_THE_OPEN == tif || TimeInForce.AT_THE_CLOSE == tif ? 1 : 0;
        ofAccounts[account]++;
        ofParticipants[participant]++;
        accounts.add(holdingRow, side, leaves, notional);
        participants.add(orders.positionRow(slot), side, leaves, notional);
        if (Side.BUY == side)
        {
            cashHeld[orders.cashRow(slot)] +=
                Commitments.neededMinor(instrument, orders.priceTicks(slot), leaves, orders.feeRate(slot));
        }
        else
        {
            sharesHeld[holdingRow] += leaves;
        }
        if (TimeInForce.GTD == tif)
        {
            firstExpireNs = Math.min(firstExpireNs, orders.terms().expireTimeNs(slot));
        }
    }

    private void checkMayBeOpen(
        final int slot, final Instrument instrument, final int account, final int participant, final int flags)
    {
        // So few orders are cancelled within the command.
        if (!venue.accounts().isVerified(account) || venue.killSwitches().isMarketKilled() ||
            venue.killSwitches().isAccountKilled(account) || venue.killSwitches().isParticipantKilled(participant))
        {
            throw new AssertionError("order " + venue.pool().orderId(slot) + " of account " + account +
                " is open, which may not trade");
        }
        final TimeInForce tif = OrderFlags.timeInForce(flags);
        assertTrue(TimeInForce.IOC != tif || OrderFlags.PLACE_STOPS == OrderFlags.place(flags));
        assertTrue(TimeInForce.FOK != tif || OrderFlags.PLACE_STOPS == OrderFlags.place(flags));
        assertTrue(!instrument.trading().isContinuous() || OrderFlags.PLACE_BOOK != OrderFlags.place(flags) ||
            OrderFlags.mayRest(flags) || TimeInForce.AT_THE_CLOSE == tif,
            "what is good for an auction only does not outlive it");
    }
}
