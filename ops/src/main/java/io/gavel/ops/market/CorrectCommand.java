package io.gavel.ops.market;

import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Output;
import java.math.BigDecimal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Gives a trade other terms.
 */
@Command(name = "correct", description = "Give a trade another price, or a lower quantity.")
public final class CorrectCommand extends OperatorCommand
{
    @Parameters(index = "0", paramLabel = "MATCH_ID", description = "Of the trade.")
    private long matchId;

    @Option(names = "--symbol", required = true, paramLabel = "SYMBOL", description = "Of the trade's instrument.")
    private String symbol;

    @Option(names = "--price", required = true, paramLabel = "PRICE",
        description = "Of one share; the old one to keep it.")
    private BigDecimal price;

    @Option(names = "--quantity", required = true, paramLabel = "SHARES",
        description = "At most what was traded; the old one to keep it.")
    private long quantity;

    @Override
    protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
    {
        AdminReports.resultOf(operator.ledger().correctTrade(matchId, symbol, price, quantity));
        done(Output.object().put("matchId", matchId).put("symbol", symbol).put("price", price.toPlainString())
            .put("quantity", quantity).put("state", "CORRECTED"),
            "trade " + matchId + " is now " + quantity + " " + symbol + " @ " + price.toPlainString());
    }
}
