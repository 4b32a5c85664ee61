/**
 * What it costs to force to the disk what a node says that it has written: two venues with either setting in turns, the
 * same orders, answers checked.
 */
package io.gavel.benchmarks.durability;
