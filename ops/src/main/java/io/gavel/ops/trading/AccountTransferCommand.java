package io.gavel.ops.trading;

import io.gavel.client.AdminReport;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Output;
import io.gavel.venue.Money;
import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Moves money or shares from one account to another.
 */
@Command(
    name = "transfer",
    description = "Move money or shares from one account to another: account transfer 1 2 50 USD.")
final class AccountTransferCommand extends OperatorCommand
{
    @Parameters(index = "0", paramLabel = "FROM", description = "The account that gives.")
    private long fromAccountId;

    @Parameters(index = "1", paramLabel = "TO", description = "The account that gets.")
    private long toAccountId;

    @Parameters(index = "2", paramLabel = "AMOUNT", description = "Money, or shares with --shares.")
    private BigDecimal amount;

    @Parameters(index = "3", paramLabel = "WHAT", description = "The currency, or the symbol with --shares.")
    private String what;

    @Option(names = "--shares", description = "Move shares instead of money.")
    private boolean isShares;

    @Mixin
    private RequestKey key;

    private long shares;

    @Override
    protected void check()
    {
        key.check(output());
        if (amount.signum() <= 0)
        {
            throw output().wrongArgument("AMOUNT " + amount.toPlainString() + ": expected more than 0");
        }
        try
        {
            if (isShares)
            {
                shares = amount.longValueExact();
            }
            else
            {
                Money.toMinor(amount, "AMOUNT");
            }
        }
        catch (final ArithmeticException e)
        {
            throw output().wrongArgument("AMOUNT " + amount.toPlainString() + ": expected a whole number of shares");
        }
        catch (final IllegalArgumentException e)
        {
            throw output().wrongArgument(e.getMessage());
        }
    }

    @Override
    protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
    {
        final CompletableFuture<AdminReport> answer = isShares ?
            operator.ledger().transferShares(fromAccountId, toAccountId, what, shares, key.value()) :
            operator.ledger().transferCash(fromAccountId, toAccountId, what, amount, key.value());
        final long left = AdminReports.resultOf(answer);
        final String balance = isShares ? Long.toString(left * client.instrument(what).lotSize()) :
            Money.toDecimal(left).toPlainString();
        done(Output.object().put("fromAccountId", fromAccountId).put("toAccountId", toAccountId)
            .put("amount", amount.toPlainString()).put(isShares ? "symbol" : "currency", what)
            .put("fromBalance", balance),
            "account " + toAccountId + " got " + amount.toPlainString() + " " + what + "; account " + fromAccountId +
            " has " + balance + " left");
    }
}
