package io.gavel.gateway.feed;

import org.agrona.DirectBuffer;

/**
 * Port of an {@link EventFeed}. Called on the feed's thread only.
 */
public interface EventListener
{
    /**
     * The next event: eventSeq is one more than that of the call before. An exception thrown from here is an error of
     * the listener: the feed reports it, and goes on with the next event.
     *
     * @param templateId of the events schema.
     * @param buffer     that holds the event, for the time of this call.
     * @param offset     of its messageHeader.
     * @param length     header and body, bytes.
     * @param eventSeq   of the event.
     */
    void onEvent(int templateId, DirectBuffer buffer, int offset, int length, long eventSeq);

    /**
     * The feed's state changed.
     *
     * @param state that it has now.
     * @param node  that is followed, or -1.
     */
    void onStateChange(FeedState state, int node);
}
