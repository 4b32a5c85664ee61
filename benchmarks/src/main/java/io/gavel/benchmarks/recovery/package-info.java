/**
 * What a venue with many open orders costs to snapshot, to start again and to replay: through the state machine alone,
 * and with real node processes.
 */
package io.gavel.benchmarks.recovery;
