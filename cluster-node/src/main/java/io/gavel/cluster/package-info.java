/**
 * The only Aeron code around the engine: one node of the venue, with its driver, archive, consensus module and service
 * in one process.
 */
package io.gavel.cluster;
