/**
 * How fast a venue is with the first orders after its start, with and without the nodes' warm-up and, where the JDK has
 * one, the ahead-of-time cache.
 */
package io.gavel.benchmarks.warmup;
