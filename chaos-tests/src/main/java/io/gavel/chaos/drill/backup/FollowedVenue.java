package io.gavel.chaos.drill.backup;

import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.load.TradingLoad;
import io.gavel.client.AdminReport;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.NewOrder;
import io.gavel.cluster.backup.Backup;
import io.gavel.cluster.backup.BackupContext;
import io.gavel.cluster.backup.BackupStatus;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.VenueContext;
import io.gavel.ops.watch.StateHash;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Three nodes of their own under load, with a backup that follows them: what a backup does not have yet is lost with
 * its venue, so that such a drill is not run on the venue whose brokers' journals are checked.
 */
final class FollowedVenue implements AutoCloseable
{
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long POLL_MS = 20;
    private static final String SYMBOL = "AFTER";

    private final LocalVenue venue;
    private final TradingLoad load;
    private Backup backup;

    FollowedVenue(final DrillStage stage) throws Exception
    {
        venue = LocalVenue.start(new VenueContext().withGateway(false).startTimeout(PATIENCE));
        try
        {
            load = new TradingLoad(venue, 2, 200, stage.random().nextLong(1 << 30),
                Files.createDirectories(venue.directory().resolve("journals")));
        }
        catch (final Exception e)
        {
            venue.close();
            throw e;
        }
        load.trade();
        startBackup();
    }

    LocalVenue venue()
    {
        return venue;
    }

    Path backupDir()
    {
        return venue.directory().resolve("backup");
    }

    Path nodeDir(final int nodeId)
    {
        return venue.directory().resolve("node" + nodeId);
    }

    void startBackup()
    {
        backup = Backup.launch(new BackupContext()
            .members(venue.members())
            .dir(backupDir().toFile())
            .operatorPassword(venue.operatorPassword())
            .queryInterval(Duration.ofSeconds(1)));
    }

    BackupStatus endBackup()
    {
        final BackupStatus status = backup.status();
        backup.close();
        return status;
    }

    void awaitAnswers(final long more) throws InterruptedException, IOException
    {
        final long target = load.answered() + more;
        await(more + " answers", () -> load.answered() >= target);
    }

    void takeSnapshot() throws Exception
    {
        final long before = backup.status().snapshotPositions().size();
        if (!load.operator().operator().takeSnapshot().get(30, TimeUnit.SECONDS))
        {
            throw new IllegalStateException("the leader did not begin a snapshot");
        }
        await("a snapshot in the backup", () -> backup.status().snapshotPositions().size() > before);
    }

    /** Waits until the backup has what the venue has committed now. */
    void awaitBackup() throws InterruptedException, IOException
    {
        final long committed = NodeStatus.of(venue.members().nodes().get(venue.awaitLeader(PATIENCE)))
            .orElseThrow().commitPosition();
        await("a backup up to " + committed, () -> backup.status().logPosition() >= committed);
    }

    private static void await(final String what, final Callable<Boolean> condition)
        throws InterruptedException, IOException
    {
        final long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        try
        {
            while (!condition.call())
            {
                if (System.nanoTime() - deadlineNs > 0)
                {
                    throw new IllegalStateException("no " + what + " within " + PATIENCE.toSeconds() + " s");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
        }
        catch (final IOException | InterruptedException | RuntimeException e)
        {
            throw e;
        }
        catch (final Exception e)
        {
            throw new IOException(e);
        }
    }

    /**
     * Trades once between two new participants, as those of before may know more than the venue now does.
     *
     * @return the state hash that all nodes have afterwards.
     */
    StateHash tradeAnew() throws Exception
    {
        venue.awaitLeader(PATIENCE);
        final String members = venue.members().toString();
        try (GavelClient client = connect(members, "operator", venue.operatorPassword(), 7))
        {
            final GavelOperator admin = client.operator().because("drill");
            done(admin.addInstrument(SYMBOL, "EUR", new BigDecimal("0.01"), 1));
            for (final Side side : new Side[]{ Side.SELL, Side.BUY })
            {
                final String name = "after-" + side.name().toLowerCase(java.util.Locale.ROOT);
                final int id = (int)done(admin.addParticipant(name, "after-secret".toCharArray(), Role.TRADER));
                final long account = done(admin.addAccount(id));
                done(Side.BUY == side ? admin.depositCash(account, "EUR", new BigDecimal("1000.00")) :
                    admin.depositShares(account, SYMBOL, 10));
                try (GavelClient trader = connect(members, name, "after-secret".toCharArray(), 0))
                {
                    if (trader.placeOrder(NewOrder.limit(SYMBOL, side, 10, "5.00").account(account))
                        .get(30, TimeUnit.SECONDS).isRejected())
                    {
                        throw new IllegalStateException("the restored venue rejected the order of " + name);
                    }
                }
            }
            final StateHash hash = StateHash.ask(client, venue.members(), PATIENCE);
            if (!hash.areEqual())
            {
                throw new IllegalStateException("the restored nodes differ: " + hash.line());
            }
            return hash;
        }
    }

    private static GavelClient connect(
        final String members, final String name, final char[] password, final int connectionId)
    {
        return GavelClient.connect(new GavelClient.Context().members(members).participant(name).password(password)
            .connectionId(connectionId).connectTimeout(PATIENCE));
    }

    private static long done(final CompletableFuture<AdminReport> future) throws Exception
    {
        final AdminReport report = future.get(30, TimeUnit.SECONDS);
        if (report.isRejected())
        {
            throw new IllegalStateException("the restored venue refused: " + report);
        }
        return report.resultId();
    }

    @Override
    public void close()
    {
        backup.close();
        load.close();
        venue.close();
    }
}
