package io.gavel.ops.replay;

import io.gavel.ops.itch.ItchFormatException;
import io.gavel.ops.itch.ItchMessage;
import io.gavel.ops.itch.ItchMessage.AddOrder;
import io.gavel.ops.itch.ItchMessage.OrderDeleted;
import io.gavel.ops.itch.ItchMessage.OrderExecuted;
import io.gavel.ops.itch.ItchMessage.OrderReduced;
import io.gavel.ops.itch.ItchMessage.OrderReplaced;
import io.gavel.schema.Side;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the messages of one stock into the commands that make an exchange do the same: an added order is a limit order,
 * a reduction a replace, a deletion a cancel, a replacement a cancel and a new order. Executions that follow each other
 * with one timestamp and on one side were one incoming order: they become one immediate-or-cancel order for their sum
 * on the other side, at the limit of the last order it met. Messages that do not concern the displayed book do not end
 * such a run.
 */
public final class ReplayTranslation
{
    private final RecordedBook book;
    private final List<ReplayStep> steps = new ArrayList<>();

    // Invariant: has every open order, with its quantity including the traded part.
    private final Map<Long, Long> totalShares = new HashMap<>();
    private long runTimestampNs;
    private Side runSide;
    private long runShares;
    private long runPriceMinor;
    private int runExecutions;

    /**
     * Begins with an empty book.
     *
     * @param book of the same stock, given every message after this translation was.
     */
    public ReplayTranslation(final RecordedBook book)
    {
        this.book = book;
    }

    /**
     * Takes one message in.
     *
     * @param message of the stock, before the book got it.
     * @throws ItchFormatException where it names an order that is not open.
     */
    public void onMessage(final ItchMessage message) throws ItchFormatException
    {
        if (message instanceof OrderExecuted executed)
        {
            onExecuted(executed);
        }
        else if (message instanceof AddOrder add)
        {
            endRun();
            enter(add.reference(), add.side(), add.shares(), add.priceMinor());
        }
        else if (message instanceof OrderReduced reduced)
        {
            endRun();
            onReduced(reduced);
        }
        else if (message instanceof OrderDeleted deleted)
        {
            endRun();
            cancel(deleted.reference());
        }
        else if (message instanceof OrderReplaced replaced)
        {
            endRun();
            final Side side = book.order(replaced).side();
            cancel(replaced.reference());
            enter(replaced.newReference(), side, replaced.shares(), replaced.priceMinor());
        }
    }

    /**
     * The commands so far, an open run of executions included.
     *
     * @return in the order of the file.
     */
    public List<ReplayStep> steps()
    {
        endRun();
        return List.copyOf(steps);
    }

    private void onExecuted(final OrderExecuted executed) throws ItchFormatException
    {
        final RecordedOrder order = book.order(executed);
        final long timestampNs = executed.header().timestampNs();
        if (runExecutions > 0 && (timestampNs != runTimestampNs || order.side() != runSide))
        {
            endRun();
        }
        runTimestampNs = timestampNs;
        runSide = order.side();
        runShares += executed.shares();
        runPriceMinor = order.priceMinor();
        runExecutions++;
        if (executed.shares() >= order.shares())
        {
            totalShares.remove(order.reference());
        }
    }

    private void onReduced(final OrderReduced reduced) throws ItchFormatException
    {
        final RecordedOrder order = book.order(reduced);
        if (reduced.shares() >= order.shares())
        {
            cancel(order.reference());
            return;
        }
        final long total = totalShares.get(order.reference()) - reduced.shares();
        totalShares.put(order.reference(), total);
        steps.add(new ReplayStep.Reduce(order.reference(), total, order.priceMinor()));
    }

    private void enter(final long reference, final Side side, final long shares, final long priceMinor)
    {
        totalShares.put(reference, shares);
        steps.add(new ReplayStep.Enter(reference, side, shares, priceMinor));
    }

    private void cancel(final long reference)
    {
        totalShares.remove(reference);
        steps.add(new ReplayStep.Cancel(reference));
    }

    private void endRun()
    {
        if (runExecutions > 0)
        {
            final Side side = runSide == Side.BUY ? Side.SELL : Side.BUY;
            steps.add(new ReplayStep.Sweep(side, runShares, runPriceMinor, runExecutions));
            runExecutions = 0;
            runShares = 0;
        }
    }
}
