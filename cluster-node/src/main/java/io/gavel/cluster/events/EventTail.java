package io.gavel.cluster.events;

/**
 * The last whole message of a recording of events.
 *
 * @param eventSeq of its last event; 0 where the stream is empty.
 * @param position after it, which is a frame boundary.
 */
public record EventTail(long eventSeq, long position)
{
    /** Of a stream that holds nothing. */
    public static final EventTail EMPTY = new EventTail(0, 0);
}
