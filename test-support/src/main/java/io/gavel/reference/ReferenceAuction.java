package io.gavel.reference;

import io.gavel.schema.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An auction by the letter of its rule: every limit price is a candidate, each is looked at by itself, and one sentence
 * of the rule after the other strikes candidates out.
 */
public final class ReferenceAuction
{
    /**
     * An order of the auction.
     *
     * @param id    names it.
     * @param side  BUY or SELL.
     * @param price limit in ticks, 1 and up.
     * @param lots  all that it may trade, 1 and up.
     * @param time  its place among those of its price: the lower comes first, the list's order decides a tie.
     */
    public record Order(long id, Side side, long price, long lots, long time)
    {
    }

    /**
     * Two orders that trade.
     *
     * @param buyId  of the buyer.
     * @param sellId of the seller.
     * @param lots   that they trade.
     */
    public record Trade(long buyId, long sellId, long lots)
    {
    }

    /**
     * What comes of an auction.
     *
     * @param price       of every trade, ticks; 0 where nothing trades.
     * @param volume      lots that trade.
     * @param surplus     lots of the longer side that find nobody at the price; 0 where nothing trades.
     * @param surplusSide whose surplus it is; null where there is none.
     * @param trades      by price, then time on both sides.
     */
    public record Result(long price, BigInteger volume, BigInteger surplus, Side surplusSide, List<Trade> trades)
    {
    }

    private record Candidate(long price, BigInteger bought, BigInteger sold)
    {
        BigInteger volume()
        {
            return bought.min(sold);
        }

        BigInteger surplus()
        {
            return bought.subtract(sold).abs();
        }

        Side surplusSide()
        {
            final int sign = bought.compareTo(sold);
            return 0 == sign ? null : sign > 0 ? Side.BUY : Side.SELL;
        }
    }

    private ReferenceAuction()
    {
    }

    /**
     * Runs an auction.
     *
     * @param orders         of both sides, in any order.
     * @param referencePrice ticks; 0 for none.
     * @return its price and trades.
     */
    public static Result uncross(final Collection<Order> orders, final long referencePrice)
    {
        List<Candidate> left = candidates(orders);
        final BigInteger volume = left.stream().map(Candidate::volume).max(Comparator.naturalOrder())
            .orElse(BigInteger.ZERO);
        if (0 == volume.signum())
        {
            return new Result(0, BigInteger.ZERO, BigInteger.ZERO, null, List.of());
        }
        left = left.stream().filter(candidate -> candidate.volume().equals(volume)).toList();
        final BigInteger surplus = left.stream().map(Candidate::surplus).min(Comparator.naturalOrder()).orElseThrow();
        left = left.stream().filter(candidate -> candidate.surplus().equals(surplus)).toList();
        final Candidate chosen = choose(left, referencePrice);
        return new Result(chosen.price(), volume, surplus, chosen.surplusSide(), trades(orders, chosen.price()));
    }

    // The candidates that are left, cheapest first, have the same volume and the same surplus.
    private static Candidate choose(final List<Candidate> left, final long referencePrice)
    {
        final Candidate lowest = left.get(0);
        final Candidate highest = left.get(left.size() - 1);
        if (left.stream().allMatch(candidate -> Side.BUY == candidate.surplusSide()))
        {
            return highest;
        }
        if (left.stream().allMatch(candidate -> Side.SELL == candidate.surplusSide()) || 0 == referencePrice)
        {
            return lowest;
        }
        Candidate nearest = lowest;
        for (final Candidate candidate : left)
        {
            // A later candidate is the higher one, and wins where both are equally near.
            if (Math.abs(candidate.price() - referencePrice) <= Math.abs(nearest.price() - referencePrice))
            {
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static List<Candidate> candidates(final Collection<Order> orders)
    {
        final Set<Long> prices = new TreeSet<>();
        orders.forEach(order -> prices.add(order.price()));
        final List<Candidate> candidates = new ArrayList<>();
        for (final long price : prices)
        {
            candidates.add(new Candidate(
                price, lots(willing(orders, Side.BUY, price)), lots(willing(orders, Side.SELL, price))));
        }
        return candidates;
    }

    // Those that would trade at a price, first the ones that trade first.
    private static List<Order> willing(final Collection<Order> orders, final Side side, final long price)
    {
        final Comparator<Order> cheapestFirst = Comparator.comparingLong(Order::price);
        final Comparator<Order> bestFirst = Side.BUY == side ? cheapestFirst.reversed() : cheapestFirst;
        return orders.stream()
            .filter(order -> side == order.side())
            .filter(order -> Side.BUY == side ? order.price() >= price : order.price() <= price)
            .sorted(bestFirst.thenComparingLong(Order::time))
            .toList();
    }

    private static BigInteger lots(final List<Order> orders)
    {
        return orders.stream().map(order -> BigInteger.valueOf(order.lots())).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static List<Trade> trades(final Collection<Order> orders, final long price)
    {
        final List<Order> buys = new ArrayList<>(willing(orders, Side.BUY, price));
        final List<Order> sells = new ArrayList<>(willing(orders, Side.SELL, price));
        final List<Trade> trades = new ArrayList<>();
        while (!buys.isEmpty() && !sells.isEmpty())
        {
            final Order buy = buys.remove(0);
            final Order sell = sells.remove(0);
            final long lots = Math.min(buy.lots(), sell.lots());
            trades.add(new Trade(buy.id(), sell.id(), lots));
            putBack(buys, buy, lots);
            putBack(sells, sell, lots);
        }
        return trades;
    }

    private static void putBack(final List<Order> orders, final Order order, final long traded)
    {
        if (order.lots() > traded)
        {
            orders.add(0, new Order(order.id(), order.side(), order.price(), order.lots() - traded, order.time()));
        }
    }
}
