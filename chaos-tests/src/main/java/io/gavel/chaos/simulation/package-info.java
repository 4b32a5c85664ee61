/**
 * The deterministic simulation: three replicas of the engine behind a simulated replicated log, clients that run the
 * SDK's own code, faults of every kind, and one seed that decides everything. No thread, clock, file or socket.
 */
package io.gavel.chaos.simulation;
