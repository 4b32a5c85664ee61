/** Copies of a venue: taken, restored from, used to rebuild a node; and what of a venue's files may go. */
package io.gavel.ops.backup;
