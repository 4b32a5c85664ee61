/**
 * The drop copy: a participant's readers get all of its executions, live and from any earlier event number, from the
 * recorded event stream. The cluster itself says who a reader is.
 */
package io.gavel.dropcopy;
