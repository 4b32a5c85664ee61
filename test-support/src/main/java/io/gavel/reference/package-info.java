/**
 * Order flows, and matching engines that are slow and plainly right, to hold the real one against: ReferenceMatcher for
 * flow files, ReferenceVenue for all that a venue does with the orders of one instrument. They share no code with the
 * real one, only the words of the order entry schema.
 */
package io.gavel.reference;
