package io.gavel.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.client.GavelClient;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.VenueContext;
import io.gavel.ops.watch.StateHash;
import io.gavel.venue.Members;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A venue on this machine with simulated traders in it.
 */
final class Demo implements AutoCloseable
{
    private static final List<String> MAKERS = List.of("maker1", "maker2");
    private static final List<String> TAKERS = List.of("taker1", "taker2");
    private static final int MAKER_SHARE_PERCENT = 70;
    private static final long WALK_MS = 200;
    private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(30);

    private final long seed;
    private final Consumer<String> progress;
    private final DemoTotals totals = new DemoTotals();
    private final DemoMarket market;
    private final LocalVenue venue;
    private final List<DemoTrader> traders = new ArrayList<>();
    private final SplittableRandom random;
    private final Thread walk = new Thread(this::walk, "demo-walk");
    private VenueKeeper keeper;
    private long startNs;
    private volatile boolean isEnding;

    private Demo(final long seed, final int symbols, final Consumer<String> progress, final LocalVenue venue)
    {
        this.seed = seed;
        this.progress = progress;
        this.venue = venue;
        random = new SplittableRandom(seed);
        market = new DemoMarket(symbols, random.split());
    }

    /**
     * Starts a venue, makes instruments and participants, and has them trade.
     *
     * @param seed     of everything that is random.
     * @param symbols  how many instruments.
     * @param rate     commands a second, of all traders together.
     * @param isKept   whether the venue's directory stays at the end.
     * @param progress told how far it is.
     * @return a demo that trades.
     * @throws IOException          where a directory or a process cannot be made.
     * @throws InterruptedException where the thread is interrupted.
     */
    static Demo start(
        final long seed,
        final int symbols,
        final int rate,
        final boolean isKept,
        final Consumer<String> progress) throws IOException, InterruptedException
    {
        final Demo demo = new Demo(seed, symbols, progress,
            LocalVenue.start(new VenueContext().keep(isKept).progress(progress)));
        try
        {
            demo.startTraders(rate);
            return demo;
        }
        catch (final IOException | InterruptedException | RuntimeException e)
        {
            demo.close();
            throw e;
        }
    }

    private void startTraders(final int rate) throws IOException, InterruptedException
    {
        progress.accept("making " + market.listings().size() + " instruments and the participants");
        final List<String> names = new ArrayList<>(MAKERS);
        names.addAll(TAKERS);
        final List<DemoAccounts.Funded> funded = new DemoAccounts(venue, market).create(names);
        final DemoTrader.Setting setting = new DemoTrader.Setting(market, totals, progress);
        final long makerPaceNs = paceNs(rate * MAKER_SHARE_PERCENT, MAKERS.size());
        final long takerPaceNs = paceNs(rate * (100 - MAKER_SHARE_PERCENT), TAKERS.size());
        for (final DemoAccounts.Funded each : funded)
        {
            final GavelClient.Context context = new GavelClient.Context().members(venue.members().toString())
                .participant(each.name()).password(each.password()).connectTimeout(Duration.ofSeconds(30))
                .backPressureTimeout(Duration.ofSeconds(1));
            traders.add(MAKERS.contains(each.name()) ?
                new DemoMaker(context, setting, random.split(), makerPaceNs, each.accountId()) :
                new DemoTaker(context, setting, random.split(), takerPaceNs, each.accountId()));
        }
        startNs = System.nanoTime();
        walk.setDaemon(true);
        walk.start();
        traders.forEach(DemoTrader::start);
        keeper = new VenueKeeper(venue, progress);
    }

    private static long paceNs(final long hundredthsPerSecond, final int traders)
    {
        return TimeUnit.SECONDS.toNanos(100) * traders / Math.max(1, hundredthsPerSecond);
    }

