package io.gavel.ops.venue;

import static io.gavel.ops.cli.VenueOptions.done;

import io.gavel.client.AdminReport;
import io.gavel.client.CommandFuture;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.NewOrder;
import io.gavel.client.ReplaceOrder;
import io.gavel.cluster.GavelNode;
import io.gavel.cluster.NodeContext;
import io.gavel.cluster.NodeSetting;
import io.gavel.cluster.warmup.SnapshotRehearsal;
import io.gavel.gateway.Gateway;
import io.gavel.gateway.GatewayContext;
import io.gavel.ops.Gavel;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.replay.GatewayBook;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.venue.Members;
import io.gavel.venue.ScramSha256;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A node, a gateway and a client in one JVM, which trade for a few seconds in a temporary directory, and snapshots that
 * are written and loaded. The launcher has
 * the JVM write down what it loaded and compiled meanwhile: by that ahead-of-time cache later processes start faster.
 */
public final class Rehearsal
{
    private static final String HOST = "127.0.0.1";
    private static final String OPERATOR = "operator";
    private static final String TRADER = "trader";
    private static final String SYMBOL = "REHEARSE";
    private static final String CURRENCY = "USD";
    private static final char[] PASSWORD = "rehearsal".toCharArray();
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final long TRADING_NS = TimeUnit.SECONDS.toNanos(6);
    private static final int ORDERS_MAX = 40_000;
    private static final int SNAPSHOTS = 2_000;
    private static final int WINDOW = 32;
    private static final int OPEN = 16;
    private static final int MID_TICKS = 10_000;
    private static final long POLL_MS = 20;
    private static final String SALT = "rehearsal's salt";

    private Rehearsal()
    {
    }

