package io.gavel.gateway.feed;

/**
 * How close a follower is to the venue.
 */
public enum FeedState
{
    /** Everything that the node had recorded when it was asked is delivered, and events come in as they happen. */
    LIVE,

    /** Events that the venue has recorded are still on their way, or the follower is changing node. */
    CATCHING_UP,

    /** Every node was tried, and none of them could be followed; the follower keeps trying. */
    DISCONNECTED
}
