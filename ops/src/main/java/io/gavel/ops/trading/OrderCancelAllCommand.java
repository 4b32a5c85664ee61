package io.gavel.ops.trading;

import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.MassCancel;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Participants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Cancels the orders of anybody.
 */
@Command(name = "cancel-all", description = "As an operator, cancel everybody's orders that fit.")
public final class OrderCancelAllCommand extends OperatorCommand
{
    @Mixin
    private OrderFilter orders;

    @Option(names = "--of", paramLabel = "PARTICIPANT", description = "Of this participant only: name or id.")
    private String of;

    private MassCancel filter;

    @Override
    protected void check()
    {
        filter = orders.filter(output());
    }

    @Override
    protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
    {
        final int participantId = of == null ?
            GavelOperator.NO_PARTICIPANT : Participants.idOf(client, of, output(), "--of");
        final boolean isUnderWay = AdminReports.resultOf(operator.risk().cancelOrders(participantId, filter)) == 1;
        done(orders.document(output()).put("participantId", of == null ? null : participantId)
            .put("underWay", isUnderWay),
            isUnderWay ? "the orders are being cancelled" : "the orders are cancelled");
    }
}
