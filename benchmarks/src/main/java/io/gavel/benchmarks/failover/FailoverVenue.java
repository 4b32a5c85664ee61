package io.gavel.benchmarks.failover;

import static io.gavel.ops.cli.VenueOptions.done;

import io.gavel.client.Account;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.OpenOrder;
import io.gavel.cluster.storage.EventHistory;
import io.gavel.cluster.storage.FaultException;
import io.gavel.cluster.storage.LogAudit;
import io.gavel.cluster.storage.NodeFiles;
import io.gavel.cluster.storage.ReadingProgress;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Progress;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.replay.GatewayBook;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.Patience;
import io.gavel.ops.venue.VenueContext;
import io.gavel.ops.watch.StateHash;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import io.gavel.venue.Members;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Three node processes and a gateway, two brokers that quote against each other, and a reader of the gateway's stream:
 * kills the leader by the clock, round after round, and checks everything at the end.
 */
final class FailoverVenue implements AutoCloseable
{
    /** In which all is paid. */
    static final String CURRENCY = "USD";

    private static final Duration BOUND = Duration.ofSeconds(90);
    // Long: where five processes on a busy machine start slowly, that is no reason to give up.
    private static final Duration START_BOUND = Duration.ofSeconds(180);
    private static final long POLL_MS = 2;
    private static final long STATUS_POLL_MS = 20;
    private static final Duration CALM = Duration.ofSeconds(1);
    private static final int MESSAGES_AFTER = 5;
    private static final int FIRST_ANSWERS = 300;
    private static final int FIRST_MESSAGES = 50;
    private static final String SYMBOL = "FAIL";
    private static final long TICK_MINOR = 100;
    private static final long CASH_MINOR = 1_000_000_000_0000L;
    private static final long SHARES = 100_000_000;

    private final FailoverClock clock = new FailoverClock();
    private final List<QuoteBroker> brokers = new ArrayList<>();
    private final Progress progress;
    private final LocalVenue venue;
    private GavelClient operator;
    private MarketDataWatch watch;

    /**
     * What the end of a run found.
     *
     * @param commands   that were answered.
     * @param trades     that the reader was told of.
     * @param events     that each node recorded.
     * @param lost       of commands, reports and orders.
     * @param duplicated of commands and reports.
     * @param problems   all that was wrong, in sentences; empty where nothing was.
     */
    record Outcome(long commands, long trades, long events, long lost, long duplicated, List<String> problems)
    {
    }

    private FailoverVenue(final LocalVenue venue, final Progress progress)
    {
        this.venue = venue;
        this.progress = progress;
    }

    /**
     * Starts everything; the brokers quote when it returns.
     *
     * @param shape    of the load.
     * @param progress told what is done.
     * @return to be closed.
     * @throws IOException          where a process or a directory cannot be made.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the venue does not start, or refuses something.
     */
    static FailoverVenue start(final FailoverShape shape, final Progress progress)
        throws IOException, InterruptedException
    {
        progress.onProgress("starting three nodes and a gateway", 0, 0);
        final FailoverVenue started;
        try
        {
            started = new FailoverVenue(LocalVenue.start(new VenueContext().startTimeout(START_BOUND)), progress);
        }
        catch (final IllegalStateException e)
        {
            throw new CommandFailure(e.getMessage(), e);
        }
        try
        {
            started.open(shape);
            return started;
        }
        catch (final InterruptedException | RuntimeException e)
        {
            started.close();
            throw e;
        }
    }

    private void open(final FailoverShape shape) throws InterruptedException
    {
        operator = GavelClient.connect(new GavelClient.Context().members(venue.members().toString())
            .participant("operator").password(venue.operatorPassword()).connectTimeout(BOUND));
        final GavelOperator desk = operator.operator().because("benchmark");
        done(desk.addInstrument(SYMBOL, CURRENCY, BigDecimal.valueOf(TICK_MINOR, 4), 1));
        for (final Side side : new Side[]{ Side.BUY, Side.SELL })
        {
            final String name = side == Side.BUY ? "buyer" : "seller";
            final String password = "failover-benchmark-" + name;
            final int participant = (int)done(desk.addParticipant(name, password.toCharArray(), Role.TRADER));
            final long account = done(desk.addAccount(participant));
            if (side == Side.BUY)
            {
                done(desk.depositCash(account, CURRENCY, BigDecimal.valueOf(CASH_MINOR, 4)));
            }
            else
            {
                done(desk.depositShares(account, SYMBOL, SHARES));
            }
            brokers.add(new QuoteBroker(venue.members().toString(), new QuoteTerms(name, password, account, SYMBOL,
                side, Math.max(1, shape.rate() / 2), shape.seed() + brokers.size()), clock));
        }
        final long listed = status(venue.awaitLeader(BOUND)).map(NodeStatus::eventSeq).orElse(0L);
        GatewayBook.awaitEvent(venue.gatewayUri(), listed, BOUND);
        watch = new MarketDataWatch(venue.gatewayUri(), SYMBOL);
        brokers.forEach(QuoteBroker::quote);
        // The first commands meet code that was never run, here and there: that is not what is measured.
        await(() -> clock.answers() >= FIRST_ANSWERS && watch.messages() >= FIRST_MESSAGES, () -> "no answers");
    }

