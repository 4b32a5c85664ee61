package io.gavel.engine.auction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.Limits;
import io.gavel.reference.ReferenceAuction;
import io.gavel.schema.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An auction's price is the one that the rule gives word by word. One seed again: {@code -Dreference.seed=N}. */
class ReferenceAuctionTest
{
    private static final int SEEDS = Integer.getInteger("reference.seeds", 2_000);

    private final AuctionPrice auction = new AuctionPrice();

    @Test
    void shouldFindThePriceThatTheNaiveAuctionFinds()
    {
        final Long only = Long.getLong("reference.seed");
        int priced = 0;
        for (long seed = null == only ? 1 : only; seed <= (null == only ? SEEDS : only); seed++)
        {
            priced += compare(seed) ? 1 : 0;
        }
        assertTrue(null != only || priced > SEEDS / 2, "most books must trade, actual " + priced + " of " + SEEDS);
    }

    private boolean compare(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final long from = 0 == seed % 5 ? Limits.PRICE_TICKS_MAX - 10 : random.nextLong(1, 100);
        final long lotsMax = 0 == seed % 3 ? 3 : 0 == seed % 7 ? Limits.ORDER_LOTS_MAX : 40;
        final List<ReferenceAuction.Order> orders = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--)
        {
            orders.add(new ReferenceAuction.Order(i, random.nextBoolean() ? Side.BUY : Side.SELL,
                random.nextLong(from, from + 10), random.nextLong(1, lotsMax + 1), i));
        }
        final long reference = random.nextBoolean() ? 0 : Math.max(1, from + random.nextLong(-3, 13));
        final ReferenceAuction.Result expected = ReferenceAuction.uncross(orders, reference);
        final boolean isPriced = solve(orders, reference);
        final Side side = Side.NULL_VAL == auction.surplusSide() ? null : auction.surplusSide();
        assertEquals(new ReferenceAuction.Result(expected.price(), expected.volume(), expected.surplus(),
            expected.surplusSide(), List.of()),
            new ReferenceAuction.Result(auction.priceTicks(), BigInteger.valueOf(auction.volumeLots()),
            BigInteger.valueOf(auction.surplusLots()), side, List.of()),
            () -> "seed " + seed + ", run it alone with -Dreference.seed=" + seed + ", of " + orders);
        assertEquals(0 != expected.price(), isPriced);
        return isPriced;
    }

    private boolean solve(final List<ReferenceAuction.Order> orders, final long reference)
    {
        final TreeMap<Long, long[]> levels = new TreeMap<>();
        orders.forEach((order) ->
            levels.computeIfAbsent(order.price(), (price) -> new long[2])[Side.BUY == order.side() ? 0 : 1] +=
                order.lots());
        auction.begin();
        levels.forEach((price, lots) -> auction.add(price, lots[0], lots[1]));
        return auction.solve(reference);
    }
}
