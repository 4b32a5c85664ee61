package io.gavel.benchmarks.durability;

import static io.gavel.ops.cli.VenueOptions.done;

import io.gavel.client.Account;
import io.gavel.client.ConnectionListener;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Progress;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.VenueContext;
import io.gavel.ops.watch.StateHash;
import io.gavel.schema.Role;
import io.gavel.venue.Members;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A venue of three nodes with one setting, started for one round and checked at its end. */
final class DurabilityRound
{
    private static final Duration BOUND = Duration.ofSeconds(60);
    // Long: where three processes on a busy machine start slowly, that is no reason to throw the rounds before away.
    private static final Duration START_BOUND = Duration.ofSeconds(180);
    private static final String NAME = "trader";
    private static final char[] PASSWORD = "durability-benchmark".toCharArray();
    private static final String SYMBOL = "DURA";
    private static final String CURRENCY = "USD";
    private static final BigDecimal TICK = BigDecimal.valueOf(1, 2);
    private static final BigDecimal DEPOSIT = BigDecimal.valueOf(1_000_000);

    private final AtomicLong disconnects = new AtomicLong();
    private final DurabilitySetting setting;
    private final LoadShape shape;
    private final String step;
    private final Progress progress;

    /**
     * A round.
     *
     * @param setting  of every node.
     * @param shape    of the load.
     * @param step     its name, for progress and errors.
     * @param progress told how far it is.
     */
    DurabilityRound(
        final DurabilitySetting setting, final LoadShape shape, final String step, final Progress progress)
    {
        this.setting = setting;
        this.shape = shape;
        this.step = step;
        this.progress = progress;
    }

    /**
     * Starts the venue, warms it up, measures, checks, and ends it.
     *
     * @return what was measured.
     * @throws IOException          where a process or a directory cannot be made.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the venue does not start, or an answer or a state is not what it has to be.
     */
    RoundFigures measure() throws IOException, InterruptedException
    {
        progress.onProgress(step + ": starting three nodes", 0, 0);
        try (LocalVenue venue = start();
            GavelClient operator = connect(venue, "operator", venue.operatorPassword(), new GavelClient.Context()))
        {
            final long term = newestTerm(venue);
            final long account = open(operator.operator().because("benchmark"));
            final OrderLoop loop = new OrderLoop(account, SYMBOL, shape.window());
            try (GavelClient client = connect(venue, NAME, PASSWORD, new GavelClient.Context()
                .executionListener(loop::onExecution).connectionListener(new ConnectionListener()
                {
                    @Override
                    public void onDisconnected(final String reason)
                    {
                        disconnects.incrementAndGet();
                    }
                })))
            {
                if (shape.warmUpSeconds() > 0)
                {
                    loop.run(client, shape.warmUpSeconds(), step + ", warm-up", progress);
                }
                final OrderLoop.Run run = loop.run(client, shape.seconds(), step, progress);
                final long lost = disconnects.get();
                checkAccount(client, account);
                checkNodes(venue, operator);
                return new RoundFigures(
                    setting, run.orders(), run.elapsedNs(), run.latencyNs(), newestTerm(venue) - term, lost);
            }
        }
    }

    private LocalVenue start() throws IOException, InterruptedException
    {
        try
        {
            return LocalVenue.start(new VenueContext().withGateway(false).directoryIn(shape.directory())
                .startTimeout(START_BOUND).nodeProperty(DurabilitySetting.KEY, setting.text()));
        }
        catch (final IllegalStateException e)
        {
            throw new CommandFailure(step + ": " + e.getMessage(), e);
        }
    }

    private static GavelClient connect(
        final LocalVenue venue, final String name, final char[] password, final GavelClient.Context context)
    {
        return GavelClient.connect(context.members(venue.members().toString()).participant(name).password(password)
            .connectTimeout(BOUND));
    }

    private static long open(final GavelOperator desk) throws InterruptedException
    {
        done(desk.addInstrument(SYMBOL, CURRENCY, TICK, 1));
        final long participant = done(desk.addParticipant(NAME, PASSWORD, Role.TRADER));
        final long account = done(desk.addAccount((int)participant));
        done(desk.depositCash(account, CURRENCY, DEPOSIT));
        return account;
    }

    private void checkAccount(final GavelClient client, final long accountId) throws InterruptedException
    {
        final Account account = VenueOptions.await(client.account(accountId));
        final Account.Cash cash = account.cash(CURRENCY);
        if (cash.balance().compareTo(DEPOSIT) != 0 || cash.held().signum() != 0 || !account.holdings().isEmpty())
        {
            throw new CommandFailure(step + ": expected an account with " + DEPOSIT + " and nothing held, actual " +
                account);
        }
        final int open = VenueOptions.await(client.openOrders(accountId)).size();
        if (open != 0)
        {
            throw new CommandFailure(step + ": " + open + " orders are open of which all were cancelled");
        }
    }

    private void checkNodes(final LocalVenue venue, final GavelClient operator) throws InterruptedException
    {
        final StateHash hash = StateHash.ask(operator, venue.members(), BOUND);
        if (!hash.areEqual())
        {
            throw new CommandFailure(step + ": " + hash.line());
        }
        for (final Members.Node node : venue.members().nodes())
        {
            final NodeStatus status = NodeStatus.of(node).orElseThrow(
                () -> new CommandFailure(step + ": node " + node.nodeId() + " gives no status"));
            final String durability = status.document().path("durability").asText();
            final int open = status.document().path("openOrders").asInt(-1);
            if (!setting.text().equals(durability) || open != 0)
            {
                throw new CommandFailure(step + ": expected node " + node.nodeId() + " to run with " + setting.text() +
                    " and to have no open order, actual " + durability + " and " + open);
            }
        }
    }

    private static long newestTerm(final LocalVenue venue) throws InterruptedException
    {
        final Optional<NodeStatus> leader = NodeStatus.of(venue.members().nodes().get(venue.awaitLeader(BOUND)));
        return leader.orElseThrow(() -> new CommandFailure("the leader gives no status")).leadershipTermId();
    }
}
