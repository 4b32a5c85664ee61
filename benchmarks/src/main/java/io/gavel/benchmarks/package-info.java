/** Gavel beside its peers: the only place where their libraries may be. */
package io.gavel.benchmarks;
