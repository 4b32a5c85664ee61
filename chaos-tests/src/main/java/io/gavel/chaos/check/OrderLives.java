package io.gavel.chaos.check;

import static io.gavel.chaos.check.Violations.Kind.DIVERGED;
import static io.gavel.chaos.check.Violations.Kind.DUPLICATED;
import static io.gavel.chaos.check.Violations.Kind.LOST;

import io.gavel.schema.ExecutionReportDecoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The orders as the execution reports tell of them. For each: open + traded + cancelled = ordered.
 */
final class OrderLives
{
    private final Map<Long, Life> open = new HashMap<>();
    private final Violations violations;
    private final Set<Long> given = new HashSet<>();
    private long orders;

    OrderLives(final Violations violations)
    {
        this.violations = violations;
    }

    void onReport(final ExecutionReportDecoder event)
    {
        switch (event.execType())
        {
            case NEW -> onNew(event);
            case REPLACED -> onChange(event, life -> life.ordered = event.orderQtyLots());
            case CANCELED, EXPIRED, RESTATED -> onChange(event, life -> life.cancelled += event.lastQtyLots());
            case TRADE -> onChange(event, life -> life.traded += event.lastQtyLots());
            case TRIGGERED -> onChange(event, life ->
            {
            });
            default ->
            {
            }
        }
    }

    private void onNew(final ExecutionReportDecoder event)
    {
        violations.check(given.add(event.orderId()) && !open.containsKey(event.orderId()), DUPLICATED,
            "orderId " + event.orderId() + " was given twice");
        orders++;
        open.put(event.orderId(), new Life(event));
    }

    private void onChange(final ExecutionReportDecoder event, final java.util.function.Consumer<Life> change)
    {
        final Life life = open.get(event.orderId());
        if (life == null)
        {
            violations.add(LOST, event.execType() + " in event " + event.eventSeq() + " of order " + event.orderId() +
                ", which is not open");
            return;
        }
        change.accept(life);
        life.leaves = event.leavesQtyLots();
        life.priceTicks = event.priceTicks();
        final long sum = life.leaves + life.traded + life.cancelled;
        violations.check(sum == life.ordered, DIVERGED, "order " + event.orderId() + ": open " + life.leaves +
            " + traded " + life.traded + " + cancelled " + life.cancelled + " is not the " + life.ordered +
            " that were ordered");
        if (life.leaves == 0)
        {
            open.remove(event.orderId());
        }
    }

    Map<Long, Life> open()
    {
        return open;
    }

    /** The ids that were given so far need no longer be known. */
    void forget()
    {
        given.clear();
    }

    /** Orders that were accepted since the beginning. */
    long orders()
    {
        return orders;
    }

    /** An order that is open. */
    static final class Life
    {
        final int participantId;
        final long accountId;
        final int instrumentId;
        final boolean isBuy;
        long priceTicks;
        long ordered;
        long leaves;
        long traded;
        long cancelled;

        Life(final ExecutionReportDecoder event)
        {
            participantId = event.participantId();
            accountId = event.accountId();
            instrumentId = event.instrumentId();
            isBuy = event.side() == io.gavel.schema.Side.BUY;
            priceTicks = event.priceTicks();
            ordered = event.orderQtyLots();
            leaves = event.leavesQtyLots();
        }
    }
}
