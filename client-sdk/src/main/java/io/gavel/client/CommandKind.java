package io.gavel.client;

/** What a command asks for. */
public enum CommandKind
{
    /** A new order. */
    NEW_ORDER,

    /** To cancel an order. */
    CANCEL,

    /** To give an order a new price or quantity. */
    REPLACE,

    /** To cancel many orders. */
    MASS_CANCEL,

    /** To set what happens to the orders of a connection that is gone. */
    CANCEL_ON_DISCONNECT,

    /** To set or renew the dead man's timer. */
    DEAD_MANS_TIMER,

    /** A command of an operator. */
    ADMIN,

    /** A command that this version of the library does not know: a newer one wrote the journal. */
    OTHER
}
