package io.gavel.ops.trading;

import io.gavel.client.NewOrder;
import io.gavel.ops.cli.Output;
import io.gavel.schema.PostOnly;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Option;

/**
 * What a new order says beyond what, how much and for how much. A mixin.
 */
final class OrderTerms
{
    private static final String TYPES = "LIMIT, MARKET, STOP or STOP_LIMIT";
    private static final String TIMES = "DAY, GTC, GTD, IOC, FOK, AT_THE_OPEN or AT_THE_CLOSE";
    private static final String MODES = "NONE, CANCEL_RESTING, CANCEL_AGGRESSOR, CANCEL_BOTH or DECREMENT_AND_CANCEL";

    @Option(names = "--type", paramLabel = "TYPE",
        description = TYPES + " (default: as the prices that are given say).")
    private String type;

    @Option(names = "--stop", paramLabel = "PRICE", description = "The last trade's price at which it comes alive.")
    private BigDecimal stop;

    @Option(names = "--tif", paramLabel = "TIF", description = TIMES +
        " (default: GTD with --expire, IOC for a market order, else DAY).")
    private String timeInForce;

    @Option(names = "--expire", paramLabel = "TIME", converter = InstantConverter.class,
        description = "When a GTD order ends, such as 2026-12-31T16:00:00-05:00.")
    private Instant expire;

    @Option(names = "--display", paramLabel = "SHARES", description = "What an iceberg shows at a time.")
    private Long display;

    @Option(names = "--min", paramLabel = "SHARES", description = "What must trade at once, or the order is cancelled.")
    private Long min;

    @Option(names = "--stp", paramLabel = "MODE",
        description = "Where it would trade with its own side: " + MODES + ".")
    private String selfTradePrevention;

    @Option(names = "--stp-scope", paramLabel = "SCOPE",
        description = "Whose orders are its own side: ACCOUNT (the default) or PARTICIPANT.")
    private String selfTradeScope;

    @Option(names = "--post-only", paramLabel = "MODE",
        description = "Where it would trade at once: REJECT, or REPRICE it one tick behind.")
    private String postOnly;

    /** The order; a wrong argument where it is none. */
    NewOrder order(
        final String symbol, final Side side, final long quantity, final BigDecimal price, final Output output)
    {
        final NewOrder order = ofType(symbol, side, quantity, price, output);
        if (timeInForce != null)
        {
            order.timeInForce(parse("--tif", timeInForce, TimeInForce::valueOf, TimeInForce.NULL_VAL, TIMES, output));
        }
        else if (expire != null)
        {
            order.timeInForce(TimeInForce.GTD);
        }
        order.expireTime(expire);
        order.displayQuantity(positive("--display", display, output));
        order.minQuantity(positive("--min", min, output));
        if (selfTradePrevention != null)
        {
            order.selfTradePrevention(parse("--stp", selfTradePrevention, SelfTradePrevention::valueOf,
                SelfTradePrevention.NULL_VAL, MODES, output), selfTradeScope == null ? SelfTradeScope.ACCOUNT :
                parse("--stp-scope", selfTradeScope, SelfTradeScope::valueOf, SelfTradeScope.NULL_VAL,
                "ACCOUNT or PARTICIPANT", output));
        }
        else if (selfTradeScope != null)
        {
            throw output.wrongArgument("--stp-scope goes with --stp");
        }
        if (postOnly != null)
        {
            order.postOnly(parse(
                "--post-only", postOnly, PostOnly::valueOf, PostOnly.NULL_VAL, "NONE, REJECT or REPRICE", output));
        }
        return order;
    }

    private NewOrder ofType(
        final String symbol, final Side side, final long quantity, final BigDecimal price, final Output output)
    {
        final String implied = stop == null ? price == null ? "MARKET" : "LIMIT" :
            price == null ? "STOP" : "STOP_LIMIT";
        if (type != null && !implied.equals(type.toUpperCase(Locale.ROOT).replace('-', '_')))
        {
            throw output.wrongArgument("--type " + type + ": expected " + TYPES + "; with " +
                (price == null ? "no PRICE" : "a PRICE") + " and " + (stop == null ? "no --stop" : "--stop") +
                " it is " + implied);
        }
        return switch (implied)
        {
            case "MARKET" -> NewOrder.market(symbol, side, quantity);
            case "LIMIT" -> NewOrder.limit(symbol, side, quantity, price);
            case "STOP" -> NewOrder.stop(symbol, side, quantity, stop);
            default -> NewOrder.stopLimit(symbol, side, quantity, stop, price);
        };
    }

    private static long positive(final String name, final Long shares, final Output output)
    {
        if (shares != null && shares <= 0)
        {
            throw output.wrongArgument(name + " " + shares + ": expected more than 0");
        }
        return shares == null ? 0 : shares;
    }

    private static <E> E parse(
        final String name,
        final String text,
        final Function<String, E> valueOf,
        final E unknown,
        final String expected,
        final Output output)
    {
        try
        {
            final E value = valueOf.apply(text.toUpperCase(Locale.ROOT).replace('-', '_'));
            if (value != unknown)
            {
                return value;
            }
        }
        catch (final IllegalArgumentException e)
        {
            throw output.wrongArgument(name + " " + text + ": expected " + expected);
        }
        throw output.wrongArgument(name + " " + text + ": expected " + expected);
    }
}
