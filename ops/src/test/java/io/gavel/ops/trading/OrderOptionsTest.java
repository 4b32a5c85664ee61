package io.gavel.ops.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.client.ScriptedVenue;
import io.gavel.ops.Run;
import io.gavel.schema.MassCancelRequestDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.OrdType;
import io.gavel.schema.OpenOrdersQueryDecoder;
import io.gavel.schema.OrderCancelReplaceRequestDecoder;
import io.gavel.schema.OrderQueryDecoder;
import io.gavel.schema.OrderReplyEncoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trader types is what the venue gets. */
class OrderOptionsTest
{
    private final ScriptedVenue venue = new ScriptedVenue();

    private void answerOrder(final int queryTemplateId, final OrdType ordType, final long priceTicks)
    {
        venue.page(queryTemplateId, (out, correlationId) ->
        {
            final OrderReplyEncoder reply = new OrderReplyEncoder()
                .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
                .correlationId(correlationId).nextCursor(0);
            reply.ordersCount(1).next().orderId(42).clOrdId(9).accountId(3).priceTicks(priceTicks).orderQtyLots(10)
                .cumQtyLots(0).leavesQtyLots(10).entryTimeNs(1).instrumentId(2).side(Side.SELL)
                .timeInForce(TimeInForce.GTD).stopPriceTicks(30).displayQtyLots(2).expireTimeNs(7_000_000_000L)
                .ordType(ordType).waiting((short)1);
            return MessageHeaderEncoder.ENCODED_LENGTH + reply.encodedLength();
        });
    }

    private String sent(final String options) throws IOException
    {
        answerOrder(OrderQueryDecoder.TEMPLATE_ID, OrdType.LIMIT, 21);
        final Run run = Run.against(venue, ("order new LOTS buy 1000 --account 3 --cl-ord-id 5 " + options).split(" "));
        assertEquals(0, run.status(), run.err());
        final String fields = venue.lastCommand(new NewOrderSingleDecoder());
        return fields.substring(fields.indexOf("|side=BUY|") + 10);
    }

