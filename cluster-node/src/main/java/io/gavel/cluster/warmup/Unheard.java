package io.gavel.cluster.warmup;

import io.gavel.engine.UnheardOutput;
import org.agrona.DirectBuffer;

/** Nobody listens; what would have been heard is counted. */
class Unheard extends UnheardOutput
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

    /** Another class that does the same. */
    static final class Second extends Unheard
    {
    }

    /** One more. */
    static final class Third extends Unheard
    {
    }
}
