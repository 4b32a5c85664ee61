/**
 * The order books: price-time priority over one pool of orders. Nothing here knows money, accounts or events.
 * <p>
 * Orders and price levels are 32-byte nodes of one {@code int[]}; a level is the sentinel of the ring of its orders, so
 * that linking and unlinking have no branches; the levels of a side stand in a 64-way tree. What a call costs depends
 * on neither the orders nor the levels that are there.
 */
package io.gavel.engine.book;
