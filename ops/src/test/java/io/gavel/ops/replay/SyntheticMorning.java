package io.gavel.ops.replay;

import io.gavel.ops.itch.ItchMessageType;
import io.gavel.ops.itch.ItchWriter;
import io.gavel.schema.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Writes an ITCH file that a price-time book could have made, from a seed: adds that do not cross, executions of the
 * first order of the best price, some of them in runs over several orders, reductions, deletions and replacements.
 */
final class SyntheticMorning
{
    private static final long MIDDLE_MINOR = 1_000_000;
    private static final long TICK_MINOR = 100;
    private static final int TICKS = 10;

    private static final class Order
    {
        private final long reference;
        private final Side side;
        private final long priceMinor;
        private long shares;

        private Order(final long reference, final Side side, final long priceMinor, final long shares)
        {
            this.reference = reference;
            this.side = side;
            this.priceMinor = priceMinor;
            this.shares = shares;
        }
    }

    private final Random random;
    private final ItchWriter writer = new ItchWriter(13, "AAPL").directory();

    // Per side in the order of arrival; a stable sort by price gives the priority.
    private final List<Order> bids = new ArrayList<>();
    private final List<Order> asks = new ArrayList<>();
    private long nextReference = 1;
    private long timestampNs = 1_000;

    private SyntheticMorning(final long seed)
    {
        random = new Random(seed);
    }

    /** Writes a file of a directory message and about so many others. */
    static Path write(final Path file, final long seed, final int messages) throws IOException
    {
        System.out.println("synthetic morning of seed " + seed);
        final SyntheticMorning morning = new SyntheticMorning(seed);
        for (int i = 0; i < messages; i++)
        {
            morning.timestampNs += 1 + morning.random.nextInt(1_000_000);
            morning.writer.at(morning.timestampNs);
            morning.next();
        }
        return Files.write(file, morning.writer.bytes());
    }

    private void next()
    {
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final List<Order> orders = orders(side);
        final int dice = random.nextInt(100);
        if (dice < 55 || orders.isEmpty())
        {
            add(side);
        }
        else if (dice < 75)
        {
            final Order order = orders.remove(random.nextInt(orders.size()));
            writer.delete(order.reference);
        }
        else if (dice < 80)
        {
            reduce(orders.get(random.nextInt(orders.size())));
        }
        else if (dice < 85)
        {
            final Order old = orders.remove(random.nextInt(orders.size()));
            final Order order = new Order(nextReference++, side, priceMinor(side), 1 + random.nextInt(300));
            orders.add(order);
            writer.replace(old.reference, order.reference, order.shares, order.priceMinor);
        }
        else if (dice < 88)
        {
            writer.hiddenTrade(side, 10, MIDDLE_MINOR).other(ItchMessageType.MARKET_PARTICIPANT_POSITION);
        }
        else
        {
            sweep(orders);
        }
    }

    private void add(final Side side)
    {
        final Order order = new Order(nextReference++, side, priceMinor(side), 1 + random.nextInt(300));
        orders(side).add(order);
        writer.add(order.reference, side, order.shares, order.priceMinor);
    }

    private void reduce(final Order order)
    {
        if (order.shares > 1)
        {
            final long shares = 1 + random.nextInt((int)order.shares - 1);
            order.shares -= shares;
            writer.reduce(order.reference, shares);
        }
    }

    private void sweep(final List<Order> orders)
    {
        long left = 1 + random.nextInt(400);
        while (left > 0 && !orders.isEmpty())
        {
            final Order best = orders.stream()
                .min(Comparator.comparingLong((final Order order) ->
                    order.side == Side.BUY ? -order.priceMinor : order.priceMinor)).orElseThrow();
            final long shares = Math.min(left, best.shares);
            best.shares -= shares;
            left -= shares;
            if (best.shares == 0)
            {
                orders.remove(best);
            }
            writer.execute(best.reference, shares);
        }
    }

    private long priceMinor(final Side side)
    {
        final long distance = TICK_MINOR * (1 + random.nextInt(TICKS));
        return side == Side.BUY ? MIDDLE_MINOR - distance : MIDDLE_MINOR + distance;
    }

    private List<Order> orders(final Side side)
    {
        return side == Side.BUY ? bids : asks;
    }
}
