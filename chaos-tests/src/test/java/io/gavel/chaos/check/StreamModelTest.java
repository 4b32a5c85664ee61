package io.gavel.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.ExecType;
import io.gavel.schema.Side;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What the model of the events finds wrong, one thing at a time. Account 1 sells, account 2 buys. */
class StreamModelTest
{
    private static final int SELL_ORDER = 11;
    private static final int BUY_ORDER = 12;

    private final StreamModel model = new StreamModel();
    private final EventScript events = new EventScript(model);

    /** The seller's order of 10 rests; then the buyer's of 4 arrives. */
    private EventScript twoOrders()
    {
        return events.fee(3).cash(2, 5_000, 5_000).shares(1, 50, 50)
            .report(ExecType.NEW, Side.SELL, new long[]{ 1, SELL_ORDER, 1, 1 }, new long[]{ 10, 0, 10 }, 0)
            .added(SELL_ORDER, Side.SELL, 10)
            .report(ExecType.NEW, Side.BUY, new long[]{ 2, BUY_ORDER, 1, 1 }, new long[]{ 4, 0, 4 }, 0);
    }

    private static EventScript bought(final EventScript script)
    {
        return script.report(
            ExecType.TRADE, Side.BUY, new long[]{ 2, BUY_ORDER, 2, 0 }, new long[]{ 4, 4, 0 }, 1);
    }

    private static EventScript sold(final EventScript script, final long lots)
    {
        return script.report(
            ExecType.TRADE, Side.SELL, new long[]{ 1, SELL_ORDER, 2, 0 }, new long[]{ 10, lots, 10 - lots }, 1);
    }

    @Test
    void shouldFindNothingInAWholeTrade()
    {
        sold(bought(twoOrders().executed(SELL_ORDER, 1, 4, 6)), 4);
        assertFound("lost=0 duplicated=0 unresolved=0 diverged=0");
        assertEquals(2, model.orders().orders());
        assertEquals(1, model.trades().trades());
        assertEquals(4 * 100 - 3, model.ledger().cashMinor().get(1L));
        assertEquals(5_000 - 4 * 100 - 3, model.ledger().cashMinor().get(2L));
        assertEquals(6, model.ledger().cashMinor().get(EventScript.FEE_ACCOUNT));
        assertEquals(46, model.ledger().lots(1, EventScript.INSTRUMENT));
        assertEquals(6, model.books().orders().get((long)SELL_ORDER).leavesLots());
    }

    @Test
    void shouldFindATradeWithOneSide()
    {
        bought(twoOrders().executed(SELL_ORDER, 1, 4, 6));
        final Violations violations = found();
        assertTrue(violations.count(Violations.Kind.LOST) == 1, violations.sentences()::toString);
    }

    @Test
    void shouldFindATradeWithTwoQuantities()
    {
        sold(bought(twoOrders().executed(SELL_ORDER, 1, 4, 6)), 5);
        assertTrue(found().sentences().stream().anyMatch(sentence -> sentence.contains("match 1")));
    }

    @Test
    void shouldFindATradeThatWasPublishedTwice()
    {
        sold(bought(twoOrders().executed(SELL_ORDER, 1, 4, 6)), 4).executed(SELL_ORDER, 1, 4, 6);
        assertTrue(found().count(Violations.Kind.DUPLICATED) > 0);
    }

    @Test
    void shouldFindAMissingMatchNumber()
    {
        sold(bought(twoOrders().executed(SELL_ORDER, 2, 4, 6)), 4);
        assertTrue(found().sentences().stream().anyMatch(sentence -> sentence.contains("expected match 1")));
    }

    @Test
    void shouldFindAnOrderWhoseQuantitiesDoNotAddUp()
    {
        twoOrders().report(
            ExecType.CANCELED, Side.BUY, new long[]{ 2, BUY_ORDER, 2, 2 }, new long[]{ 4, 3, 0 }, 0);
        assertTrue(found().sentences().stream().anyMatch(
            sentence -> sentence.contains("open 0 + traded 0 + cancelled 3 is not the 4")));
    }

    @Test
    void shouldFindAnOrderThatTheBookDoesNotHave()
    {
        twoOrders().deleted(SELL_ORDER);
        assertTrue(found().sentences().stream().anyMatch(
            sentence -> sentence.contains("order 11: its owner was told of 10 open at 100, the book has null")));
    }

    @Test
    void shouldFindAnOrderIdThatWasGivenTwice()
    {
        twoOrders().report(
            ExecType.NEW, Side.SELL, new long[]{ 1, SELL_ORDER, 2, 2 }, new long[]{ 10, 0, 10 }, 0);
        assertTrue(found().count(Violations.Kind.DUPLICATED) == 1);
    }

    @Test
    void shouldFindABalanceThatNothingMade()
    {
        twoOrders().cash(2, 1, 5_002);
        assertFoundInBalances("deposits, trades and fees make 5001");
    }

    @Test
    void shouldFindSharesThatNothingMade()
    {
        twoOrders().shares(1, 1, 52);
        assertFoundInBalances("account 1 has 52 lots, but deposits and trades make 51");
    }

    @Test
    void shouldTellEventsApartByTheirBytes()
    {
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[19]);
        final EventHashes one = new EventHashes(5);
        final EventHashes other = new EventHashes(5);
        for (int seq = 5; seq < 10; seq++)
        {
            one.add(bytes, 0, 19, seq);
            bytes.putByte(18, (byte)(seq == 8 ? 1 : 0));
            other.add(bytes, 0, 19, seq);
            bytes.putByte(18, (byte)0);
        }
        assertEquals(8, one.firstDifference(other));
        assertEquals(-1, one.firstDifference(one));
        one.add(bytes, 0, 19, 10);
        assertEquals(8, one.firstDifference(other));
        assertEquals(10, one.size() + 4);
    }

    private void assertFoundInBalances(final String expected)
    {
        assertTrue(model.takeViolations().sentences().stream().anyMatch(sentence -> sentence.contains(expected)));
    }

    private Violations found()
    {
        model.conclude();
        return model.takeViolations();
    }

    private void assertFound(final String expected)
    {
        final Violations violations = found();
        assertEquals(expected, violations.toString(), () -> violations.sentences().toString());
    }
}
