package io.gavel.client;

import io.gavel.schema.RejectReason;
import org.agrona.MutableDirectBuffer;

/** A command of order entry that is no order: answered by a command report. */
final class ControlCommand extends Command
{
    private final int templateId;
    private final String description;
    private final Encoding encoding;
    private final CommandFuture<CommandReport> future;

    ControlCommand(
        final int templateId,
        final String description,
        final Encoding encoding,
        final CommandFuture<CommandReport> future)
    {
        this.templateId = templateId;
        this.description = description;
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
        if (report instanceof CommandReport answer)
        {
            future.answer(answer, answer.isRejected());
        }
        else
        {
            failUnfit(report);
        }
    }

    @Override
    void onOutcome(final long clientSeq, final long resultId, final long eventSeq, final RejectReason reason)
    {
        future.answer(new CommandReport(eventSeq, 0, 0, clientSeq, resultId, templateId, reason),
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
        return description;
    }
}
