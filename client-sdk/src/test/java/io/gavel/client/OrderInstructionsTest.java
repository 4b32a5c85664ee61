package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.CancelReason;
import io.gavel.schema.CommandOutcomeEncoder;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportEncoder;
import io.gavel.schema.Liquidity;
import io.gavel.schema.MassCancelRequestDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.OrderCancelReplaceRequestDecoder;
import io.gavel.schema.PostOnly;
import io.gavel.schema.RejectReason;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.SetCancelOnDisconnectDecoder;
import io.gavel.schema.SetDeadMansTimerDecoder;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What an order says beyond price and quantity, as the venue gets it, and what the venue says of it. */
class OrderInstructionsTest
{
    private static final Instant EXPIRY = Instant.parse("2030-01-02T03:04:05.000000006Z");

    private final ScriptedVenue venue = new ScriptedVenue();
    private final SimulatedClient client = new SimulatedClient(venue, 7).connected();

    private static NewOrder limit()
    {
        return NewOrder.limit("LOTS", Side.BUY, 1000, "1.05").account(3).clOrdId(9);
    }

    private String placed(final NewOrder order)
    {
        client.now(client.client().placeOrder(order));
        return venue.lastCommand(new NewOrderSingleDecoder());
    }

    @Test
    void shouldSayNothingBeyondALimitWhereNothingWasSaid()
    {
        // The first order in a buffer that other commands were written to shows what an encoder leaves as it was.
        client.now(client.client().operator().because("filler".repeat(10)).hashState());
        assertEquals("clientSeq=2|accountId=3|clOrdId=9|priceTicks=21|quantityLots=10|instrumentId=2|side=BUY|" +
            "ordType=LIMIT|timeInForce=DAY|stopPriceTicks=0|displayQtyLots=0|minQtyLots=0|expireTimeNs=0|" +
            "selfTradePrevention=NULL_VAL|selfTradeScope=NULL_VAL|postOnly=NULL_VAL", placed(limit()));
    }

    @Test
    void shouldSayEverythingThatAnOrderMaySay()
    {
        assertEquals("clientSeq=1|accountId=3|clOrdId=9|priceTicks=21|quantityLots=10|instrumentId=2|side=BUY|" +
            "ordType=LIMIT|timeInForce=GTD|stopPriceTicks=0|displayQtyLots=2|minQtyLots=3|" +
            "expireTimeNs=1893553445000000006|selfTradePrevention=CANCEL_BOTH|selfTradeScope=PARTICIPANT|" +
            "postOnly=NONE",
            placed(limit().displayQuantity(200).minQuantity(300).timeInForce(TimeInForce.GTD).expireTime(EXPIRY)
            .selfTradePrevention(SelfTradePrevention.CANCEL_BOTH, SelfTradeScope.PARTICIPANT)
            .postOnly(PostOnly.NONE)));
        assertTrue(placed(limit().postOnly(PostOnly.REPRICE)).endsWith("|postOnly=REPRICE"));
    }

    @Test
    void shouldPlaceStopOrders()
    {
        final String stop = placed(NewOrder.stop("LOTS", Side.SELL, 100, "1.50").account(3).clOrdId(9));
        assertTrue(stop.contains("|priceTicks=0|quantityLots=1|instrumentId=2|side=SELL|ordType=STOP|timeInForce=DAY|" +
            "stopPriceTicks=30|"), stop);
        final String stopLimit =
            placed(NewOrder.stopLimit("LOTS", Side.BUY, 100, "1.50", "1.55").account(3).timeInForce(TimeInForce.GTC));
        assertTrue(stopLimit.contains("|priceTicks=31|quantityLots=1|instrumentId=2|side=BUY|ordType=STOP_LIMIT|" +
            "timeInForce=GTC|stopPriceTicks=30|"), stopLimit);
    }

    @Test
    void shouldReplaceWhatAnOrderSays()
    {
        client.now(client.client().replaceOrder(ReplaceOrder.of(42).symbol("LOTS").quantity(500).stopPrice("2.00")
            .displayQuantity(100).expireTime(EXPIRY)));
        assertEquals("clientSeq=1|orderId=42|origClOrdId=0|clOrdId=0|priceTicks=0|orderQtyLots=5|stopPriceTicks=40|" +
            "displayQtyLots=1|expireTimeNs=1893553445000000006",
            venue.lastCommand(new OrderCancelReplaceRequestDecoder()));
        client.now(client.client().replaceOrder(ReplaceOrder.of(42).symbol("LOTS").quantity(500).price("2.00")));
        assertEquals("clientSeq=2|orderId=42|origClOrdId=0|clOrdId=0|priceTicks=40|orderQtyLots=5|stopPriceTicks=0|" +
            "displayQtyLots=0|expireTimeNs=0", venue.lastCommand(new OrderCancelReplaceRequestDecoder()));
    }

