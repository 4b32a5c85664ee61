/** Moves a venue from one build to the next. */
package io.gavel.ops.upgrade;
