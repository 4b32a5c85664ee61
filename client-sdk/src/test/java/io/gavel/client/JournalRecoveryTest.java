package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.client.RecoveredCommand.Outcome;
import io.gavel.engine.Limits;
import io.gavel.schema.ExecType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker's process dies, and the next one goes on from its journal. */
class JournalRecoveryTest
{
    static final String SYMBOL = "AAPL";

    @TempDir
    Path directory;
    private Path file;
    private SimulatedVenue venue;
    private int alice;
    private long account;
    private final List<RecoveredCommand> recovered = new ArrayList<>();
    private final List<Integer> completed = new ArrayList<>();

    @BeforeEach
    void setUp()
    {
        file = directory.resolve("alice.journal");
        beginVenue();
    }

    private void beginVenue()
    {
        venue = new SimulatedVenue();
        final SimulatedClient lister = new SimulatedClient(venue, 0).connected();
        lister.now(lister.client().operator().addInstrument(SYMBOL, "USD", new BigDecimal("0.01"), 1));
        final SimulatedClient operator = new SimulatedClient(venue, 0).connected();
        final GavelOperator calls = operator.client().operator();
        alice = (int)operator.now(calls.addParticipant("alice", new char[]{'a'}, Role.TRADER)).resultId();
        account = operator.now(calls.addAccount(alice)).resultId();
        operator.now(calls.depositCash(account, "USD", new BigDecimal("1000000000")));
    }

    private final class Recorder implements RecoveredCommandListener
    {
        @Override
        public void onRecovered(final RecoveredCommand command)
        {
            recovered.add(command);
        }

        @Override
        public void onRecoveryComplete(final int commands)
        {
            completed.add(commands);
        }
    }

    private SimulatedClient process(final GavelClient.Context context)
    {
        return new SimulatedClient(venue, alice,
            context.journal(file).recoveredCommandListener(new Recorder()),
            (settings) -> SessionJournal.open(file, owner(settings), settings.queueCapacity(), false));
    }

    static SessionJournal.Owner owner(final ClientSettings settings)
    {
        return new SessionJournal.Owner(settings.members(), settings.participant(), settings.connectionId());
    }

    private SimulatedClient process()
    {
        return process(new GavelClient.Context());
    }

    private CompletableFuture<ExecutionReport> buy(final SimulatedClient client, final long clOrdId)
    {
        return client.client().placeOrder(
            NewOrder.limit(SYMBOL, Side.BUY, 10, "9.00").account(account).clOrdId(clOrdId));
    }

    private List<Long> openClOrdIds()
    {
        final SimulatedClient reader =
            new SimulatedClient(venue, alice, new GavelClient.Context().connectionId(9)).connected();
        final List<Long> ids = new ArrayList<>(
            reader.now(reader.client().openOrders(0)).stream().map(OpenOrder::clOrdId).sorted().toList());
        reader.transport().disconnect();
        reader.run();
        return ids;
    }

    private JournalException refused(final SimulatedClient client)
    {
        return assertInstanceOf(JournalException.class, client.core().session().terminalCause());
    }

    /** Dies with commands 1 (executed, answer lost), 2 (lost on the way) and 3 (never sent). */
    private void leaveThreeOpen()
    {
        final SimulatedClient first = process().connected();
        assertEquals(List.of(0), completed);
        first.now(buy(first, 100));
        first.transport().loseOut((message) -> true);
        buy(first, 101);
        first.run();
        first.transport().loseIn((message) -> true);
        buy(first, 102);
        first.run();
        buy(first, 103);
        first.die();
        completed.clear();
        assertEquals(List.of(), recovered);
    }

    private static String told(final RecoveredCommand command)
    {
        return command.clOrdId() + " " + command.kind() + " " + command.outcome();
    }

    @Test
    void shouldTellWhatBecameOfEveryCommandAndSendAgainWhatWasNotExecuted()
    {
        leaveThreeOpen();
        final SimulatedClient second = process().connected();
        assertEquals(List.of("101 NEW_ORDER EXECUTED", "102 NEW_ORDER EXECUTED", "103 NEW_ORDER EXECUTED"),
            recovered.stream().map(JournalRecoveryTest::told).toList());
        assertEquals(List.of(3), completed);
        assertEquals(List.of(2L, 3L, 4L), recovered.stream().map(RecoveredCommand::clientSeq).toList());
        assertEquals(List.of(100L, 101L, 102L, 103L), openClOrdIds());
        assertEquals(List.of(2L, 3L, 4L), second.reports().stream().map(ExecutionReport::reportSeq).toList());
        recovered.forEach((command) -> assertEquals(command.orderId(),
            assertInstanceOf(ExecutionReport.class, command.report()).orderId()));
        assertEquals(5, second.now(buy(second, 104)).clientSeq());
        second.die();
        process().connected();
        assertEquals(List.of(3, 0), completed);
    }