    @Test
    void shouldNotSendAnInstructionThatCannotBeRight()
    {
        assertInvalid(() -> placed(limit().displayQuantity(1000)), "less than the order's 1000");
        assertInvalid(() -> placed(limit().displayQuantity(-100)), "displayQuantity -100");
        assertInvalid(() -> placed(limit().displayQuantity(150)), "off the lot");
        assertInvalid(() -> placed(limit().displayQuantity(100).timeInForce(TimeInForce.IOC)), "may rest");
        assertInvalid(() -> placed(NewOrder.stop("LOTS", Side.BUY, 1000, "1.00").account(3).displayQuantity(100)),
            "may rest");
        assertInvalid(() -> placed(limit().minQuantity(1100)), "at most the order's 1000");
        assertInvalid(() -> placed(limit().minQuantity(-1)), "minQuantity -1");
        assertInvalid(() -> placed(limit().minQuantity(100).timeInForce(TimeInForce.FOK)), "does not go with FOK");
        assertInvalid(() -> placed(limit().minQuantity(100).timeInForce(TimeInForce.AT_THE_OPEN)), "AT_THE_OPEN");
        assertInvalid(() -> placed(limit().timeInForce(TimeInForce.GTD)), "GTD needs an expireTime");
        assertInvalid(() -> placed(limit().expireTime(EXPIRY)), "nothing else takes one");
        assertInvalid(() -> placed(limit().timeInForce(TimeInForce.GTD).expireTime(Instant.EPOCH)), "long past");
        assertInvalid(() -> placed(limit().timeInForce(TimeInForce.GTD).expireTime(Instant.MAX)), "beyond");
        assertInvalid(() -> placed(limit().selfTradePrevention(null, SelfTradeScope.ACCOUNT)), "CANCEL_AGGRESSOR");
        assertInvalid(() -> placed(limit().selfTradePrevention(SelfTradePrevention.CANCEL_BOTH, null)), "scope null");
        assertInvalid(() -> placed(limit().postOnly(null)), "REPRICE");
        assertInvalid(() -> placed(limit().postOnly(PostOnly.REJECT).timeInForce(TimeInForce.FOK)), "LIMIT FOK");
        assertInvalid(() -> placed(limit().postOnly(PostOnly.REJECT).minQuantity(100)), "never takes");
        assertInvalid(() -> placed(NewOrder.market("LOTS", Side.BUY, 100).account(3).postOnly(PostOnly.REJECT)),
            "MARKET IOC");
        assertInvalid(() -> placed(NewOrder.stop("LOTS", Side.BUY, 100, "1.01").account(3)), "off the tick");
        assertInvalid(() -> placed(NewOrder.stop("LOTS", Side.BUY, 100, (BigDecimal)null).account(3)), "stop price");
        assertInvalid(() -> placed(NewOrder.stopLimit("LOTS", Side.BUY, 100, BigDecimal.ONE, null).account(3)),
            "needs a price");
        assertInvalid(() -> client.client().replaceOrder(
            ReplaceOrder.of(1).symbol("LOTS").price("1.00").quantity(100).displayQuantity(200)), "at most the order's");
        assertInvalid(() -> client.client().massCancel(MassCancel.all().account(-1)), "accountId -1");
        assertEquals(0, venue.commandCount());
    }

    private static void assertInvalid(final Executable call, final String part)
    {
        final InvalidOrderException invalid = assertThrows(InvalidOrderException.class, call);
        assertTrue(invalid.getMessage().contains(part), invalid.getMessage());
    }

    @Test
    void shouldReportStopsFeesAndBusts()
    {
        sendReport(ExecType.TRIGGERED, 1, (report) -> report.stopPriceTicks(30).priceTicks(31));
        client.run();
        // A stop order that came alive is known, so that it can be replaced without asking what it trades.
        assertEquals("LOTS", client.core().instrumentOfOrder(ScriptedVenue.RESULT_ID).symbol());
        sendReport(ExecType.TRADE, 2, (report) -> report.lastPxTicks(31).lastQtyLots(4).leavesQtyLots(6).matchId(8)
            .feeMinor(12_345).liquidity(Liquidity.TAKER));
        sendReport(ExecType.RESTATED, 3, (report) -> report.lastQtyLots(1).leavesQtyLots(5)
            .cancelReason(CancelReason.SELF_TRADE));
        sendReport(ExecType.TRADE_CANCEL, 4, (report) -> report.matchId(8).lastQtyLots(4));
        client.run();
        final List<ExecutionReport> reports = client.reports();
        assertEquals(List.of(ExecType.TRIGGERED, ExecType.TRADE, ExecType.RESTATED, ExecType.TRADE_CANCEL),
            reports.stream().map(ExecutionReport::execType).toList());
        assertEquals(new BigDecimal("1.5000"), reports.get(0).stopPrice());
        assertEquals(new BigDecimal("0.0000"), reports.get(0).fee());
        assertEquals(new BigDecimal("1.2345"), reports.get(1).fee());
        assertEquals(Liquidity.TAKER, reports.get(1).liquidity());
        assertEquals(100, reports.get(2).lastQty());
        assertEquals(CancelReason.SELF_TRADE, reports.get(2).cancelReason());
        assertEquals(8, reports.get(3).matchId());
    }

