/** Drills that stop processes where they stand (SIGSTOP) and let them go on. */
package io.gavel.chaos.drill.pause;
