package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gavel.schema.AccountQueryDecoder;
import io.gavel.schema.AccountReplyEncoder;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.GroupQueryDecoder;
import io.gavel.schema.GroupReplyEncoder;
import io.gavel.schema.LimitQueryDecoder;
import io.gavel.schema.LimitReplyEncoder;
import io.gavel.schema.LimitType;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.OpenOrdersQueryDecoder;
import io.gavel.schema.OrdType;
import io.gavel.schema.OrderReplyEncoder;
import io.gavel.schema.ParticipantQueryDecoder;
import io.gavel.schema.ParticipantReplyEncoder;
import io.gavel.schema.Role;
import io.gavel.schema.Scope;
import io.gavel.schema.SelfQueryDecoder;
import io.gavel.schema.SelfReplyEncoder;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;
import io.gavel.schema.TradingStateQueryDecoder;
import io.gavel.schema.TradingStateReplyEncoder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.agrona.sbe.MessageDecoderFlyweight;
import org.junit.jupiter.api.Test;

/** What the venue answers is what the application reads, over as many pages as it takes. */
class QueriesTest
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final ScriptedVenue venue = new ScriptedVenue();
    private final SimulatedClient client = new SimulatedClient(venue, 7).connected();

    private String lastSent(final MessageDecoderFlyweight decoder)
    {
        final List<byte[]> sent = client.transport().sent();
        final String fields = ScriptedVenue.fields(sent.get(sent.size() - 1), decoder);
        return fields.substring(fields.indexOf('|') + 1);
    }

    @Test
    void shouldSayWhoIsLoggedOn()
    {
        venue.page(SelfQueryDecoder.TEMPLATE_ID, (out, correlationId) ->
        {
            new SelfReplyEncoder().wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
                .correlationId(correlationId).timeNs(99).participantId(7).ofParticipantId(3)
                .role(Role.DROP_COPY_READER).name("reader");
            return HEADER + SelfReplyEncoder.BLOCK_LENGTH;
        });
        assertEquals(new Identity(7, "reader", Role.DROP_COPY_READER, 3, 99), client.now(client.client().self()));
    }

    @Test
    void shouldReadHowInstrumentsTradePageByPage()
    {
        statePage(1, 1, TradingPhase.CONTINUOUS, 0);
        statePage(2, 0, TradingPhase.VOLATILITY_AUCTION, 5_000_000_000L);
        final TradingStates states = client.now(client.client().tradingStates());
        assertEquals("afterInstrumentId=1", lastSent(new TradingStateQueryDecoder()));
        assertEquals(true, states.isMarketHalted());
        assertEquals(false, states.isMarketKilled());
        assertEquals(2, states.instruments().size());
        assertNull(states.instruments().get(0).phaseUntil());
        final TradingState lots = states.instruments().get(1);
        assertEquals(new TradingState(client.core().instrument("LOTS"), 4, 6, TradingPhase.VOLATILITY_AUCTION,
            5_000_000_000L, true, 21, 22, 1000, 300, 60_000_000_000L), lots);
        assertEquals(Instant.ofEpochSecond(5), lots.phaseUntil());
        assertEquals(new BigDecimal("1.0500"), lots.referencePrice());
        assertEquals(new BigDecimal("1.1000"), lots.lastPrice());
        assertEquals(Duration.ofMinutes(1), lots.pause());
    }

    private void statePage(final int instrumentId, final int next, final TradingPhase phase, final long untilNs)
    {
        venue.page(TradingStateQueryDecoder.TEMPLATE_ID, (out, correlationId) ->
        {
            final TradingStateReplyEncoder reply = new TradingStateReplyEncoder()
                .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
                .correlationId(correlationId).nextInstrumentId(next).marketHalted((short)1).marketKilled((short)0);
            reply.instrumentsCount(1).next().phaseUntilNs(untilNs).referencePriceTicks(21).lastPriceTicks(22)
                .pauseNs(60_000_000_000L).instrumentId(instrumentId).groupId(4).staticBandBps(1000).dynamicBandBps(300)
                .feeClass(6).phase(phase).halted((short)1);
            return HEADER + reply.encodedLength();
        });
    }

    @Test
    void shouldReadGroupsPageByPage()
    {
        groupPage(0, 0, 0, TradingPhase.NULL_VAL, 0, "");
        groupPage(5, -1, 20_783, TradingPhase.CLOSING_AUCTION, 7_000_000_000L, "America/New_York");
        final List<InstrumentGroup> groups = client.now(client.client().groups());
        assertEquals("afterGroupId=0", lastSent(new GroupQueryDecoder()));
        assertEquals(List.of(
            new InstrumentGroup(0, TradingPhase.CONTINUOUS, TradingPhase.NULL_VAL, 0, null, ""),
            new InstrumentGroup(5, TradingPhase.CONTINUOUS, TradingPhase.CLOSING_AUCTION, 7_000_000_000L,
                LocalDate.of(2026, 11, 26), "America/New_York")), groups);
        assertNull(groups.get(0).nextPhaseAt());
        assertEquals(Instant.ofEpochSecond(7), groups.get(1).nextPhaseAt());
    }

    private void groupPage(
        final int groupId,
        final int next,
        final int date,
        final TradingPhase nextPhase,
        final long nextPhaseNs,
        final String zone)
    {
        venue.page(GroupQueryDecoder.TEMPLATE_ID, (out, correlationId) ->
        {
            final GroupReplyEncoder reply = new GroupReplyEncoder()
                .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
                .correlationId(correlationId).nextGroupId(next);
            reply.groupsCount(1).next().nextPhaseNs(nextPhaseNs).groupId(groupId).tradingDate(date)
                .phase(TradingPhase.CONTINUOUS).nextPhase(nextPhase).zone(zone);
            return HEADER + reply.encodedLength();
        });
    }

    @Test
    void shouldReadLimitsPageByPage()
    {
        limitPage(8, LimitType.ORDER_RATE, 0, 100, 20);
        limitPage(0, LimitType.MAX_ORDER_NOTIONAL, 2, 125_000, 0);
        final List<RiskLimit> limits = client.now(client.client().limits(Scope.PARTICIPANT, 7));
        assertEquals("ownerId=7|afterRow=8|scope=PARTICIPANT", lastSent(new LimitQueryDecoder()));
        assertEquals(List.of(
            RiskLimit.orderRate(Scope.PARTICIPANT, 7, 100, 20),
            RiskLimit.notional(Scope.PARTICIPANT, 7, LimitType.MAX_ORDER_NOTIONAL, new BigDecimal("12.5")).on("LOTS")),
            limits);
        assertEquals(new BigDecimal("12.5000"), limits.get(1).notional());
    }

    private void limitPage(
        final int next, final LimitType type, final int instrumentId, final long value, final int burst)
    {
        venue.page(LimitQueryDecoder.TEMPLATE_ID, (out, correlationId) ->
        {
            final LimitReplyEncoder reply = new LimitReplyEncoder()
                .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
                .correlationId(correlationId).nextRow(next);
            reply.limitsCount(1).next().value(value).burst(burst).instrumentId(instrumentId).limitType(type);
            return HEADER + reply.encodedLength();
        });
    }

    @Test
    void shouldReadWhatAnOpenOrderSays()
    {
        venue.page(OpenOrdersQueryDecoder.TEMPLATE_ID, (out, correlationId) ->
        {
            final OrderReplyEncoder reply = new OrderReplyEncoder()
                .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
                .correlationId(correlationId).nextCursor(0);
            reply.ordersCount(1).next().orderId(42).clOrdId(9).accountId(3).priceTicks(21).orderQtyLots(10)
                .cumQtyLots(0).leavesQtyLots(10).entryTimeNs(1)
                .instrumentId(2).side(Side.SELL).timeInForce(TimeInForce.GTD)
                .stopPriceTicks(30).displayQtyLots(2).expireTimeNs(7_000_000_001L).ordType(OrdType.STOP_LIMIT)
                .waiting((short)1);
            return HEADER + reply.encodedLength();
        });
        final OpenOrder order = client.now(client.client().openOrders(0)).get(0);
        assertEquals(new OpenOrder(42, 9, 3, 21, 10, 0, 10, 1, Side.SELL, TimeInForce.GTD, 30, 2, 7_000_000_001L,
            OrdType.STOP_LIMIT, true, client.core().instrument("LOTS")), order);
        assertEquals(new BigDecimal("1.5000"), order.stopPrice());
        assertEquals(200, order.displayQty());
        assertEquals(Instant.ofEpochSecond(7, 1), order.expireTime());
    }

    @Test
    void shouldReadWhetherAnAccountAndAParticipantMayTrade()
    {
        venue.page(AccountQueryDecoder.TEMPLATE_ID, (out, correlationId) ->
        {
            final AccountReplyEncoder reply = new AccountReplyEncoder()
                .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
                .correlationId(correlationId).accountId(3).participantId(7).nextInstrumentId(0)
                .status(AccountStatus.SUSPENDED).killed((short)1);
            reply.cashCount(0);
            reply.holdingsCount(0);
            return HEADER + reply.encodedLength();
        });
        assertEquals(new Account(3, 7, AccountStatus.SUSPENDED, true, List.of(), List.of()),
            client.now(client.client().account(3)));
        venue.page(ParticipantQueryDecoder.TEMPLATE_ID, (out, correlationId) ->
        {
            final ParticipantReplyEncoder reply = new ParticipantReplyEncoder()
                .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
                .correlationId(correlationId).nextParticipantId(-1);
            reply.participantsCount(1).next().participantId(8).role(Role.RISK_OFFICER).name("risk")
                .ofParticipantId(-1).killed((short)1);
            return HEADER + reply.encodedLength();
        });
        assertEquals(List.of(new Participant(8, "risk", Role.RISK_OFFICER, GavelOperator.NO_PARTICIPANT, true)),
            client.now(client.client().operator().participants()));
    }
}
