package io.gavel.client.examples;

import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.NewOrder;
import io.gavel.client.RecoveredCommand;
import io.gavel.schema.Side;
import java.nio.file.Path;

/** Places orders until it is killed; started again, says what became of each. Arguments: FirstOrder's, and a file. */
public final class SurvivingBroker
{
    private SurvivingBroker()
    {
    }

    public static void main(final String[] args)
    {
        final long accountId = Long.parseLong(args[3]);
        try (GavelClient client = GavelClient.connect(new GavelClient.Context()
            .members(args[0])
            .participant(args[1])
            .password(args[2].toCharArray())
            .journal(Path.of(args[4]))
            .recoveredCommandListener(SurvivingBroker::onRecovered)
            .executionListener(SurvivingBroker::onExecution)))
        {
            while (!Thread.currentThread().isInterrupted())
            {
                client.placeOrder(NewOrder.limit("AAPL", Side.BUY, 1, "1.00").account(accountId)).join();
            }
        }
    }

    private static void onRecovered(final RecoveredCommand command)
    {
        System.out.println("order " + command.clOrdId() + " of before: " + command.outcome());
    }

    private static void onExecution(final ExecutionReport report)
    {
        System.out.println(report.reportSeq() + " " + report.execType() + " order " + report.clOrdId());
    }
}