    @Test
    void shouldWithdrawWhatWasNotExecutedWhereAskedTo()
    {
        leaveThreeOpen();
        final SimulatedClient second = process(new GavelClient.Context().recovery(Recovery.WITHDRAW)).connected();
        assertEquals(List.of("102 NEW_ORDER NOT_EXECUTED", "103 NEW_ORDER NOT_EXECUTED", "101 NEW_ORDER EXECUTED"),
            recovered.stream().map(JournalRecoveryTest::told).sorted((one, other) ->
                Boolean.compare(one.contains(" EXECUTED"), other.contains(" EXECUTED"))).toList());
        assertNull(recovered.stream().filter((each) -> each.clOrdId() == 102).findAny().orElseThrow().report());
        assertEquals(List.of(3), completed);
        assertEquals(List.of(100L, 101L), openClOrdIds());
        assertEquals(3, second.now(buy(second, 105)).clientSeq());
    }

    @Test
    void shouldNeverExecuteWhatItSaidWasNotExecutedWhereItDiesSayingSo()
    {
        leaveThreeOpen();
        final SimulatedClient second = new SimulatedClient(venue, alice,
            new GavelClient.Context().journal(file).recovery(Recovery.WITHDRAW).recoveredCommandListener((command) ->
            {
                recovered.add(command);
                if (command.outcome() == Outcome.NOT_EXECUTED)
                {
                    throw new MortalMemory.Killed();
                }
            }),
            (settings) -> SessionJournal.open(file, owner(settings), settings.queueCapacity(), false));
        assertThrows(MortalMemory.Killed.class, second::connected);
        second.die();
        final int toldBefore = recovered.size();
        final RecoveredCommand told = recovered.get(toldBefore - 1);
        process().connected();
        assertFalse(openClOrdIds().contains(told.clOrdId()), told::toString);
        assertEquals(Outcome.NOT_EXECUTED, recovered.stream().skip(toldBefore)
            .filter((each) -> each.clOrdId() == told.clOrdId()).findAny().orElseThrow().outcome());
    }

    @Test
    void shouldNotExecuteWhatTheDeadProcessHadOnTheWayAfterItSaidThatItDidNot()
    {
        final List<byte[]> late = new ArrayList<>();
        final SimulatedClient first = process().connected();
        first.transport().loseIn(late::add);
        buy(first, 101);
        first.run();
        final long sessionId = first.transport().sessionId();
        first.die();
        process(new GavelClient.Context().recovery(Recovery.WITHDRAW)).connected();
        assertEquals(List.of("101 NEW_ORDER NOT_EXECUTED"),
            recovered.stream().map(JournalRecoveryTest::told).toList());
        late.forEach((message) -> venue.onMessage(sessionId, message));
        assertEquals(List.of(), openClOrdIds());
    }

    @Test
    void shouldTellOutcomesOfAllKinds()
    {
        final SimulatedClient first = process().connected();
        final long orderId = first.now(buy(first, 100)).orderId();
        first.now(buy(first, 101));
        first.transport().loseOut((message) -> true);
        first.client().replaceOrder(ReplaceOrder.of(orderId).symbol(SYMBOL).price("9.01").quantity(5));
        first.client().cancelOrderByClOrdId(101);
        first.client().cancelOrder(4_711);
        first.client().deadMansTimer(java.time.Duration.ofMinutes(1));
        first.client().massCancel(MassCancel.all());
        first.client().operator().because("test").depositCash(account, "USD", BigDecimal.ONE);
        first.run();
        first.die();
        // Once from the reports, once from the short records, as the reports were handled or are gone.
        final SimulatedClient second = process();
        second.connected();
        final List<String> expected = List.of("0 REPLACE EXECUTED", "101 CANCEL EXECUTED", "0 CANCEL REJECTED",
            "0 DEAD_MANS_TIMER EXECUTED", "0 MASS_CANCEL EXECUTED", "0 ADMIN REJECTED");
        assertEquals(expected, recovered.stream().map(JournalRecoveryTest::told).toList());
        assertEquals(RejectReason.NOT_PERMITTED, recovered.get(5).rejectReason());
        assertEquals(orderId, recovered.get(0).orderId());
        assertEquals(4_711, recovered.get(2).orderId());
        recovered.forEach((each) -> assertNotNull(each.report()));
    }

