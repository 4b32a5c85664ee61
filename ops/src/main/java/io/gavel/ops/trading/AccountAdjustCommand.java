package io.gavel.ops.trading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.AdminReport;
import io.gavel.client.GavelClient;
import io.gavel.client.Instrument;
import io.gavel.client.LedgerDesk;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Reason;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.venue.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Moves money or shares into an account or out of it.
 */
abstract class AccountAdjustCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account's id.")
    private long accountId;

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "Money, or shares with --shares.")
    private BigDecimal amount;

    @Parameters(index = "2", paramLabel = "WHAT", description = "The currency, or the symbol with --shares.")
    private String what;

    @Option(names = "--shares", description = "Move shares instead of money.")
    private boolean isShares;

    @Mixin
    private Reason.Optional reason;

    @Mixin
    private RequestKey key;

    private final boolean isDeposit;

    AccountAdjustCommand(final boolean isDeposit)
    {
        this.isDeposit = isDeposit;
    }

    @Override
    public final Integer call() throws IOException, InterruptedException
    {
        if (amount.signum() <= 0)
        {
            throw output.wrongArgument("AMOUNT " + amount.toPlainString() + ": expected more than 0");
        }
        key.check(output);
        try (GavelClient client = venue.connectOperator(output))
        {
            final ObjectNode document = Output.object().put("accountId", accountId);
            final LedgerDesk ledger = reason.of(client.operator()).ledger();
            final String balance;
            if (isShares)
            {
                final Instrument instrument = client.instrument(what);
                final long lots = AdminReports.resultOf(moveShares(ledger));
                document.put("symbol", what).put("quantity", lots * instrument.lotSize());
                balance = Long.toString(lots * instrument.lotSize());
            }
            else
            {
                balance = Money.toDecimal(AdminReports.resultOf(moveCash(ledger))).toPlainString();
                document.put("currency", what).put("balance", balance);
            }
            output.print(document, "account " + accountId + " has " + balance + " " + what);
            return 0;
        }
    }

    private CompletableFuture<AdminReport> moveCash(final LedgerDesk ledger)
    {
        try
        {
            Money.toMinor(amount, "AMOUNT");
        }
        catch (final IllegalArgumentException e)
        {
            throw output.wrongArgument(e.getMessage());
        }
        return isDeposit ? ledger.depositCash(accountId, what, amount, key.value()) :
            ledger.withdrawCash(accountId, what, amount, key.value());
    }

    private CompletableFuture<AdminReport> moveShares(final LedgerDesk ledger)
    {
        final long shares;
        try
        {
            shares = amount.longValueExact();
        }
        catch (final ArithmeticException e)
        {
            throw output.wrongArgument("AMOUNT " + amount.toPlainString() + ": expected a whole number of shares");
        }
        return isDeposit ? ledger.depositShares(accountId, what, shares, key.value()) :
            ledger.withdrawShares(accountId, what, shares, key.value());
    }

    /** Moves in. */
    @Command(name = "deposit", description = "Deposit money or shares: account deposit 1 5000.00 USD.")
    static final class Deposit extends AccountAdjustCommand
    {
        Deposit()
        {
            super(true);
        }
    }

    /** Moves out. */
    @Command(name = "withdraw", description = "Withdraw money or shares that are not held for orders.")
    static final class Withdraw extends AccountAdjustCommand
    {
        Withdraw()
        {
            super(false);
        }
    }
}
