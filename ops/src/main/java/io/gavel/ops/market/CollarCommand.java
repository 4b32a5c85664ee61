package io.gavel.ops.market;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.Collar;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.TradingState;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.CommandGroup;
import io.gavel.ops.cli.DurationConverter;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import io.gavel.ops.cli.VenueOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Price collars of instruments.
 */
@Command(
    name = "collar",
    synopsisSubcommandLabel = "COMMAND",
    description = "Set and list the price collars of instruments.",
    subcommands = {
        CollarCommand.Set.class,
        CollarCommand.ListAll.class,
    })
public final class CollarCommand extends CommandGroup
{
    /** Sets both bands. */
    @Command(name = "set", description = "Set the price collars of an instrument; a band that is not given is none.")
    static final class Set extends OperatorCommand
    {
        @Parameters(index = "0", paramLabel = "SYMBOL", description = "Of the instrument.")
        private String symbol;

        @Option(names = "--reference", paramLabel = "PRICE",
            description = "Around which the static band is, until an auction trades (default: as it is).")
        private BigDecimal reference;

        @Option(names = "--static", paramLabel = "BPS", defaultValue = "0",
            description = "Basis points around the reference; limit prices outside are refused.")
        private int staticBandBps;

        @Option(names = "--dynamic", paramLabel = "BPS", defaultValue = "0",
            description = "Basis points around the last trade; what would trade outside begins an auction.")
        private int dynamicBandBps;

        @Option(names = "--pause", paramLabel = "DURATION", converter = DurationConverter.class,
            description = "How long that auction lasts, such as 2m.")
        private Duration pause;

        private Collar collar;

        @Override
        protected void check()
        {
            if (pause != null && dynamicBandBps == 0)
            {
                throw output().wrongArgument("--pause goes with --dynamic");
            }
            try
            {
                collar = new Collar(reference, staticBandBps, dynamicBandBps, pause == null ? Duration.ZERO : pause);
            }
            catch (final IllegalArgumentException e)
            {
                throw output().wrongArgument(e.getMessage());
            }
        }

        @Override
        protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
        {
            AdminReports.resultOf(operator.instruments().setCollar(symbol, collar));
            done(Output.object().put("symbol", symbol)
                .put("referencePrice", reference == null ? null : reference.toPlainString())
                .put("staticBandBps", staticBandBps).put("dynamicBandBps", dynamicBandBps)
                .put("pauseMs", collar.pause().toMillis()),
                symbol + ": static band " + band(staticBandBps) + ", dynamic band " + band(dynamicBandBps));
        }

        private static String band(final int bps)
        {
            return bps == 0 ? "none" : bps + " bps";
        }
    }

    /** Lists them. */
    @Command(name = "list", description = "List the price collars.")
    static final class ListAll implements Callable<Integer>
    {
        @Mixin
        private Output output;

        @Mixin
        private VenueOptions venue;

        @Override
        public Integer call() throws IOException, InterruptedException
        {
            try (GavelClient client = venue.connectOperator(output))
            {
                final ObjectNode document = Output.object();
                final ArrayNode rows = document.putArray("collars");
                final Table table =
                    new Table("SYMBOL", ">REFERENCE", ">STATIC_BPS", ">LAST", ">DYNAMIC_BPS", ">PAUSE_MS");
                for (final TradingState state : VenueOptions.await(client.tradingStates()).instruments())
                {
                    final String reference =
                        state.referencePriceTicks() == 0 ? null : state.referencePrice().toPlainString();
                    final String last = state.lastPriceTicks() == 0 ? null : state.lastPrice().toPlainString();
                    rows.addObject().put("symbol", state.instrument().symbol()).put("referencePrice", reference)
                        .put("staticBandBps", state.staticBandBps()).put("lastPrice", last)
                        .put("dynamicBandBps", state.dynamicBandBps()).put("pauseMs", state.pause().toMillis());
                    table.row(state.instrument().symbol(), reference, orDash(state.staticBandBps()), last,
                        orDash(state.dynamicBandBps()), orDash(state.pause().toMillis()));
                }
                output.print(document, rows.isEmpty() ? "no instruments" : table.toString());
                return 0;
            }
        }

        private static Long orDash(final long value)
        {
            return value == 0 ? null : value;
        }
    }
}
