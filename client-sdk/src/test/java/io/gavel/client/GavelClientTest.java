package io.gavel.client;

import static io.gavel.client.TradingVenue.SYMBOL;
import static io.gavel.client.TradingVenue.done;
import static io.gavel.client.TradingVenue.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.gavel.client.examples.FirstOrder;
import io.gavel.schema.ExecType;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two brokers and an operator against three nodes. */
@Timeout(120)
class GavelClientTest
{
    private static TradingVenue venue;

    private final List<ExecutionReport> aliceReports = new CopyOnWriteArrayList<>();
    private final List<ExecutionReport> bobReports = new CopyOnWriteArrayList<>();
    private GavelClient alice;
    private GavelClient bob;

    @BeforeAll
    static void launchVenue()
    {
        venue = new TradingVenue();
    }

    @AfterAll
    static void closeVenue()
    {
        venue.close();
    }

    @BeforeEach
    void connect()
    {
        alice = GavelClient.connect(venue.context("alice").executionListener(aliceReports::add));
        bob = GavelClient.connect(venue.context("bob").executionListener(bobReports::add));
    }

    @AfterEach
    void close()
    {
        for (final GavelClient client : List.of(alice, bob))
        {
            for (final OpenOrder order : get(client.openOrders(0)))
            {
                assertEquals(ExecType.CANCELED, get(client.cancelOrder(order.orderId())).execType());
            }
            client.close();
        }
    }

    private NewOrder aliceBuys(final long quantity, final String price)
    {
        return NewOrder.limit(SYMBOL, Side.BUY, quantity, price).account(venue.aliceAccount());
    }

    private NewOrder bobSells(final long quantity, final String price)
    {
        return NewOrder.limit(SYMBOL, Side.SELL, quantity, price).account(venue.bobAccount());
    }

    @Test
    void shouldTradeBetweenTwoParticipants()
    {
        final Account before = get(alice.account(venue.aliceAccount()));
        final ExecutionReport resting = get(alice.placeOrder(aliceBuys(100, "320.14").clOrdId(alice.nextClOrdId())));
        assertEquals(ExecType.NEW, resting.execType());
        assertEquals(new BigDecimal("320.1400"), resting.price());
        assertEquals(100, resting.orderQty());
        assertEquals(100, resting.leavesQty());
        assertEquals(SYMBOL, resting.symbol());

        final ExecutionReport taking = get(bob.placeOrder(bobSells(40, "320.00")));
        assertEquals(ExecType.NEW, taking.execType());
        Awaitility.await().until(() -> has(aliceReports, ExecType.TRADE) && has(bobReports, ExecType.TRADE));
        final ExecutionReport bought = only(aliceReports, ExecType.TRADE);
        assertEquals(resting.orderId(), bought.orderId());
        assertEquals(new BigDecimal("320.1400"), bought.lastPx());
        assertEquals(40, bought.lastQty());
        assertEquals(60, bought.leavesQty());
        assertEquals(OrdStatus.PARTIALLY_FILLED, bought.ordStatus());
        final ExecutionReport sold = only(bobReports, ExecType.TRADE);
        assertEquals(OrdStatus.FILLED, sold.ordStatus());
        assertEquals(bought.matchId(), sold.matchId());

        final Account after = get(alice.account(venue.aliceAccount()));
        assertEquals(before.shares(SYMBOL) + 40, after.shares(SYMBOL));
        assertEquals(new BigDecimal("12805.6000"),
            before.cash("USD").balance().subtract(after.cash("USD").balance()));
        assertEquals(new BigDecimal("19208.4000"), after.cash("USD").held());
    }

    @Test
    void shouldReplaceAndCancelByEitherId()
    {
        final ExecutionReport placed = get(alice.placeOrder(
            aliceBuys(100, "100.00").clOrdId(alice.nextClOrdId()).timeInForce(TimeInForce.GTC)));
        final ExecutionReport replaced = get(alice.replaceOrder(
            ReplaceOrder.of(placed.orderId()).price("101.50").quantity(70)));
        assertEquals(ExecType.REPLACED, replaced.execType());
        assertEquals(new BigDecimal("101.5000"), replaced.price());
        assertEquals(70, replaced.leavesQty());
        final ExecutionReport again = get(alice.replaceOrder(
            ReplaceOrder.ofClOrdId(placed.clOrdId()).price("102.00").quantity(60)));
        assertEquals(new BigDecimal("102.0000"), again.price());
        final OpenOrder open = get(alice.order(placed.orderId()));
        assertEquals(60, open.leavesQty());
        assertEquals(TimeInForce.GTC, open.timeInForce());
        assertEquals(placed.orderId(), get(alice.orderByClOrdId(open.clOrdId())).orderId());
        assertEquals(ExecType.CANCELED, get(alice.cancelOrderByClOrdId(open.clOrdId())).execType());
        assertEquals(0, get(alice.openOrders(venue.aliceAccount())).size());
    }

