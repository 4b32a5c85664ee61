/** Drills: a fault on a running venue under load, and the proof that nothing was lost and nothing happened twice. */
package io.gavel.chaos.drill;
