/** Drills that lose and delay packets, by the debug channel endpoints of Aeron's media driver. */
package io.gavel.chaos.drill.packet;