    /**
     * Rehearses once.
     *
     * @param args none.
     * @throws InterruptedException where the thread is interrupted.
     */
    public static void main(final String[] args) throws InterruptedException
    {
        int status = 0;
        try
        {
            // The command line itself, too.
            Gavel.commandLine(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()))
                .execute("--help");
            run();
        }
        catch (final IOException | RuntimeException e)
        {
            System.err.println("rehearsal: " + Errors.describe(e));
            status = Errors.FAILED;
        }
        // What threads are left does not matter: the cache is written as the JVM ends.
        System.exit(status);
    }

    /**
     * Starts a venue of one node, trades, takes a snapshot, starts it again from that, and ends it.
     *
     * @return commands that were answered.
     * @throws IOException          where a directory cannot be made or removed.
     * @throws InterruptedException where the thread is interrupted.
     */
    static long run() throws IOException, InterruptedException
    {
        final VenueDirectory directory = VenueDirectory.create(
            Path.of(System.getProperty("java.io.tmpdir")));
        final Members members = new Members(List.of(new Members.Node(0, HOST, FreePorts.blocks(1))));
        try
        {
            final long commands = trade(members, directory);
            // Again, from the snapshot.
            try (GavelNode node = GavelNode.launch(node(members, directory)))
            {
                awaitLeader(node);
            }
            SnapshotRehearsal.run(SNAPSHOTS);
            return commands;
        }
        finally
        {
            directory.delete();
        }
    }

    private static long trade(final Members members, final VenueDirectory directory) throws InterruptedException
    {
        try (GavelNode node = GavelNode.launch(node(members, directory)))
        {
            awaitLeader(node);
            try (Gateway gateway = Gateway.launch(gateway(members, directory)))
            {
                return trade(members, URI.create(gateway.url()));
            }
        }
    }

    private static NodeContext node(final Members members, final VenueDirectory directory)
    {
        return new NodeContext()
            .set(NodeSetting.NODE_ID, "0")
            .set(NodeSetting.MEMBERS, members.toString())
            .set(NodeSetting.DATA_DIR, directory.path().resolve("node0").toString())
            .set(NodeSetting.AERON_DIR, directory.driver("node0").toString())
            .set(NodeSetting.OPERATOR_VERIFIER, ScramSha256.verifier(
                PASSWORD, SALT.getBytes(StandardCharsets.US_ASCII), ScramSha256.ITERATIONS).format())
            .conclude();
    }

    private static GatewayContext gateway(final Members members, final VenueDirectory directory)
    {
        return GatewayContext.load(null)
            .set(GatewayContext.MEMBERS, members.toString())
            .set(GatewayContext.DATA_DIR, directory.path().resolve("gateway").toString())
            .set(GatewayContext.AERON_DIR, directory.driver("gateway").toString())
            .conclude();
    }

    private static void awaitLeader(final GavelNode node) throws InterruptedException
    {
        final Patience patience = new Patience(BOUND, POLL_MS);
        while (!NodeStatus.of(node.context().node()).map(NodeStatus::isLeader).orElse(false))
        {
            if (node.isTerminated() || patience.isOver())
            {
                throw new CommandFailure("the node did not start: " + node.failure());
            }
            patience.pause();
        }
    }

    private static long trade(final Members members, final URI gateway) throws InterruptedException
    {
        try (GavelClient operator = connect(members, OPERATOR))
        {
            final GavelOperator desk = operator.operator().because("rehearsal");
            done(desk.addInstrument(SYMBOL, CURRENCY, BigDecimal.valueOf(1, 2), 1));
            final int participant = (int)done(desk.addParticipant(TRADER, PASSWORD, Role.TRADER));
            final long account = done(desk.addAccount(participant));
            done(desk.depositCash(account, CURRENCY, BigDecimal.valueOf(1_000_000_000)));
            done(desk.depositShares(account, SYMBOL, 1_000_000_000));
            final long answered;
            try (GavelClient trader = connect(members, TRADER))
            {
                answered = trade(trader, account);
                VenueOptions.await(trader.openOrders(0));
                VenueOptions.await(trader.account(account));
            }
            final AdminReport hashed = VenueOptions.await(desk.hashState());
            GatewayBook.awaitEvent(gateway, hashed.eventSeq(), BOUND);
            VenueOptions.await(operator.operator().takeSnapshot());
            awaitSnapshot(members);
            return answered;
        }
    }

    private static GavelClient connect(final Members members, final String name)
    {
        return GavelClient.connect(new GavelClient.Context().members(members.toString()).participant(name)
            .password(PASSWORD).connectTimeout(BOUND));
    }

    // Buys and sells around one price: some orders rest, and are replaced and cancelled, some trade.
    private static long trade(final GavelClient trader, final long account) throws InterruptedException
    {
        final Deque<CommandFuture<ExecutionReport>> window = new ArrayDeque<>();
        final Deque<Long> open = new ArrayDeque<>();
        final long startNs = System.nanoTime();
        long commands = 0;
        while (commands < ORDERS_MAX && System.nanoTime() - startNs < TRADING_NS)
        {
            if (window.size() == WINDOW)
            {
                VenueOptions.await(window.poll());
            }
            final long clOrdId = trader.nextClOrdId();
            final int away = (int)(commands % 7);
            if (open.size() < OPEN || commands % 3 == 0)
            {
                final boolean isBuy = commands % 2 == 0;
                window.add(trader.placeOrder(NewOrder.limit(SYMBOL, isBuy ? Side.BUY : Side.SELL, 1 + away,
                    BigDecimal.valueOf(MID_TICKS + (isBuy ? -away : away), 2)).account(account).clOrdId(clOrdId)
                    .timeInForce(commands % 11 == 0 ? TimeInForce.IOC : TimeInForce.GTC)));
                open.add(clOrdId);
            }
            else if (commands % 3 == 1)
            {
                window.add(trader.replaceOrder(ReplaceOrder.ofClOrdId(open.poll()).symbol(SYMBOL).clOrdId(clOrdId)
                    .price(BigDecimal.valueOf(MID_TICKS - away, 2)).quantity(2 + away)));
                open.add(clOrdId);
            }
            else
            {
                window.add(trader.cancelOrderByClOrdId(open.poll()));
            }
            commands++;
        }
        while (!window.isEmpty())
        {
            VenueOptions.await(window.poll());
        }
        return commands;
    }

    private static void awaitSnapshot(final Members members) throws InterruptedException
    {
        final Patience patience = new Patience(BOUND, POLL_MS);
        while (NodeStatus.of(members.nodes().get(0)).map(NodeStatus::snapshotCount).orElse(0L) < 1)
        {
            if (patience.isOver())
            {
                throw new CommandFailure("no snapshot after " + BOUND.toSeconds() + " s");
            }
            patience.pause();
        }
    }
}
