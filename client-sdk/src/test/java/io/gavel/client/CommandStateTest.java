package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.Role;
import io.gavel.schema.Side;
import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller sees of a command that is not answered yet. */
class CommandStateTest
{
    private final SimulatedVenue venue = new SimulatedVenue();
    private SimulatedClient client;
    private long account;

    @BeforeEach
    void setUp()
    {
        final SimulatedClient lister = new SimulatedClient(venue, 0).connected();
        lister.now(lister.client().operator().addInstrument("AAPL", "USD", new BigDecimal("0.01"), 1));
        final SimulatedClient operator = new SimulatedClient(venue, 0).connected();
        final GavelOperator calls = operator.client().operator();
        final int alice = (int)operator.now(calls.addParticipant("alice", new char[]{'a'}, Role.TRADER)).resultId();
        account = operator.now(calls.addAccount(alice)).resultId();
        operator.now(calls.depositCash(account, "USD", new BigDecimal("1000")));
        client = new SimulatedClient(venue, alice).connected();
    }

    private CommandFuture<ExecutionReport> buy(final long quantity)
    {
        return client.client().placeOrder(NewOrder.limit("AAPL", Side.BUY, quantity, "1.00").account(account));
    }

    @Test
    void shouldGoFromQueuedOverSentAndUnknownToAnswered()
    {
        final CommandFuture<ExecutionReport> order = buy(1);
        assertEquals(CommandState.QUEUED, order.state());
        assertEquals(0, order.clientSeq());
        client.transport().loseOut((message) -> true);
        client.run();
        assertEquals(CommandState.SENT, order.state());
        assertEquals(1, order.clientSeq());
        client.transport().changeLeader(1);
        client.run();
        assertEquals(CommandState.UNKNOWN, order.state());
        client.transport().disconnect();
        client.run();
        assertEquals(CommandState.UNKNOWN, order.state());
        client.transport().loseOut((message) -> false);
        client.transport().connect(2);
        client.run();
        assertEquals(CommandState.ANSWERED, order.state());
        assertEquals(1, order.join().clientSeq());
    }

    @Test
    void shouldBeSentAgainWhereTheVenueHadNotGotIt()
    {
        client.transport().loseIn((message) -> true);
        final CommandFuture<ExecutionReport> order = buy(1);
        client.run();
        client.transport().disconnect();
        client.run();
        assertEquals(CommandState.UNKNOWN, order.state());
        client.transport().loseIn((message) -> false);
        client.transport().loseOut((message) -> client.reports().isEmpty() && order.clientSeq() == 0);
        client.transport().connect(1);
        client.run();
        assertEquals(CommandState.ANSWERED, order.state());
    }

    @Test
    void shouldTellRejectsAndFailuresApart()
    {
        final CommandFuture<ExecutionReport> refused = buy(1_000_000);
        client.run();
        assertEquals(CommandState.REJECTED, refused.state());
        assertTrue(refused.join().isRejected());
        client.transport().block(true);
        final CommandFuture<CommandReport> control = client.client().deadMansTimer(java.time.Duration.ofMinutes(1));
        client.run();
        assertEquals(CommandState.QUEUED, control.state());
        client.core().session().end(new ClientClosedException("closed by the test"));
        assertEquals(CommandState.FAILED, control.state());
    }

    @Test
    void shouldSayWhereTheCommandStandsWhateverTheCallerDidToItsFuture()
    {
        client.transport().loseOut((message) -> true);
        final CommandFuture<ExecutionReport> order = buy(1);
        client.run();
        order.cancel(true);
        assertEquals(CommandState.SENT, order.state());
        client.transport().loseOut((message) -> false);
        client.transport().changeLeader(1);
        client.run();
        assertEquals(CommandState.ANSWERED, order.state());
    }

    @Test
    void shouldFollowAReplaceThatHasToAskForItsInstrumentFirst()
    {
        final long orderId = client.now(buy(5)).orderId();
        client.core().session();
        final SimulatedClient other = client;
        other.transport().block(true);
        final CommandFuture<ExecutionReport> replace =
            other.client().replaceOrder(ReplaceOrder.ofClOrdId(4_711).price("1.01").quantity(4));
        other.run();
        assertEquals(CommandState.QUEUED, replace.state());
        other.transport().block(false);
        other.run();
        assertEquals(CommandState.REJECTED, replace.state());
        final CommandFuture<ExecutionReport> known =
            other.client().replaceOrder(ReplaceOrder.of(orderId).price("1.01").quantity(4));
        other.run();
        assertEquals(CommandState.ANSWERED, known.state());
    }
}
