/**
 * What the cluster with the exchange in it holds beside an echo on the same cluster: three node processes and a client
 * on one machine, open loop at fixed rates and closed loop with a window, answers checked.
 */
package io.gavel.benchmarks.cluster;
