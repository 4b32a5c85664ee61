package io.gavel.client;

import io.gavel.schema.RejectReason;
import org.agrona.MutableDirectBuffer;

/** A command of the admin schema: answered by an admin report. */
final class AdminCommand extends Command
{
    private final int templateId;
    private final Encoding encoding;
    private final CommandFuture<AdminReport> future;

    AdminCommand(final int templateId, final Encoding encoding, final CommandFuture<AdminReport> future)
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
    void sent(final long clientSeq)
    {
        future.sent(clientSeq);
    }

    @Override
    void onAnswer(final Report report)
    {
        if (report instanceof AdminReport admin)
        {
            future.answer(admin, admin.isRejected());
        }
        else
        {
            failUnfit(report);
        }
    }

    @Override
    void onOutcome(final long clientSeq, final long resultId, final long eventSeq, final RejectReason reason)
    {
        future.answer(new AdminReport(eventSeq, 0, 0, clientSeq, resultId, templateId, reason, ""),
            reason != RejectReason.NONE);
    }

    @Override
    void fail(final Throwable cause)
    {
        future.fail(cause);
    }

    @Override
    String describe()
    {
        return "admin command " + templateId;
    }
}
