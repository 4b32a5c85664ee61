/** The matching engine alone over order flows: {@code gavel match}. */
package io.gavel.ops.match;
