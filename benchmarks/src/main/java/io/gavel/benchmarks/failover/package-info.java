/**
 * How long a venue stands still when its leader is killed, as clients and readers of market data see it, with every
 * command, report and event accounted for.
 */
package io.gavel.benchmarks.failover;