    @Test
    void shouldAnswerWithTheReasonWhereTheVenueRejects()
    {
        final ExecutionReport tooMuch = get(alice.placeOrder(aliceBuys(1_000_000, "999.00")));
        assertEquals(ExecType.REJECTED, tooMuch.execType());
        assertEquals(RejectReason.INSUFFICIENT_CASH, tooMuch.rejectReason());
        assertTrue(tooMuch.isRejected());
        assertEquals(RejectReason.INSUFFICIENT_HOLDINGS,
            get(bob.placeOrder(bobSells(1_000_000, "1.00"))).rejectReason());
        assertEquals(RejectReason.ACCOUNT_NOT_OWNED,
            get(alice.placeOrder(aliceBuys(1, "1.00").account(venue.bobAccount()))).rejectReason());
        final ExecutionReport cancel = get(alice.cancelOrder(123_456_789L));
        assertEquals(ExecType.CANCEL_REJECTED, cancel.execType());
        assertEquals(RejectReason.UNKNOWN_ORDER, cancel.rejectReason());
        final ExecutionReport replace = get(alice.replaceOrder(
            ReplaceOrder.of(123_456_789L).price("1.00").quantity(1)));
        assertEquals(ExecType.REPLACE_REJECTED, replace.execType());
        assertEquals(RejectReason.UNKNOWN_ORDER, replace.rejectReason());
        assertEquals(RejectReason.NOT_PERMITTED, get(alice.operator().addAccount(0)).rejectReason());
        final CompletionException notOpen =
            assertThrows(CompletionException.class, () -> get(alice.order(123_456_789L)));
        assertEquals(RejectReason.UNKNOWN_ORDER,
            assertInstanceOf(QueryRejectedException.class, notOpen.getCause()).reason());
    }

