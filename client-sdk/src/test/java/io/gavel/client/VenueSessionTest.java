package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.Limits;
import io.gavel.schema.ExecType;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ResumeAckDecoder;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection keeps its promises whatever goes astray between it and the venue. */
class VenueSessionTest
{
    private static final String SYMBOL = "AAPL";

    private final SimulatedVenue venue = new SimulatedVenue();
    private int alice;
    private int bob;
    private long aliceAccount;
    private long bobAccount;

    @BeforeEach
    void setUpVenue()
    {
        final SimulatedClient lister = new SimulatedClient(venue, 0).connected();
        lister.now(lister.client().operator().addInstrument(SYMBOL, "USD", new BigDecimal("0.01"), 1));
        // Reads the list of instruments as it connects; asking for it later would wait for a thread.
        final SimulatedClient operator = new SimulatedClient(venue, 0).connected();
        final GavelOperator calls = operator.client().operator();
        alice = (int)operator.now(calls.addParticipant("alice", new char[]{'a'}, Role.TRADER)).resultId();
        bob = (int)operator.now(calls.addParticipant("bob", new char[]{'b'}, Role.TRADER)).resultId();
        aliceAccount = operator.now(calls.addAccount(alice)).resultId();
        bobAccount = operator.now(calls.addAccount(bob)).resultId();
        operator.now(calls.depositCash(aliceAccount, "USD", new BigDecimal("1000000000")));
        operator.now(calls.depositShares(bobAccount, SYMBOL, 1_000_000));
    }

    private NewOrder buy(final long quantity)
    {
        return NewOrder.limit(SYMBOL, Side.BUY, quantity, "10.00").account(aliceAccount);
    }

    private NewOrder sell(final long quantity)
    {
        return NewOrder.limit(SYMBOL, Side.SELL, quantity, "10.00").account(bobAccount);
    }

