package io.gavel.ops.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.client.ScriptedVenue;
import io.gavel.ops.Gavel;
import io.gavel.ops.Run;
import io.gavel.schema.AddAccountDecoder;
import io.gavel.schema.AddInstrumentDecoder;
import io.gavel.schema.AddParticipantDecoder;
import io.gavel.schema.AdjustCashDecoder;
import io.gavel.schema.AdjustHoldingDecoder;
import io.gavel.schema.BustTradeDecoder;
import io.gavel.schema.CancelOrdersDecoder;
import io.gavel.schema.CorrectTradeDecoder;
import io.gavel.schema.GroupQueryDecoder;
import io.gavel.schema.GroupReplyEncoder;
import io.gavel.schema.HaltDecoder;
import io.gavel.schema.KillDecoder;
import io.gavel.schema.LimitQueryDecoder;
import io.gavel.schema.LimitReplyEncoder;
import io.gavel.schema.LimitType;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.ParticipantQueryDecoder;
import io.gavel.schema.ParticipantReplyEncoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ReleaseDecoder;
import io.gavel.schema.ResumeTradingDecoder;
import io.gavel.schema.Role;
import io.gavel.schema.SetAccountStatusDecoder;
import io.gavel.schema.SetCalendarDecoder;
import io.gavel.schema.SetCollarDecoder;
import io.gavel.schema.SetFeeAccountDecoder;
import io.gavel.schema.SetFeesDecoder;
import io.gavel.schema.SetInstrumentDecoder;
import io.gavel.schema.SetLimitDecoder;
import io.gavel.schema.SetPhaseDecoder;
import io.gavel.schema.TradingPhase;
import io.gavel.schema.TradingStateQueryDecoder;
import io.gavel.schema.TradingStateReplyEncoder;
import io.gavel.schema.TransferCashDecoder;
import io.gavel.schema.TransferHoldingDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.sbe.MessageDecoderFlyweight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What an operator types is what the venue gets, and what it answers is what the operator reads. */
class OperatorCommandsTest
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final ScriptedVenue venue = new ScriptedVenue();

    /** Runs a command with a reason, and holds what was sent, without its clientSeq and the reason, against this. */
    private Run assertSends(final String expected, final MessageDecoderFlyweight decoder, final String command)
        throws IOException
    {
        final List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of("--why", "as asked"));
        final Run run = Run.against(venue, arguments.toArray(new String[0]));
        assertEquals(0, run.status(), run.err());
        final String sent = venue.lastCommand(decoder);
        assertTrue(sent.contains("|why=as asked"), sent);
        assertEquals(expected, sent.substring(sent.indexOf('|') + 1).replace("|why=as asked", ""));
        return run;
    }

    private void assertPrints(final String expected, final Run run)
    {
        assertEquals(expected, run.out().strip());
        assertEquals("", run.err());
    }

    private void answerParticipants()
    {
        venue.page(ParticipantQueryDecoder.TEMPLATE_ID, (out, correlationId) ->
        {
            final ParticipantReplyEncoder reply = new ParticipantReplyEncoder()
                .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
                .correlationId(correlationId).nextParticipantId(-1);
            reply.participantsCount(2)
                .next().participantId(0).role(Role.OPERATOR).name("operator").ofParticipantId(-1).killed((short)0)
                .next().participantId(9).role(Role.DROP_COPY_READER).name("bob").ofParticipantId(4).killed((short)1);
            return HEADER + reply.encodedLength();
        });
    }

    @Test
    void shouldRunTheTradingDay() throws IOException
    {
        assertPrints("every group is in PRE_OPEN",
            assertSends("groupId=-1|phase=PRE_OPEN", new SetPhaseDecoder(), "phase set all pre_open"));
        assertSends("groupId=255|phase=CLOSED", new SetPhaseDecoder(), "phase set 255 CLOSED");
        assertPrints("LOTS is halted", assertSends("instrumentId=2", new HaltDecoder(), "halt LOTS"));
        assertPrints("the market is halted", assertSends("instrumentId=0", new HaltDecoder(), "halt --market"));
        assertPrints("LOTS is resumed, by an auction of 120000 ms", assertSends(
            "auctionNs=120000000000|instrumentId=2", new ResumeTradingDecoder(), "resume LOTS --auction 2m"));
        assertSends("auctionNs=0|instrumentId=0", new ResumeTradingDecoder(), "resume --market");
        assertSends(
            "instrumentId=2|groupId=5|feeClass=-1", new SetInstrumentDecoder(), "instrument set LOTS --group 5");
        assertPrints("LOTS is in group 5 and in fee class 1", assertSends("instrumentId=2|groupId=5|feeClass=1",
            new SetInstrumentDecoder(), "instrument set LOTS --group 5 --fee-class 1"));
        assertSends("referencePriceTicks=21|pauseNs=120000000000|instrumentId=2|staticBandBps=1000|dynamicBandBps=300",
            new SetCollarDecoder(), "collar set LOTS --reference 1.05 --static 1000 --dynamic 300 --pause 2m");
        assertSends("referencePriceTicks=0|pauseNs=0|instrumentId=2|staticBandBps=0|dynamicBandBps=0",
            new SetCollarDecoder(), "collar set LOTS");
    }

    @Test
    void shouldSetACalendar(@TempDir final Path temporary) throws IOException
    {
        final Path file = Files.writeString(temporary.resolve("tokyo.json"),
            "{\"zone\": \"Asia/Tokyo\", \"weekdays\": [\"MONDAY\"], \"holidays\": [\"2027-01-01\"]}");
        final Run run = Run.against(venue, "calendar", "set", "3", file.toString(), "--why", "2027");
        assertPrints(
            "group 3 trades by the clock of Asia/Tokyo, 09:30 to 16:00, with 1 holidays and 0 half days", run);
        final String sent = venue.lastCommand(new SetCalendarDecoder());
        assertTrue(sent.contains("|groupId=3|preOpenSecond=32400|"), sent);
        assertTrue(sent.contains("|weekdays=1|zone=Asia/Tokyo|why=2027|transitions=[("), sent);
        assertTrue(
            sent.endsWith("|offsetSecond=32400)]|days=[(date=20819|closingAuctionSecond=0|kind=HOLIDAY)]"), sent);
        Run.against(venue, "calendar", "set", "0", "--defaults", "--why", "usual");
        final String usual = venue.lastCommand(new SetCalendarDecoder());
        assertTrue(usual.contains("|weekdays=31|zone=America/New_York|why=usual|"), usual);
        final int before = venue.commandCount();
        final Run wrong = Run.against(venue, "calendar", "set", "0", "--defaults", "--zone", "Nowhere", "--why", "x");
        assertEquals(2, wrong.status());
        assertTrue(wrong.err().contains("--zone 'Nowhere': expected the name of a time zone"), wrong.err());
        assertEquals(before, venue.commandCount());
    }

    @Test
    void shouldShowPhasesCollarsAndCalendars() throws IOException
    {
        answerStates();
        answerGroups();
        final Run phases = Run.against(venue, "phase");
        assertEquals("""
            the market is HALTED
            GROUP  PHASE       NEXT             AT                    TRADING_DATE  ZONE
                0  CONTINUOUS  -                -                     -             -
                5  CONTINUOUS  CLOSING_AUCTION  2026-11-26T21:00:00Z  2026-11-26    America/New_York

            SYMBOL  GROUP  PHASE               UNTIL                 HALTED    LAST
            LOTS        5  VOLATILITY_AUCTION  2026-11-26T20:00:00Z  yes     1.1000
            """.strip(), phases.out().strip());
        answerStates();
        answerGroups();
        final JsonNode document = Run.against(venue, "phase", "--json").json();
        assertTrue(document.path("marketHalted").asBoolean());
        assertEquals("CLOSING_AUCTION", document.path("groups").path(1).path("nextPhase").asText());
        assertTrue(document.path("groups").path(0).path("nextPhase").isNull());
        assertEquals("1.1000", document.path("instruments").path(0).path("lastPrice").asText());
        answerGroups();
        final Run calendars = Run.against(venue, "calendar", "show");
        assertEquals(2, calendars.out().lines().count(), calendars.out());
        assertTrue(calendars.out().contains("America/New_York"), calendars.out());
        answerStates();
        assertEquals("""
            SYMBOL  REFERENCE  STATIC_BPS    LAST  DYNAMIC_BPS  PAUSE_MS
            LOTS       1.0500        1000  1.1000          300     60000
            """.strip(), Run.against(venue, "collar", "list").out().strip());
    }

    private void answerStates()
    {
        venue.page(TradingStateQueryDecoder.TEMPLATE_ID, (out, correlationId) ->
        {
            final TradingStateReplyEncoder reply = new TradingStateReplyEncoder()
                .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
                .correlationId(correlationId).nextInstrumentId(0).marketHalted((short)1).marketKilled((short)0);
            reply.instrumentsCount(1).next().phaseUntilNs(1_795_723_200_000_000_000L).referencePriceTicks(21)
                .lastPriceTicks(22).pauseNs(60_000_000_000L).instrumentId(2).groupId(5).staticBandBps(1000)
                .dynamicBandBps(300).feeClass(6).phase(TradingPhase.VOLATILITY_AUCTION).halted((short)1);
            return HEADER + reply.encodedLength();
        });
    }

    private void answerGroups()
    {
        venue.page(GroupQueryDecoder.TEMPLATE_ID, (out, correlationId) ->
        {
            final GroupReplyEncoder reply = new GroupReplyEncoder()
                .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
                .correlationId(correlationId).nextGroupId(-1);
            reply.groupsCount(2)
                .next().nextPhaseNs(0).groupId(0).tradingDate(0).phase(TradingPhase.CONTINUOUS)
                .nextPhase(TradingPhase.NULL_VAL).zone("")
                .next().nextPhaseNs(1_795_726_800_000_000_000L).groupId(5).tradingDate(20_783)
                .phase(TradingPhase.CONTINUOUS).nextPhase(TradingPhase.CLOSING_AUCTION).zone("America/New_York");
            return HEADER + reply.encodedLength();
        });
    }

    @Test
    void shouldBoundAndStopTrading() throws IOException
    {
        assertPrints("account 3: MAX_ORDER_LOTS is 500 for LOTS", assertSends(
            "value=500|ownerId=3|instrumentId=2|burst=0|scope=ACCOUNT|limitType=MAX_ORDER_LOTS",
            new SetLimitDecoder(), "limit set account 3 max_order_lots 500 --symbol LOTS"));
        answerParticipants();
        assertPrints("participant bob: MAX_DAY_NOTIONAL is 12.5000", assertSends(
            "value=125000|ownerId=9|instrumentId=0|burst=0|scope=PARTICIPANT|limitType=MAX_DAY_NOTIONAL",
            new SetLimitDecoder(), "limit set participant bob MAX_DAY_NOTIONAL 12.5"));
        assertSends("value=100|ownerId=9|instrumentId=0|burst=20|scope=PARTICIPANT|limitType=ORDER_RATE",
            new SetLimitDecoder(), "limit set participant 9 ORDER_RATE 100 --burst 20");
        assertSends("value=1|ownerId=3|instrumentId=2|burst=0|scope=ACCOUNT|limitType=RESTRICTED",
            new SetLimitDecoder(), "limit set account 3 RESTRICTED --symbol LOTS");
        assertSends("value=-1|ownerId=3|instrumentId=2|burst=0|scope=ACCOUNT|limitType=RESTRICTED",
            new SetLimitDecoder(), "limit clear account 3 RESTRICTED --symbol LOTS");
        assertPrints("account 3 is killed: its orders are cancelled, and new ones refused until it is released",
            assertSends("ownerId=3|scope=ACCOUNT", new KillDecoder(), "kill account 3"));
        answerParticipants();
        assertSends("ownerId=9|scope=PARTICIPANT", new KillDecoder(), "kill participant bob");
        assertSends("ownerId=0|scope=MARKET", new KillDecoder(), "kill market");
        assertSends("ownerId=0|scope=MARKET", new ReleaseDecoder(), "release market");
        assertSends("accountId=3|status=SUSPENDED", new SetAccountStatusDecoder(), "account status 3 suspended");
        venue.answerWith(1L);
        assertPrints("the orders are being cancelled", assertSends(
            "participantId=9|instrumentId=2|accountId=3|side=SELL", new CancelOrdersDecoder(),
            "order cancel-all --of 9 --account 3 --symbol LOTS --side sell"));
        venue.answerWith(0L);
        assertPrints("the orders are cancelled", assertSends(
            "participantId=-1|instrumentId=0|accountId=0|side=NULL_VAL",
            new CancelOrdersDecoder(), "order cancel-all"));
    }

    @Test
    void shouldListLimits() throws IOException
    {
        venue.page(LimitQueryDecoder.TEMPLATE_ID, (out, correlationId) ->
        {
            final LimitReplyEncoder reply = new LimitReplyEncoder()
                .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder()).correlationId(correlationId).nextRow(0);
            reply.limitsCount(2)
                .next().value(100).burst(20).instrumentId(0).limitType(LimitType.ORDER_RATE)
                .next().value(125_000).burst(0).instrumentId(2).limitType(LimitType.MAX_ORDER_NOTIONAL);
            return HEADER + reply.encodedLength();
        });
        assertEquals("""
            LIMIT               SYMBOL    VALUE  BURST
            ORDER_RATE          -           100     20
            MAX_ORDER_NOTIONAL  LOTS    12.5000      -
            """.strip(), Run.against(venue, "limit", "list", "account", "3").out().strip());
    }

    @Test
    void shouldKeepTheLedger() throws IOException
    {
        assertSends("accountId=3|deltaMinor=125000|currency=USD|requestKey=77", new AdjustCashDecoder(),
            "account deposit 3 12.5 USD --key 77");
        assertSends("accountId=3|deltaLots=-5|instrumentId=2|requestKey=0", new AdjustHoldingDecoder(),
            "account withdraw 3 500 LOTS --shares");
        assertPrints("account 4 got 12.5 USD; account 3 has 0.0042 left", assertSends(
            "fromAccountId=3|toAccountId=4|amountMinor=125000|requestKey=78|currency=USD", new TransferCashDecoder(),
            "account transfer 3 4 12.5 USD --key 78"));
        assertPrints("account 4 got 500 LOTS; account 3 has 4200 left", assertSends(
            "fromAccountId=3|toAccountId=4|quantityLots=5|requestKey=0|instrumentId=2", new TransferHoldingDecoder(),
            "account transfer 3 4 500 LOTS --shares"));
        assertSends("participantId=-1|feeClass=1|makerRate=50|takerRate=250|auctionRate=0", new SetFeesDecoder(),
            "fees set --class 1 --maker 0.5 --taker 2.50 --auction 0");
        answerParticipants();
        assertPrints("fee class 0 for bob: maker 0, taker 1, auction 1 bps", assertSends(
            "participantId=9|feeClass=0|makerRate=0|takerRate=100|auctionRate=100", new SetFeesDecoder(),
            "fees set --for bob --maker 0 --taker 1 --auction 1"));
        assertSends("accountId=3", new SetFeeAccountDecoder(), "fees account 3");
        assertPrints("trade 8 is void", assertSends("matchId=8", new BustTradeDecoder(), "bust 8"));
        assertPrints("trade 8 is now 500 LOTS @ 1.05", assertSends("matchId=8|priceTicks=21|quantityLots=5",
            new CorrectTradeDecoder(), "correct 8 --symbol LOTS --price 1.05 --quantity 500"));
    }

    @Test
    void shouldLetPeopleIn(@TempDir final Path temporary) throws IOException
    {
        final String password = Files.writeString(temporary.resolve("password"), "secret").toString();
        answerParticipants();
        final Run run = Run.against(venue, "participant", "add", "reader", "--role", "drop_copy_reader", "--of", "bob",
            "--new-password-file", password, "--why", "audit", "--json");
        assertEquals(9, run.json().path("ofParticipantId").asInt());
        final String reader = venue.lastCommand(new AddParticipantDecoder());
        assertTrue(reader.contains("|role=DROP_COPY_READER|name=reader|"), reader);
        assertTrue(reader.endsWith("|ofParticipantId=9|why=audit"), reader);
        Run.against(venue, "participant", "add", "risk", "--role", "RISK_OFFICER", "--new-password-file", password);
        assertTrue(venue.lastCommand(new AddParticipantDecoder()).endsWith("|ofParticipantId=-1|why=unspecified"));
        assertEquals(2, Run.against(venue, "participant", "add", "x", "--of", "bob",
            "--new-password-file", password).status());
        answerParticipants();
        assertEquals("""
            ID  NAME      ROLE              OF  KILLED
             0  operator  OPERATOR           -  no
             9  bob       DROP_COPY_READER   4  yes
            """.strip(), Run.against(venue, "participant", "list").out().strip());
        assertSends("participantId=9|status=PENDING", new AddAccountDecoder(),
            "account add --for 9 --status pending");
        answerParticipants();
        assertPrints("account 42 of bob is open",
            assertSends("participantId=9|status=VERIFIED", new AddAccountDecoder(), "account create --for bob"));
        Run.against(venue, "instrument", "add", "NEWCO");
        assertTrue(venue.lastCommand(new AddInstrumentDecoder()).endsWith("|why=unspecified"));
        answerParticipants();
        final Run nobody = Run.against(venue, "kill", "participant", "nobody", "--why", "x");
        assertEquals(2, nobody.status());
        assertTrue(nobody.err().contains("participant nobody: there is no such participant"), nobody.err());
    }

    @Test
    void shouldTakeANameForANameEvenWhereItLooksLikeAnId() throws IOException
    {
        venue.page(ParticipantQueryDecoder.TEMPLATE_ID, (out, correlationId) ->
        {
            final ParticipantReplyEncoder reply = new ParticipantReplyEncoder()
                .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
                .correlationId(correlationId).nextParticipantId(-1);
            reply.participantsCount(2)
                .next().participantId(9).role(Role.TRADER).name("bob").ofParticipantId(-1).killed((short)0)
                .next().participantId(10).role(Role.TRADER).name("9").ofParticipantId(-1).killed((short)0);
            return HEADER + reply.encodedLength();
        });
        assertSends("ownerId=10|scope=PARTICIPANT", new KillDecoder(), "kill participant 9");
        answerParticipants();
        assertEquals(2, Run.against(venue, "kill", "participant", "11", "--why", "x").status());
    }

    @Test
    void shouldTellOneWhoMayNotWhy() throws IOException
    {
        venue.answerWith(RejectReason.NOT_PERMITTED);
        final Run run = Run.against(venue, "kill", "market", "--why", "x", "--participant", "alice");
        assertEquals(1, run.status());
        assertEquals("", run.out());
        assertEquals("gavel kill: NOT_PERMITTED: this participant's role may not do that; give --participant",
            run.err().strip());
        assertEquals("gavel limit list: the query for the limits of ACCOUNT 3 was refused: NOT_PERMITTED: this " +
            "participant's role may not do that; give --participant",
            Run.against(venue, "limit", "list", "account", "3").err().strip());
        venue.answerWith(RejectReason.TRADE_BUSTED);
        assertEquals("gavel bust: TRADE_BUSTED: the trade is void already",
            Run.against(venue, "bust", "8", "--why", "x").err().strip());
    }

    @Test
    void shouldAskForAReasonOfEveryCommandThatChangesTheMarket()
    {
        final List<String> changing = List.of("phase set", "halt", "resume", "calendar set", "collar set", "fees set",
            "fees account", "bust", "correct", "limit set", "limit clear", "kill", "release", "instrument set",
            "account status", "account transfer", "order cancel-all");
        for (final String names : changing)
        {
            CommandLine command = Gavel.commandLine(Run.nowhere(), Run.nowhere());
            for (final String name : names.split(" "))
            {
                command = command.getSubcommands().get(name);
            }
            assertTrue(command.getCommandSpec().findOption("--why").required(), names);
        }
    }
}
