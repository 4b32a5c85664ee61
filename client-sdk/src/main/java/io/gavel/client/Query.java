package io.gavel.client;

import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.RejectReason;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A question to the venue, asked page by page. It changes nothing, so it is asked again where no answer comes.
 *
 * @param <T> of the answer.
 */
abstract class Query<T>
{
    private final CompletableFuture<T> future;

    /** Of the page that is being asked for; a new one for each page. */
    private long correlationId;

    /** When it was sent; valid where {@link #isSent}. */
    private long sentNs;
    private boolean isSent;

    Query(final CompletableFuture<T> future)
    {
        this.future = future;
    }

    final CompletableFuture<T> future()
    {
        return future;
    }

    final long correlationId()
    {
        return correlationId;
    }

    final void beginPage(final long newCorrelationId)
    {
        correlationId = newCorrelationId;
        isSent = false;
    }

    final boolean isDue(final long nowNs, final long timeoutNs)
    {
        return !isSent || nowNs - sentNs > timeoutNs;
    }

    final void sent(final long nowNs)
    {
        isSent = true;
        sentNs = nowNs;
    }

    final void resend()
    {
        isSent = false;
    }

    final void fail(final Throwable cause)
    {
        future.completeExceptionally(cause);
    }

    final void reject(final RejectReason reason)
    {
        fail(new QueryRejectedException(describe() + " was refused: " + reason, reason));
    }

    /** Writes the question, header included, at the start of the buffer; its length. */
    abstract int encode(MutableDirectBuffer buffer);

    /** Template id of the answer, in the order entry schema. */
    abstract int replyTemplateId();

    /**
     * Takes a page.
     *
     * @param header wrapped at the offset.
     * @return true where it was the last one.
     */
    abstract boolean onPage(DirectBuffer buffer, int offset, MessageHeaderDecoder header);

    /**
     * The answer, once the last page is here.
     *
     * @return null where it names an instrument that is not known yet.
     */
    abstract T answer(InstrumentCache instruments);

    /** In a few words, for a person. */
    abstract String describe();

    /** Completes the future; false where the answer names an instrument that is not known yet. */
    final boolean complete(final InstrumentCache instruments)
    {
        final T answer = answer(instruments);
        if (answer == null)
        {
            return false;
        }
        future.complete(answer);
        return true;
    }
}
