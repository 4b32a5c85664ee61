package io.gavel.benchmarks.engine;

import java.util.List;

/**
 * One of those that are measured.
 *
 * @param name        of it.
 * @param preparation makes it.
 */
public record SideKind(String name, EngineSide.Preparation preparation)
{
    /** The books of this exchange alone. */
    public static final String BOOK = "book";

    /** The whole state machine of this exchange. */
    public static final String COMMAND_PATH = "command path";

    /** The peer that ratios are given to first. */
    public static final String EXCHANGE_CORE = "exchange-core";

    /** Another peer. */
    public static final String PARITY = "parity-match";

    /**
     * All of them.
     *
     * @return this exchange's first.
     */
    public static List<SideKind> all()
    {
        return List.of(
            new SideKind(BOOK, GavelBookSide::prepare),
            new SideKind(COMMAND_PATH, CommandPathSide::prepare),
            new SideKind(EXCHANGE_CORE, flow -> () -> ExchangeCoreSide.direct(flow)),
            new SideKind(PARITY, flow -> () -> new ParitySide(flow)));
    }

    /**
     * Those that tell how cost grows.
     *
     * @param venue that the whole state machine is.
     * @return this exchange's first.
     */
    static List<SideKind> in(final VenueShape venue)
    {
        return List.of(
            new SideKind(COMMAND_PATH, flow -> CommandPathSide.prepare(flow, venue)),
            new SideKind(BOOK, GavelBookSide::prepare),
            new SideKind(EXCHANGE_CORE, flow -> () -> ExchangeCoreSide.direct(flow)));
    }

    /**
     * Whether it is of this exchange.
     *
     * @return false for a peer.
     */
    public boolean isOwn()
    {
        return BOOK.equals(name) || COMMAND_PATH.equals(name);
    }
}
