/** Serves and reads drop copies. */
package io.gavel.ops.dropcopy;
