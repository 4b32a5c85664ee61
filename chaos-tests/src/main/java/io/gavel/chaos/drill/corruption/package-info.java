/** Drills of files that are not as a node wrote them: refused, and never loaded. */
package io.gavel.chaos.drill.corruption;
