package io.gavel.gateway.feed;

/**
 * Where a follower stands in the event stream. The position is a function of the events, so it names the same place in
 * the recording of every node.
 *
 * @param eventSeq of the last event that was delivered; 0 before the first.
 * @param position in the recording right behind that event's batch, bytes.
 */
public record Checkpoint(long eventSeq, long position)
{
    /** Before the first event. */
    public static final Checkpoint BEGINNING = new Checkpoint(0, 0);
}
