package io.gavel.ops.market;

import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.DurationConverter;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Output;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Ends a halt.
 */
@Command(
    name = "resume",
    description = "End the halt of an instrument or the market, with an auction first or at once.")
public final class ResumeCommand extends OperatorCommand
{
    @Mixin
    private Target target;

    @Option(names = "--auction", paramLabel = "DURATION", converter = DurationConverter.class,
        description = "How long an auction lasts before continuous trading, such as 60s (default: none).")
    private Duration auction;

    @Override
    protected void check()
    {
        target.check(output());
    }

    @Override
    protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
    {
        final Duration lasting = auction == null ? Duration.ZERO : auction;
        AdminReports.resultOf(target.isMarket() ? operator.day().resumeMarket(lasting) :
            operator.day().resumeTrading(target.symbol(), lasting));
        done(Output.object().put("symbol", target.symbol()).put("market", target.isMarket()).put("halted", false)
            .put("auctionMs", lasting.toMillis()), target + " is resumed" +
            (auction == null ? "" : ", by an auction of " + lasting.toMillis() + " ms"));
    }
}
