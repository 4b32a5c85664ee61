/** Exercises the path of a command before a node joins its cluster, so that it is fast from its first order. */
package io.gavel.cluster.warmup;
