package io.gavel.dropcopy;

import io.gavel.gateway.feed.Checkpoint;
import io.gavel.gateway.republish.Json;
import org.agrona.DirectBuffer;

/** One reader, and where it stands. Used on the desk's thread. */
final class ReaderSession
{
    /** To begin with whatever comes next. */
    static final long FROM_NOW = -1;

    private static final int ROUND_MAX = 256;

    private final ExecutionSink sink;
    private final int participantId;
    private final Instruments instruments;
    private long nextSeq;
    private long index;
    private Checkpoint checkpoint;
    private long retryNs = System.nanoTime();
    private boolean isLive;
    private boolean isToldLive;
    private boolean isClosed;

    ReaderSession(
        final ExecutionSink sink, final int participantId, final long fromSeq, final Instruments instruments)
    {
        this.sink = sink;
        this.participantId = participantId;
        this.nextSeq = fromSeq;
        this.instruments = instruments;
    }

    ExecutionSink sink()
    {
        return sink;
    }

    /** The first event that it was not given, or does not need to be. */
    long nextSeq()
    {
        return nextSeq;
    }

    void nextSeq(final long eventSeq)
    {
        nextSeq = eventSeq;
    }

    /** Where an earlier replay for it was left, or null. */
    Checkpoint checkpoint()
    {
        return checkpoint;
    }

    void checkpoint(final Checkpoint left)
    {
        checkpoint = left;
    }

    /** Not to look for its events before then. */
    long retryNs()
    {
        return retryNs;
    }

    void retryNs(final long timeNs)
    {
        retryNs = timeNs;
    }

    boolean isLive()
    {
        return isLive;
    }

    boolean isClosed()
    {
        return isClosed;
    }

    void close()
    {
        isClosed = true;
    }

    /** From the replay: an event that may be one of its executions. */
    void onReplayed(
        final boolean isExecution, final DirectBuffer buffer, final int offset, final int length, final long eventSeq)
    {
        if (eventSeq < nextSeq || isClosed)
        {
            return;
        }
        if (isExecution && participantId == Execution.participantId(buffer, offset))
        {
            sink.send(Execution.copy(buffer, offset, length).json(instruments));
        }
        nextSeq = eventSeq + 1;
    }

    /** From now on the recent executions have all that it needs. */
    void goLive(final RecentExecutions recent)
    {
        index = recent.indexOf(nextSeq);
        checkpoint = null;
        isLive = true;
    }

    /**
     * Gives it what it has room for.
     *
     * @param recent   executions.
     * @param isAtEnd  whether the venue has no newer events.
     * @return how many were looked at.
     */
    int pump(final RecentExecutions recent, final boolean isAtEnd)
    {
        if (index < recent.begin())
        {
            // Too slow: what it did not get yet is replayed to it.
            isLive = false;
            isToldLive = false;
            return 1;
        }
        int work = 0;
        while (index < recent.end() && work < ROUND_MAX && sink.isWritable())
        {
            final Execution execution = recent.get(index++);
            work++;
            if (execution.eventSeq() >= nextSeq)
            {
                nextSeq = execution.eventSeq() + 1;
                if (execution.participantId() == participantId)
                {
                    sink.send(execution.json(instruments));
                }
            }
        }
        if (index == recent.end())
        {
            nextSeq = Math.max(nextSeq, recent.lastSeq() + 1);
            if (isAtEnd && !isToldLive && sink.isWritable())
            {
                isToldLive = true;
                work++;
                sink.send(Json.object((json) ->
                {
                    json.writeStringField("type", "live");
                    json.writeNumberField("eventSeq", recent.lastSeq());
                }));
            }
        }
        if (work > 0)
        {
            sink.flush();
        }
        return work;
    }
}
