package io.gavel.ops.backup;

import io.gavel.cluster.backup.Backup;
import io.gavel.cluster.backup.BackupContext;
import io.gavel.cluster.backup.BackupException;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.DurationConverter;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.venue.VenueFile;
import io.gavel.ops.watch.VenueStatus;
import io.gavel.venue.Members;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Follows a venue in the foreground, until it is asked to end.
 */
@Command(name = "backup", description = "Copy a venue's log, snapshots and events, and follow them.",
    footer = {
        "",
        "Ended, or killed, and called again with the same directory, it goes on where it was. Standard output has a",
        "line each second, with --json a JSON document each; DIR/backup.json always has the newest."
    })
public final class BackupCommand implements Callable<Integer>
{
    private static final int PORT_MAX = 65_535;
    private static final int PORT_MIN = 1_024;

    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Option(names = "--dir", required = true, paramLabel = "DIR",
        description = "Where the copy is kept: a blank directory, or that of an older backup of the same venue.")
    private Path dir;

    @Option(names = "--host", paramLabel = "ADDRESS",
        description = "This machine's address, as the nodes reach it (default: found out).")
    private String host;

    @Option(names = "--port", defaultValue = "0", paramLabel = "PORT",
        description = "UDP port on which the nodes answer; 0 for any that is free (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--any-node", description = "Follow the leader as well, where there is no follower.")
    private boolean followsAnyNode;

    @Option(names = "--every", defaultValue = "1s", paramLabel = "DURATION", converter = DurationConverter.class,
        description = "How often its progress is told (default: ${DEFAULT-VALUE}).")
    private Duration every;

    @Option(names = "--for", paramLabel = "DURATION", converter = DurationConverter.class,
        description = "End after this time.")
    private Duration duration;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        if (port != 0 && (port < PORT_MIN || port > PORT_MAX))
        {
            throw output.wrongArgument("--port " + port + ": expected 0 (any free port), or " + PORT_MIN + " to " +
                PORT_MAX);
        }
        if (Files.exists(dir) && !Files.isDirectory(dir))
        {
            throw output.wrongArgument("--dir " + dir + " is no directory");
        }
        final Members members = venue.members(output);
        final BackupContext context = new BackupContext()
            .members(members)
            .dir(dir.toFile())
            .operatorPassword(venue.password(output, VenueFile.OPERATOR))
            .host(host)
            .port(port)
            .followsAnyNode(followsAnyNode)
            .out(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        try (Backup backup = Backup.launch(context))
        {
            final Thread hook = new Thread(backup::close, "backup-shutdown");
            Runtime.getRuntime().addShutdownHook(hook);
            follow(backup, members);
            Runtime.getRuntime().removeShutdownHook(hook);
            return 0;
        }
        catch (final BackupException e)
        {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private void follow(final Backup backup, final Members members) throws IOException, InterruptedException
    {
        final CountDownLatch never = new CountDownLatch(1);
        final long endNs = System.nanoTime() + (duration == null ? Long.MAX_VALUE / 2 : duration.toNanos());
        boolean isOver = false;
        while (!isOver)
        {
            final long waitMs = Math.min(every.toMillis(), TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime()));
            isOver = waitMs <= 0 || never.await(waitMs, TimeUnit.MILLISECONDS) || System.nanoTime() - endNs >= 0;
            if (backup.failure() != null)
            {
                throw new CommandFailure("the backup in " + dir + " cannot go on (" +
                    Errors.describe(backup.failure()) + "): look after the disk, and start it again", backup.failure());
            }
            final BackupReport report = BackupReport.of(backup.status(), VenueStatus.ask(members, null));
            report.write(dir);
            output.print(report.document(), report.line());
        }
    }
}
