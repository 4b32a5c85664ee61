/**
 * The event stream that this node publishes and records: its position is replicated state, a function of the events.
 */
package io.gavel.cluster.events;