    @Test
    void shouldTellFromTheShortRecordWhereTheReportIsGone()
    {
        leaveThreeOpen();
        final SimulatedClient other =
            new SimulatedClient(venue, alice, new GavelClient.Context().connectionId(1)).connected();
        final SimulatedClient second =
            process(new GavelClient.Context().lastReportSeq(2).recovery(Recovery.WITHDRAW)).connected();
        final RecoveredCommand command = recovered.get(recovered.size() - 1);
        assertEquals("101 NEW_ORDER EXECUTED", told(command));
        final ExecutionReport report = assertInstanceOf(ExecutionReport.class, command.report());
        assertTrue(report.isReconstructed());
        assertEquals(ExecType.NEW, report.execType());
        assertEquals(10, report.orderQty());
        assertEquals("9.0000", report.price().toString());
        assertEquals(report.orderId(), other.now(other.client().orderByClOrdId(101)).orderId());
        assertEquals(List.of(), second.reports());
    }

    @Test
    void shouldSayUnknownWhereTheVenueNoLongerKnows()
    {
        leaveThreeOpen();
        final SessionJournal.Owner owner = owner(new GavelClient.Context().members("127.0.0.1:9000")
            .participant("p" + alice).password(new char[]{'x'}).conclude());
        // As if a window of commands had been answered since: their sequences are the venue's, not this journal's own.
        final SimulatedClient second = process().connected();
        for (int i = 0; i < Limits.COMMAND_WINDOW; i++)
        {
            second.now(buy(second, 1_000 + i));
        }
        second.die();
        recovered.clear();
        try (SessionJournal journal = SessionJournal.open(file, owner, 1024, false))
        {
            final Command old = new NewOrderCommand(NewOrder.limit(SYMBOL, Side.BUY, 10, "9.00").account(account),
                second.core().instrument(SYMBOL), 101, new CommandFuture<>(null, new Interruptions()));
            synchronized (journal)
            {
                assertTrue(journal.append(old, 0));
            }
            journal.sequenced(old.journalPosition(), 2);
        }
        process().connected();
        assertEquals(List.of("101 NEW_ORDER UNKNOWN"), recovered.stream().map(JournalRecoveryTest::told).toList());
    }

    @Test
    void shouldDeliverAgainOnlyTheReportThatWasBeingHandled()
    {
        final SimulatedClient first = process().connected();
        first.onReport((report) ->
        {
            if (report.clOrdId() == 101)
            {
                throw new MortalMemory.Killed();
            }
        });
        buy(first, 100);
        buy(first, 101);
        buy(first, 102);
        assertThrows(MortalMemory.Killed.class, first::run);
        first.die();
        assertEquals(List.of(1L, 2L), first.reports().stream().map(ExecutionReport::reportSeq).toList());
        final SimulatedClient second = process().connected();
        assertEquals(List.of(2L, 3L), second.reports().stream().map(ExecutionReport::reportSeq).toList());
        second.die();
        // An application that stored number 2 with what it did at it is given it no more.
        final SimulatedClient third = process(new GavelClient.Context().lastReportSeq(2)).connected();
        assertEquals(List.of(3L), third.reports().stream().map(ExecutionReport::reportSeq).toList());
    }

    @Test
    void shouldBeginAtTheApplicationsOwnNumberWhereTheNextProcessGivesNone()
    {
        SimulatedClient client = process(new GavelClient.Context().lastReportSeq(0)).connected();
        client.onReport((report) ->
        {
            throw new MortalMemory.Killed();
        });
        buy(client, 100);
        buy(client, 101);
        assertThrows(MortalMemory.Killed.class, client::run);
        client.die();
        client = process().connected();
        assertEquals(List.of(1L, 2L), client.reports().stream().map(ExecutionReport::reportSeq).toList());
        buy(client, 102);
        client.onReport((report) ->
        {
            throw new MortalMemory.Killed();
        });
        assertThrows(MortalMemory.Killed.class, client::run);
        client.die();
        // It has stored number 3, which the journal has not.
        client = process(new GavelClient.Context().lastReportSeq(3)).connected();
        buy(client, 103);
        client.onReport((report) ->
        {
            throw new MortalMemory.Killed();
        });
        assertThrows(MortalMemory.Killed.class, client::run);
        client.die();
        assertEquals(List.of(4L),
            process().connected().reports().stream().map(ExecutionReport::reportSeq).toList());
    }

