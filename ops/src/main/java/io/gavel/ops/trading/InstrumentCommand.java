package io.gavel.ops.trading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.Instrument;
import io.gavel.client.InstrumentDesk;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.CommandGroup;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Reason;
import io.gavel.ops.cli.Table;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.venue.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What is traded.
 */
@Command(
    name = "instrument",
    synopsisSubcommandLabel = "COMMAND",
    description = "Add, move and list instruments.",
    subcommands = {
        InstrumentCommand.Add.class,
        InstrumentCommand.Set.class,
        InstrumentCommand.ListAll.class,
    })
public final class InstrumentCommand extends CommandGroup
{
    /** Lists a new instrument. */
    @Command(name = "add", description = "Add an instrument.")
    static final class Add implements Callable<Integer>
    {
        @Mixin
        private Output output;

        @Mixin
        private VenueOptions venue;

        @Mixin
        private Reason.Optional reason;

        @Parameters(index = "0", paramLabel = "SYMBOL", description = "1 to 16 of A-Z, 0-9, '.' and '-'.")
        private String symbol;

        @Option(names = "--currency", defaultValue = "USD", paramLabel = "CODE",
            description = "ISO 4217 (default: ${DEFAULT-VALUE}).")
        private String currency;

        @Option(names = "--tick", defaultValue = "0.01", paramLabel = "AMOUNT",
            description = "Smallest step of a share's price (default: ${DEFAULT-VALUE}).")
        private BigDecimal tickSize;

        @Option(names = "--lot", defaultValue = "1", paramLabel = "SHARES",
            description = "Smallest step of a quantity (default: ${DEFAULT-VALUE}).")
        private long lotSize;

        @Override
        public Integer call() throws IOException, InterruptedException
        {
            checkTick();
            try (GavelClient client = venue.connectOperator(output))
            {
                final long instrumentId = AdminReports.resultOf(
                    reason.of(client.operator()).addInstrument(symbol, currency, tickSize, lotSize));
                output.print(Output.object().put("instrumentId", instrumentId).put("symbol", symbol)
                    .put("currency", currency).put("tickSize", tickSize.setScale(4).toPlainString())
                    .put("lotSize", lotSize), "instrument " + instrumentId + " " + symbol + " is listed");
                return 0;
            }
        }

        private void checkTick()
        {
            try
            {
                Money.toMinor(tickSize, "--tick");
            }
            catch (final IllegalArgumentException e)
            {
                throw output.wrongArgument(e.getMessage());
            }
        }
    }

    /** Moves an instrument. */
    @Command(name = "set", description = "Move an instrument to a group, to a fee class, or both.")
    static final class Set extends OperatorCommand
    {
        @Parameters(index = "0", paramLabel = "SYMBOL", description = "Of the instrument.")
        private String symbol;

        @Option(names = "--group", paramLabel = "0..255",
            description = "Whose calendar it follows (default: as it is).")
        private Integer group;

        @Option(names = "--fee-class", paramLabel = "0..63", description = "What its trades cost (default: as it is).")
        private Integer feeClass;

        @Override
        protected void check()
        {
            if (group == null && feeClass == null)
            {
                throw output().wrongArgument("give --group, --fee-class or both");
            }
            range("--group", group, 255);
            range("--fee-class", feeClass, 63);
        }

        private void range(final String name, final Integer value, final int most)
        {
            if (value != null && (value < 0 || value > most))
            {
                throw output().wrongArgument(name + " " + value + ": expected 0 to " + most);
            }
        }

        @Override
        protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
        {
            AdminReports.resultOf(operator.instruments().setInstrument(symbol,
                group == null ? InstrumentDesk.KEEP : group, feeClass == null ? InstrumentDesk.KEEP : feeClass));
            done(Output.object().put("symbol", symbol).put("groupId", group).put("feeClass", feeClass),
                symbol + " is" + (group == null ? "" : " in group " + group) +
                (group == null || feeClass == null ? "" : " and") +
                (feeClass == null ? "" : " in fee class " + feeClass));
        }
    }

    /** Lists every instrument. */
    @Command(name = "list", description = "List the instruments.")
    static final class ListAll implements Callable<Integer>
    {
        @Mixin
        private Output output;

        @Mixin
        private VenueOptions venue;

        @Override
        public Integer call() throws IOException
        {
            try (GavelClient client = venue.connectOperator(output))
            {
                final ObjectNode document = Output.object();
                final ArrayNode rows = document.putArray("instruments");
                final Table table = new Table(">ID", "SYMBOL", "CURRENCY", ">TICK", ">LOT");
                for (final Instrument instrument : client.instruments())
                {
                    final String tickSize = instrument.tickSize().toPlainString();
                    rows.addObject().put("instrumentId", instrument.instrumentId())
                        .put("symbol", instrument.symbol()).put("currency", instrument.currency())
                        .put("tickSize", tickSize).put("lotSize", instrument.lotSize());
                    table.row(instrument.instrumentId(), instrument.symbol(), instrument.currency(), tickSize,
                        instrument.lotSize());
                }
                output.print(document, rows.isEmpty() ? "no instruments" : table.toString());
                return 0;
            }
        }
    }
}
