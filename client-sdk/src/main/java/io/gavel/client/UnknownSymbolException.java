package io.gavel.client;

/** The venue lists no such symbol. */
public final class UnknownSymbolException extends IllegalArgumentException
{
    private static final long serialVersionUID = 1L;

    /** That was asked for. */
    private final String symbol;

    /**
     * An exception.
     *
     * @param symbol that was asked for.
     */
    public UnknownSymbolException(final String symbol)
    {
        super("symbol '" + symbol + "' is not listed at this venue: instruments() gives the ones that are");
        this.symbol = symbol;
    }

    /**
     * The symbol that was asked for.
     *
     * @return as given.
     */
    public String symbol()
    {
        return symbol;
    }
}