    private static List<CompletableFuture<ExecutionReport>> place(
        final SimulatedClient client, final NewOrder order, final int count)
    {
        final List<CompletableFuture<ExecutionReport>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            futures.add(client.client().placeOrder(order));
        }
        return futures;
    }

    private static int templateId(final byte[] message)
    {
        return new MessageHeaderDecoder().wrap(new UnsafeBuffer(message), 0).templateId();
    }

    private static boolean isOrder(final byte[] message)
    {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(new UnsafeBuffer(message), 0);
        return header.schemaId() == NewOrderSingleDecoder.SCHEMA_ID &&
            header.templateId() == NewOrderSingleDecoder.TEMPLATE_ID;
    }

    private static Predicate<byte[]> first(final int count, final Predicate<byte[]> of)
    {
        final int[] left = {count};
        return (message) -> of.test(message) && left[0]-- > 0;
    }

    /** Each order was executed once: its future, the listener and the venue agree. */
    private static void assertExactlyOnce(
        final SimulatedClient client, final List<CompletableFuture<ExecutionReport>> futures)
    {
        final Set<Long> answered = new HashSet<>();
        for (final CompletableFuture<ExecutionReport> future : futures)
        {
            final ExecutionReport report = client.now(future);
            assertEquals(ExecType.NEW, report.execType());
            assertTrue(answered.add(report.orderId()), () -> "answered twice: " + report);
        }
        final Set<Long> open = new HashSet<>();
        client.now(client.client().openOrders(0)).forEach((order) -> open.add(order.orderId()));
        assertEquals(answered, open);
        assertEquals(LongStream.rangeClosed(1, client.reports().size()).boxed().toList(),
            client.reports().stream().map(ExecutionReport::reportSeq).toList());
        assertEquals(List.of(), client.errors());
    }

    @Test
    void shouldFetchALostReportOnceAnEarlyOneShowsThatItIsMissing()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        client.transport().loseOut(first(1, (message) -> true));
        final List<CompletableFuture<ExecutionReport>> futures = place(client, buy(1), 3);
        client.run();
        assertExactlyOnce(client, futures);
        assertEquals(List.of("connected 0", "connected 0"), client.events());
    }

    @Test
    void shouldFetchALostReportThatNoOtherFollows()
    {
        final SimulatedClient alices = new SimulatedClient(venue, alice).connected();
        final SimulatedClient bobs = new SimulatedClient(venue, bob).connected();
        alices.now(alices.client().placeOrder(buy(100)));
        alices.transport().loseOut(first(1, (message) -> true));
        bobs.now(bobs.client().placeOrder(sell(100)));
        alices.run();
        assertEquals(1, alices.reports().size());

        alices.runAfter(ResumeClock.QUIET_NS + 1);

        assertEquals(List.of(ExecType.NEW, ExecType.TRADE),
            alices.reports().stream().map(ExecutionReport::execType).toList());
        // The application is not told of an interruption that there was none of.
        assertEquals(List.of("connected 0"), alices.events());
    }

    @Test
    void shouldAskAQuietConnectionNoMoreThanOnceInAWhile()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        final int sentBefore = client.transport().sent().size();

        client.runAfter(ResumeClock.QUIET_NS / 2);
        assertEquals(sentBefore, client.transport().sent().size());
        client.runAfter(ResumeClock.QUIET_NS);
        client.runAfter(ResumeClock.QUIET_NS / 2);
        assertEquals(sentBefore + 1, client.transport().sent().size());
    }

    @Test
    void shouldSendAgainToANewLeaderWhatTheOldOneLost()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        client.transport().loseIn((message) -> true);
        final List<CompletableFuture<ExecutionReport>> futures = place(client, buy(1), 100);
        client.run();
        assertTrue(futures.stream().noneMatch(CompletableFuture::isDone));
        client.transport().loseIn((message) -> false);
        client.transport().changeLeader(2);
        client.run();
        assertExactlyOnce(client, futures);
        assertEquals(List.of("connected 0", "leader 2", "connected 2"), client.events());
    }

    @Test
    void shouldNotExecuteTwiceWhatWasExecutedAndWhoseAnswersWereLost()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        client.transport().loseOut((message) -> true);
        final List<CompletableFuture<ExecutionReport>> futures = place(client, buy(1), 100);
        client.run();
        assertTrue(futures.stream().noneMatch(CompletableFuture::isDone));
        client.transport().loseOut((message) -> false);
        client.transport().disconnect();
        client.transport().connect(1);
        client.run();
        assertExactlyOnce(client, futures);
        assertEquals(List.of("connected 0", "disconnected", "connected 1"), client.events());
    }

    @Test
    void shouldResumeWhereNothingIsAnsweredForSeconds()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        client.transport().loseIn(first(1, VenueSessionTest::isOrder));
        final List<CompletableFuture<ExecutionReport>> futures = place(client, buy(1), 1);
        client.run();
        client.runAfter(CommandFlow.STALL_TIMEOUT_NS - 1_000);
        assertFalse(futures.get(0).isDone());
        client.runAfter(2_000);
        assertExactlyOnce(client, futures);
    }

    @Test
    void shouldFillAGapOfCommandsAtOnce()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        client.transport().loseIn(first(1, VenueSessionTest::isOrder));
        final List<CompletableFuture<ExecutionReport>> futures = place(client, buy(1), 10);
        client.run();
        assertExactlyOnce(client, futures);
    }

    @Test
    void shouldSendTheResumeAgainWhereItsAnswerIsLost()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        client.transport().loseOut(first(1, (message) -> templateId(message) == ResumeAckDecoder.TEMPLATE_ID));
        client.transport().changeLeader(1);
        final List<CompletableFuture<ExecutionReport>> futures = place(client, buy(1), 1);
        client.run();
        assertFalse(futures.get(0).isDone());
        client.runAfter(ResumeClock.TIMEOUT_NS);
        assertExactlyOnce(client, futures);
    }

    @Test
    void shouldResumeLaterWhereItHasResumedTooOften()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        for (int i = 0; i < 100; i++)
        {
            client.transport().changeLeader(i % 3);
            client.run();
        }
        assertEquals(SessionState.RESUMING, client.core().session().state());
        final List<CompletableFuture<ExecutionReport>> futures = place(client, buy(1), 5);
        client.runAfter(ResumeClock.TIMEOUT_NS);
        assertEquals(SessionState.RESUMING, client.core().session().state(), "the venue's second is not over");
        venue.letPass(ResumeClock.TIMEOUT_NS);
        client.runAfter(ResumeClock.TIMEOUT_NS);
        assertExactlyOnce(client, futures);
    }

    @Test
    void shouldDeliverEachReportOnceWhereMessagesAreRepeated()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        client.transport().repeat(true);
        final List<CompletableFuture<ExecutionReport>> futures = place(client, buy(1), 50);
        assertExactlyOnce(client, futures);
    }

    @Test
    void shouldCompleteFromTheOutcomeWhereTheReportIsGone()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        final ExecutionReport resting = client.now(client.client().placeOrder(buy(100_000)));
        client.transport().loseOut((message) -> true);
        final CompletableFuture<ExecutionReport> unanswered = client.client().placeOrder(
            NewOrder.limit(SYMBOL, Side.BUY, 7, "9.00").account(aliceAccount).clOrdId(77));
        final CompletableFuture<ExecutionReport> cancel = client.client().cancelOrder(resting.orderId() + 1_000);
        client.run();
        client.transport().loseOut((message) -> false);
        client.transport().disconnect();
        client.run();
        final SimulatedClient other = new SimulatedClient(venue, bob).connected();
        for (int i = 0; i < Limits.REPORT_WINDOW; i++)
        {
            other.now(other.client().placeOrder(sell(1)));
        }
        client.transport().connect(1);
        final ExecutionReport report = client.now(unanswered);
        assertTrue(report.isReconstructed());
        assertEquals(ExecType.NEW, report.execType());
        assertEquals(77, report.clOrdId());
        assertEquals(7, report.orderQty());
        assertEquals(report.orderId(), client.now(client.client().orderByClOrdId(77)).orderId());
        assertEquals(ExecType.CANCEL_REJECTED, client.now(cancel).execType());
        assertEquals(List.of("connected 0", "disconnected", "lost 2..3", "connected 1"), client.events());
        assertEquals(1 + Limits.REPORT_WINDOW, client.reports().size());
    }

    @Test
    void shouldContinueTheSequenceOfAnEarlierProcess()
    {
        final SimulatedClient earlier = new SimulatedClient(venue, alice).connected();
        final ExecutionReport placed = earlier.now(earlier.client().placeOrder(buy(5)));
        earlier.transport().disconnect();
        earlier.run();
        final SimulatedClient fromNow = new SimulatedClient(venue, alice).connected();
        assertEquals(List.of(), fromNow.reports());
        assertEquals(2, fromNow.now(fromNow.client().placeOrder(buy(5))).clientSeq());
        fromNow.transport().disconnect();
        fromNow.run();
        final SimulatedClient fromStart =
            new SimulatedClient(venue, alice, new GavelClient.Context().lastReportSeq(0)).connected();
        assertEquals(List.of(1L, 2L), fromStart.reports().stream().map(ExecutionReport::reportSeq).toList());
        assertEquals(placed, fromStart.reports().get(0));
        final SimulatedClient tooFar =
            new SimulatedClient(venue, alice, new GavelClient.Context().lastReportSeq(99)).connected();
        assertTrue(tooFar.core().session().terminalCause().getMessage().contains("lastReportSeq 99"));
    }

    @Test
    void shouldEndWhereANewerSessionTakesTheConnectionOver()
    {
        final SimulatedClient older = new SimulatedClient(venue, alice).connected();
        older.transport().loseIn(VenueSessionTest::isOrder);
        final CompletableFuture<ExecutionReport> inFlight = older.client().placeOrder(buy(1));
        older.run();
        final SimulatedClient newer = new SimulatedClient(venue, alice).connected();
        older.run();
        assertFailsWith(FencedException.class, inFlight);
        assertFailsWith(FencedException.class, older.client().placeOrder(buy(1)));
        assertFailsWith(FencedException.class, older.client().accounts());
        assertEquals(List.of("connected 0", "fenced"), older.events());
        assertExactlyOnce(newer, place(newer, buy(1), 1));
    }

    @Test
    void shouldEndWhereSomebodyElseUsedTheConnectionWhileItWasAway()
    {
        final SimulatedClient older = new SimulatedClient(venue, alice).connected();
        older.transport().disconnect();
        older.run();
        final SimulatedClient newer = new SimulatedClient(venue, alice).connected();
        newer.now(newer.client().placeOrder(buy(1)));
        older.transport().connect(0);
        older.run();
        assertInstanceOf(FencedException.class, older.core().session().terminalCause());
    }

    @Test
    void shouldNotTakeTheAnswerToSomebodyElsesCommandForItsOwn()
    {
        final SimulatedClient older = new SimulatedClient(venue, alice).connected();
        older.transport().loseIn((message) -> true);
        final CompletableFuture<ExecutionReport> lost = older.client().placeOrder(buy(1));
        older.run();
        older.transport().disconnect();
        older.run();
        final SimulatedClient newer = new SimulatedClient(venue, alice).connected();
        assertEquals(ExecType.CANCEL_REJECTED, newer.now(newer.client().cancelOrder(4_711)).execType());
        older.transport().loseIn((message) -> false);
        older.transport().connect(0);
        older.run();
        assertInstanceOf(FencedException.class, older.core().session().terminalCause());
        assertInstanceOf(FencedException.class, assertThrows(CompletionException.class, lost::join).getCause());
        assertEquals("fenced", older.events().get(older.events().size() - 1));
        newer.run();
        assertInstanceOf(FencedException.class, newer.core().session().terminalCause(), "the older one took it over");
    }

    @Test
    void shouldKeepNoMoreUnansweredThanTheWindowAndTellTheCallerWhereTheQueueIsFull()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice,
            new GavelClient.Context().queueCapacity(16).backPressure(BackPressure.FAIL)).connected();
        final int sentBefore = client.transport().sent().size();
        client.transport().loseOut((message) -> true);
        final List<CompletableFuture<ExecutionReport>> futures = new ArrayList<>();
        for (int i = 0; i < Limits.COMMAND_WINDOW; i++)
        {
            futures.addAll(place(client, buy(1), 1));
            client.run();
        }
        futures.addAll(place(client, buy(1), 16));
        client.run();
        assertEquals(Limits.COMMAND_WINDOW, client.transport().sent().size() - sentBefore);
        final BackPressureException full =
            assertThrows(BackPressureException.class, () -> client.client().placeOrder(buy(1)));
        assertTrue(full.getMessage().contains("16 commands wait"), full.getMessage());
        client.transport().loseOut((message) -> false);
        client.transport().changeLeader(1);
        client.run();
        assertExactlyOnce(client, futures);
    }

    @Test
    void shouldGiveUpWaitingForRoomAfterTheConfiguredTime()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice, new GavelClient.Context()
            .queueCapacity(2).backPressureTimeout(Duration.ofMillis(20))).connected();
        client.transport().block(true);
        place(client, buy(1), 2);
        final BackPressureException full =
            assertThrows(BackPressureException.class, () -> client.client().placeOrder(buy(1)));
        assertTrue(full.getMessage().contains("within 20 ms"), full.getMessage());
    }

    @Test
    void shouldAskAgainWhereTheAnswerToAQueryIsLost()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        client.transport().loseOut(first(1, (message) -> true));
        final CompletableFuture<Account> account = client.client().account(aliceAccount);
        client.run();
        assertFalse(account.isDone());
        client.runAfter(QueryDesk.REPLY_TIMEOUT_NS + 1);
        assertEquals(alice, client.now(account).participantId());
        client.transport().loseOut(first(1, (message) -> true));
        final CompletableFuture<Account> again = client.client().account(aliceAccount);
        client.run();
        client.transport().disconnect();
        client.transport().connect(2);
        assertEquals(aliceAccount, client.now(again).accountId());
        final CompletableFuture<Account> foreign = client.client().account(bobAccount);
        client.run();
        assertFailsWith(QueryRejectedException.class, foreign);
    }

    @Test
    void shouldFailWhatIsOpenWhereTheClientEnds()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        client.transport().loseOut((message) -> true);
        final CompletableFuture<ExecutionReport> inFlight = client.client().placeOrder(buy(1));
        final CompletableFuture<Account> asked = client.client().account(aliceAccount);
        client.run();
        client.transport().block(true);
        final CompletableFuture<ExecutionReport> queued = client.client().placeOrder(buy(1));
        final CompletableFuture<Boolean> snapshot = client.client().operator().takeSnapshot();
        client.core().session().end(new ClientClosedException("closed"));
        assertFailsWith(ClientClosedException.class, inFlight);
        assertFailsWith(ClientClosedException.class, asked);
        assertFailsWith(ClientClosedException.class, queued);
        assertFailsWith(ClientClosedException.class, snapshot);
        assertFailsWith(ClientClosedException.class, client.client().placeOrder(buy(1)));
    }

    @Test
    void shouldRefuseTheLogonAtOnceWhereItIsTheFirst()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice);
        client.core().session().onLogonRefused(new IllegalStateException("rejected"));
        assertInstanceOf(LogonRefusedException.class, client.core().session().terminalCause());
    }

    @Test
    void shouldAnswerASnapshotRequestOrFailItWhereTheLeaderChanges()
    {
        final SimulatedClient operator = new SimulatedClient(venue, 0,
            new GavelClient.Context().connectionId(5)).connected();
        assertTrue(operator.now(operator.client().operator().takeSnapshot()));
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        final CompletableFuture<Boolean> refused = client.client().operator().takeSnapshot();
        client.run();
        assertFailsWith(GavelException.class, refused);
    }

    @Test
    void shouldFailASnapshotRequestWhoseAnswerIsLost()
    {
        final SimulatedClient operator = new SimulatedClient(venue, 0).connected();
        operator.transport().loseSnapshotAnswers(true);
        final CompletableFuture<Boolean> request = operator.client().operator().takeSnapshot();
        operator.run();
        operator.runAfter(SnapshotRequests.ANSWER_TIMEOUT_NS / 2);
        assertFalse(request.isDone());

        operator.runAfter(SnapshotRequests.ANSWER_TIMEOUT_NS);

        assertInstanceOf(GavelException.class, assertThrows(CompletionException.class, request::join).getCause());
    }

    @Test
    void shouldForgetWhatAnOrderTradesThatAnotherConnectionCancelled()
    {
        final SimulatedClient first = new SimulatedClient(venue, alice).connected();
        final SimulatedClient second =
            new SimulatedClient(venue, alice, new GavelClient.Context().connectionId(1)).connected();
        final long orderId = first.now(first.client().placeOrder(buy(100))).orderId();
        assertEquals(SYMBOL, first.core().instrumentOfOrder(orderId).symbol());

        assertFalse(second.now(second.client().cancelOrder(orderId)).isRejected());
        first.run();

        assertNull(first.core().instrumentOfOrder(orderId));
    }

    @Test
    void shouldRefuseAConnectionThatTheVenueDoesNotKnow()
    {
        final SimulatedClient stranger = new SimulatedClient(venue, 4711).connected();
        assertTrue(stranger.core().session().terminalCause() instanceof GavelException);
        assertTrue(stranger.core().session().terminalCause().getMessage()
            .contains(RejectReason.UNKNOWN_PARTICIPANT.name()), stranger.core().session().terminalCause()::getMessage);
    }

    @Test
    void shouldExecuteEachOrderOnceWhateverIsLost()
    {
        for (long seed = 1; seed <= 40; seed++)
        {
            final long runSeed = seed;
            try
            {
                runWithLosses(new Random(seed));
            }
            catch (final AssertionError | RuntimeException e)
            {
                throw new AssertionError("seed=" + runSeed, e);
            }
            setUpVenueAgain();
        }
    }

    private void setUpVenueAgain()
    {
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        for (final OpenOrder order : client.now(client.client().openOrders(0)))
        {
            client.now(client.client().cancelOrder(order.orderId()));
        }
        client.transport().disconnect();
        client.run();
    }

    private void runWithLosses(final Random random)
    {
        final SimulatedClient client = new SimulatedClient(venue, alice).connected();
        final int lossPercent = 1 + random.nextInt(20);
        final Predicate<byte[]> sometimes = (message) -> random.nextInt(100) < lossPercent;
        client.transport().loseIn(sometimes);
        client.transport().loseOut(sometimes);
        final List<CompletableFuture<ExecutionReport>> futures = new ArrayList<>();
        for (int i = 0; i < 60; i++)
        {
            futures.addAll(place(client, buy(1), random.nextInt(6)));
            client.transport().repeat(random.nextBoolean());
            switch (random.nextInt(8))
            {
                case 0 -> client.transport().changeLeader(random.nextInt(3));
                case 1 ->
                {
                    client.transport().disconnect();
                    client.transport().connect(random.nextInt(3));
                }
                default ->
                {
                }
            }
            client.runAfter(random.nextInt(2_000_000_000));
        }
        client.transport().loseIn((message) -> false);
        client.transport().loseOut((message) -> false);
        for (int i = 0; i < 3; i++)
        {
            client.runAfter(CommandFlow.STALL_TIMEOUT_NS * 2);
        }
        final Set<Long> answered = new HashSet<>();
        for (final CompletableFuture<ExecutionReport> future : futures)
        {
            assertTrue(answered.add(client.now(future).orderId()));
        }
        final Set<Long> open = new HashSet<>();
        client.now(client.client().openOrders(0)).forEach((order) -> open.add(order.orderId()));
        assertEquals(answered, open);
        final List<Long> sequences = client.reports().stream().map(ExecutionReport::reportSeq).toList();
        assertEquals(new ArrayList<>(new TreeSet<>(sequences)), sequences);
        assertEquals(List.of(), client.errors());
        client.transport().disconnect();
        client.run();
    }

    private static void assertFailsWith(final Class<? extends Throwable> type, final CompletableFuture<?> future)
    {
        final CompletionException failure = assertThrows(CompletionException.class, () ->
        {
            assertTrue(future.isDone(), "still waiting");
            future.join();
        });
        assertInstanceOf(type, failure.getCause());
    }
}
