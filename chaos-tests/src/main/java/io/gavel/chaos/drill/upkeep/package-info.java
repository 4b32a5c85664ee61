/** Drills of what an operator does while the venue trades: snapshots and restarts. */
package io.gavel.chaos.drill.upkeep;
