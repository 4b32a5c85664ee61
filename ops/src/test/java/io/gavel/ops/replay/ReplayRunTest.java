package io.gavel.ops.replay;

import io.gavel.client.ExecutionReport;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.itch.ItchWriter;
import io.gavel.ops.replay.RecordedMorning.StockChoice;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReplayRunTest
{
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private final NaiveMarket market = new NaiveMarket();
    private final ReplayRun run = new ReplayRun(market, TIMEOUT, (given) -> {});

    @Test
    void shouldRepeatASyntheticMorningOnTheNaiveMatcher() throws Exception
    {
        final RecordedMorning morning = read(SyntheticMorning.write(directory.resolve("morning"), 7, 2_000));

        final ReplayComparison comparison = compare(morning);

        assertTrue(morning.book().executions().size() > 100, "too few executions: " + comparison.verdict());
        assertEquals(List.of(), comparison.mismatches());
        assertTrue(comparison.verdict().endsWith(": match"), comparison.verdict());
    }

    @Test
    void shouldRepeatTheRealMorningOnTheNaiveMatcher() throws Exception
    {
        final ReplayComparison comparison = compare(read(RealMorning.fileOrSkip()));

        assertEquals("849/849 executions, 215/215 resting orders, book 320.1400x25 / 320.3000x100: match",
            comparison.verdict());
    }

    @Test
    void shouldTellWhatDiffersFromTheRecorded() throws Exception
    {
        final Path file = Files.write(directory.resolve("unfair"), new ItchWriter(13, "AAPL").directory()
            .add(1, Side.BUY, 100, 1_000_000).add(2, Side.BUY, 100, 1_000_000).add(3, Side.SELL, 10, 1_000_100)
            .execute(2, 40).bytes());

        final ReplayComparison comparison = compare(read(file));

        assertFalse(comparison.isMatch());
        assertEquals("0/1 executions, 1/3 resting orders, book 100.0000x160 / 100.0100x10: MISMATCH",
            comparison.verdict());
        assertEquals(List.of(
            "execution 1: recorded 40 at 100.0000 of order 2, the exchange has 40 at 100.0000 of order 1",
            "bid 1: recorded order 1, 100 at 100.0000, the exchange has order 1, 60 at 100.0000",
            "bid 2: recorded order 2, 60 at 100.0000, the exchange has order 2, 100 at 100.0000"),
            comparison.mismatches());
    }

    @Test
    void shouldTellOfExecutionsAndOrdersThatAreMissingOrTooMany() throws Exception
    {
        final Path file = Files.write(directory.resolve("few"), new ItchWriter(13, "AAPL").directory()
            .add(1, Side.BUY, 100, 1_000_000).execute(1, 40).bytes());
        final RecordedMorning morning = read(file);
        final RecordedExecution execution = new RecordedExecution(1, 40, 1_000_000);
        final RecordedOrder order = new RecordedOrder(1, Side.BUY, 60, 1_000_000);
        final RecordedOrder stranger = new RecordedOrder(GatewayBook.UNKNOWN_REFERENCE, Side.SELL, 5, 1_000_100);

        assertEquals(List.of("execution 2: recorded none, the exchange has 40 at 100.0000 of order 1"),
            ReplayComparison.of(morning, List.of(execution, execution), new GatewayBook(List.of(order), List.of()))
                .mismatches());
        assertEquals(List.of(
            "execution 1: recorded 40 at 100.0000 of order 1, the exchange has none",
            "bid 1: recorded order 1, 60 at 100.0000, the exchange has none",
            "ask 1: recorded none, the exchange has an order that is not of the replay, 5 at 100.0100"),
            ReplayComparison.of(morning, List.of(), new GatewayBook(List.of(), List.of(stranger))).mismatches());
    }

    @Test
    void shouldKeepTheOrdersIdsAndTheRefusals() throws Exception
    {
        final ReplayStep.Cancel unknown = new ReplayStep.Cancel(9);

        final ReplayRun.Outcome outcome = run.play(List.of(
            new ReplayStep.Enter(1, Side.BUY, 100, 1_000_000), unknown, new ReplayStep.Cancel(1)));

        assertEquals(Map.of(NaiveMarket.ORDER_ID_BASE + 1, 1L), outcome.referenceByOrderId());
        assertEquals(List.of(new ReplayRun.Refusal(unknown, RejectReason.UNKNOWN_ORDER)), outcome.refusals());
    }

    @Test
    void shouldAwaitEveryAnswerWhereTheTurnGoesToTheOtherParticipant() throws Exception
    {
        final Deque<CompletableFuture<ExecutionReport>> open = new ArrayDeque<>();
        final List<Integer> openAtSubmit = new ArrayList<>();
        final ReplayMarket late = (step) ->
        {
            openAtSubmit.add((int)open.stream().filter((answer) -> !answer.isDone()).count());
            final ExecutionReport report = market.submit(step).join();
            final CompletableFuture<ExecutionReport> answer = new CompletableFuture<>()
                .completeOnTimeout(report, 1, TimeUnit.MILLISECONDS)
                .thenApply((r) -> (ExecutionReport)r);
            open.add(answer);
            return answer;
        };
        final List<ReplayStep> steps = List.of(
            new ReplayStep.Enter(1, Side.BUY, 100, 1_000_000),
            new ReplayStep.Enter(2, Side.BUY, 100, 1_000_000),
            new ReplayStep.Sweep(Side.SELL, 150, 1_000_000, 2),
            new ReplayStep.Cancel(2));

        new ReplayRun(late, TIMEOUT, (given) -> {}).play(steps);

        assertEquals(steps, market.submitted());
        assertEquals(0, openAtSubmit.get(2), "unanswered when the sweep was given");
        assertEquals(0, openAtSubmit.get(3), "unanswered when the turn went back");
    }

    @Test
    void shouldHaveABoundedNumberOfUnansweredCommands() throws Exception
    {
        final AtomicInteger unanswered = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final Deque<CompletableFuture<ExecutionReport>> open = new ArrayDeque<>();
        final ReplayMarket lazy = (step) ->
        {
            // Answers the oldest only when there are as many as may be.
            final CompletableFuture<ExecutionReport> answer = new CompletableFuture<>();
            open.add(answer);
            most.accumulateAndGet(unanswered.incrementAndGet(), Math::max);
            if (unanswered.get() == ReplayRun.UNANSWERED_MAX)
            {
                final ExecutionReport report =
                    market.submit(new ReplayStep.Cancel(1)).join();
                while (!open.isEmpty())
                {
                    open.remove().complete(report);
                    unanswered.decrementAndGet();
                }
            }
            return answer;
        };
        final List<ReplayStep> steps = new ArrayList<>();
        for (int i = 1; i <= ReplayRun.UNANSWERED_MAX * 3; i++)
        {
            steps.add(new ReplayStep.Enter(i, Side.BUY, 1, 1_000_000));
        }

        new ReplayRun(lazy, TIMEOUT, (given) -> {}).play(steps);

        assertEquals(ReplayRun.UNANSWERED_MAX, most.get());
    }

    @Test
    void shouldFailWhereNoAnswerComes()
    {
        final ReplayMarket silent = (step) -> new CompletableFuture<>();
        final ReplayMarket broken = (step) -> CompletableFuture.failedFuture(new IllegalStateException("gone"));
        final List<ReplayStep> steps = List.of(new ReplayStep.Cancel(1));

        assertEquals("no answer to Cancel[reference=1] in 0 s: see ./gavel status",
            assertThrows(CommandFailure.class, () ->
                new ReplayRun(silent, Duration.ofMillis(20), (given) -> {}).play(steps)).getMessage());
        assertEquals("no answer can come to Cancel[reference=1]: gone",
            assertThrows(CommandFailure.class, () ->
                new ReplayRun(broken, TIMEOUT, (given) -> {}).play(steps)).getMessage());
    }

    @Test
    void shouldAddUpWhatTheParticipantsNeed()
    {
        assertEquals(new ReplayAccounts(100 * 1_000_000L, 30, 10 * 1_000_100L, 40), ReplayAccounts.of(List.of(
            new ReplayStep.Enter(1, Side.BUY, 100, 1_000_000),
            new ReplayStep.Enter(2, Side.SELL, 30, 1_000_100),
            new ReplayStep.Sweep(Side.SELL, 40, 1_000_000, 1),
            new ReplayStep.Sweep(Side.BUY, 10, 1_000_100, 1))));
    }

    @Test
    void shouldNoticeReportsThatAreMissing() throws Exception
    {
        run.play(List.of(
            new ReplayStep.Enter(1, Side.BUY, 100, 1_000_000), new ReplayStep.Sweep(Side.SELL, 40, 1_000_000, 1)));

        assertTrue(market.makerLog().awaitAgreement(market.sweeperLog(), 40, TIMEOUT));
        assertFalse(market.makerLog().awaitAgreement(market.sweeperLog(), 41, Duration.ofMillis(20)));
        assertFalse(market.makerLog().awaitAgreement(new TradeLog(), 40, Duration.ofMillis(20)));
        market.makerLog().onReportsLost(5, 7);
        assertEquals(3, market.makerLog().lostReports());
    }

    private ReplayComparison compare(final RecordedMorning morning) throws InterruptedException
    {
        assertEquals(List.of(), run.play(morning.steps()).refusals());
        return ReplayComparison.of(morning, market.makerLog().trades(), market.book());
    }

    private static RecordedMorning read(final Path file) throws IOException
    {
        return RecordedMorning.read(file, new StockChoice(null, null));
    }
}
