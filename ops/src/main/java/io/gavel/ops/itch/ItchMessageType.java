package io.gavel.ops.itch;

/**
 * Every message type of NASDAQ TotalView-ITCH 5.0, with the one length that a message of it has. The length is what
 * stands before the message in a file: the type byte is counted, the two bytes of the length are not.
 */
public enum ItchMessageType
{
    /** Start and end of the day's phases. */
    SYSTEM_EVENT('S', 12, "system event"),

    /** A stock and its locate code, at the start of the day. */
    STOCK_DIRECTORY('R', 39, "stock directory"),

    /** Halted, paused or trading. */
    STOCK_TRADING_ACTION('H', 25, "stock trading action"),

    /** Regulation SHO short sale restriction. */
    REG_SHO_RESTRICTION('Y', 20, "Reg SHO restriction"),

    /** A market participant's standing in a stock. */
    MARKET_PARTICIPANT_POSITION('L', 26, "market participant position"),

    /** Market-wide circuit breaker levels. */
    MWCB_DECLINE_LEVEL('V', 35, "MWCB decline level"),

    /** Market-wide circuit breaker breached. */
    MWCB_STATUS('W', 12, "MWCB status"),

    /** When quoting of a new issue begins. */
    IPO_QUOTING_PERIOD('K', 28, "IPO quoting period"),

    /** Limit up, limit down auction collar. */
    LULD_AUCTION_COLLAR('J', 35, "LULD auction collar"),

    /** A market centre's operational halt. */
    OPERATIONAL_HALT('h', 21, "operational halt"),

    /** A displayed order joins the book. */
    ADD_ORDER('A', 36, "add order"),

    /** As {@link #ADD_ORDER}, with the market participant's name. */
    ADD_ORDER_ATTRIBUTED('F', 40, "add order with attribution"),

    /** A displayed order trades at its price. */
    ORDER_EXECUTED('E', 31, "order executed"),

    /** A displayed order trades at another price than its own. */
    ORDER_EXECUTED_WITH_PRICE('C', 36, "order executed with price"),

    /** A part of an order is cancelled. */
    ORDER_CANCEL('X', 23, "order cancel"),

    /** All that is left of an order is cancelled. */
    ORDER_DELETE('D', 19, "order delete"),

    /** An order is replaced by a new one, which loses priority. */
    ORDER_REPLACE('U', 35, "order replace"),

    /** A trade with an order that was not displayed. */
    TRADE('P', 44, "trade"),

    /** The trades of an auction. */
    CROSS_TRADE('Q', 40, "cross trade"),

    /** A trade is taken back. */
    BROKEN_TRADE('B', 19, "broken trade"),

    /** Net order imbalance before an auction. */
    NET_ORDER_IMBALANCE('I', 50, "net order imbalance"),

    /** Retail price improvement. */
    RETAIL_INTEREST('N', 20, "retail interest"),

    /** Price discovery of a direct listing with capital raise. */
    DIRECT_LISTING('O', 48, "direct listing with capital raise");

    /** Length of the longest message, bytes. */
    public static final int LENGTH_MAX = 50;

    /** Bytes that every message begins with: type, stock locate, tracking number, timestamp. */
    public static final int HEADER_LENGTH = 11;

    private static final ItchMessageType[] BY_CODE = new ItchMessageType[128];

    static
    {
        for (final ItchMessageType type : values())
        {
            BY_CODE[type.code] = type;
        }
    }

    private final char code;
    private final int length;
    private final String words;

    ItchMessageType(final char code, final int length, final String words)
    {
        this.code = code;
        this.length = length;
        this.words = words;
    }

    /**
     * The first byte of a message.
     *
     * @return an ASCII letter.
     */
    public char code()
    {
        return code;
    }

    /**
     * Length of a message of this type.
     *
     * @return bytes, type byte included.
     */
    public int length()
    {
        return length;
    }

    /**
     * The type of a message.
     *
     * @param code its first byte.
     * @return the type, null where ITCH 5.0 has none of that code.
     */
    public static ItchMessageType of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /**
     * For errors.
     *
     * @return as {@code A (add order)}.
     */
    @Override
    public String toString()
    {
        return code + " (" + words + ")";
    }
}
