package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.AccountStatus;
import io.gavel.schema.ActivateBehaviourDecoder;
import io.gavel.schema.AddAccountDecoder;
import io.gavel.schema.AddParticipantDecoder;
import io.gavel.schema.AdjustCashDecoder;
import io.gavel.schema.AdjustHoldingDecoder;
import io.gavel.schema.BustTradeDecoder;
import io.gavel.schema.CancelOrdersDecoder;
import io.gavel.schema.CloseDayDecoder;
import io.gavel.schema.CorrectTradeDecoder;
import io.gavel.schema.HaltDecoder;
import io.gavel.schema.KillDecoder;
import io.gavel.schema.LimitType;
import io.gavel.schema.ReleaseDecoder;
import io.gavel.schema.ResumeTradingDecoder;
import io.gavel.schema.Role;
import io.gavel.schema.Scope;
import io.gavel.schema.SetAccountStatusDecoder;
import io.gavel.schema.SetCollarDecoder;
import io.gavel.schema.SetFeeAccountDecoder;
import io.gavel.schema.SetFeesDecoder;
import io.gavel.schema.SetInstrumentDecoder;
import io.gavel.schema.SetLimitDecoder;
import io.gavel.schema.SetPhaseDecoder;
import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;
import io.gavel.schema.TransferCashDecoder;
import io.gavel.schema.TransferHoldingDecoder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.sbe.MessageDecoderFlyweight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What an operator asks for is what the venue gets, with the operator's reason. */
class OperatorDesksTest
{
    private static final BigDecimal AMOUNT = new BigDecimal("12.5");

    private final ScriptedVenue venue = new ScriptedVenue();
    private final SimulatedClient client = new SimulatedClient(venue, 7).connected();
    private final GavelOperator operator = client.client().operator().because("test");

    /** Leaves the clientSeq out. */
    private void assertSent(
        final String expected, final MessageDecoderFlyweight decoder, final CompletableFuture<AdminReport> answer)
    {
        assertEquals(ScriptedVenue.RESULT_ID, client.now(answer).resultId());
        final String sent = venue.lastCommand(decoder);
        final String own = "clientSeq=" + venue.commandCount();
        assertTrue(sent.startsWith(own), sent);
        assertEquals(expected, sent.substring(own.length()));
    }

    @Test
    void shouldGiveTheReasonOfEachView()
    {
        final GavelOperator plain = client.client().operator();
        assertSent("|why=unspecified", new CloseDayDecoder(), plain.closeDay());
        assertSent("|why=one", new CloseDayDecoder(), plain.because("one").closeDay());
        assertSent("|why=two", new CloseDayDecoder(), plain.because("one").because("two").closeDay());
        assertSent("|why=unspecified", new CloseDayDecoder(), plain.closeDay());
        assertTrue(client.now(plain.closeDay()).why().startsWith("as said"));
        for (final String why : new String[]{null, "", "  ", "x".repeat(65), "umlaut ü", "line\nfeed"})
        {
            assertThrows(IllegalArgumentException.class, () -> plain.because(why));
        }
        final String longest = "x".repeat(64);
        assertSent("|why=" + longest, new CloseDayDecoder(), plain.because(longest).closeDay());
    }

    @Test
    void shouldActivateBehaviour()
    {
        assertSent("|behaviourVersion=2|knownUpTo=3|why=test", new ActivateBehaviourDecoder(),
            operator.activateBehaviour(2, 3));
        assertThrows(IllegalArgumentException.class, () -> operator.activateBehaviour(1, 3));
    }

    @Test
    void shouldSetInstruments()
    {
        assertSent("|instrumentId=2|groupId=255|feeClass=-1|why=test", new SetInstrumentDecoder(),
            operator.instruments().setInstrument("LOTS", 255, InstrumentDesk.KEEP));
        assertSent("|instrumentId=2|groupId=-1|feeClass=63|why=test", new SetInstrumentDecoder(),
            operator.instruments().setInstrument("LOTS", InstrumentDesk.KEEP, 63));
        assertSent("|referencePriceTicks=21|pauseNs=120000000000|instrumentId=2|staticBandBps=1000|" +
            "dynamicBandBps=300|why=test", new SetCollarDecoder(), operator.instruments().setCollar("LOTS",
            new Collar(new BigDecimal("1.05"), 1000, 300, Duration.ofMinutes(2))));
        assertSent("|referencePriceTicks=0|pauseNs=0|instrumentId=1|staticBandBps=0|dynamicBandBps=0|why=test",
            new SetCollarDecoder(), operator.instruments().setCollar("AAPL", new Collar(null, 0, 0, Duration.ZERO)));
    }

    @Test
    void shouldRunTheDay()
    {
        assertSent("|groupId=-1|phase=PRE_OPEN|why=test", new SetPhaseDecoder(),
            operator.day().setPhase(DayDesk.EVERY_GROUP, TradingPhase.PRE_OPEN));
        assertSent("|instrumentId=2|why=test", new HaltDecoder(), operator.day().halt("LOTS"));
        assertSent("|instrumentId=0|why=test", new HaltDecoder(), operator.day().haltMarket());
        assertSent("|auctionNs=30000000000|instrumentId=2|why=test", new ResumeTradingDecoder(),
            operator.day().resumeTrading("LOTS", Duration.ofSeconds(30)));
        assertSent("|auctionNs=0|instrumentId=0|why=test", new ResumeTradingDecoder(),
            operator.day().resumeMarket(Duration.ZERO));
    }

