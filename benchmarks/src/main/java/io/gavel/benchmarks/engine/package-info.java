/**
 * Measures the engine alone, without cluster and network, beside other order books: one thread, one process, the same
 * flow for all, and the reports of all compared.
 */
package io.gavel.benchmarks.engine;