    /**
     * Kills the leader, and starts it again once there is another.
     *
     * @return what it was like.
     * @throws IOException          where the process cannot be made.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the venue does not come back, or an answer or message is wrong.
     */
    RoundFigures round() throws IOException, InterruptedException
    {
        watch.begin();
        final Patience calm = new Patience(CALM, STATUS_POLL_MS);
        while (!calm.isOver())
        {
            calm.pause();
        }
        final int leader = leader();
        final long term = status(leader).map(NodeStatus::leadershipTermId).orElse(-1L);
        final long calmNs = watch.longestSilenceNs();

        watch.begin();
        clock.kill(System.nanoTime());
        venue.killNode(leader);
        await(() -> clock.firstNewAnswerNs() >= 0, () -> "no new answer");
        final long messages = watch.messages();
        await(() -> watch.messages() >= messages + MESSAGES_AFTER, () -> "no market data");

        final long startNs = System.nanoTime();
        venue.restartNode(leader);
        awaitCaughtUp(leader);
        final long caughtUpNs = System.nanoTime() - startNs;
        final long newTerm = status(leader()).map(NodeStatus::leadershipTermId).orElse(-1L);
        return new RoundFigures(leader, clock.firstNewAnswerNs(), clock.leaderKnownNs(), clock.resumedNs(),
            clock.longestSilenceNs(), watch.longestSilenceNs(), calmNs, caughtUpNs, newTerm - term);
    }

