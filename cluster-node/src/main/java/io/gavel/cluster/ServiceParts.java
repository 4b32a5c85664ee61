package io.gavel.cluster;

import io.gavel.cluster.events.EventPeers;

/**
 * What a node gives to the service that runs in it.
 *
 * @param directory           that learns of participants.
 * @param sessions            that it counts.
 * @param figures             that it keeps.
 * @param errors              that end the node.
 * @param peers               that have the same events.
 * @param behaviourVersionMax newest rules that this build executes.
 */
record ServiceParts(
    CredentialDirectory directory,
    OpenSessions sessions,
    NodeFigures figures,
    NodeErrors errors,
    EventPeers peers,
    int behaviourVersionMax)
{
}
