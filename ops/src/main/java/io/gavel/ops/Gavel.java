package io.gavel.ops;

import io.gavel.client.GavelClient;
import io.gavel.ops.backup.BackupCommand;
import io.gavel.ops.backup.PurgeCommand;
import io.gavel.ops.backup.RebuildNodeCommand;
import io.gavel.ops.backup.RestoreCommand;
import io.gavel.ops.cli.CompletionCommand;
import io.gavel.ops.cli.CredentialCommand;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.ModuleCommand;
import io.gavel.ops.cli.TestCommand;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.demo.DemoCommand;
import io.gavel.ops.dropcopy.DropCopyCommand;
import io.gavel.ops.market.BustCommand;
import io.gavel.ops.market.CalendarCommand;
import io.gavel.ops.market.CollarCommand;
import io.gavel.ops.market.CorrectCommand;
import io.gavel.ops.market.FeesCommand;
import io.gavel.ops.market.HaltCommand;
import io.gavel.ops.market.PhaseCommand;
import io.gavel.ops.market.ResumeCommand;
import io.gavel.ops.match.MatchCommand;
import io.gavel.ops.replay.ReplayItchCommand;
import io.gavel.ops.risk.KillCommand;
import io.gavel.ops.risk.LimitCommand;
import io.gavel.ops.risk.ReleaseCommand;
import io.gavel.ops.storage.AuditCommand;
import io.gavel.ops.storage.DescribeCommand;
import io.gavel.ops.storage.DiffCommand;
import io.gavel.ops.storage.LogCommand;
import io.gavel.ops.storage.SnapshotsCommand;
import io.gavel.ops.storage.VerifyCommand;
import io.gavel.ops.trading.AccountCommand;
import io.gavel.ops.trading.InstrumentCommand;
import io.gavel.ops.trading.OrderCommand;
import io.gavel.ops.trading.ParticipantCommand;
import io.gavel.ops.upgrade.ActivateCommand;
import io.gavel.ops.venue.GatewayCommand;
import io.gavel.ops.venue.NodeCommand;
import io.gavel.ops.watch.BookCommand;
import io.gavel.ops.watch.HashCommand;
import io.gavel.ops.watch.SnapshotCommand;
import io.gavel.ops.watch.StatusCommand;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The command line of the exchange. Every command prints for a person, or with {@code --json} one JSON document, on
 * standard output; progress, logs and errors go to standard error. The exit status is 0 only where the command did what
 * it says, 2 for a wrong argument and 1 for any other failure, each with one line that says what to change.
 */
@Command(
    name = "gavel",
    mixinStandardHelpOptions = true,
    versionProvider = Gavel.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "A stock exchange that runs as a Raft-replicated service.",
    commandListHeading = "%nCommands:%n",
    subcommands = {
        DemoCommand.class,
        NodeCommand.class,
        GatewayCommand.class,
        DropCopyCommand.class,
        StatusCommand.class,
        HashCommand.class,
        SnapshotCommand.class,
        SnapshotsCommand.class,
        VerifyCommand.class,
        AuditCommand.class,
        DescribeCommand.class,
        DiffCommand.class,
        LogCommand.class,
        BackupCommand.class,
        ActivateCommand.class,
        RestoreCommand.class,
        RebuildNodeCommand.class,
        PurgeCommand.class,
        BookCommand.class,
        OrderCommand.class,
        AccountCommand.class,
        ParticipantCommand.class,
        InstrumentCommand.class,
        PhaseCommand.class,
        CalendarCommand.class,
        HaltCommand.class,
        ResumeCommand.class,
        CollarCommand.class,
        FeesCommand.class,
        BustCommand.class,
        CorrectCommand.class,
        LimitCommand.class,
        KillCommand.class,
        ReleaseCommand.class,
        CredentialCommand.class,
        MatchCommand.class,
        ReplayItchCommand.class,
        CompletionCommand.class,
        TestCommand.class,
    },
    footer = {
        "",
        "Every command has --help, and --json for one JSON document on standard output."
    })
public final class Gavel implements Runnable
{
    @Spec
    private CommandSpec spec;

    /**
     * Runs one command, and ends the process with its exit status.
     *
     * @param args the command and its arguments.
     */
    public static void main(final String[] args)
    {
        System.exit(commandLine(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8)).execute(args));
    }

    /**
     * The command line, ready to execute.
     *
     * @param out where results go.
     * @param err where progress and errors go.
     * @return picocli's command line; its {@code execute} gives the exit status and never throws.
     */
    public static CommandLine commandLine(final PrintWriter out, final PrintWriter err)
    {
        return commandLine(out, err, GavelClient::connect);
    }

    /**
     * The command line, ready to execute, with another way to the venue.
     *
     * @param out       where results go.
     * @param err       where progress and errors go.
     * @param connector by which commands log on.
     * @return picocli's command line.
     */
    static CommandLine commandLine(
        final PrintWriter out, final PrintWriter err, final VenueOptions.Connector connector)
    {
        final CommandLine commandLine = new CommandLine(new Gavel(), new Factory(connector));
        ModuleCommand.addTo(commandLine);
        return commandLine
            .registerConverter(Long.class, Gavel::whole)
            .registerConverter(Long.TYPE, Gavel::whole)
            .registerConverter(BigDecimal.class, Gavel::decimal)
            .registerConverter(URI.class, Gavel::address)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setAbbreviatedOptionsAllowed(false)
            .setUsageHelpAutoWidth(false)
            .setUsageHelpWidth(110)
            .setParameterExceptionHandler(Errors::onWrongArgument)
            .setExecutionExceptionHandler(Errors::onFailure);
    }

    // What picocli says by itself names Java's types and exceptions.
    private static Long whole(final String text)
    {
        try
        {
            return Long.valueOf(text);
        }
        catch (final NumberFormatException e)
        {
            throw new TypeConversionException("'" + text + "' is no whole number, or too large");
        }
    }

    private static BigDecimal decimal(final String text)
    {
        try
        {
            return new BigDecimal(text);
        }
        catch (final NumberFormatException e)
        {
            throw new TypeConversionException("'" + text + "' is no number: write it as 320.14");
        }
    }

    private static URI address(final String text)
    {
        try
        {
            return URI.create(text);
        }
        catch (final IllegalArgumentException e)
        {
            throw new TypeConversionException("'" + text + "' is no address: expected http://host:port/");
        }
    }

    /**
     * Refuses a call that names no command.
     */
    @Override
    public void run()
    {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    /** Makes commands and mixins. */
    private record Factory(VenueOptions.Connector connector) implements CommandLine.IFactory
    {
        @Override
        public <K> K create(final Class<K> type) throws Exception
        {
            return type == VenueOptions.class ?
                type.cast(new VenueOptions(connector)) : CommandLine.defaultFactory().create(type);
        }
    }

    /** The version of the build that runs. */
    static final class Version implements CommandLine.IVersionProvider
    {
        @Override
        public String[] getVersion()
        {
            final String version = Gavel.class.getPackage().getImplementationVersion();
            return new String[]{ "gavel " + (version == null ? "(not packaged)" : version) + ", JDK " +
                System.getProperty("java.version") };
        }
    }
}
