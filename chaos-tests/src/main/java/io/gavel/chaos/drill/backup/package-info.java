/** Drills of copies: a venue restored from a backup, a node rebuilt from its peers, and the log purged. */
package io.gavel.chaos.drill.backup;
