package io.gavel.ops.market;

import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Halts trading.
 */
@Command(name = "halt", description = "Halt an instrument or the market: only cancels are taken until it is resumed.")
public final class HaltCommand extends OperatorCommand
{
    @Mixin
    private Target target;

    @Override
    protected void check()
    {
        target.check(output());
    }

    @Override
    protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
    {
        AdminReports.resultOf(
            target.isMarket() ? operator.day().haltMarket() : operator.day().halt(target.symbol()));
        done(Output.object().put("symbol", target.symbol()).put("market", target.isMarket()).put("halted", true),
            target + " is halted");
    }
}