    @Test
    void shouldBoundAndStopTrading()
    {
        final RiskLimit lots = RiskLimit.of(Scope.ACCOUNT, 3, LimitType.MAX_ORDER_LOTS, 500);
        assertSent("|value=500|ownerId=3|instrumentId=2|burst=0|scope=ACCOUNT|limitType=MAX_ORDER_LOTS|why=test",
            new SetLimitDecoder(), operator.risk().setLimit(lots.on("LOTS")));
        assertSent("|value=-1|ownerId=3|instrumentId=0|burst=0|scope=ACCOUNT|limitType=MAX_ORDER_LOTS|why=test",
            new SetLimitDecoder(), operator.risk().setLimit(lots.cleared()));
        assertSent("|value=125000|ownerId=7|instrumentId=0|burst=0|scope=PARTICIPANT|limitType=MAX_DAY_NOTIONAL|" +
            "why=test", new SetLimitDecoder(), operator.risk().setLimit(
            RiskLimit.notional(Scope.PARTICIPANT, 7, LimitType.MAX_DAY_NOTIONAL, AMOUNT)));
        final RiskLimit rate = RiskLimit.orderRate(Scope.PARTICIPANT, 7, 100, 20);
        assertSent("|value=100|ownerId=7|instrumentId=0|burst=20|scope=PARTICIPANT|limitType=ORDER_RATE|why=test",
            new SetLimitDecoder(), operator.risk().setLimit(rate));
        assertSent("|value=-1|ownerId=7|instrumentId=0|burst=0|scope=PARTICIPANT|limitType=ORDER_RATE|why=test",
            new SetLimitDecoder(), operator.risk().setLimit(rate.cleared()));
        assertSent("|ownerId=7|scope=PARTICIPANT|why=test", new KillDecoder(),
            operator.risk().kill(Scope.PARTICIPANT, 7));
        assertSent("|ownerId=0|scope=MARKET|why=test", new ReleaseDecoder(), operator.risk().release(Scope.MARKET, 0));
        assertSent("|accountId=3|status=SUSPENDED|why=test", new SetAccountStatusDecoder(),
            operator.risk().setAccountStatus(3, AccountStatus.SUSPENDED));
        assertSent("|participantId=-1|instrumentId=0|accountId=0|side=NULL_VAL|why=test", new CancelOrdersDecoder(),
            operator.risk().cancelOrders(GavelOperator.NO_PARTICIPANT, MassCancel.all()));
        assertSent("|participantId=7|instrumentId=2|accountId=3|side=BUY|why=test", new CancelOrdersDecoder(),
            operator.risk().cancelOrders(7, MassCancel.all().account(3).symbol("LOTS").side(Side.BUY)));
    }

    @Test
    void shouldKeepTheLedger()
    {
        final LedgerDesk ledger = operator.ledger();
        assertSent("|accountId=3|deltaMinor=125000|currency=USD|requestKey=77|why=test", new AdjustCashDecoder(),
            ledger.depositCash(3, "USD", AMOUNT, 77));
        assertSent("|accountId=3|deltaMinor=-125000|currency=USD|requestKey=78|why=test", new AdjustCashDecoder(),
            ledger.withdrawCash(3, "USD", AMOUNT, 78));
        assertSent("|accountId=3|deltaMinor=125000|currency=USD|requestKey=0|why=test", new AdjustCashDecoder(),
            operator.depositCash(3, "USD", AMOUNT));
        assertSent("|accountId=3|deltaLots=5|instrumentId=2|requestKey=79|why=test", new AdjustHoldingDecoder(),
            ledger.depositShares(3, "LOTS", 500, 79));
        assertSent("|accountId=3|deltaLots=-5|instrumentId=2|requestKey=0|why=test", new AdjustHoldingDecoder(),
            operator.withdrawShares(3, "LOTS", 500));
        assertSent("|fromAccountId=3|toAccountId=4|amountMinor=125000|requestKey=80|currency=USD|why=test",
            new TransferCashDecoder(), ledger.transferCash(3, 4, "USD", AMOUNT, 80));
        assertSent("|fromAccountId=3|toAccountId=4|quantityLots=5|requestKey=0|instrumentId=2|why=test",
            new TransferHoldingDecoder(), ledger.transferShares(3, 4, "LOTS", 500, LedgerDesk.NO_KEY));
        assertSent("|participantId=-1|feeClass=1|makerRate=100|takerRate=250|auctionRate=0|why=test",
            new SetFeesDecoder(), ledger.setFees(new FeeRates(GavelOperator.NO_PARTICIPANT, 1, 100, 250, 0)));
        assertSent("|accountId=3|why=test", new SetFeeAccountDecoder(), ledger.setFeeAccount(3));
        assertSent("|matchId=8|why=test", new BustTradeDecoder(), ledger.bustTrade(8));
        assertSent("|matchId=8|priceTicks=21|quantityLots=5|why=test", new CorrectTradeDecoder(),
            ledger.correctTrade(8, "LOTS", new BigDecimal("1.05"), 500));
    }

