package io.gavel.ops.market;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.InstrumentGroup;
import io.gavel.client.TradingHours;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.CommandGroup;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Table;
import io.gavel.ops.cli.VenueOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Trading calendars of groups.
 */
@Command(
    name = "calendar",
    synopsisSubcommandLabel = "COMMAND",
    description = "Set and show the trading calendars of groups.",
    subcommands = {
        CalendarCommand.Set.class,
        CalendarCommand.Show.class,
    })
public final class CalendarCommand extends CommandGroup
{
    /** Sets one. */
    @Command(name = "set", description = {
        "Set a group's trading calendar from a JSON file, or the usual hours by --defaults.",
        "Set it again where the zone's rules change: the next 20 years of its offsets go with it.",
        "File: {\"zone\": \"America/New_York\", \"preOpen\": \"09:00\", \"openingAuction\": \"09:25\",",
        "\"continuous\": \"09:30\", \"closingAuction\": \"16:00\", \"postClose\": \"16:05\", \"closed\": \"16:30\",",
        "\"weekdays\": [\"MONDAY\", ...], \"holidays\": [\"2026-12-25\"], \"halfDays\": {\"2026-11-27\": \"13:00\"}}",
        "Only zone has to be there; these times, Monday to Friday, are the defaults."
    })
    static final class Set extends OperatorCommand
    {
        @Parameters(index = "0", paramLabel = "GROUP", description = "0 to 255.")
        private String group;

        @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "The calendar, JSON.")
        private Path file;

        @Option(names = "--defaults", description = "The usual hours, Monday to Friday, instead of a file.")
        private boolean isDefaults;

        @Option(names = "--zone", paramLabel = "ZONE",
            description = "With --defaults: by whose clock (default: America/New_York).")
        private String zone;

        private int groupId;
        private TradingHours hours;

        @Override
        protected void check() throws IOException
        {
            groupId = Groups.parse(group, output());
            if (isDefaults == (file != null))
            {
                throw output().wrongArgument("name a FILE, or give --defaults");
            }
            if (zone != null && !isDefaults)
            {
                throw output().wrongArgument("--zone goes with --defaults; a file names its own");
            }
            hours = isDefaults ? TradingHours.standard(
                CalendarFile.zone(zone == null ? "America/New_York" : zone, "--zone")) : CalendarFile.read(file);
        }

        @Override
        protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
        {
            AdminReports.resultOf(operator.day().setCalendar(groupId, hours));
            done(Output.object().put("groupId", groupId).put("zone", hours.zone().getId())
                .put("holidays", hours.holidays().size()).put("halfDays", hours.halfDays().size()),
                "group " + groupId + " trades by the clock of " + hours.zone().getId() + ", " +
                hours.times().continuous() + " to " + hours.times().closingAuction() + ", with " +
                hours.holidays().size() + " holidays and " + hours.halfDays().size() + " half days");
        }
    }

    /** Shows what they come to. */
    @Command(name = "show", description = "Show the groups that have a calendar, and what comes next.")
    static final class Show implements Callable<Integer>
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
                final List<InstrumentGroup> groups = VenueOptions.await(client.groups()).stream()
                    .filter(each -> each.nextPhaseAt() != null).toList();
                final ObjectNode document = Output.object();
                final Table table = PhaseCommand.groups(groups, document.putArray("groups"));
                output.print(document, groups.isEmpty() ?
                    "no group has a calendar: each trades continuously" : table.toString());
                return 0;
            }
        }
    }
}