    private void walk()
    {
        try
        {
            while (!isEnding)
            {
                TimeUnit.MILLISECONDS.sleep(WALK_MS);
                market.step();
            }
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The venue that runs.
     *
     * @return of this demo.
     */
    LocalVenue venue()
    {
        return venue;
    }

    /**
     * What was traded so far.
     *
     * @return the counts now.
     */
    DemoTotals.Counts counts()
    {
        return totals.counts();
    }

    /**
     * A line about now.
     *
     * @return for a person.
     * @throws InterruptedException where the thread is interrupted.
     */
    String liveLine() throws InterruptedException
    {
        final DemoTotals.Counts counts = totals.counts();
        final Optional<Integer> leader = venue.leader();
        return String.format("%4d s  %,d orders  %,d trades  %,d shares  %,d events  %s",
            TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs), counts.orders(), counts.newestMatchId(),
            counts.volumeShares(), newestEventSeq(), leader.isPresent() ? "leader node " + leader.get() : "no leader");
    }

    private long newestEventSeq() throws InterruptedException
    {
        long newest = 0;
        for (final Members.Node node : venue.members().nodes())
        {
            newest = Math.max(newest, NodeStatus.of(node).map(NodeStatus::eventSeq).orElse(0L));
        }
        return newest;
    }

    /**
     * What keeps the demo from going on.
     *
     * @return one line, or null where all is well.
     */
    String failure()
    {
        if (keeper.failure() != null)
        {
            return keeper.failure();
        }
        return traders.stream().map(DemoTrader::failure).filter(failure -> failure != null).findFirst().orElse(null);
    }

    /**
     * Stops the traders, waits until the venue is at rest, and looks whether everything holds.
     *
     * @return what was done, and what does not hold.
     * @throws InterruptedException where the thread is interrupted.
     */
    DemoSummary finish() throws InterruptedException
    {
        isEnding = true;
        for (final DemoTrader trader : traders)
        {
            trader.stop();
        }
        final long elapsedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        final List<String> problems = new ArrayList<>();
        await(() -> totals.counts().commands() == totals.counts().answers());
        final StateHash hash;
        try (GavelClient operator = DemoAccounts.connectOperator(venue))
        {
            hash = StateHash.ask(operator, venue.members(), SETTLE_TIMEOUT);
        }
        final long eventSeq = newestEventSeq();
        final Optional<JsonNode> gateway = awaitGateway();
        final DemoTotals.Counts counts = totals.counts();
        check(problems, failure() == null, "a trader or a process failed: " + failure());
        check(problems, counts.newestMatchId() > 0, "nothing was traded");
        check(problems, counts.commands() == counts.answers(), "of " + counts.commands() + " commands " +
            counts.answers() + " were answered");
        check(problems, hash.areEqual(), "the nodes' state hashes differ, or a node does not answer");
        check(problems, gateway.isPresent(), "the gateway does not answer");
        gateway.ifPresent(status ->
        {
            check(problems, status.path("eventSeq").asLong() >= eventSeq, "the gateway is at event " +
                status.path("eventSeq").asLong() + ", the nodes at " + eventSeq);
            check(problems, "LIVE".equals(status.path("state").asText()), "the gateway is " +
                status.path("state").asText());
            check(problems, status.path("gaps").asLong(-1) == 0, "the gateway's stream has " +
                status.path("gaps").asLong(-1) + " gaps");
            check(problems, status.path("mismatches").asLong(-1) == 0, "the gateway found " +
                status.path("mismatches").asLong(-1) + " places where the nodes' event streams differ");
            check(problems, status.path("staleBooks").asLong(-1) == 0, "of the gateway's books " +
                status.path("staleBooks").asLong(-1) + " contradict the events");
        });
        return new DemoSummary(seed, elapsedMs, market.listings().size(), counts, eventSeq, hash,
            gateway.orElse(null), keeper.restarts(), problems);
    }

    private static void check(final List<String> problems, final boolean holds, final String problem)
    {
        if (!holds)
        {
            problems.add(problem);
        }
    }

    private Optional<JsonNode> awaitGateway() throws InterruptedException
    {
        final long deadlineNs = System.nanoTime() + SETTLE_TIMEOUT.toNanos();
        while (true)
        {
            final Optional<JsonNode> status = NodeStatus.json(venue.gatewayUri().resolve("/v1/status"));
            if (status.isPresent() && "LIVE".equals(status.get().path("state").asText()) &&
                status.get().path("eventSeq").asLong() >= newestEventSeq() ||
                System.nanoTime() - deadlineNs > 0)
            {
                return status;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static void await(final BooleanSupplier condition) throws InterruptedException
    {
        final long deadlineNs = System.nanoTime() + SETTLE_TIMEOUT.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - deadlineNs < 0)
        {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /**
     * Ends traders and processes, and removes the venue's directory. May be called more than once.
     */
    @Override
    public void close()
    {
        isEnding = true;
        if (keeper != null)
        {
            keeper.close();
        }
        traders.forEach(DemoTrader::close);
        venue.close();
    }
}
