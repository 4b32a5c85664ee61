/**
 * A copy of a venue that follows it: the Raft log, the snapshots and the events, taken over the network into a
 * directory of the same form as a node's.
 */
package io.gavel.cluster.backup;
