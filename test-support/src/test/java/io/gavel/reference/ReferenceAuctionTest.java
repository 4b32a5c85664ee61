package io.gavel.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.reference.ReferenceAuction.Order;
import io.gavel.reference.ReferenceAuction.Result;
import io.gavel.reference.ReferenceAuction.Trade;
import io.gavel.schema.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReferenceAuctionTest
{
    private static final int SEEDS = 2_000;

    private final List<Order> orders = new ArrayList<>();

    @Test
    void shouldTradeNothingInAnEmptyBook()
    {
        uncrosses(100, 0, 0, 0, null);
    }

    @Test
    void shouldTradeNothingWhereNoBuyReachesASell()
    {
        buy(100, 5);
        sell(101, 5);
        uncrosses(100, 0, 0, 0, null);
    }

    @Test
    void shouldTakeThePriceOfTheGreatestVolume()
    {
        buy(103, 10);
        buy(102, 10);
        buy(101, 10);
        sell(100, 5);
        sell(102, 15);
        sell(103, 20);
        // At 102: 20 bought, 20 sold. At 103: 10 bought, at 101: 5 sold.
        uncrosses(0, 102, 20, 0, null);
    }

    @Test
    void shouldTakeTheLeastSurplusAmongTheGreatestVolumes()
    {
        buy(105, 10);
        buy(101, 5);
        sell(100, 10);
        // 100 and 101 leave 5 to buy, 105 leaves nothing.
        uncrosses(100, 105, 10, 0, null);
    }

    @Test
    void shouldTakeTheHighestPriceWhereAllHaveTheirSurplusOnTheBuySide()
    {
        buy(104, 20);
        sell(101, 5);
        uncrosses(101, 104, 5, 15, Side.BUY);
    }

    @Test
    void shouldTakeTheLowestPriceWhereAllHaveTheirSurplusOnTheSellSide()
    {
        buy(104, 5);
        sell(101, 20);
        uncrosses(104, 101, 5, 15, Side.SELL);
    }

    @Test
    void shouldTakeThePriceNearestToTheReferenceWithoutSurplus()
    {
        buy(110, 5);
        sell(100, 5);
        uncrosses(104, 100, 5, 0, null);
        uncrosses(106, 110, 5, 0, null);
    }

    @Test
    void shouldTakeTheHigherOfTwoEquallyNearPrices()
    {
        buy(110, 5);
        sell(100, 5);
        uncrosses(105, 110, 5, 0, null);
    }

    @Test
    void shouldTakeTheLowestPriceWithoutAReference()
    {
        buy(110, 5);
        sell(100, 5);
        uncrosses(0, 100, 5, 0, null);
    }

    @Test
    void shouldLookAtTheReferenceWhereTheSurplusIsOnBothSides()
    {
        buy(110, 10);
        sell(100, 10);
        buy(100, 5);
        sell(110, 5);
        // 100 leaves 5 to buy, 110 leaves 5 to sell.
        uncrosses(101, 100, 10, 5, Side.BUY);
        uncrosses(109, 110, 10, 5, Side.SELL);
    }

    @Test
    void shouldAllocateByPriceThenTimeOnBothSides()
    {
        orders.add(new Order(1, Side.BUY, 101, 5, 9));
        orders.add(new Order(2, Side.BUY, 102, 4, 8));
        orders.add(new Order(3, Side.BUY, 101, 3, 7));
        orders.add(new Order(4, Side.SELL, 101, 4, 6));
        orders.add(new Order(5, Side.SELL, 101, 6, 5));
        final Result result = uncrosses(0, 101, 10, 2, Side.BUY);
        assertEquals(List.of(new Trade(2, 5, 4), new Trade(3, 5, 2), new Trade(3, 4, 1), new Trade(1, 4, 3)),
            result.trades());
    }

    @Test
    void shouldAddUpMoreLotsThanALongHolds()
    {
        for (int i = 0; i < 3; i++)
        {
            buy(100, Long.MAX_VALUE);
            sell(100, Long.MAX_VALUE);
        }
        final Result result = ReferenceAuction.uncross(orders, 0);
        assertEquals(BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(3)), result.volume());
        assertEquals(3, result.trades().size());
    }

    @Test
    void shouldTradeAtNoPriceMoreThanAtTheChosenOne()
    {
        for (long seed = 0; seed < SEEDS; seed++)
        {
            draw(seed);
            final Result result = ReferenceAuction.uncross(orders, new SplittableRandom(seed).nextLong(0, 20));
            // Every price that there is, whether some order has it or not, by trading lot after lot.
            for (long price = 1; price < 20; price++)
            {
                final long executable = executable(price);
                assertTrue(executable <= result.volume().longValueExact(), "seed " + seed + ", price " + price);
                assertTrue(price != result.price() || executable == result.volume().longValueExact(), "seed " + seed);
            }
        }
    }

    @Test
    void shouldTradeWhatItSaysAndLeaveTheBookUncrossed()
    {
        for (long seed = 0; seed < SEEDS; seed++)
        {
            draw(seed);
            final Result result = ReferenceAuction.uncross(orders, 10);
            long traded = 0;
            for (final Trade trade : result.trades())
            {
                traded += trade.lots();
            }
            assertEquals(result.volume().longValueExact(), traded, "seed " + seed);
            long bestBid = 0;
            long bestAsk = Long.MAX_VALUE;
            for (final Order order : orders)
            {
                final long own = result.trades().stream()
                    .filter(trade -> trade.buyId() == order.id() || trade.sellId() == order.id())
                    .mapToLong(Trade::lots).sum();
                assertTrue(own <= order.lots(), "seed " + seed);
                if (own > 0)
                {
                    assertTrue(Side.BUY == order.side() ?
                        order.price() >= result.price() : order.price() <= result.price(), "seed " + seed);
                }
                if (own < order.lots() && Side.BUY == order.side())
                {
                    bestBid = Math.max(bestBid, order.price());
                }
                else if (own < order.lots())
                {
                    bestAsk = Math.min(bestAsk, order.price());
                }
            }
            assertTrue(bestBid < bestAsk, "seed " + seed);
        }
    }

    private long executable(final long price)
    {
        long bought = 0;
        long sold = 0;
        for (final Order order : orders)
        {
            if (Side.BUY == order.side() && order.price() >= price)
            {
                bought += order.lots();
            }
            if (Side.SELL == order.side() && order.price() <= price)
            {
                sold += order.lots();
            }
        }
        return Math.min(bought, sold);
    }

    private void draw(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        orders.clear();
        final int count = random.nextInt(12);
        for (int i = 0; i < count; i++)
        {
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            orders.add(new Order(i, side, random.nextLong(1, 20), random.nextLong(1, 6), random.nextLong(3)));
        }
    }

    private void buy(final long price, final long lots)
    {
        orders.add(new Order(orders.size() + 1, Side.BUY, price, lots, orders.size()));
    }

    private void sell(final long price, final long lots)
    {
        orders.add(new Order(orders.size() + 1, Side.SELL, price, lots, orders.size()));
    }

    private Result uncrosses(
        final long reference, final long price, final long volume, final long surplus, final Side surplusSide)
    {
        final Result result = ReferenceAuction.uncross(orders, reference);
        assertEquals(price, result.price());
        assertEquals(BigInteger.valueOf(volume), result.volume());
        assertEquals(BigInteger.valueOf(surplus), result.surplus());
        assertEquals(surplusSide, result.surplusSide());
        return result;
    }
}
