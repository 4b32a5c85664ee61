/**
 * Order flows, and a matching engine that is slow and plainly right, to hold the real one against. Written without a
 * look at the real one: nothing is shared but the words of the order entry schema.
 */
package io.gavel.reference;