    @Test
    void shouldLetPeopleIn()
    {
        assertSent("|participantId=7|status=PENDING|why=test", new AddAccountDecoder(),
            operator.addAccount(7, AccountStatus.PENDING));
        assertSent("|participantId=7|status=VERIFIED|why=test", new AddAccountDecoder(), operator.addAccount(7));
        client.now(operator.addParticipant("reader", new char[]{'x'}, Role.DROP_COPY_READER, 7));
        final String reader = venue.lastCommand(new AddParticipantDecoder());
        assertTrue(reader.contains("role=DROP_COPY_READER|name=reader|"), reader);
        assertTrue(reader.endsWith("|ofParticipantId=7|why=test"), reader);
        client.now(operator.addParticipant("trader", new char[]{'x'}, Role.TRADER));
        final String trader = venue.lastCommand(new AddParticipantDecoder());
        assertTrue(trader.endsWith("|ofParticipantId=-1|why=test"), trader);
    }

    @Test
    void shouldSendNothingThatCannotBeRight()
    {
        final RiskLimit lots = RiskLimit.of(Scope.ACCOUNT, 3, LimitType.MAX_ORDER_LOTS, 500);
        for (final Executable call : List.<Executable>of(
            () -> operator.instruments().setInstrument("LOTS", 256, 1),
            () -> operator.instruments().setInstrument("LOTS", 1, 64),
            () -> operator.instruments().setInstrument("LOTS", InstrumentDesk.KEEP, InstrumentDesk.KEEP),
            () -> new Collar(null, 10_000, 0, Duration.ZERO),
            () -> new Collar(null, 0, -1, Duration.ZERO),
            () -> new Collar(null, 0, 100, Duration.ZERO),
            () -> operator.instruments().setCollar("LOTS", new Collar(new BigDecimal("1.01"), 1, 0, Duration.ZERO)),
            () -> operator.day().setPhase(0, TradingPhase.HALTED),
            () -> operator.day().setPhase(0, TradingPhase.VOLATILITY_AUCTION),
            () -> operator.day().setPhase(0, TradingPhase.NULL_VAL),
            () -> operator.day().setPhase(-2, TradingPhase.CLOSED),
            () -> operator.day().resumeMarket(Duration.ofSeconds(-1)),
            () -> operator.risk().setLimit(RiskLimit.of(Scope.MARKET, 0, LimitType.MAX_ORDER_LOTS, 1)),
            () -> operator.risk().setLimit(RiskLimit.of(Scope.ACCOUNT, 0, LimitType.MAX_ORDER_LOTS, 1)),
            () -> operator.risk().setLimit(RiskLimit.of(Scope.ACCOUNT, 3, LimitType.RESTRICTED, 2)),
            () -> operator.risk().setLimit(RiskLimit.of(Scope.ACCOUNT, 3, LimitType.MAX_ORDER_LOTS, -2)),
            () -> operator.risk().setLimit(RiskLimit.of(Scope.ACCOUNT, 3, LimitType.ORDER_RATE, 10)),
            () -> operator.risk().setLimit(RiskLimit.orderRate(Scope.ACCOUNT, 3, 10, 5).on("LOTS")),
            () -> operator.risk().setLimit(new RiskLimit(Scope.ACCOUNT, 3, lots.type(), null, 1, 1)),
            () -> operator.risk().kill(Scope.MARKET, 1),
            () -> operator.risk().kill(Scope.ACCOUNT, 0),
            () -> operator.risk().release(null, 0),
            () -> operator.risk().setAccountStatus(3, AccountStatus.NULL_VAL),
            () -> operator.risk().cancelOrders(-2, MassCancel.all()),
            () -> operator.ledger().depositCash(3, "USD", AMOUNT, -1),
            () -> operator.ledger().transferCash(3, 3, "USD", AMOUNT, 0),
            () -> operator.ledger().transferShares(3, 4, "LOTS", 50, 0),
            () -> new FeeRates(-1, 64, 0, 0, 0),
            () -> new FeeRates(-1, 0, 100_001, 0, 0),
            () -> new FeeRates(-2, 0, 0, 0, 0),
            () -> operator.ledger().bustTrade(0),
            () -> operator.ledger().correctTrade(8, "LOTS", new BigDecimal("1.01"), 500),
            () -> operator.ledger().correctTrade(8, "LOTS", new BigDecimal("1.05"), 0),
            () -> operator.addAccount(7, AccountStatus.CLOSED),
            () -> operator.addParticipant("x", new char[]{'x'}, Role.DROP_COPY_READER),
            () -> operator.addParticipant("x", new char[]{'x'}, Role.TRADER, 7),
            () -> client.client().limits(Scope.MARKET, 0)))
        {
            assertThrows(IllegalArgumentException.class, call);
        }
        client.run();
        assertEquals(0, venue.commandCount());
    }
}
