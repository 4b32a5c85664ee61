/**
 * Makers of faults for drills: cut links between network namespaces, lost and late packets, disks that are full or
 * slow, a wall clock that jumps. Each says why it is unavailable on a machine that can't do it, names what it makes
 * after the process that made it, and removes what a dead process left behind.
 */
package io.gavel.chaos.fault;