    private int leader() throws InterruptedException
    {
        try
        {
            return venue.awaitLeader(BOUND);
        }
        catch (final IllegalStateException e)
        {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private Optional<NodeStatus> status(final int nodeId) throws InterruptedException
    {
        return NodeStatus.of(venue.members().nodes().get(nodeId));
    }

    private void await(final BooleanSupplier condition, final Supplier<String> failure) throws InterruptedException
    {
        final Patience patience = new Patience(BOUND, POLL_MS);
        while (!condition.getAsBoolean())
        {
            checkRunning();
            if (patience.isOver())
            {
                throw new CommandFailure(failure.get() + " for " + BOUND.toSeconds() + " s; " +
                    String.join("; ", venue.obituaries()));
            }
            patience.pause();
        }
    }

    private void checkRunning()
    {
        for (final QuoteBroker broker : brokers)
        {
            if (!broker.problems().isEmpty())
            {
                throw new CommandFailure(broker.problems().get(0));
            }
        }
        if (watch.failure() != null)
        {
            throw new CommandFailure("market data: " + watch.failure());
        }
    }

    // In the cluster again, with every event that the leader has when this begins.
    private void awaitCaughtUp(final int nodeId) throws InterruptedException
    {
        final long target = status(leader()).map(NodeStatus::eventSeq).orElse(-1L);
        final Patience patience = new Patience(BOUND, STATUS_POLL_MS);
        while (true)
        {
            final Optional<NodeStatus> status = status(nodeId);
            if (status.isPresent() && status.get().eventSeq() >= target && "FOLLOWER".equals(status.get().role()))
            {
                return;
            }
            checkRunning();
            if (!venue.isNodeAlive(nodeId) || patience.isOver())
            {
                throw new CommandFailure("node " + nodeId + " does not come back: " + (venue.isNodeAlive(nodeId) ?
                    "it is not at event " + target + " after " + BOUND.toSeconds() + " s" :
                    String.join("; ", venue.obituaries())));
            }
            patience.pause();
        }
    }

    /**
     * Brings the brokers to rest, asks the venue, kills its nodes, and holds all that was sent, told, asked and seen
     * against what each node has recorded.
     *
     * @return what was found.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where something that is asked for does not answer.
     */
    Outcome conclude() throws InterruptedException
    {
        progress.onProgress("checking", 0, 0);
        brokers.forEach(QuoteBroker::rest);
        final Patience patience = new Patience(BOUND, STATUS_POLL_MS);
        while (brokers.stream().anyMatch(broker -> broker.unanswered() > 0) && !patience.isOver())
        {
            patience.pause();
        }
        final List<List<OpenOrder>> open = new ArrayList<>();
        final List<Account> accounts = new ArrayList<>();
        for (final QuoteBroker broker : brokers)
        {
            open.add(VenueOptions.await(broker.client().openOrders(0)));
            accounts.add(VenueOptions.await(broker.client().account(broker.terms().accountId())));
        }
        final StateHash hash = StateHash.ask(operator, venue.members(), BOUND);
        final long eventSeq = hash.eventSeq() + 1;
        GatewayBook.awaitEvent(venue.gatewayUri(), eventSeq, BOUND);
        awaitGathered();
        for (final Members.Node node : venue.members().nodes())
        {
            venue.killNode(node.nodeId());
        }
        final RecordedOutcomes recorded = new RecordedOutcomes();
        final long events = read(recorded);
        final ExactlyOnceCheck check = new ExactlyOnceCheck(recorded);
        check.check(hash.areEqual(), hash.line());
        check.check(events == eventSeq, "expected " + eventSeq + " recorded events, actual " + events);
        for (int i = 0; i < brokers.size(); i++)
        {
            checkBroker(check, brokers.get(i), open.get(i), accounts.get(i));
        }
        check.checkBook(watch.book(), TICK_MINOR);
        check.check(watch.failure() == null, "market data: " + watch.failure());
        audit(check, eventSeq);
        return new Outcome(brokers.stream().mapToLong(broker -> broker.commands().size()).sum(), watch.trades(),
            events, check.lost(), check.duplicated(), check.problems());
    }

    // The gateway gathers changes for a while before it sends them: at rest, a message's time without one is enough.
    private void awaitGathered() throws InterruptedException
    {
        final Patience patience = new Patience(CALM, STATUS_POLL_MS);
        long messages = watch.messages();
        while (!patience.isOver())
        {
            patience.pause();
            if (watch.messages() != messages)
            {
                messages = watch.messages();
                patience.renew();
            }
        }
    }

    private static void checkBroker(
        final ExactlyOnceCheck check, final QuoteBroker broker, final List<OpenOrder> open, final Account account)
    {
        final QuoteTerms terms = broker.terms();
        final int participant = broker.client().participantId();
        final boolean isBuyer = terms.side() == Side.BUY;
        broker.problems().forEach(problem -> check.check(false, problem));
        check.checkCommands(terms.name(), participant, broker.commands());
        check.checkReports(terms.name(), participant, broker.reports());
        check.checkOpenOrders(terms.name(), participant, open);
        check.checkAccount(terms, participant, account, isBuyer ? CASH_MINOR : 0, isBuyer ? 0 : SHARES, TICK_MINOR);
    }

    private long read(final RecordedOutcomes recorded)
    {
        try (NodeFiles files = NodeFiles.open(venue.nodeData(0)))
        {
            return EventHistory.read(files, recorded);
        }
        catch (final FaultException e)
        {
            throw new CommandFailure("the events of node 0 cannot be read: " + e.fault().sentence(), e);
        }
    }

    // Executes the log again: every node has recorded exactly what comes of it, to the byte.
    private void audit(final ExactlyOnceCheck check, final long eventSeq)
    {
        final List<Path> directories =
            venue.members().nodes().stream().map(node -> venue.nodeData(node.nodeId())).toList();
        final LogAudit.Result result = LogAudit.runOn(directories, ReadingProgress.NONE);
        result.faults().forEach(fault -> check.check(false, fault.sentence()));
        for (final LogAudit.Node node : result.nodes())
        {
            check.check(node.lastEventSeq() == eventSeq, node.dir().getFileName() + " has recorded events up to " +
                node.lastEventSeq() + " that are what the log makes, expected " + eventSeq);
        }
    }

    /** Ends everything. */
    @Override
    public void close()
    {
        if (watch != null)
        {
            watch.close();
        }
        brokers.forEach(QuoteBroker::close);
        if (operator != null)
        {
            operator.close();
        }
        venue.close();
    }
}
