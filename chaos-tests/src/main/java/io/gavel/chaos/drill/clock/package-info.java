/** Drills that set the wall clock of one node. */
package io.gavel.chaos.drill.clock;
