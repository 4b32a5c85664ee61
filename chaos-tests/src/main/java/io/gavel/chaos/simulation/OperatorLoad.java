package io.gavel.chaos.simulation;

import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.LedgerDesk;
import io.gavel.client.MassCancel;
import io.gavel.client.RiskLimit;
import io.gavel.schema.LimitType;
import io.gavel.schema.Scope;
import io.gavel.schema.TradingPhase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.SplittableRandom;

/** What the operator does: pays in and out, halts and resumes, takes groups through auctions, busts, kills, hashes. */
final class OperatorLoad
{
    private static final int OPEN_MAX = 4;

    private final Broker broker;
    private final Auditor auditor;
    private final SplittableRandom random;

    OperatorLoad(final Scene scene, final Broker broker, final Auditor auditor)
    {
        this.broker = broker;
        this.auditor = auditor;
        random = scene.random();
    }

    void act()
    {
        final BrokerProcess process = broker.process();
        if (!process.mayTrade() || broker.openCount() >= OPEN_MAX)
        {
            return;
        }
        final GavelClient client = process.client();
        final GavelOperator operator = client.operator();
        final int dice = random.nextInt(100);
        if (dice < 30)
        {
            money(process, operator.ledger());
        }
        else if (dice < 70)
        {
            market(process, operator);
        }
        else if (dice < 80)
        {
            final long matchId = Math.max(1, auditor.lastMatchId() - random.nextInt(5));
            process.submit("bust of trade " + matchId, () -> operator.ledger().bustTrade(matchId));
        }
        else if (dice < 90)
        {
            risk(process, operator);
        }
        else if (dice < 96)
        {
            process.submit("hash of the state", operator::hashState);
        }
        else if (dice < 98)
        {
            process.submit("end of the day", operator::closeDay);
        }
        else
        {
            process.ask(operator::takeSnapshot);
        }
    }

    private long account()
    {
        return 1 + random.nextInt(Genesis.FEE_ACCOUNT - 1);
    }

    private String symbol()
    {
        return Genesis.SYMBOLS[random.nextInt(Genesis.SYMBOLS.length)];
    }

    private void money(final BrokerProcess process, final LedgerDesk ledger)
    {
        final long account = account();
        final long other = account();
        final BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(100_000), 2);
        final long key = random.nextBoolean() ? LedgerDesk.NO_KEY : 1 + random.nextInt(40);
        switch (random.nextInt(5))
        {
            case 0 -> process.submit("deposit", () -> ledger.depositCash(account, "USD", amount, key));
            case 1 -> process.submit("withdrawal", () -> ledger.withdrawCash(account, "EUR", amount, key));
            case 2 -> process.submit("deposit of shares", () -> ledger.depositShares(account, "AAA", 7, key));
            case 3 -> process.submit("withdrawal of shares", () -> ledger.withdrawShares(account, "BBB", 5, key));
            default ->
            {
                if (account != other)
                {
                    process.submit("transfer", () -> ledger.transferCash(account, other, "USD", amount, key));
                }
            }
        }
    }

    /** What stops continuous trading is followed, most of the time, by what begins it again. */
    private void market(final BrokerProcess process, final GavelOperator operator)
    {
        final String symbol = symbol();
        switch (random.nextInt(10))
        {
            case 0 -> process.submit("halt", () -> operator.day().halt(symbol));
            case 1 -> process.submit("auction", () -> operator.day().setPhase(0, TradingPhase.OPENING_AUCTION));
            case 2 -> process.submit("closing", () -> operator.day().setPhase(0, TradingPhase.CLOSING_AUCTION));
            case 3, 4, 5 -> process.submit("resume of " + symbol, () -> operator.day().resumeTrading(symbol,
                random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(1)));
            default -> process.submit("continuous", () -> operator.day().setPhase(0, TradingPhase.CONTINUOUS));
        }
    }

    private void risk(final BrokerProcess process, final GavelOperator operator)
    {
        final int trader = 1 + random.nextInt(Genesis.TRADERS);
        switch (random.nextInt(6))
        {
            case 0 -> process.submit("kill", () -> operator.risk().kill(Scope.PARTICIPANT, trader));
            case 1, 2, 3 -> process.submit("release", () -> operator.risk().release(Scope.PARTICIPANT, trader));
            case 4 -> process.submit("limit", () -> operator.risk().setLimit(RiskLimit.of(
                Scope.PARTICIPANT, trader, LimitType.MAX_OPEN_ORDERS, 5 + random.nextInt(50))));
            default -> process.submit("cancel of orders",
                () -> operator.risk().cancelOrders(trader, MassCancel.all()));
        }
    }

    /** Takes every order out. */
    void cancelEverything()
    {
        final GavelOperator operator = broker.process().client().operator();
        broker.process().submit("cancel of everything",
            () -> operator.risk().cancelOrders(GavelOperator.NO_PARTICIPANT, MassCancel.all()));
    }
}
