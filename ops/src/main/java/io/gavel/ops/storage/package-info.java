/** Commands that read a stopped node's files: snapshots, the log, the events, and whether they are right. */
package io.gavel.ops.storage;
