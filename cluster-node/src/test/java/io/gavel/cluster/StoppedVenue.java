package io.gavel.cluster;

import io.aeron.cluster.codecs.AdminResponseCode;
import io.gavel.schema.Side;
import io.gavel.venue.Members;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The directories of nodes that traded, took snapshots, and were stopped or killed: made by Aeron, for readers. */
public final class StoppedVenue
{
    private static final int ORDERS = 600;
    private static final int SNAPSHOTS = 2;
    private static final long CASH = 1_000_000_000_000L;

    private StoppedVenue()
    {
    }

    /**
     * Runs one node as a process of its own, and kills it.
     *
     * @param dir  where its directory is made.
     * @param seed of the orders.
     * @return the node's directory, as it was left.
     * @throws IOException where it cannot be run.
     */
    public static Path kill(final Path dir, final long seed) throws IOException
    {
        try (ProcessCluster cluster = new ProcessCluster(dir, 1))
        {
            cluster.start(0);
            cluster.status().awaitLeader();
            trade(cluster.members(), cluster.status(), seed);
            cluster.kill(0);
            return cluster.dataDir(0);
        }
    }

    /**
     * Runs one node in this process, stops it, and takes its directory as often as is wanted, as nodes have the same.
     *
     * @param target where they go, by node id.
     * @param size   how many.
     * @param seed   of the orders.
     * @throws IOException where they cannot be copied.
     */
    public static void run(final Path target, final int size, final long seed) throws IOException
    {
        try (TestCluster cluster = TestCluster.launch(1))
        {
            trade(cluster.members(), cluster.statusClient(), seed);
            cluster.stopAll();
            for (int i = 0; i < size; i++)
            {
                copy(cluster.dataDir(0), target.resolve("node" + i));
            }
        }
    }

    /**
     * Copies a directory.
     *
     * @param from a directory.
     * @param to   that is made.
     * @throws IOException where it cannot.
     */
    public static void copy(final Path from, final Path to) throws IOException
    {
        try (Stream<Path> files = Files.walk(from))
        {
            for (final Path file : (Iterable<Path>)files::iterator)
            {
                final Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file))
                {
                    Files.createDirectories(copy);
                }
                else
                {
                    Files.copy(file, copy);
                }
            }
        }
    }

    // Sessions are short: on a busy machine one that nobody polls would time out.
    private static void trade(final Members members, final StatusClient status, final long seed)
    {
        final long account;
        try (VenueClient operator = operator(members))
        {
            operator.addInstrument("AAPL");
            operator.addInstrument("MSFT");
            account = operator.addAccount((int)operator.addParticipant("alice", "secret"));
            operator.adjustCash(account, CASH);
            operator.adjustHolding(account, 1, 1_000_000);
            operator.adjustHolding(account, 2, 1_000_000);
        }
        final Random random = new Random(seed);
        for (int i = 0; i < SNAPSHOTS; i++)
        {
            orders(members, account, random);
            final long before = status.number(0, "snapshotCount");
            try (VenueClient operator = operator(members))
            {
                if (AdminResponseCode.OK != operator.takeSnapshot())
                {
                    throw new IllegalStateException("no snapshot");
                }
            }
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isTakenByAll(members, status, before));
        }
        orders(members, account, random);
        try (VenueClient operator = operator(members))
        {
            operator.hashState();
        }
    }

    private static VenueClient operator(final Members members)
    {
        return new VenueClient(members, "operator", TestCluster.OPERATOR_PASSWORD);
    }

    private static boolean isTakenByAll(final Members members, final StatusClient status, final long before)
    {
        for (int i = 0; i < members.nodes().size(); i++)
        {
            if (status.number(i, "snapshotCount") <= before)
            {
                return false;
            }
        }
        return true;
    }

    private static void orders(final Members members, final long account, final Random random)
    {
        try (VenueClient client = new VenueClient(members, "alice", "secret"))
        {
            for (int i = 0; i < ORDERS; i++)
            {
                client.sendOrder(account, 1 + random.nextInt(2), random.nextBoolean() ? Side.BUY : Side.SELL,
                    1_000 + random.nextInt(20), 1 + random.nextInt(9));
                client.awaitAnswers(100);
            }
            client.awaitAnswers(0);
        }
    }
}
