package io.gavel.engine;

/**
 * Bounds that are part of the rules: the same on every node and at every replay, so constants and not settings.
 */
public final class Limits
{
    /** Largest price, ticks. */
    public static final long PRICE_TICKS_MAX = (1L << 40) - 1;

    /** Largest quantity of an order, lots. */
    public static final int ORDER_LOTS_MAX = 1_000_000_000;

    /** Open orders of the whole venue. */
    public static final int ORDERS_MAX = 1 << 24;

    /** Open orders of one participant: none alone may fill the memory of the nodes. */
    public static final int OPEN_ORDERS_PER_PARTICIPANT_MAX = 1 << 18;

    /** Peaks in which an iceberg may come, so that no order alone trades in more steps than this. */
    public static final int PEAKS_MAX = 1_000;

    /** Orders and peaks that fill-or-kill, or a minimum quantity, looks at: what needs more is not filled at once. */
    public static final int DRY_RUN_MAX = 1 << 20;

    /** Instruments. */
    public static final int INSTRUMENTS_MAX = 65_536;

    /** Participants, the first operator included. */
    public static final int PARTICIPANTS_MAX = 65_536;

    /** Accounts. */
    public static final int ACCOUNTS_MAX = 1 << 22;

    /** Rows of money, account by currency, and as many of shares, account by instrument. */
    public static final int BALANCES_MAX = 1 << 24;

    /** Connections of a participant, each with its own client sequence. */
    public static final int CONNECTIONS_PER_PARTICIPANT_MAX = 16;

    /** Commands that a connection may have unanswered, and whose outcomes are kept. */
    public static final int COMMAND_WINDOW = 1_024;

    /** Reports of a connection that are kept for a resume. */
    public static final int REPORT_WINDOW = 1_024;

    /** The operator who is there from the start; its verifier is in the nodes' configuration. */
    public static final int FIRST_OPERATOR_ID = 0;

    /** Name of the first operator. */
    public static final String FIRST_OPERATOR_NAME = "operator";

    private Limits()
    {
    }
}
