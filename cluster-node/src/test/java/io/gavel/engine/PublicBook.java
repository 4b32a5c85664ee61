package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;
import java.util.Arrays;

/** One instrument as those see it who read public events only: each side's orders, in priority. */
final class PublicBook
{
    TradingPhase phase = TradingPhase.CONTINUOUS;
    private final Line bids = new Line(1);
    private final Line asks = new Line(-1);

    /** The orders of a side: best price first, oldest first. */
    static final class Line
    {
        private final int sign;
        private long[] ids = new long[16];
        private long[] prices = new long[16];
        private long[] lots = new long[16];
        private int count;

        private Line(final int sign)
        {
            this.sign = sign;
        }

        int count()
        {
            return count;
        }

        long id(final int at)
        {
            return ids[at];
        }

        long priceTicks(final int at)
        {
            return prices[at];
        }

        long lots(final int at)
        {
            return lots[at];
        }

        private int find(final long id)
        {
            int at = 0;
            while (at < count && ids[at] != id)
            {
                at++;
            }
            return at < count ? at : -1;
        }

        private void add(final long id, final long priceTicks, final long shown)
        {
            assertTrue(find(id) < 0 && shown > 0 && priceTicks > 0, "an order is added once, with something to trade");
            int at = count;
            while (at > 0 && sign * prices[at - 1] < sign * priceTicks)
            {
                at--;
            }
            if (count == ids.length)
            {
                ids = Arrays.copyOf(ids, count * 2);
                prices = Arrays.copyOf(prices, count * 2);
                lots = Arrays.copyOf(lots, count * 2);
            }
            System.arraycopy(ids, at, ids, at + 1, count - at);
            System.arraycopy(prices, at, prices, at + 1, count - at);
            System.arraycopy(lots, at, lots, at + 1, count - at);
            ids[at] = id;
            prices[at] = priceTicks;
            lots[at] = shown;
            count++;
        }

        private void leave(final int at, final long shown)
        {
            lots[at] = shown;
            if (0 == shown)
            {
                count--;
                System.arraycopy(ids, at + 1, ids, at, count - at);
                System.arraycopy(prices, at + 1, prices, at, count - at);
                System.arraycopy(lots, at + 1, lots, at, count - at);
            }
        }
    }

    Line line(final Side side)
    {
        return Side.BUY == side ? bids : asks;
    }

    void onAdded(final long id, final Side side, final long priceTicks, final long shown)
    {
        line(side).add(id, priceTicks, shown);
    }

    void onExecuted(
        final long id, final Side aggressor, final long priceTicks, final long traded, final long leaves)
    {
        final Line line = line(Side.BUY == aggressor ? Side.SELL : Side.BUY);
        assertEquals(TradingPhase.CONTINUOUS, phase, "an order executes in continuous trading");
        assertTrue(line.count > 0, "there is an order to execute");
        assertEquals(line.ids[0], id, "the best and oldest order trades first");
        assertEquals(line.prices[0], priceTicks, "at its price");
        assertEquals(line.lots[0], traded + leaves, "shown before = traded + shown after");
        line.leave(0, leaves);
    }

    void onReduced(final long id, final long canceled, final long leaves)
    {
        take(id, canceled, leaves);
    }

    void onDeleted(final long id, final long canceled)
    {
        take(id, canceled, 0);
    }

    private void take(final long id, final long canceled, final long leaves)
    {
        final Line line = bids.find(id) >= 0 ? bids : asks;
        final int at = line.find(id);
        assertTrue(at >= 0, "an order that was not shown changes");
        assertEquals(line.lots[at], canceled + leaves, "shown before = taken out + shown after");
        line.leave(at, leaves);
    }

    void onAuctionExecuted(
        final long buy, final long sell, final long priceTicks, final long traded, final long buyLeaves,
        final long sellLeaves)
    {
        trade(bids, buy, priceTicks, traded, buyLeaves);
        trade(asks, sell, priceTicks, traded, sellLeaves);
    }

    // An iceberg whose peak is gone goes on trading unseen.
    private static void trade(
        final Line line, final long id, final long priceTicks, final long traded, final long leaves)
    {
        final int at = line.find(id);
        if (at < 0)
        {
            assertEquals(0, leaves, "what is not shown leaves nothing");
            return;
        }
        assertEquals(0, at, "the best and oldest order trades first");
        assertTrue(line.sign * line.prices[0] >= line.sign * priceTicks, "no worse than its limit");
        assertEquals(Math.max(0, line.lots[0] - traded), leaves, "shown before = traded + shown after");
        line.leave(0, leaves);
    }
}
