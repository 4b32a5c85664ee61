package io.gavel.ops.replay;

import io.gavel.schema.Side;
import io.gavel.venue.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The recorded morning beside what the exchange made of it.
 *
 * @param executionsRecorded of the file.
 * @param executionsMatching reported ones that are the recorded one at the same place in the sequence.
 * @param restingRecorded    of the file, both sides.
 * @param restingMatching    that the gateway has at the same place of its book: reference, price and shares.
 * @param bookTop            of the gateway, as {@code 320.1400x25 / 320.3000x100}.
 * @param mismatches         one line each; empty where all is as recorded.
 */
public record ReplayComparison(
    int executionsRecorded,
    int executionsMatching,
    int restingRecorded,
    int restingMatching,
    String bookTop,
    List<String> mismatches)
{
    /**
     * Compares.
     *
     * @param recorded the file's.
     * @param trades   that the exchange reported, in order.
     * @param book     of the gateway.
     * @return every difference.
     */
    public static ReplayComparison of(
        final RecordedMorning recorded, final List<RecordedExecution> trades, final GatewayBook book)
    {
        final List<String> mismatches = new ArrayList<>();
        final List<RecordedExecution> executions = recorded.book().executions();
        final List<RecordedOrder> bids = recorded.resting(Side.BUY);
        final List<RecordedOrder> asks = recorded.resting(Side.SELL);
        final int executionsMatching =
            compare("execution", executions, trades, ReplayComparison::describe, mismatches);
        final int bidsMatching = compare("bid", bids, book.bids(), ReplayComparison::describe, mismatches);
        final int asksMatching = compare("ask", asks, book.asks(), ReplayComparison::describe, mismatches);
        return new ReplayComparison(executions.size(), executionsMatching, bids.size() + asks.size(),
            bidsMatching + asksMatching, top(book.bids()) + " / " + top(book.asks()), List.copyOf(mismatches));
    }

    /**
     * Whether nothing differs.
     *
     * @return true where every execution and the whole book is as recorded.
     */
    public boolean isMatch()
    {
        return mismatches.isEmpty();
    }

    /**
     * The same comparison with one more difference.
     *
     * @param mismatch one line.
     * @return no match.
     */
    public ReplayComparison with(final String mismatch)
    {
        final List<String> more = new ArrayList<>(mismatches);
        more.add(0, mismatch);
        return new ReplayComparison(
            executionsRecorded, executionsMatching, restingRecorded, restingMatching, bookTop, List.copyOf(more));
    }

    /**
     * The verdict in one line.
     *
     * @return as {@code 849/849 executions, 215/215 resting orders, book 320.1400x25 / 320.3000x100: match}.
     */
    public String verdict()
    {
        return executionsMatching + "/" + executionsRecorded + " executions, " + restingMatching + "/" +
            restingRecorded + " resting orders, book " + bookTop + ": " + (isMatch() ? "match" : "MISMATCH");
    }

    /**
     * Best price of one side and the shares there.
     *
     * @param orders of the side, by price.
     * @return as {@code 320.1400x25}; {@code none} where the side is empty.
     */
    static String top(final List<RecordedOrder> orders)
    {
        if (orders.isEmpty())
        {
            return "none";
        }
        final long best = orders.get(0).priceMinor();
        final long shares = orders.stream().filter((order) -> order.priceMinor() == best)
            .mapToLong(RecordedOrder::shares).sum();
        return Money.toDecimal(best).toPlainString() + "x" + shares;
    }

    private static <T> int compare(
        final String what,
        final List<T> recorded,
        final List<T> actual,
        final Function<T, String> describe,
        final List<String> mismatches)
    {
        int matching = 0;
        for (int i = 0; i < Math.max(recorded.size(), actual.size()); i++)
        {
            final T expected = i < recorded.size() ? recorded.get(i) : null;
            final T found = i < actual.size() ? actual.get(i) : null;
            if (expected != null && expected.equals(found))
            {
                matching++;
            }
            else
            {
                mismatches.add(what + " " + (i + 1) + ": recorded " +
                    (expected == null ? "none" : describe.apply(expected)) + ", the exchange has " +
                    (found == null ? "none" : describe.apply(found)));
            }
        }
        return matching;
    }

    private static String describe(final RecordedExecution execution)
    {
        return execution.shares() + " at " + Money.toDecimal(execution.priceMinor()).toPlainString() + " of order " +
            execution.reference();
    }

    private static String describe(final RecordedOrder order)
    {
        return (order.reference() == GatewayBook.UNKNOWN_REFERENCE ? "an order that is not of the replay" :
            "order " + order.reference()) + ", " + order.shares() + " at " +
            Money.toDecimal(order.priceMinor()).toPlainString();
    }
}
