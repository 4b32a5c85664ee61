package io.gavel.ops.market;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.DayDesk;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.InstrumentGroup;
import io.gavel.client.TradingState;
import io.gavel.client.TradingStates;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.schema.TradingPhase;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Where in their trading day groups and instruments are.
 */
@Command(
    name = "phase",
    description = "Show the phases of groups and instruments, or put a group into one.",
    subcommands = PhaseCommand.Set.class)
public final class PhaseCommand implements Callable<Integer>
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
            final TradingStates states = VenueOptions.await(client.tradingStates());
            final List<InstrumentGroup> groups = VenueOptions.await(client.groups());
            final ObjectNode document = Output.object().put("marketHalted", states.isMarketHalted())
                .put("marketKilled", states.isMarketKilled());
            final Table groupTable = groups(groups, document.putArray("groups"));
            final Table instrumentTable = instruments(states, document.putArray("instruments"));
            output.print(document, (states.isMarketHalted() ? "the market is HALTED\n" : "") +
                (states.isMarketKilled() ? "the market is KILLED\n" : "") +
                (groups.isEmpty() ? "no groups" : groupTable) + "\n\n" +
                (states.instruments().isEmpty() ? "no instruments" : instrumentTable));
            return 0;
        }
    }

    static Table groups(final List<InstrumentGroup> groups, final ArrayNode rows)
    {
        final Table table = new Table(">GROUP", "PHASE", "NEXT", "AT", "TRADING_DATE", "ZONE");
        for (final InstrumentGroup group : groups)
        {
            final boolean hasCalendar = group.nextPhaseAt() != null;
            final String date = group.tradingDate() == null ? null : group.tradingDate().toString();
            final String zone = group.zone().isEmpty() ? null : group.zone();
            final String next = hasCalendar ? group.nextPhase().name() : null;
            final String at = hasCalendar ? group.nextPhaseAt().toString() : null;
            rows.addObject().put("groupId", group.groupId()).put("phase", group.phase().name())
                .put("nextPhase", next).put("nextPhaseAt", at).put("tradingDate", date).put("zone", zone);
            table.row(group.groupId(), group.phase(), next, at, date, zone);
        }
        return table;
    }

    private static Table instruments(final TradingStates states, final ArrayNode rows)
    {
        final Table table = new Table("SYMBOL", ">GROUP", "PHASE", "UNTIL", "HALTED", ">LAST");
        for (final TradingState state : states.instruments())
        {
            final String until = state.phaseUntil() == null ? null : state.phaseUntil().toString();
            final String last = state.lastPriceTicks() == 0 ? null : state.lastPrice().toPlainString();
            rows.addObject().put("symbol", state.instrument().symbol()).put("groupId", state.groupId())
                .put("phase", state.phase().name()).put("phaseUntil", until).put("halted", state.isHalted())
                .put("lastPrice", last).put("feeClass", state.feeClass());
            table.row(state.instrument().symbol(), state.groupId(), state.phase(), until,
                state.isHalted() ? "yes" : "no", last);
        }
        return table;
    }

    /** What an operator may choose. */
    enum Phase
    {
        /** No orders. */
        CLOSED(TradingPhase.CLOSED),
        /** Orders are collected. */
        PRE_OPEN(TradingPhase.PRE_OPEN),
        /** Orders are collected, indicative prices shown. */
        OPENING_AUCTION(TradingPhase.OPENING_AUCTION),
        /** Orders trade as they come. */
        CONTINUOUS(TradingPhase.CONTINUOUS),
        /** Orders are collected, indicative prices shown. */
        CLOSING_AUCTION(TradingPhase.CLOSING_AUCTION),
        /** Cancels only. */
        POST_CLOSE(TradingPhase.POST_CLOSE);

        private final TradingPhase phase;

        Phase(final TradingPhase phase)
        {
            this.phase = phase;
        }
    }

    /** Puts a group into a phase. */
    @Command(name = "set", description = "Put a group into a phase now; its calendar's next change still comes.")
    static final class Set extends OperatorCommand
    {
        @Parameters(index = "0", paramLabel = "GROUP", description = "0 to 255, or all.")
        private String group;

        @Parameters(index = "1", paramLabel = "PHASE",
            description = "CLOSED, PRE_OPEN, OPENING_AUCTION, CONTINUOUS, CLOSING_AUCTION or POST_CLOSE.")
        private Phase phase;

        private int groupId;

        @Override
        protected void check()
        {
            groupId = "all".equalsIgnoreCase(group) ? DayDesk.EVERY_GROUP : Groups.parse(group, output());
        }

        @Override
        protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
        {
            AdminReports.resultOf(operator.day().setPhase(groupId, phase.phase));
            done(Output.object().put("groupId", groupId).put("phase", phase.name()),
                (groupId == DayDesk.EVERY_GROUP ? "every group" : "group " + groupId) + " is in " + phase);
        }
    }
}
