package io.gavel.ops.trading;

import io.gavel.client.AdminReport;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Rejections;
import io.gavel.ops.cli.VenueOptions;
import java.util.concurrent.CompletableFuture;

/**
 * Answers to what an operator asked for.
 */
final class AdminReports
{
    private AdminReports()
    {
    }

    /**
     * Waits for an answer that says it was done.
     *
     * @param answer of the client.
     * @return the result's id.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the venue refused, with its reason.
     */
    static long resultOf(final CompletableFuture<AdminReport> answer) throws InterruptedException
    {
        final AdminReport report = VenueOptions.await(answer);
        if (report.isRejected())
        {
            throw new CommandFailure(Rejections.sentence(report.rejectReason()));
        }
        return report.resultId();
    }
}
