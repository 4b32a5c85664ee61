package io.gavel.ops.cli;

import io.gavel.client.AdminReport;
import java.util.concurrent.CompletableFuture;

/**
 * Answers to what an operator asked for.
 */
public final class AdminReports
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
    public static long resultOf(final CompletableFuture<AdminReport> answer) throws InterruptedException
    {
        final AdminReport report = VenueOptions.await(answer);
        if (report.isRejected())
        {
            throw new CommandFailure(Rejections.sentence(report.rejectReason()));
        }
        return report.resultId();
    }
}