    @Test
    void shouldSendWhatTheOptionsSay() throws IOException
    {
        final String plain = "|selfTradePrevention=NULL_VAL|selfTradeScope=NULL_VAL|postOnly=NULL_VAL";
        assertEquals("ordType=LIMIT|timeInForce=DAY|stopPriceTicks=0|displayQtyLots=0|minQtyLots=0|expireTimeNs=0" +
            plain, sent("1.05"));
        assertEquals("ordType=MARKET|timeInForce=AT_THE_CLOSE|stopPriceTicks=0|displayQtyLots=0|minQtyLots=0|" +
            "expireTimeNs=0" + plain, sent("--type market --tif at-the-close"));
        assertEquals("ordType=STOP|timeInForce=DAY|stopPriceTicks=30|displayQtyLots=0|minQtyLots=0|expireTimeNs=0" +
            plain, sent("--stop 1.50"));
        assertEquals("ordType=STOP_LIMIT|timeInForce=GTC|stopPriceTicks=30|displayQtyLots=0|minQtyLots=0|" +
            "expireTimeNs=0" + plain, sent("1.55 --type stop-limit --stop 1.50 --tif GTC"));
        assertEquals("ordType=LIMIT|timeInForce=GTD|stopPriceTicks=0|displayQtyLots=2|minQtyLots=3|" +
            "expireTimeNs=1893553445000000000|selfTradePrevention=CANCEL_BOTH|selfTradeScope=PARTICIPANT|" +
            "postOnly=NULL_VAL", sent("1.05 --display 200 --min 300 --expire 2030-01-01T22:04:05-05:00 " +
            "--stp cancel_both --stp-scope participant"));
        assertEquals("ordType=LIMIT|timeInForce=DAY|stopPriceTicks=0|displayQtyLots=0|minQtyLots=0|expireTimeNs=0|" +
            "selfTradePrevention=CANCEL_RESTING|selfTradeScope=ACCOUNT|postOnly=REPRICE",
            sent("1.05 --stp CANCEL_RESTING --post-only reprice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "1.05 --type stop",
        "1.05 --type nonsense",
        "--type limit",
        "1.05 --display 0",
        "1.05 --display 1000",
        "1.05 --min -1",
        "1.05 --expire tomorrow",
        "1.05 --expire 2030-01-01T00:00:00Z --tif DAY",
        "1.05 --tif GTD",
        "1.05 --tif NULL_VAL",
        "1.05 --stp NULL_VAL",
        "1.05 --stp MAYBE",
        "1.05 --stp-scope ACCOUNT",
        "1.05 --stp CANCEL_BOTH --stp-scope WORLD",
        "1.05 --post-only MAYBE",
        "--post-only REJECT",
    })
    void shouldRefuseWhatIsNoOrder(final String options) throws IOException
    {
        final Run run = Run.against(venue, ("order new LOTS buy 1000 --account 3 " + options).split(" "));
        assertEquals(2, run.status(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals(0, venue.commandCount());
    }

    @Test
    void shouldKeepWhatAReplaceDoesNotName() throws IOException
    {
        answerOrder(OrderQueryDecoder.TEMPLATE_ID, OrdType.STOP_LIMIT, 31);
        Run.against(venue, "order", "replace", "42", "--display", "100");
        assertReplaced("orderId=42|origClOrdId=0|clOrdId=0|priceTicks=31|orderQtyLots=10|stopPriceTicks=30|" +
            "displayQtyLots=1|expireTimeNs=0");
        answerOrder(OrderQueryDecoder.TEMPLATE_ID, OrdType.STOP, 0);
        Run.against(venue, "order", "replace", "42", "--stop", "1.60", "--expire", "1970-01-01T00:00:09Z");
        assertReplaced("orderId=42|origClOrdId=0|clOrdId=0|priceTicks=0|orderQtyLots=10|stopPriceTicks=32|" +
            "displayQtyLots=0|expireTimeNs=9000000000");
    }

    private void assertReplaced(final String expected)
    {
        final String fields = venue.lastCommand(new OrderCancelReplaceRequestDecoder());
        assertEquals(expected, fields.substring(fields.indexOf('|') + 1));
    }

    @Test
    void shouldShowWhatAnOpenOrderSays() throws IOException
    {
        answerOrder(OpenOrdersQueryDecoder.TEMPLATE_ID, OrdType.STOP, 0);
        final JsonNode order = Run.against(venue, "order", "list", "--json").json().path("orders").path(0);
        assertEquals("STOP", order.path("ordType").asText());
        assertTrue(order.path("price").isNull());
        assertEquals("1.5000", order.path("stopPrice").asText());
        assertEquals(200, order.path("displayQty").asLong());
        assertEquals("1970-01-01T00:00:07Z", order.path("expireTime").asText());
        assertTrue(order.path("waiting").asBoolean());
        answerOrder(OpenOrdersQueryDecoder.TEMPLATE_ID, OrdType.STOP, 0);
        assertTrue(Run.against(venue, "order", "list").out().lines().toList().get(1).contains("STOP      -  1.5000"));
    }

    @Test
    void shouldCancelManyOrders() throws IOException
    {
        venue.answerWith(1L);
        final Run run = Run.against(
            venue, "order", "mass-cancel", "--account", "3", "--symbol", "LOTS", "--side", "buy", "--json");
        assertEquals("accountId=3|instrumentId=2|side=BUY", massCancel());
        assertEquals("{\"accountId\":3,\"symbol\":\"LOTS\",\"side\":\"BUY\",\"underWay\":true}", run.out().strip());
        venue.answerWith(0L);
        assertEquals("the orders are cancelled", Run.against(venue, "order", "mass-cancel").out().strip());
        assertEquals("accountId=0|instrumentId=0|side=NULL_VAL", massCancel());
        venue.answerWith(RejectReason.ACCOUNT_NOT_OWNED);
        final Run refused = Run.against(venue, "order", "mass-cancel", "--account", "4");
        assertEquals(1, refused.status());
        assertTrue(refused.err().startsWith("gavel order mass-cancel: ACCOUNT_NOT_OWNED: "), refused.err());
    }

    private String massCancel()
    {
        final String fields = venue.lastCommand(new MassCancelRequestDecoder());
        return fields.substring(fields.indexOf('|') + 1);
    }
}
