package io.gavel.engine.auction;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.schema.Side;
import java.util.Arrays;

/**
 * The one price at which an auction trades. Of the limit prices in the book it is the one with, in this order:
 * <ol>
 * <li>the greatest volume that can trade,</li>
 * <li>the least surplus that is left over on one side,</li>
 * <li>the pressure of the surplus: the highest where it is on the buy side at all prices that are left, the lowest
 * where it is on the sell side at all of them,</li>
 * <li>the least distance from the reference price, the higher of two that are equally near; without a reference price
 * the lowest.</li>
 * </ol>
 *
 * <p>It is asked by {@link #begin()}, {@link #add(long, long, long)} for each price of the book, and
 * {@link #solve(long)}; it keeps nothing from one auction to the next but its memory.
 */
public final class AuctionPrice
{
    private static final int PRICES_INITIAL = 64;

    private long[] prices = new long[PRICES_INITIAL];
    private long[] buys = new long[PRICES_INITIAL];
    private long[] sells = new long[PRICES_INITIAL];
    private int count;
    private long buyLots;
    private long sellLots;
    private long priceTicks;
    private long volumeLots;
    private long surplusLots;
    private Side surplusSide = Side.NULL_VAL;

    /** No prices. */
    public AuctionPrice()
    {
    }

    /** Forgets the prices of the auction before. */
    public void begin()
    {
        count = 0;
        buyLots = 0;
        sellLots = 0;
        clear();
    }

    /**
     * Adds a price of the book.
     *
     * @param ticks           above the price before.
     * @param buyLotsAtPrice  that rest at exactly this price, &gt;= 0.
     * @param sellLotsAtPrice that rest at exactly this price, &gt;= 0.
     * @throws InvariantViolation where prices do not ascend, or the lots cannot be those of a book.
     */
    public void add(final long ticks, final long buyLotsAtPrice, final long sellLotsAtPrice)
    {
        if (ticks <= (0 == count ? 0 : prices[count - 1]) || count >= Limits.ORDERS_MAX ||
            buyLotsAtPrice < 0 || sellLotsAtPrice < 0 ||
            buyLotsAtPrice > Long.MAX_VALUE - buyLots || sellLotsAtPrice > Long.MAX_VALUE - sellLots)
        {
            throw new InvariantViolation("auction: price " + ticks + " with " + buyLotsAtPrice + " lots to buy and " +
                sellLotsAtPrice + " to sell is not above the one before, or more than a book has");
        }
        if (count == prices.length)
        {
            prices = Arrays.copyOf(prices, count * 2);
            buys = Arrays.copyOf(buys, count * 2);
            sells = Arrays.copyOf(sells, count * 2);
        }
        prices[count] = ticks;
        buys[count] = buyLotsAtPrice;
        sells[count] = sellLotsAtPrice;
        buyLots += buyLotsAtPrice;
        sellLots += sellLotsAtPrice;
        count++;
    }

    /**
     * Finds the price among those that were added.
     *
     * @param referencePriceTicks that settles what the book leaves open; 0 for none.
     * @return false where nothing can trade: then price, volume and surplus are 0.
     */
    public boolean solve(final long referencePriceTicks)
    {
        clear();
        long demand = buyLots;
        long supply = 0;
        long nearest = 0;
        long highest = 0;
        boolean hasBuyPressure = true;
        boolean hasSellPressure = true;
        for (int i = 0; i < count; i++)
        {
            supply += sells[i];
            final long volume = Math.min(demand, supply);
            final long imbalance = demand - supply;
            final long surplus = Math.abs(imbalance);
            if (volume > volumeLots || volume == volumeLots && surplus < surplusLots)
            {
                volumeLots = volume;
                surplusLots = surplus;
                priceTicks = prices[i];
                nearest = prices[i];
                highest = prices[i];
                hasBuyPressure = imbalance > 0;
                hasSellPressure = imbalance < 0;
            }
            else if (volume == volumeLots && surplus == surplusLots)
            {
                nearest = nearer(nearest, prices[i], referencePriceTicks);
                highest = prices[i];
                hasBuyPressure &= imbalance > 0;
                hasSellPressure &= imbalance < 0;
            }
            demand -= buys[i];
        }
        if (0 == volumeLots)
        {
            clear();
            return false;
        }
        // priceTicks is the lowest of those that are left so far.
        if (hasBuyPressure)
        {
            priceTicks = highest;
        }
        else if (!hasSellPressure && 0 != referencePriceTicks)
        {
            priceTicks = nearest;
        }
        surplusSide = sideOfSurplus();
        return true;
    }

    /**
     * The price.
     *
     * @return ticks, 0 where nothing can trade.
     */
    public long priceTicks()
    {
        return priceTicks;
    }

    /**
     * What trades at the price.
     *
     * @return lots.
     */
    public long volumeLots()
    {
        return volumeLots;
    }

    /**
     * What could trade at the price, but for want of the other side.
     *
     * @return lots.
     */
    public long surplusLots()
    {
        return surplusLots;
    }

    /**
     * On which side the surplus is.
     *
     * @return NULL_VAL where there is none.
     */
    public Side surplusSide()
    {
        return surplusSide;
    }

    private Side sideOfSurplus()
    {
        if (0 == surplusLots)
        {
            return Side.NULL_VAL;
        }
        long supply = 0;
        for (int i = 0; i < count && prices[i] <= priceTicks; i++)
        {
            supply += sells[i];
        }
        return supply == volumeLots ? Side.BUY : Side.SELL;
    }

    private static long nearer(final long lower, final long higher, final long reference)
    {
        return Math.abs(higher - reference) <= Math.abs(lower - reference) ? higher : lower;
    }

    private void clear()
    {
        priceTicks = 0;
        volumeLots = 0;
        surplusLots = 0;
        surplusSide = Side.NULL_VAL;
    }
}
