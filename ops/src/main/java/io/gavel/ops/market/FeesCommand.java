package io.gavel.ops.market;

import io.gavel.client.FeeRates;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.CommandGroup;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Participants;
import java.math.BigDecimal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What trades cost.
 */
@Command(
    name = "fees",
    synopsisSubcommandLabel = "COMMAND",
    description = "Set what trades cost, and which account gets it.",
    subcommands = {
        FeesCommand.Set.class,
        FeesCommand.Account.class,
    })
public final class FeesCommand extends CommandGroup
{
    /** Rates are counted in millionths. */
    private static final int MILLIONTHS_PER_BPS = 100;

    /** Sets rates. */
    @Command(name = "set", description = "Set the rates of a fee class, in basis points of the notional.")
    static final class Set extends OperatorCommand
    {
        @Option(names = "--class", paramLabel = "0..63", defaultValue = "0",
            description = "Of the instruments (default: ${DEFAULT-VALUE}, where an instrument is unless it was moved).")
        private int feeClass;

        @Option(names = "--for", paramLabel = "NAME",
            description = "For this participant, name or id (default: for all who have no rates of their own).")
        private String who;

        @Option(names = "--maker", required = true, paramLabel = "BPS",
            description = "Of the order that rested, such as 0.50.")
        private BigDecimal maker;

        @Option(names = "--taker", required = true, paramLabel = "BPS", description = "Of the order that arrived.")
        private BigDecimal taker;

        @Option(names = "--auction", required = true, paramLabel = "BPS", description = "Of both in an auction.")
        private BigDecimal auction;

        private FeeRates rates;

        @Override
        protected void check()
        {
            try
            {
                rates = new FeeRates(GavelOperator.NO_PARTICIPANT, feeClass, millionths("--maker", maker),
                    millionths("--taker", taker), millionths("--auction", auction));
            }
            catch (final IllegalArgumentException e)
            {
                throw output().wrongArgument(e.getMessage());
            }
        }

        private static int millionths(final String name, final BigDecimal bps)
        {
            try
            {
                return bps.multiply(BigDecimal.valueOf(MILLIONTHS_PER_BPS)).intValueExact();
            }
            catch (final ArithmeticException e)
            {
                throw new IllegalArgumentException(
                    name + " " + bps.toPlainString() + ": expected basis points with at most two decimals", e);
            }
        }

        @Override
        protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
        {
            final int participantId = who == null ?
                GavelOperator.NO_PARTICIPANT : Participants.idOf(client, who, output(), "--for");
            AdminReports.resultOf(operator.ledger().setFees(new FeeRates(
                participantId, feeClass, rates.makerRate(), rates.takerRate(), rates.auctionRate())));
            done(Output.object().put("participantId", participantId).put("feeClass", feeClass)
                .put("makerBps", maker.toPlainString()).put("takerBps", taker.toPlainString())
                .put("auctionBps", auction.toPlainString()),
                "fee class " + feeClass + (who == null ? "" : " for " + who) + ": maker " + maker.toPlainString() +
                ", taker " + taker.toPlainString() + ", auction " + auction.toPlainString() + " bps");
        }
    }

    /** Says where fees go. */
    @Command(name = "account", description = "Say to which account fees go.")
    static final class Account extends OperatorCommand
    {
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account's id.")
        private long accountId;

        @Override
        protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
        {
            AdminReports.resultOf(operator.ledger().setFeeAccount(accountId));
            done(Output.object().put("accountId", accountId), "fees go to account " + accountId);
        }
    }
}
