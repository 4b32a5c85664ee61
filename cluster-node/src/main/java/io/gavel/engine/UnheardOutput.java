package io.gavel.engine;

import org.agrona.DirectBuffer;

/**
 * Takes every effect and does nothing with it: for a state machine that nobody listens to, as one that is measured or
 * executed again offline. Whoever wants some of the effects overrides those.
 */
public class UnheardOutput implements EngineOutput
{
    /** Hears nothing. */
    public UnheardOutput()
    {
    }

    @Override
    public void onEventBatch(
        final long firstEventSeq,
        final long lastEventSeq,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
    }

    @Override
    public void onSessionMessage(
        final long sessionId, final DirectBuffer buffer, final int offset, final int length)
    {
    }

    @Override
    public void onTimerWanted(final long timerId, final long deadlineNs)
    {
    }

    @Override
    public void onTimerUnwanted(final long timerId)
    {
    }

    @Override
    public void onCredential(final ParticipantCredential credential)
    {
    }

    @Override
    public void onSessionRefused(final long sessionId)
    {
    }
}
