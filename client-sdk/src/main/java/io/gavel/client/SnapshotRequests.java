package io.gavel.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/** Asks the cluster for snapshots. A request is sent once, since a second snapshot is no answer to a lost first one. */
final class SnapshotRequests
{
    /** A leader answers at once; where nothing comes for this time, the answer was lost. */
    static final long ANSWER_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);

    /** Requests that may wait to be sent. */
    static final int QUEUE_CAPACITY = 16;

    /** Requests that may wait for their answer. */
    static final int SENT_MAX = 16;

    private final ManyToOneConcurrentArrayQueue<CompletableFuture<Boolean>> queue =
        new ManyToOneConcurrentArrayQueue<>(QUEUE_CAPACITY);
    private final Long2ObjectHashMap<CompletableFuture<Boolean>> sent = new Long2ObjectHashMap<>();
    private long nextCorrelationId = 1;
    private long lastSentNs;

    /** Takes a request in; any thread. False where too many wait already. */
    boolean offer(final CompletableFuture<Boolean> request)
    {
        return queue.offer(request);
    }

    /** Sends what waits; 0 where there was nothing to do. */
    int doWork(final long nowNs, final Transport transport)
    {
        if (!sent.isEmpty() && nowNs - lastSentNs > ANSWER_TIMEOUT_NS)
        {
            failSent(new GavelException("the leader did not answer, so whether it takes a snapshot is not known"));
        }
        if (queue.isEmpty() || sent.size() >= SENT_MAX || !transport.requestSnapshot(nextCorrelationId))
        {
            return 0;
        }
        sent.put(nextCorrelationId++, queue.poll());
        lastSentNs = nowNs;
        return 1;
    }

    /** The leader answered. */
    void onAnswer(final long correlationId, final boolean accepted, final String message)
    {
        final CompletableFuture<Boolean> request = sent.remove(correlationId);
        if (request == null)
        {
            return;
        }
        if (accepted)
        {
            request.complete(true);
        }
        else
        {
            request.completeExceptionally(new GavelException("the cluster refused to take a snapshot: " + message));
        }
    }

    /** No answer will come to what was sent. */
    void failSent(final Throwable cause)
    {
        final List<CompletableFuture<Boolean>> requests = new ArrayList<>(sent.values());
        sent.clear();
        requests.forEach((each) -> each.completeExceptionally(cause));
    }

    /** No answer will come at all. */
    void failAll(final Throwable cause)
    {
        failSent(cause);
        CompletableFuture<Boolean> request;
        while ((request = queue.poll()) != null)
        {
            request.completeExceptionally(cause);
        }
    }
}
