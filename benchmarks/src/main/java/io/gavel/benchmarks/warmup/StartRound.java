package io.gavel.benchmarks.warmup;

import static io.gavel.ops.cli.VenueOptions.done;

import io.gavel.client.Account;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.ops.cli.CommandFailure;
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

/** Starts three nodes with one setting, gives them their first commands, checks, and ends them. */
final class StartRound
{
    private static final Duration BOUND = Duration.ofSeconds(60);
    // Long: where three processes on a busy machine start slowly, that is no reason to throw the rounds before away.
    private static final Duration START_BOUND = Duration.ofSeconds(180);
    private static final String NAME = "trader";
    private static final char[] PASSWORD = "warm-up-benchmark".toCharArray();
    private static final String SYMBOL = "WARM";
    private static final String CURRENCY = "USD";
    private static final BigDecimal TICK = BigDecimal.valueOf(1, 2);
    private static final BigDecimal DEPOSIT = BigDecimal.valueOf(1_000_000);

    private final StartSetting setting;
    private final StartShape shape;
    private final String step;

    /**
     * A round.
     *
     * @param setting of the nodes.
     * @param shape   of the commands.
     * @param step    its name, for errors.
     */
    StartRound(final StartSetting setting, final StartShape shape, final String step)
    {
        this.setting = setting;
        this.shape = shape;
        this.step = step;
    }

    /**
     * Measures.
     *
     * @return what the start was like.
     * @throws IOException          where a process or a directory cannot be made.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the venue does not start, or an answer or a state is not what it has to be.
     */
    StartFigures measure() throws IOException, InterruptedException
    {
        final long startNs = System.nanoTime();
        try (LocalVenue venue = start())
        {
            final long startMs = (System.nanoTime() - startNs) / 1_000_000;
            try (GavelClient operator = connect(venue, "operator", venue.operatorPassword()))
            {
                final long account = open(operator.operator().because("benchmark"));
                try (GavelClient client = connect(venue, NAME, PASSWORD))
                {
                    client.instrument(SYMBOL);
                    final FirstCommands.Run run =
                        new FirstCommands(client, account, SYMBOL, shape.commands()).run(shape.window());
                    check(venue, operator, client, account);
                    return new StartFigures(startMs, run.firstNs(), run.totalNs(), run.latencyNs(),
                        most(venue, "warmUpMs"), most(venue, "warmUpWaitedMs"));
                }
            }
        }
    }

    private LocalVenue start() throws IOException, InterruptedException
    {
        final VenueContext context = new VenueContext().withGateway(false).startTimeout(START_BOUND)
            .aotCache(setting.isCached() ? shape.aotCache() : null);
        if (!setting.isWarmedUp())
        {
            context.nodeProperty(StartSetting.KEY, StartSetting.NONE);
        }
        try
        {
            return LocalVenue.start(context);
        }
        catch (final IllegalStateException e)
        {
            throw new CommandFailure(step + ": " + e.getMessage(), e);
        }
    }

    private static GavelClient connect(final LocalVenue venue, final String name, final char[] password)
    {
        return GavelClient.connect(new GavelClient.Context().members(venue.members().toString()).participant(name)
            .password(password).connectTimeout(BOUND));
    }

    private static long open(final GavelOperator desk) throws InterruptedException
    {
        done(desk.addInstrument(SYMBOL, CURRENCY, TICK, 1));
        final long participant = done(desk.addParticipant(NAME, PASSWORD, Role.TRADER));
        final long account = done(desk.addAccount((int)participant));
        done(desk.depositCash(account, CURRENCY, DEPOSIT));
        return account;
    }

    // The warm-up of a node leaves nothing in its state: there is one account, which has what it was given.
    private void check(
        final LocalVenue venue, final GavelClient operator, final GavelClient client, final long accountId)
        throws InterruptedException
    {
        final Account account = VenueOptions.await(client.account(accountId));
        final Account.Cash cash = account.cash(CURRENCY);
        if (cash.balance().compareTo(DEPOSIT) != 0 || cash.held().signum() != 0 || !account.holdings().isEmpty())
        {
            throw new CommandFailure(step + ": expected an account with " + DEPOSIT + " and nothing held, actual " +
                account);
        }
        final int open = VenueOptions.await(client.openOrders(0)).size();
        final int accounts = VenueOptions.await(operator.accounts()).size();
        if (open != 0 || accounts != 1)
        {
            throw new CommandFailure(step + ": expected no open order and one account, actual " + open + " and " +
                accounts);
        }
        final StateHash hash = StateHash.ask(operator, venue.members(), BOUND);
        if (!hash.areEqual())
        {
            throw new CommandFailure(step + ": " + hash.line());
        }
        for (final Members.Node node : venue.members().nodes())
        {
            final long warmedUp = status(node, "warmUpCommands");
            if (warmedUp > 0 != setting.isWarmedUp())
            {
                throw new CommandFailure(step + ": expected node " + node.nodeId() +
                    (setting.isWarmedUp() ? " to warm up" : " not to warm up") + ", actual " + warmedUp + " commands");
            }
        }
    }

    private long most(final LocalVenue venue, final String field) throws InterruptedException
    {
        long most = 0;
        for (final Members.Node node : venue.members().nodes())
        {
            most = Math.max(most, status(node, field));
        }
        return most;
    }

    private long status(final Members.Node node, final String field) throws InterruptedException
    {
        return NodeStatus.of(node).orElseThrow(
            () -> new CommandFailure(step + ": node " + node.nodeId() + " gives no status")).document()
            .path(field).asLong(-1);
    }
}