    @Test
    void shouldReadLongListsPageByPage()
    {
        final int count = 300;
        final List<CompletableFuture<ExecutionReport>> placed = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            placed.add(alice.placeOrder(aliceBuys(1, "1.00")));
        }
        final Set<Long> ids = new HashSet<>();
        for (final CompletableFuture<ExecutionReport> each : placed)
        {
            ids.add(get(each).orderId());
        }
        assertEquals(count, ids.size());
        final Set<Long> listed = new HashSet<>();
        final List<OpenOrder> orders = get(alice.openOrders(venue.aliceAccount()));
        orders.forEach((order) -> listed.add(order.orderId()));
        assertEquals(count, orders.size());
        assertEquals(ids, listed);
    }

    @Test
    void shouldSeeInstrumentsThatWereListedAfterItConnected()
    {
        done(venue.operator().operator().addInstrument("NEWCO", "USD", new BigDecimal("0.25"), 10));
        assertEquals(10, alice.instrument("NEWCO").lotSize());
        done(venue.operator().operator().addInstrument("LATER", "USD", new BigDecimal("0.25"), 10));
        done(venue.operator().operator().depositShares(venue.aliceAccount(), "LATER", 50));
        assertEquals(50, get(alice.account(venue.aliceAccount())).shares("LATER"));
        final UnknownSymbolException unknown =
            assertThrows(UnknownSymbolException.class, () -> alice.instrument("NOPE"));
        assertTrue(unknown.getMessage().contains("'NOPE'"), unknown.getMessage());
        assertTrue(alice.instruments().stream().anyMatch((each) -> "LATER".equals(each.symbol())));
    }

    @Test
    void shouldOperate()
    {
        final GavelOperator operator = venue.operator().operator();
        assertEquals(0, venue.operator().participantId());
        final List<Participant> participants = get(operator.participants());
        assertEquals(
            new Participant(0, "operator", Role.OPERATOR, GavelOperator.NO_PARTICIPANT, false), participants.get(0));
        assertEquals(Role.TRADER, participants.get(alice.participantId()).role());
        final long balance = done(operator.depositCash(venue.aliceAccount(), "EUR", new BigDecimal("12.3456")));
        assertEquals(123_456, balance);
        assertEquals(0, done(operator.withdrawCash(venue.aliceAccount(), "EUR", new BigDecimal("12.3456"))));
        assertEquals(RejectReason.INSUFFICIENT_HOLDINGS,
            get(operator.withdrawShares(venue.aliceAccount(), "LOTS", 100)).rejectReason());
        assertFalse(get(operator.hashState()).isRejected());
        assertTrue(get(venue.operator().accounts()).size() >= 2);
        assertEquals(List.of(new AccountSummary(venue.aliceAccount(), alice.participantId())), get(alice.accounts()));
    }

    @Test
    void shouldAskForASnapshotWhereItIsAnOperator()
    {
        final long before = venue.cluster().statusLong(0, "snapshotCount");
        assertTrue(get(venue.operator().operator().takeSnapshot()));
        Awaitility.await().atMost(Duration.ofSeconds(30))
            .until(() -> venue.cluster().statusLong(0, "snapshotCount") == before + 1);
        final CompletionException refused =
            assertThrows(CompletionException.class, () -> get(alice.operator().takeSnapshot()));
        assertInstanceOf(GavelException.class, refused.getCause());
    }

    @Test
    void shouldBeFencedByANewerClientOfTheSameConnection()
    {
        final AtomicReference<Boolean> fenced = new AtomicReference<>(false);
        final GavelClient older = GavelClient.connect(venue.context("alice").connectionId(3).connectionListener(
            new ConnectionListener()
            {
                @Override
                public void onFenced()
                {
                    fenced.set(true);
                }
            }));
        try (GavelClient newer = GavelClient.connect(venue.context("alice").connectionId(3)))
        {
            Awaitility.await().until(fenced::get);
            final CompletionException failure = assertThrows(
                CompletionException.class, () -> get(older.placeOrder(aliceBuys(1, "1.00"))));
            assertInstanceOf(FencedException.class, failure.getCause());
            assertEquals(ExecType.NEW, get(newer.placeOrder(aliceBuys(1, "1.00"))).execType());
        }
        older.close();
    }

    @Test
    void shouldDeliverWhatARestartedClientMissed()
    {
        final List<ExecutionReport> reports = new CopyOnWriteArrayList<>();
        final ExecutionReport placed;
        try (GavelClient first = GavelClient.connect(venue.context("alice").connectionId(4)))
        {
            placed = get(first.placeOrder(aliceBuys(10, "50.00")));
        }
        assertEquals(ExecType.NEW, get(bob.placeOrder(bobSells(10, "50.00"))).execType());
        try (GavelClient second = GavelClient.connect(venue.context("alice").connectionId(4)
            .lastReportSeq(placed.reportSeq()).executionListener(reports::add)))
        {
            assertEquals(1, reports.size(), "delivered before connect returned");
            assertEquals(ExecType.TRADE, reports.get(0).execType());
            assertEquals(placed.reportSeq() + 1, reports.get(0).reportSeq());
            assertEquals(ExecType.NEW, get(second.placeOrder(aliceBuys(1, "1.00"))).execType());
        }
    }

    @Test
    void shouldRefuseAWrongPassword()
    {
        final LogonRefusedException refused = assertThrows(LogonRefusedException.class,
            () -> GavelClient.connect(venue.context("alice").password("wrong".toCharArray())));
        assertTrue(refused.getMessage().contains("password"), refused.getMessage());
        assertThrows(LogonRefusedException.class, () -> GavelClient.connect(venue.context("nobody")));
    }

    @Test
    void shouldThrowWhereAResultIsWaitedForOnTheClientsThread()
    {
        final CompletableFuture<Object> outcome = alice.placeOrder(aliceBuys(1, "1.00"))
            .handle((placed, failure) -> assertThrows(
                IllegalStateException.class, () -> alice.account(venue.aliceAccount()).join()));
        assertInstanceOf(IllegalStateException.class, get(outcome));
    }

    @Test
    void shouldUseAMediaDriverThatRunsAlready(@TempDir final Path directory)
    {
        final Path aeronDirectory = directory.resolve("driver");
        try (MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(aeronDirectory.toString())
            .threadingMode(ThreadingMode.SHARED)
            .publicationTermBufferLength(1024 * 1024)
            .termBufferSparseFile(true)
            .dirDeleteOnShutdown(true)))
        {
            try (GavelClient client = GavelClient.connect(venue.context("alice")
                .connectionId(6).aeronDirectory(driver.aeronDirectoryName())))
            {
                assertEquals(ExecType.NEW, get(client.placeOrder(aliceBuys(1, "1.00"))).execType());
            }
            assertTrue(Files.exists(aeronDirectory), "the driver is somebody else's");
        }
    }

    @Test
    void shouldRunTheExampleOfTheReadme()
    {
        bob.close();
        final PrintStream console = System.out;
        final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try
        {
            FirstOrder.main(new String[]{
                venue.cluster().membersText(), "bob", new String(TradingVenue.PASSWORD), "" + venue.bobAccount()});
        }
        finally
        {
            System.setOut(console);
            bob = GavelClient.connect(venue.context("bob"));
        }
        final List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(4, lines.size(), lines::toString);
        assertTrue(lines.get(0).matches("NEW AAPL order \\d+, open 100, traded 0"), lines::toString);
        assertEquals("held: 32014.0000 USD", lines.get(1));
        assertEquals("open: 100 AAPL at 320.1400", lines.get(2));
        assertTrue(lines.get(3).matches("CANCELED AAPL order \\d+, open 0, traded 0"), lines::toString);
    }

    private static boolean has(final List<ExecutionReport> reports, final ExecType execType)
    {
        return reports.stream().anyMatch((report) -> report.execType() == execType);
    }

    private static ExecutionReport only(final List<ExecutionReport> reports, final ExecType execType)
    {
        final List<ExecutionReport> found =
            reports.stream().filter((report) -> report.execType() == execType).toList();
        assertEquals(1, found.size(), found::toString);
        return found.get(0);
    }
}
