/** Drills that cut links between nodes: whole or one way, of the leader, of followers, of a majority. */
package io.gavel.chaos.drill.partition;
