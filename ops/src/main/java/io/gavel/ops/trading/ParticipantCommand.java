package io.gavel.ops.trading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.Participant;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.CommandGroup;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Participants;
import io.gavel.ops.cli.Reason;
import io.gavel.ops.cli.Secrets;
import io.gavel.ops.cli.Table;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.schema.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Who may log on.
 */
@Command(
    name = "participant",
    synopsisSubcommandLabel = "COMMAND",
    description = "Add and list participants.",
    subcommands = {
        ParticipantCommand.Add.class,
        ParticipantCommand.ListAll.class,
    })
public final class ParticipantCommand extends CommandGroup
{
    /** What a participant may do, as people write it. */
    enum RoleName
    {
        /** Trades. */
        TRADER(Role.TRADER),
        /** Runs the venue. */
        OPERATOR(Role.OPERATOR),
        /** Bounds and stops trading, and reads all. */
        RISK_OFFICER(Role.RISK_OFFICER),
        /** Reads what one participant does. */
        DROP_COPY_READER(Role.DROP_COPY_READER),
        /** Reads what is traded and how. */
        MARKET_DATA_READER(Role.MARKET_DATA_READER);

        private final Role role;

        RoleName(final Role role)
        {
            this.role = role;
        }
    }

    /** Lets somebody log on. */
    @Command(name = "add", description = "Let somebody log on; the password is asked for, or read from standard input.")
    static final class Add implements Callable<Integer>
    {
        @Mixin
        private Output output;

        @Mixin
        private VenueOptions venue;

        @Mixin
        private Reason.Optional reason;

        @Parameters(index = "0", paramLabel = "NAME", description = "1 to 32 of a-z, A-Z, 0-9, '.', '_' and '-'.")
        private String name;

        @Option(names = "--role", defaultValue = "TRADER", paramLabel = "ROLE",
            description = "TRADER, OPERATOR, RISK_OFFICER, DROP_COPY_READER or MARKET_DATA_READER " +
            "(default: ${DEFAULT-VALUE}).")
        private RoleName role;

        @Option(names = "--of", paramLabel = "PARTICIPANT",
            description = "Whose accounts and orders a DROP_COPY_READER reads: name or id.")
        private String of;

        @Option(names = "--new-password-file", paramLabel = "FILE",
            description = "Its first line is the new participant's password.")
        private Path newPasswordFile;

        @Override
        public Integer call() throws IOException, InterruptedException
        {
            if ((of == null) == (role == RoleName.DROP_COPY_READER))
            {
                throw output.wrongArgument(
                    role + (of == null ? " needs --of, whose orders it reads" : " takes no --of"));
            }
            final char[] password = newPasswordFile == null ? Secrets.ask(name) : Secrets.fromFile(newPasswordFile);
            try (GavelClient client = venue.connectOperator(output))
            {
                final int ofParticipantId = of == null ?
                    GavelOperator.NO_PARTICIPANT : Participants.idOf(client, of, output, "--of");
                final long participantId = AdminReports.resultOf(
                    reason.of(client.operator()).addParticipant(name, password, role.role, ofParticipantId));
                output.print(Output.object().put("participantId", participantId).put("name", name)
                    .put("role", role.name()).put("ofParticipantId", of == null ? null : ofParticipantId),
                    "participant " + participantId + " " + name + " may log on");
                return 0;
            }
            finally
            {
                Arrays.fill(password, '\0');
            }
        }
    }

    /** Lists everyone who may log on. */
    @Command(name = "list", description = "List the participants.")
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
                final ArrayNode rows = document.putArray("participants");
                final Table table = new Table(">ID", "NAME", "ROLE", ">OF", "KILLED");
                for (final Participant participant : VenueOptions.await(client.operator().participants()))
                {
                    final Integer of = participant.ofParticipantId() == GavelOperator.NO_PARTICIPANT ?
                        null : participant.ofParticipantId();
                    rows.addObject().put("participantId", participant.participantId())
                        .put("name", participant.name()).put("role", participant.role().name())
                        .put("ofParticipantId", of).put("killed", participant.isKilled());
                    table.row(participant.participantId(), participant.name(), participant.role(), of,
                        participant.isKilled() ? "yes" : "no");
                }
                output.print(document, table.toString());
                return 0;
            }
        }
    }
}
