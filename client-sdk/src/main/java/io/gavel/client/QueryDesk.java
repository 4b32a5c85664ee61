package io.gavel.client;

import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.UnsafeBuffer;

/** Asks the queries, page by page, and asks again where no answer comes. */
final class QueryDesk
{
    /** Queries that may wait to be asked. */
    static final int QUEUE_CAPACITY = 1024;

    /** Queries that are asked at the same time. */
    static final int ACTIVE_MAX = 64;

    /** A page is asked for again after this time. */
    static final long REPLY_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(3);

    private final ManyToOneConcurrentArrayQueue<Query<?>> queue = new ManyToOneConcurrentArrayQueue<>(QUEUE_CAPACITY);
    private final Long2ObjectHashMap<Query<?>> active = new Long2ObjectHashMap<>();
    private final List<Query<?>> awaitingInstruments = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Command.ENCODED_LENGTH_MAX]);
    private final InstrumentCache instruments;
    private InstrumentsQuery refresh;
    private long nextCorrelationId = 1;

    QueryDesk(final InstrumentCache instruments)
    {
        this.instruments = instruments;
    }

    /** Takes a query in; any thread. False where too many wait already. */
    boolean offer(final Query<?> query)
    {
        return queue.offer(query);
    }

    boolean isAnyWaiting()
    {
        return !queue.isEmpty();
    }

    /** Begins to ask a query of the client's own. */
    void ask(final Query<?> query)
    {
        beginPage(query);
    }

    /** Sends what is due; 0 where there was nothing to do. */
    int doWork(final long nowNs, final Transport transport)
    {
        int work = 0;
        while (active.size() + awaitingInstruments.size() < ACTIVE_MAX)
        {
            final Query<?> query = queue.poll();
            if (query == null)
            {
                break;
            }
            beginPage(query);
            work++;
        }
        if (!active.isEmpty())
        {
            for (final Query<?> query : active.values())
            {
                if (query.isDue(nowNs, REPLY_TIMEOUT_NS))
                {
                    if (!transport.send(buffer, 0, query.encode(buffer)))
                    {
                        break;
                    }
                    query.sent(nowNs);
                    work++;
                }
            }
        }
        return work;
    }

    /** What was asked may be lost: asks it again. */
    void resend()
    {
        for (final Query<?> query : active.values())
        {
            query.resend();
        }
    }

    /** A page of an answer. */
    void onReply(
        final long correlationId, final DirectBuffer reply, final int offset, final MessageHeaderDecoder header)
    {
        final Query<?> query = active.get(correlationId);
        if (query == null || query.replyTemplateId() != header.templateId())
        {
            return;
        }
        active.remove(correlationId);
        if (!query.onPage(reply, offset, header))
        {
            beginPage(query);
        }
        else if (!query.future().isDone())
        {
            finish(query);
        }
    }

    /** A query has no answer. */
    void onReject(final long correlationId, final RejectReason reason)
    {
        final Query<?> query = active.remove(correlationId);
        if (query != null)
        {
            query.reject(reason);
        }
    }

    /** No answer will come any more. */
    void failAll(final Throwable cause)
    {
        final List<Query<?>> open = new ArrayList<>(active.values());
        open.addAll(awaitingInstruments);
        active.clear();
        awaitingInstruments.clear();
        Query<?> query;
        while ((query = queue.poll()) != null)
        {
            open.add(query);
        }
        open.forEach((each) -> each.fail(cause));
    }

    private void beginPage(final Query<?> query)
    {
        query.beginPage(nextCorrelationId++);
        active.put(query.correlationId(), query);
    }

    private void finish(final Query<?> query)
    {
        if (!query.complete(instruments))
        {
            awaitingInstruments.add(query);
            if (refresh == null)
            {
                refresh = new InstrumentsQuery(new CompletableFuture<>());
                beginPage(refresh);
            }
        }
        else if (query == refresh)
        {
            refresh = null;
            final List<Query<?>> waiting = new ArrayList<>(awaitingInstruments);
            awaitingInstruments.clear();
            for (final Query<?> each : waiting)
            {
                if (!each.complete(instruments))
                {
                    each.fail(new GavelException(
                        each.describe() + " named an instrument that the venue does not list"));
                }
            }
        }
    }
}
