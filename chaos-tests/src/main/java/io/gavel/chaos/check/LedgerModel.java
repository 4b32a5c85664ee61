package io.gavel.chaos.check;

import static io.gavel.chaos.check.Violations.Kind.DIVERGED;

import io.gavel.schema.CashAdjustedDecoder;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.HoldingAdjustedDecoder;
import io.gavel.schema.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Money and shares as deposits, trades and fees move them. Cash is counted in the one currency of the load.
 */
final class LedgerModel
{
    private final Map<Long, Long> cashMinor = new TreeMap<>();
    private final Map<Long, Map<Integer, Long>> lots = new TreeMap<>();
    private final Map<Integer, Long> minorPerTickLot = new HashMap<>();
    private final Violations violations;
    private long depositedMinor;
    private final Map<Integer, Long> depositedLots = new TreeMap<>();
    private long feeAccountId;

    LedgerModel(final Violations violations)
    {
        this.violations = violations;
    }

    void onInstrument(final int instrumentId, final long tickSizeMinor, final long lotSize)
    {
        minorPerTickLot.put(instrumentId, Math.multiplyExact(tickSizeMinor, lotSize));
    }

    void onFeeAccount(final long accountId)
    {
        feeAccountId = accountId;
    }

    void onCash(final CashAdjustedDecoder event)
    {
        depositedMinor += event.deltaMinor();
        final long balance = addCash(event.accountId(), event.deltaMinor());
        violations.check(balance == event.balanceMinor(), DIVERGED, "event " + event.eventSeq() + ": cash of account " +
            event.accountId() + " is " + event.balanceMinor() + ", but deposits, trades and fees make " + balance);
    }

    void onHolding(final HoldingAdjustedDecoder event)
    {
        depositedLots.merge(event.instrumentId(), event.deltaLots(), Long::sum);
        final long balance = addLots(event.accountId(), event.instrumentId(), event.deltaLots());
        violations.check(balance == event.balanceLots(), DIVERGED, "event " + event.eventSeq() + ": account " +
            event.accountId() + " has " + event.balanceLots() + " lots, but deposits and trades make " + balance);
    }

    void onExecution(final ExecutionReportDecoder event)
    {
        final long notionalMinor = notionalMinor(event.instrumentId(), event.lastPxTicks(), event.lastQtyLots());
        final long sign = event.side() == Side.BUY ? 1 : -1;
        addLots(event.accountId(), event.instrumentId(), sign * event.lastQtyLots());
        addCash(event.accountId(), -sign * notionalMinor - event.feeMinor());
        addCash(feeAccountId, event.feeMinor());
    }

    long notionalMinor(final int instrumentId, final long ticks, final long quantityLots)
    {
        return Math.multiplyExact(Math.multiplyExact(ticks, quantityLots), minorPerTickLot.get(instrumentId));
    }

    private long addCash(final long accountId, final long deltaMinor)
    {
        return cashMinor.merge(accountId, deltaMinor, Math::addExact);
    }

    private long addLots(final long accountId, final int instrumentId, final long delta)
    {
        return lots.computeIfAbsent(accountId, id -> new TreeMap<>()).merge(instrumentId, delta, Math::addExact);
    }

    /** Cash by account. */
    Map<Long, Long> cashMinor()
    {
        return cashMinor;
    }

    long lots(final long accountId, final int instrumentId)
    {
        return lots.getOrDefault(accountId, Map.of()).getOrDefault(instrumentId, 0L);
    }

    /** What was deposited less what was withdrawn is what is there. */
    void conclude()
    {
        final long cash = cashMinor.values().stream().mapToLong(Long::longValue).sum();
        violations.check(cash == depositedMinor, DIVERGED,
            "all cash is " + cash + ", but " + depositedMinor + " were deposited");
        depositedLots.forEach((instrumentId, deposited) ->
        {
            final long held = lots.keySet().stream().mapToLong(accountId -> lots(accountId, instrumentId)).sum();
            violations.check(held == deposited, DIVERGED, "all shares of instrument " + instrumentId + " are " + held +
                " lots, but " + deposited + " were deposited");
        });
    }
}
