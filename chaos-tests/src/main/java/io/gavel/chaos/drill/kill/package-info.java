/** Drills that kill processes (SIGKILL). */
package io.gavel.chaos.drill.kill;
