/**
 * A node's files, read without a running archive and without changing them: the catalog, recordings, the recording log,
 * snapshots, the replicated log and the events, and what comes of executing the log again.
 */
package io.gavel.cluster.storage;
