package io.gavel.cluster.warmup;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.ParticipantCredential;
import org.agrona.DirectBuffer;

/** Nobody listens; what would have been heard is counted. */
class Unheard implements EngineOutput
{
    private long events;
    private long messages;

    @Override
    public final void onEventBatch(
        final long first, final long last, final DirectBuffer buffer, final int offset, final int length)
    {
        events += last - first + 1;
    }

    @Override
    public void onSessionMessage(
        final long sessionId, final DirectBuffer buffer, final int offset, final int length)
    {
        messages++;
    }

    @Override
    public final void onTimerWanted(final long timerId, final long deadlineNs)
    {
        // No log to bring it back.
    }

    @Override
    public final void onTimerUnwanted(final long timerId)
    {
        // None was asked for.
    }

    @Override
    public final void onCredential(final ParticipantCredential credential)
    {
        // Nobody knocks.
    }

    @Override
    public final void onSessionRefused(final long sessionId)
    {
        // Its sessions are nobody's.
    }

    /** Events that were made. */
    final long events()
    {
        return events;
    }

    /** Reports and answers that were made. */
    final long messages()
    {
        return messages;
    }
}
