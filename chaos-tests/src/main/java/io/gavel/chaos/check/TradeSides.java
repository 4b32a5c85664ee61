package io.gavel.chaos.check;

import static io.gavel.chaos.check.Violations.Kind.DIVERGED;
import static io.gavel.chaos.check.Violations.Kind.DUPLICATED;
import static io.gavel.chaos.check.Violations.Kind.LOST;

import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.Side;
import java.util.HashMap;
import java.util.Map;

/** Each trade: published once, one buy and one sell execution of equal price and quantity, numbered without a hole. */
final class TradeSides
{
    private final Map<Long, Trade> incomplete = new HashMap<>();
    private final Violations violations;
    private long lastMatchId;

    TradeSides(final Violations violations)
    {
        this.violations = violations;
    }

    void onPublished(final long matchId, final long priceTicks, final long quantityLots)
    {
        violations.check(matchId == lastMatchId + 1, matchId <= lastMatchId ? DUPLICATED : LOST,
            "expected match " + (lastMatchId + 1) + ", actual=" + matchId);
        lastMatchId = Math.max(lastMatchId, matchId);
        final Trade trade = trade(matchId);
        violations.check(trade.publicLots == 0, DUPLICATED, "match " + matchId + " was published twice");
        trade.publicLots = quantityLots;
        trade.publicTicks = priceTicks;
        concludeIfComplete(matchId, trade);
    }

    void onExecution(final ExecutionReportDecoder event)
    {
        final Trade trade = trade(event.matchId());
        final boolean isBuy = event.side() == Side.BUY;
        violations.check((isBuy ? trade.buyLots : trade.sellLots) == 0, DUPLICATED,
            "match " + event.matchId() + " has two executions of side " + event.side());
        if (isBuy)
        {
            trade.buyLots = event.lastQtyLots();
            trade.buyTicks = event.lastPxTicks();
        }
        else
        {
            trade.sellLots = event.lastQtyLots();
            trade.sellTicks = event.lastPxTicks();
        }
        concludeIfComplete(event.matchId(), trade);
    }

    private Trade trade(final long matchId)
    {
        return incomplete.computeIfAbsent(matchId, id -> new Trade());
    }

    private void concludeIfComplete(final long matchId, final Trade trade)
    {
        if (trade.publicLots > 0 && trade.buyLots > 0 && trade.sellLots > 0)
        {
            incomplete.remove(matchId);
            violations.check(trade.publicLots == trade.buyLots && trade.publicLots == trade.sellLots &&
                trade.publicTicks == trade.buyTicks && trade.publicTicks == trade.sellTicks, DIVERGED,
                "match " + matchId + ": " + trade);
        }
    }

    /** At rest no trade may lack a side. */
    void conclude()
    {
        incomplete.forEach((matchId, trade) -> violations.add(LOST, "match " + matchId + " is incomplete: " + trade));
        incomplete.clear();
    }

    /** Trades since the beginning. */
    long trades()
    {
        return lastMatchId;
    }

    private static final class Trade
    {
        private long publicLots;
        private long publicTicks;
        private long buyLots;
        private long buyTicks;
        private long sellLots;
        private long sellTicks;

        @Override
        public String toString()
        {
            return "published " + publicLots + " at " + publicTicks + ", bought " + buyLots + " at " + buyTicks +
                ", sold " + sellLots + " at " + sellTicks;
        }
    }
}
