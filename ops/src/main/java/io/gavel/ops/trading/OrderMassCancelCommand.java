package io.gavel.ops.trading;

import io.gavel.client.CommandReport;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.MassCancel;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Rejections;
import io.gavel.ops.cli.VenueOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Cancels many orders of a participant.
 */
@Command(name = "mass-cancel", description = "Cancel the participant's orders that fit; without options, all of them.")
public final class OrderMassCancelCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Mixin
    private OrderFilter orders;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        final MassCancel filter = orders.filter(output);
        try (GavelClient client = venue.connectTrader(output, OrderMassCancelCommand::ignore))
        {
            final CommandReport report = VenueOptions.await(client.massCancel(filter));
            if (report.isRejected())
            {
                throw new CommandFailure(Rejections.sentence(report.rejectReason()));
            }
            final boolean isUnderWay = report.resultId() == 1;
            output.print(orders.document(output).put("underWay", isUnderWay), isUnderWay ?
                "the orders are being cancelled: order list shows those that are left" : "the orders are cancelled");
            return 0;
        }
    }

    /** Each order is told of to the connection that entered it. */
    private static void ignore(final ExecutionReport report)
    {
    }
}
