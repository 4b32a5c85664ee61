package io.gavel.chaos.simulation;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.ParticipantCredential;
import org.agrona.DirectBuffer;

/** Turns the calls of an engine into effects that can be kept and compared. */
abstract class EffectSink implements EngineOutput
{
    abstract void onEffect(Effect effect);

    @Override
    public final void onEventBatch(
        final long firstEventSeq,
        final long lastEventSeq,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        onEffect(new Effect(Effect.Kind.EVENTS, firstEventSeq, lastEventSeq, copy(buffer, offset, length)));
    }

    @Override
    public final void onSessionMessage(
        final long sessionId, final DirectBuffer buffer, final int offset, final int length)
    {
        onEffect(new Effect(Effect.Kind.MESSAGE, sessionId, 0, copy(buffer, offset, length)));
    }

    @Override
    public final void onTimerWanted(final long timerId, final long deadlineNs)
    {
        onEffect(new Effect(Effect.Kind.TIMER_WANTED, timerId, deadlineNs, Effect.NONE));
    }

    @Override
    public final void onTimerUnwanted(final long timerId)
    {
        onEffect(new Effect(Effect.Kind.TIMER_UNWANTED, timerId, 0, Effect.NONE));
    }

    @Override
    public final void onCredential(final ParticipantCredential credential)
    {
        onEffect(new Effect(Effect.Kind.CREDENTIAL, credential.participantId(), 0, Effect.NONE));
    }

    @Override
    public final void onSessionRefused(final long sessionId)
    {
        onEffect(new Effect(Effect.Kind.SESSION_REFUSED, sessionId, 0, Effect.NONE));
    }

    private static byte[] copy(final DirectBuffer buffer, final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }
}
