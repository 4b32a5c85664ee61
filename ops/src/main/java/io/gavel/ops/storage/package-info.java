/** Commands that read a stopped node's files: snapshots, the log, the events, and whether they are what they should be. */
package io.gavel.ops.storage;
