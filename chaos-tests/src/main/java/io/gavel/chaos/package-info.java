/** Drills: load from the SDK, a fault on real processes, and the checks of what every node recorded. */
package io.gavel.chaos;
