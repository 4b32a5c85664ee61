package io.gavel.cluster;

import io.gavel.cluster.events.EventPeers;
import java.util.function.Supplier;

/**
 * What a node gives to the service that runs in it.
 *
 * @param loaded      what the newest snapshot holds; taken where the cluster starts from that one.
 * @param emptyStates gives another one where it does not.
 * @param sessions    that it counts.
 * @param figures     that it keeps.
 * @param errors      that end the node.
 * @param peers       that have the same events.
 */
record ServiceParts(
    VenueState loaded,
    Supplier<VenueState> emptyStates,
    OpenSessions sessions,
    NodeFigures figures,
    NodeErrors errors,
    EventPeers peers)
{
}
