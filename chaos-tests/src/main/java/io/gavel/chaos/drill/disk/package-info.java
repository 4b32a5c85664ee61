/** Drills of disks that are full or slow. */
package io.gavel.chaos.drill.disk;
