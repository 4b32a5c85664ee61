package io.gavel.ops.market;

import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Makes a trade void.
 */
@Command(name = "bust", description = "Reverse a trade: money, shares and fees go back.")
public final class BustCommand extends OperatorCommand
{
    @Parameters(index = "0", paramLabel = "MATCH_ID", description = "Of the trade.")
    private long matchId;

    @Override
    protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
    {
        AdminReports.resultOf(operator.ledger().bustTrade(matchId));
        done(Output.object().put("matchId", matchId).put("state", "BUSTED"), "trade " + matchId + " is void");
    }
}
