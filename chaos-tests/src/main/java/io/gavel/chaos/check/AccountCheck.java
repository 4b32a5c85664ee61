package io.gavel.chaos.check;

import static io.gavel.chaos.check.Violations.Kind.DIVERGED;

import io.gavel.client.Account;
import io.gavel.client.GavelClient;
import io.gavel.client.OpenOrder;
import io.gavel.venue.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Compares what the venue says of accounts and open orders, asked through the SDK, with what its events make.
 */
final class AccountCheck
{
    private static final long TIMEOUT_S = 30;

    private final StreamModel model;
    private final Violations violations;

    AccountCheck(final StreamModel model, final Violations violations)
    {
        this.model = model;
        this.violations = violations;
    }

    void checkAccounts(final GavelClient operator, final String currency)
        throws InterruptedException, ExecutionException, TimeoutException
    {
        for (final Map.Entry<Long, Long> entry : model.ledger().cashMinor().entrySet())
        {
            final Account account = operator.account(entry.getKey()).get(TIMEOUT_S, TimeUnit.SECONDS);
            final long accountId = account.accountId();
            final long balance = Money.toMinor(account.cash(currency).balance(), "balance");
            violations.check(balance == entry.getValue(), DIVERGED, "account " + accountId + " has cash of " + balance +
                ", but deposits, trades and fees make " + entry.getValue());
            checkHeldCash(accountId, Money.toMinor(account.cash(currency).held(), "held"), balance);
            model.books().listings().forEach((instrumentId, listing) ->
                checkHolding(account, instrumentId, listing));
        }
    }

    // What is held for fees is for the engine's own tests; the notional of what is open is the least.
    private void checkHeldCash(final long accountId, final long held, final long balance)
    {
        final long open = model.orders().open().values().stream()
            .filter(life -> life.accountId == accountId && life.isBuy)
            .mapToLong(life -> model.ledger().notionalMinor(life.instrumentId, life.priceTicks, life.leaves)).sum();
        violations.check(held >= open && held <= balance && (open > 0 || held == 0), DIVERGED, "account " + accountId +
            " holds " + held + " of its " + balance + " for open buy orders of " + open);
    }

    private void checkHolding(final Account account, final int instrumentId, final PublicBooks.Listing listing)
    {
        final long expected = model.ledger().lots(account.accountId(), instrumentId) * listing.lotSize();
        violations.check(account.shares(listing.symbol()) == expected, DIVERGED, "account " + account.accountId() +
            " has " + account.shares(listing.symbol()) + " " + listing.symbol() + ", but deposits and trades make " +
            expected);
        final long open = model.orders().open().values().stream()
            .filter(life -> life.accountId == account.accountId() && !life.isBuy && life.instrumentId == instrumentId)
            .mapToLong(life -> life.leaves * listing.lotSize()).sum();
        final long held = account.holdings().stream()
            .filter(each -> each.instrument().symbol().equals(listing.symbol()))
            .mapToLong(Account.Holding::held).sum();
        violations.check(held == open, DIVERGED, "account " + account.accountId() + " holds " + held + " " +
            listing.symbol() + " for open sell orders of " + open);
    }

    void checkOpenOrders(final GavelClient broker) throws InterruptedException, ExecutionException, TimeoutException
    {
        final int participantId = broker.participantId();
        final List<OpenOrder> asked = broker.openOrders(0).get(TIMEOUT_S, TimeUnit.SECONDS);
        final Map<Long, OrderLives.Life> expected = new HashMap<>(model.orders().open());
        expected.values().removeIf(life -> life.participantId != participantId);
        for (final OpenOrder order : asked)
        {
            final OrderLives.Life life = expected.remove(order.orderId());
            violations.check(life != null && life.leaves == order.leavesQtyLots() &&
                life.priceTicks == order.priceTicks() && life.traded == order.cumQtyLots(), DIVERGED,
                "participant " + participantId + ": the venue says that order " + order.orderId() + " has " +
                order.leavesQtyLots() + " open at " + order.priceTicks() + " and " + order.cumQtyLots() +
                " traded, its events " +
                (life == null ? "that it is not open" :
                life.leaves + " at " + life.priceTicks + " and " + life.traded));
        }
        expected.forEach((orderId, life) -> violations.add(DIVERGED, "participant " + participantId + ": order " +
            orderId + " is open by its events, and not by the venue"));
    }
}
