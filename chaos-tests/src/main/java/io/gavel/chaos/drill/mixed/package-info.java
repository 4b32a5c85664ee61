/** The drill of mixed faults, for as long as one likes. */
package io.gavel.chaos.drill.mixed;
