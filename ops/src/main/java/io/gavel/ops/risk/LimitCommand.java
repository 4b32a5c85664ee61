package io.gavel.ops.risk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.RiskLimit;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.CommandGroup;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Owner;
import io.gavel.ops.cli.Table;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.schema.LimitType;
import io.gavel.venue.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Limits of accounts and participants.
 */
@Command(
    name = "limit",
    synopsisSubcommandLabel = "COMMAND",
    description = "Set, clear and list limits: limit set account 1 MAX_ORDER_LOTS 500 --why ...",
    subcommands = {
        LimitCommand.Set.class,
        LimitCommand.Clear.class,
        LimitCommand.ListAll.class,
    })
public final class LimitCommand extends CommandGroup
{
    private static final String TYPES = "MAX_ORDER_LOTS, MAX_ORDER_NOTIONAL, MAX_DAY_LOTS, MAX_DAY_NOTIONAL, " +
        "MAX_POSITION_LOTS, MAX_OPEN_ORDERS, ORDER_RATE or RESTRICTED.";

    /** What is bounded, as people write it. */
    enum Type
    {
        /** Of one order, lots. */
        MAX_ORDER_LOTS(LimitType.MAX_ORDER_LOTS),
        /** Of one order, money. */
        MAX_ORDER_NOTIONAL(LimitType.MAX_ORDER_NOTIONAL),
        /** Of a day, lots. */
        MAX_DAY_LOTS(LimitType.MAX_DAY_LOTS),
        /** Of a day, money. */
        MAX_DAY_NOTIONAL(LimitType.MAX_DAY_NOTIONAL),
        /** Held, lots. */
        MAX_POSITION_LOTS(LimitType.MAX_POSITION_LOTS),
        /** At one time. */
        MAX_OPEN_ORDERS(LimitType.MAX_OPEN_ORDERS),
        /** A second. */
        ORDER_RATE(LimitType.ORDER_RATE),
        /** No orders at all. */
        RESTRICTED(LimitType.RESTRICTED);

        private final LimitType type;

        Type(final LimitType type)
        {
            this.type = type;
        }
    }

    private static boolean isNotional(final LimitType type)
    {
        return type == LimitType.MAX_ORDER_NOTIONAL || type == LimitType.MAX_DAY_NOTIONAL;
    }

    /** The bound as people read it. */
    private static String valueOf(final RiskLimit limit)
    {
        return isNotional(limit.type()) ? limit.notional().toPlainString() : Long.toString(limit.value());
    }

    private static ObjectNode document(final ObjectNode document, final RiskLimit limit)
    {
        return document.put("limitType", limit.type().name()).put("symbol", limit.symbol())
            .put("value", limit.value() == RiskLimit.NONE ? null : valueOf(limit)).put("burst", limit.burst());
    }

    /** Sets one. */
    @Command(name = "set", description = "Set a limit of an account or a participant.")
    static final class Set extends OperatorCommand
    {
        @Mixin
        private Owner owner;

        @Parameters(index = "2", paramLabel = "TYPE", description = TYPES)
        private Type type;

        @Parameters(index = "3", arity = "0..1", paramLabel = "VALUE",
            description = "Lots, money for a NOTIONAL, orders, or orders a second; none for RESTRICTED.")
        private BigDecimal value;

        @Option(names = "--symbol", paramLabel = "SYMBOL", description = "For this instrument (default: for each).")
        private String symbol;

        @Option(names = "--burst", paramLabel = "ORDERS", description = "Of ORDER_RATE: orders at once.")
        private Integer burst;

        private long counted;

        @Override
        protected void check()
        {
            owner.check(output());
            if ((value == null) != (type == Type.RESTRICTED))
            {
                throw output().wrongArgument(type + (value == null ? " needs a VALUE" : " takes no VALUE"));
            }
            if ((burst == null) == (type == Type.ORDER_RATE))
            {
                throw output().wrongArgument(
                    type + (burst == null ? " needs --burst, the orders at once" : " takes no --burst"));
            }
            counted = type == Type.RESTRICTED ? 1 : counted();
        }

        private long counted()
        {
            if (value.signum() < 0)
            {
                throw output().wrongArgument("VALUE " + value.toPlainString() + ": expected 0 or more; to take a " +
                    "limit away use limit clear");
            }
            try
            {
                return isNotional(type.type) ? Money.toMinor(value, "VALUE") : value.longValueExact();
            }
            catch (final ArithmeticException e)
            {
                throw output().wrongArgument(
                    "VALUE " + value.toPlainString() + ": expected a whole number for " + type);
            }
            catch (final IllegalArgumentException e)
            {
                throw output().wrongArgument(e.getMessage());
            }
        }

        @Override
        protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
        {
            final long ownerId = owner.id(client, output());
            final RiskLimit limit =
                new RiskLimit(owner.scope(), ownerId, type.type, symbol, counted, burst == null ? 0 : burst);
            AdminReports.resultOf(operator.risk().setLimit(limit));
            done(document(owner.document(ownerId), limit), owner + ": " + type + " is " + valueOf(limit) +
                (symbol == null ? "" : " for " + symbol) + (burst == null ? "" : ", " + burst + " at once"));
        }
    }

    /** Takes one away. */
    @Command(name = "clear", description = "Take a limit away.")
    static final class Clear extends OperatorCommand
    {
        @Mixin
        private Owner owner;

        @Parameters(index = "2", paramLabel = "TYPE", description = TYPES)
        private Type type;

        @Option(names = "--symbol", paramLabel = "SYMBOL",
            description = "That of this instrument (default: that for each).")
        private String symbol;

        @Override
        protected void check()
        {
            owner.check(output());
        }

        @Override
        protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
        {
            final long ownerId = owner.id(client, output());
            final RiskLimit limit =
                new RiskLimit(owner.scope(), ownerId, type.type, symbol, RiskLimit.NONE, 0);
            AdminReports.resultOf(operator.risk().setLimit(limit));
            done(document(owner.document(ownerId), limit),
                owner + ": " + type + " is taken away" + (symbol == null ? "" : " for " + symbol));
        }
    }

    /** Lists them. */
    @Command(name = "list", description = "List the limits of an account or a participant.")
    static final class ListAll implements Callable<Integer>
    {
        @Mixin
        private Output output;

        @Mixin
        private VenueOptions venue;

        @Mixin
        private Owner owner;

        @Override
        public Integer call() throws IOException, InterruptedException
        {
            owner.check(output);
            try (GavelClient client = venue.connectOperator(output))
            {
                final long ownerId = owner.id(client, output);
                final ObjectNode document = owner.document(ownerId);
                final ArrayNode rows = document.putArray("limits");
                final Table table = new Table("LIMIT", "SYMBOL", ">VALUE", ">BURST");
                for (final RiskLimit limit : VenueOptions.await(client.limits(owner.scope(), ownerId)))
                {
                    document(rows.addObject(), limit);
                    table.row(limit.type(), limit.symbol(), valueOf(limit), limit.burst() == 0 ? null : limit.burst());
                }
                output.print(document, rows.isEmpty() ? owner + " has no limits" : table.toString());
                return 0;
            }
        }
    }
}
