package io.gavel.client;

import io.gavel.schema.RejectReason;
import java.util.concurrent.CompletableFuture;
import org.agrona.MutableDirectBuffer;

/** A command of the admin schema: answered by an admin report. */
final class AdminCommand extends Command
{
    private final int templateId;
    private final Encoding encoding;
    private final CompletableFuture<AdminReport> future;

    AdminCommand(final int templateId, final Encoding encoding, final CompletableFuture<AdminReport> future)
    {
        this.templateId = templateId;
        this.encoding = encoding;
        this.future = future;
    }

    @Override
    int encode(final CommandCodec codec, final MutableDirectBuffer buffer, final long clientSeq)
    {
        return encoding.encode(codec, buffer, clientSeq);
    }

    @Override
    void onAnswer(final Report report)
    {
        if (report instanceof AdminReport admin)
        {
            future.complete(admin);
        }
        else
        {
            failUnfit(report);
        }
    }

    @Override
    void onOutcome(final long clientSeq, final long resultId, final long eventSeq, final RejectReason reason)
    {
        future.complete(new AdminReport(eventSeq, 0, 0, clientSeq, resultId, templateId, reason, ""));
    }

    @Override
    void fail(final Throwable cause)
    {
        future.completeExceptionally(cause);
    }

    @Override
    String describe()
    {
        return "admin command " + templateId;
    }
}