    private interface Change
    {
        ExecutionReportEncoder on(ExecutionReportEncoder report);
    }

    private void sendReport(final ExecType execType, final long reportSeq, final Change change)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        change.on(ScriptedVenue.report(buffer, reportSeq, 0)).execType(execType);
        venue.send(buffer, MessageHeaderEncoder.ENCODED_LENGTH + ExecutionReportEncoder.BLOCK_LENGTH);
    }

    @Test
    void shouldCancelManyOrdersAtOnce()
    {
        final CommandReport report = client.now(client.client().massCancel(
            MassCancel.all().account(3).symbol("LOTS").side(Side.SELL)));
        assertEquals("clientSeq=1|accountId=3|instrumentId=2|side=SELL",
            venue.lastCommand(new MassCancelRequestDecoder()));
        assertEquals(new CommandReport(
            1_001, 1, 1, 1, ScriptedVenue.RESULT_ID, MassCancelRequestDecoder.TEMPLATE_ID, RejectReason.NONE), report);
        assertFalse(report.isRejected());
        client.now(client.client().massCancel(MassCancel.all()));
        assertEquals("clientSeq=2|accountId=0|instrumentId=0|side=NULL_VAL",
            venue.lastCommand(new MassCancelRequestDecoder()));
        assertEquals(List.of(), client.reports());
    }

    @Test
    void shouldSetTheTimersOfItsConnection()
    {
        client.now(client.client().cancelOnDisconnect(Duration.ofSeconds(5)));
        assertEquals("clientSeq=1|graceNs=5000000000", venue.lastCommand(new SetCancelOnDisconnectDecoder()));
        client.now(client.client().cancelOnDisconnect(Duration.ZERO));
        assertEquals("clientSeq=2|graceNs=0", venue.lastCommand(new SetCancelOnDisconnectDecoder()));
        venue.answerWith(RejectReason.INVALID_TIMEOUT);
        final CommandReport report = client.now(client.client().deadMansTimer(Duration.ofHours(1)));
        assertEquals("clientSeq=3|timeoutNs=3600000000000", venue.lastCommand(new SetDeadMansTimerDecoder()));
        assertTrue(report.isRejected());
        assertEquals(RejectReason.INVALID_TIMEOUT, report.rejectReason());
        for (final Executable call : List.<Executable>of(
            () -> client.client().cancelOnDisconnect(Duration.ofMillis(4_999)),
            () -> client.client().cancelOnDisconnect(Duration.ofSeconds(-5)),
            () -> client.client().cancelOnDisconnect(Duration.ofMinutes(61)),
            () -> client.client().deadMansTimer(Duration.ofMillis(999)),
            () -> client.client().deadMansTimer(null)))
        {
            assertThrows(IllegalArgumentException.class, call);
        }
        assertEquals(3, venue.commandCount());
    }

    @Test
    void shouldTakeTheOutcomeOfAMassCancelWhoseReportIsGone()
    {
        client.transport().loseOut((message) -> true);
        final CompletableFuture<CommandReport> answer = client.client().massCancel(MassCancel.all());
        client.run();
        assertFalse(answer.isDone());
        client.transport().loseOut((message) -> false);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        new CommandOutcomeEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .clientSeq(1).resultId(1).eventSeq(77).reason(RejectReason.NONE);
        venue.send(buffer, MessageHeaderEncoder.ENCODED_LENGTH + CommandOutcomeEncoder.BLOCK_LENGTH);
        assertEquals(new CommandReport(77, 0, 0, 1, 1, MassCancelRequestDecoder.TEMPLATE_ID, RejectReason.NONE),
            client.now(answer));
    }

    @Test
    void shouldKeepTheOrderOfReportsOfEveryKind()
    {
        final int[] lost = {0};
        client.transport().loseOut((message) -> lost[0]++ == 0);
        final CompletableFuture<CommandReport> first = client.client().massCancel(MassCancel.all());
        final CompletableFuture<AdminReport> second = client.client().operator().hashState();
        final List<Long> answered = new ArrayList<>();
        first.thenAccept((report) -> answered.add(report.reportSeq()));
        second.thenAccept((report) -> answered.add(report.reportSeq()));
        client.run();
        assertEquals(List.of(1L, 2L), answered);
        assertEquals(List.of("connected 0", "connected 0"), client.events());
    }
}
