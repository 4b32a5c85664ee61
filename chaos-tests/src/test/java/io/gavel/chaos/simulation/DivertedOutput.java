package io.gavel.chaos.simulation;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.ParticipantCredential;
import org.agrona.DirectBuffer;

/** Passes every effect on: a sabotage overrides what it spoils. */
class DivertedOutput implements EngineOutput
{
    private final EngineOutput output;

    DivertedOutput(final EngineOutput output)
    {
        this.output = output;
    }

    @Override
    public void onEventBatch(
        final long firstEventSeq,
        final long lastEventSeq,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        output.onEventBatch(firstEventSeq, lastEventSeq, buffer, offset, length);
    }

    @Override
    public void onSessionMessage(final long sessionId, final DirectBuffer buffer, final int offset, final int length)
    {
        output.onSessionMessage(sessionId, buffer, offset, length);
    }

    @Override
    public void onTimerWanted(final long timerId, final long deadlineNs)
    {
        output.onTimerWanted(timerId, deadlineNs);
    }

    @Override
    public void onTimerUnwanted(final long timerId)
    {
        output.onTimerUnwanted(timerId);
    }

    @Override
    public void onCredential(final ParticipantCredential credential)
    {
        output.onCredential(credential);
    }

    @Override
    public void onSessionRefused(final long sessionId)
    {
        output.onSessionRefused(sessionId);
    }
}