    @Test
    void shouldAdoptTheVenuesSequencesWhereTheJournalIsNew() throws java.io.IOException
    {
        final SimulatedClient first = process().connected();
        first.now(buy(first, 100));
        first.die();
        java.nio.file.Files.delete(file);
        final SimulatedClient second = process().connected();
        assertEquals(List.of(), second.reports());
        assertEquals(2, second.now(buy(second, 101)).clientSeq());
        second.die();
        final SimulatedClient third = process().connected();
        assertEquals(List.of(), third.reports());
        assertEquals(3, third.now(buy(third, 102)).clientSeq());
        assertEquals(List.of(100L, 101L, 102L), openClOrdIds());
    }

    @Test
    void shouldRefuseAVenueThatHasGoneBack()
    {
        final SimulatedClient first = process().connected();
        first.now(buy(first, 100));
        first.transport().loseOut((message) -> true);
        buy(first, 101);
        first.run();
        first.die();
        beginVenue();
        final SimulatedClient second = process().connected();
        final JournalException refused = refused(second);
        assertTrue(refused.getMessage().contains("is newer than the venue"), refused.getMessage());
        second.die();
        assertEquals(List.of(), openClOrdIds());
        assertEquals(List.of(), recovered);
        // By the commands too, where the application says which report it has.
        assertTrue(refused(process(new GavelClient.Context().lastReportSeq(0)).connected())
            .getMessage().contains("has answered command 1 before, and expects 1 now"));
    }

    @Test
    void shouldRefuseAConnectionThatWasUsedWithoutIt()
    {
        leaveThreeOpen();
        final SimulatedClient stranger = new SimulatedClient(venue, alice).connected();
        for (long clOrdId = 200; clOrdId < 205; clOrdId++)
        {
            stranger.now(buy(stranger, clOrdId));
        }
        final SimulatedClient second = process().connected();
        assertTrue(refused(second).getMessage().contains("was used without it"), refused(second).getMessage());
        second.die();
        // The file was not spoiled by the attempt.
        assertTrue(refused(process().connected()).getMessage().contains("was used without it"));
        assertEquals(List.of(100L, 101L, 200L, 201L, 202L, 203L, 204L), openClOrdIds());
    }

    @Test
    void shouldNotTakeAnotherCommandsAnswerForItsOwn()
    {
        final SimulatedClient first = process().connected();
        first.transport().loseIn((message) -> true);
        buy(first, 101);
        buy(first, 102);
        first.run();
        first.die();
        final SimulatedClient stranger = new SimulatedClient(venue, alice).connected();
        stranger.now(buy(stranger, 200));
        final SimulatedClient second = process().connected();
        assertTrue(refused(second).getMessage().contains("has executed another one under that number"),
            refused(second).getMessage());
        assertFalse(recovered.stream().anyMatch((each) -> each.outcome() == Outcome.EXECUTED), recovered::toString);
    }

    @Test
    void shouldFailWhereTheJournalIsFullAsWhereTheQueueIs()
    {
        final SimulatedClient client = process(new GavelClient.Context()
            .queueCapacity(16).backPressure(BackPressure.FAIL)).connected();
        client.transport().block(true);
        for (int i = 0; i < 16; i++)
        {
            buy(client, 100 + i);
        }
        assertThrows(BackPressureException.class, () -> buy(client, 200));
        client.transport().block(false);
        client.run();
        assertEquals(16, openClOrdIds().size());
    }

    @Test
    void shouldRefuseAContextWithAJournalAndNobodyToTell()
    {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new GavelClient.Context()
            .members("127.0.0.1:9000").participant("alice").password(new char[]{'x'}).journal(file).conclude())
            .getMessage().contains("needs a recoveredCommandListener"));
    }

    @Test
    void shouldLeaveWhatIsOpenToTheNextClientWhereThisOneIsClosed()
    {
        final SimulatedClient first = process().connected();
        first.transport().loseIn((message) -> true);
        final CompletableFuture<ExecutionReport> open = buy(first, 101);
        first.run();
        first.core().session().end(new ClientClosedException("closed by the test"));
        assertTrue(open.isCompletedExceptionally());
        first.die();
        process().connected();
        assertEquals(List.of("101 NEW_ORDER EXECUTED"), recovered.stream().map(JournalRecoveryTest::told).toList());
    }
}
