package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.Limits;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What can be told wrong before anything is sent is told at once, with what to change. */
class OrderChecksTest
{
    private SimulatedClient client;
    private int sentBefore;

    @BeforeEach
    void connect()
    {
        final SimulatedVenue venue = new SimulatedVenue();
        final SimulatedClient lister = new SimulatedClient(venue, 0).connected();
        lister.now(lister.client().operator().addInstrument("LOTS", "USD", new BigDecimal("0.05"), 100));
        client = new SimulatedClient(venue, 0).connected();
        sentBefore = client.transport().sent().size();
    }

    private void assertInvalid(final Executable call, final String part)
    {
        final IllegalArgumentException invalid = assertThrows(IllegalArgumentException.class, call);
        assertTrue(invalid.getMessage().contains(part), invalid.getMessage());
        client.run();
        assertEquals(sentBefore, client.transport().sent().size(), "sent although it was invalid");
    }

    private void assertInvalid(final NewOrder order, final String part)
    {
        assertInvalid(() -> client.client().placeOrder(order), part);
    }

    private static NewOrder order(final long quantity, final String price)
    {
        return NewOrder.limit("LOTS", Side.BUY, quantity, price).account(1);
    }

    @Test
    void shouldNotSendAnOrderThatCannotBeRight()
    {
        assertInvalid(order(100, "1.03"), "off the tick: LOTS trades in steps of 0.0500");
        assertInvalid(order(100, "0"), "must be above zero");
        assertInvalid(order(100, "-1"), "must be above zero");
        assertInvalid(order(100, "1.00001"), "decimals");
        assertInvalid(order(150, "1.00"), "off the lot: LOTS trades in lots of 100");
        assertInvalid(order(0, "1.00"), "quantity 0 must be above zero");
        assertInvalid(order(-100, "1.00"), "quantity -100 must be above zero");
        assertInvalid(order(Long.MAX_VALUE / 100 * 100, "1.00"), "too large");
        assertInvalid(order(100, "90000000000"), "too large");
        assertInvalid(order(Limits.ORDER_LOTS_MAX * 100L, "900000000"), "price times quantity is too large");
        assertInvalid(order(100, "1.00").account(0), "NewOrder.account");
        assertInvalid(order(100, "1.00").clOrdId(-1), "clOrdId -1");
        assertInvalid(order(100, "1.00").timeInForce(null), "timeInForce");
        assertInvalid(NewOrder.limit("LOTS", null, 100, "1.00").account(1), "side null");
        assertInvalid(NewOrder.limit("LOTS", Side.BUY, 100, (BigDecimal)null).account(1), "needs a price");
        assertInvalid(NewOrder.limit(null, Side.BUY, 100, "1.00").account(1), "symbol is missing");
        assertInvalid(() -> NewOrder.limit("LOTS", Side.BUY, 100, "cheap"), "'cheap' is not a decimal number");
    }

    @Test
    void shouldNotSendACancelOrReplaceThatCannotBeRight()
    {
        assertInvalid(() -> client.client().cancelOrder(0), "order id 0");
        assertInvalid(() -> client.client().cancelOrderByClOrdId(-5), "order id -5");
        assertInvalid(() -> client.client().replaceOrder(ReplaceOrder.of(1).quantity(100)), "needs a price");
        assertInvalid(() -> client.client().replaceOrder(ReplaceOrder.of(1).price("1.00")), "total quantity");
        assertInvalid(() -> client.client().replaceOrder(
            ReplaceOrder.of(1).symbol("LOTS").price("1.01").quantity(100)), "off the tick");
        assertInvalid(() -> client.client().order(0), "order id 0");
    }

    @Test
    void shouldNotSendAnAdminCommandThatCannotBeRight()
    {
        final GavelOperator operator = client.client().operator();
        assertInvalid(() -> operator.addInstrument("aapl", "USD", BigDecimal.ONE, 1), "symbol 'aapl'");
        assertInvalid(() -> operator.addInstrument("AAPL", "Dollar", BigDecimal.ONE, 1), "currency 'Dollar'");
        assertInvalid(() -> operator.addInstrument("AAPL", "USD", BigDecimal.ZERO, 1), "tick size 0");
        assertInvalid(() -> operator.addInstrument("AAPL", "USD", BigDecimal.ONE, 0), "lot size 0");
        assertInvalid(() -> operator.addParticipant("a b", new char[]{'x'}, Role.TRADER), "name 'a b'");
        assertInvalid(() -> operator.addParticipant("ab", new char[0], Role.TRADER), "password is missing");
        assertInvalid(() -> operator.addParticipant("ab", new char[]{'x'}, null), "role null");
        assertInvalid(() -> operator.addAccount(-1), "participantId -1");
        assertInvalid(() -> operator.depositCash(1, "USD", BigDecimal.ZERO), "amount 0");
        assertInvalid(() -> operator.withdrawCash(1, "USD", BigDecimal.ONE.negate()), "amount -1");
        assertInvalid(() -> operator.depositCash(0, "USD", BigDecimal.ONE), "accountId 0");
        assertInvalid(() -> operator.depositShares(1, "LOTS", 50), "off the lot");
    }

    @Test
    void shouldGiveIdsThatGrow()
    {
        final long first = client.client().nextClOrdId();
        assertTrue(first > 0);
        assertTrue(client.client().nextClOrdId() > first);
        assertTrue(first < 1L << 53);
    }
}
