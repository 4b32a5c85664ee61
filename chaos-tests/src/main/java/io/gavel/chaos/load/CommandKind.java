package io.gavel.chaos.load;

/** What a broker asked the venue for. */
public enum CommandKind
{
    /** A new order. */
    NEW,

    /** To cancel an order. */
    CANCEL,

    /** To give an order another price and quantity. */
    REPLACE
}
