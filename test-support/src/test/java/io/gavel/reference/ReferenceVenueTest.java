package io.gavel.reference;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gavel.schema.PostOnly;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import org.junit.jupiter.api.Test;

/** Continuous trading, each kind of order by itself. */
class ReferenceVenueTest extends VenueScript
{
    @Test
    void shouldTradeAtTheRestingPriceAndRestWhatIsLeft()
    {
        enter(sell(1, 3, 100), buy(2, 5, 101));
        says("ACCEPTED 2 @101", "TRADE 2x1 3@100", "RESTED 2 2@101");
    }

    @Test
    void shouldTradeByPriceThenTime()
    {
        enter(sell(1, 1, 101), sell(2, 1, 100), sell(3, 1, 100), buy(4, 3, 101));
        says("ACCEPTED 4 @101", "TRADE 4x2 1@100", "TRADE 4x3 1@100", "TRADE 4x1 1@101");
    }

    @Test
    void shouldCancelTheRestOfAnIoc()
    {
        enter(sell(1, 3, 100), buy(2, 5, 100).good(TimeInForce.IOC));
        says("ACCEPTED 2 @100", "TRADE 2x1 3@100", "CANCELED 2 2 IOC_REMAINDER");
    }

    @Test
    void shouldCancelTheRestOfAMarketOrder()
    {
        enter(sell(1, 3, 100), VenueOrder.market(2, Side.BUY, 5).by(2, 2));
        says("ACCEPTED 2 @0", "TRADE 2x1 3@100", "CANCELED 2 2 MARKET_REMAINDER");
    }

    @Test
    void shouldTradeNothingOfAFokThatDoesNotFill()
    {
        enter(sell(1, 3, 100), sell(2, 5, 102), buy(3, 5, 101).good(TimeInForce.FOK));
        says("ACCEPTED 3 @101", "CANCELED 3 5 FOK_UNFILLABLE");
    }

    @Test
    void shouldFillAFokFromHiddenLots()
    {
        enter(sell(1, 5, 100).showing(2), buy(2, 5, 100).good(TimeInForce.FOK));
        says("ACCEPTED 2 @100", "TRADE 2x1 2@100", "RESTED 1 2@100", "TRADE 2x1 2@100", "RESTED 1 1@100",
            "TRADE 2x1 1@100");
    }

    @Test
    void shouldShowAPeakOfAnIcebergAndPutTheNextOneAtTheTail()
    {
        enter(sell(1, 9, 100).showing(4), sell(2, 5, 100), buy(3, 6, 100));
        says("ACCEPTED 3 @100", "TRADE 3x1 4@100", "RESTED 1 4@100", "TRADE 3x2 2@100");
        hasBook(Side.SELL, "2 3(3)@100", "1 4(5)@100");
    }

    @Test
    void shouldShowOnlyAPeakOfWhatAnAggressorLeaves()
    {
        enter(sell(1, 3, 100), buy(2, 9, 100).showing(4));
        says("ACCEPTED 2 @100", "TRADE 2x1 3@100", "RESTED 2 4@100");
    }

    @Test
    void shouldRejectAPostOnlyOrderThatWouldTrade()
    {
        enter(sell(1, 3, 100), buy(2, 1, 100).resting(PostOnly.REJECT));
        says("REJECTED 2 POST_ONLY_WOULD_TRADE");
    }

    @Test
    void shouldRestAPostOnlyOrderThatWouldNotTrade()
    {
        enter(sell(1, 3, 100), buy(2, 1, 99).resting(PostOnly.REJECT));
        says("ACCEPTED 2 @99", "RESTED 2 1@99");
    }

    @Test
    void shouldRepriceAPostOnlyOrderOneTickBehindTheBest()
    {
        enter(sell(1, 3, 100), buy(2, 1, 105).resting(PostOnly.REPRICE));
        says("ACCEPTED 2 @99", "RESTED 2 1@99");
        enter(sell(3, 1, 90).resting(PostOnly.REPRICE));
        says("ACCEPTED 3 @100", "RESTED 3 1@100");
    }

    @Test
    void shouldRejectAPostOnlyOrderThatNoPriceIsLeftFor()
    {
        enter(sell(1, 3, 1), buy(2, 1, 2).resting(PostOnly.REPRICE));
        says("REJECTED 2 POST_ONLY_WOULD_TRADE");
    }

    @Test
    void shouldRejectAPostOnlyOrderThatWouldGoOutsideTheStaticBand()
    {
        enter(sell(1, 3, 90));
        collar(100, 1_000, 0);
        enter(buy(2, 1, 95).resting(PostOnly.REPRICE));
        says("REJECTED 2 POST_ONLY_WOULD_TRADE");
    }

    @Test
    void shouldCancelWholeWhereLessThanTheMinimumWouldTrade()
    {
        enter(sell(1, 3, 100), buy(2, 9, 100).atLeast(4));
        says("ACCEPTED 2 @100", "CANCELED 2 9 MIN_QTY_UNFILLABLE");
    }

    @Test
    void shouldTradeAndRestWhereTheMinimumTrades()
    {
        enter(sell(1, 4, 100), buy(2, 9, 100).atLeast(4));
        says("ACCEPTED 2 @100", "TRADE 2x1 4@100", "RESTED 2 5@100");
    }

    @Test
    void shouldNotCountOwnOrdersForTheMinimum()
    {
        enter(sell(1, 3, 100), sell(2, 3, 100), own(buy(1_002, 6, 100).atLeast(4), SelfTradePrevention.CANCEL_RESTING));
        says("ACCEPTED 1002 @100", "CANCELED 1002 6 MIN_QTY_UNFILLABLE");
    }

    @Test
    void shouldStopCountingAtAnOwnOrderThatCancelsTheAggressor()
    {
        enter(sell(1, 3, 100), sell(2, 3, 100), sell(3, 3, 100),
            own(buy(1_002, 6, 100).good(TimeInForce.FOK), SelfTradePrevention.CANCEL_AGGRESSOR));
        says("ACCEPTED 1002 @100", "CANCELED 1002 6 FOK_UNFILLABLE");
    }

    @Test
    void shouldNotCountWhatOwnOrdersTakeOutAsFilledOfAFok()
    {
        enter(sell(1, 3, 100), sell(2, 2, 100), sell(3, 1, 100),
            own(buy(1_002, 6, 100).good(TimeInForce.FOK), SelfTradePrevention.DECREMENT_AND_CANCEL));
        says("ACCEPTED 1002 @100", "CANCELED 1002 6 FOK_UNFILLABLE");
    }

    @Test
    void shouldCancelTheRestingOrderOfTheSameAccount()
    {
        enter(sell(2, 3, 100), sell(3, 1, 100), own(buy(1_002, 5, 100), SelfTradePrevention.CANCEL_RESTING));
        says("ACCEPTED 1002 @100", "CANCELED 2 3 SELF_TRADE", "TRADE 1002x3 1@100", "RESTED 1002 4@100");
    }

    @Test
    void shouldCancelTheAggressorOfTheSameAccount()
    {
        enter(sell(1, 1, 99), sell(2, 3, 100), own(buy(1_002, 5, 100), SelfTradePrevention.CANCEL_AGGRESSOR));
        says("ACCEPTED 1002 @100", "TRADE 1002x1 1@99", "CANCELED 1002 4 SELF_TRADE");
    }

    @Test
    void shouldCancelBothOfTheSameAccount()
    {
        enter(sell(2, 3, 100).showing(1), own(buy(1_002, 5, 100), SelfTradePrevention.CANCEL_BOTH));
        says("ACCEPTED 1002 @100", "CANCELED 2 3 SELF_TRADE", "CANCELED 1002 5 SELF_TRADE");
    }

    @Test
    void shouldTakeWhatIsShownOutOfBothAndShowTheNextPeak()
    {
        enter(sell(2, 9, 100).showing(4), own(buy(1_002, 6, 100), SelfTradePrevention.DECREMENT_AND_CANCEL));
        says("ACCEPTED 1002 @100", "RESTATED 2 4", "RESTATED 1002 4", "RESTED 2 4@100", "RESTATED 2 2",
            "CANCELED 1002 2 SELF_TRADE");
        hasBook(Side.SELL, "2 2(3)@100");
    }

    @Test
    void shouldTradeWithTheSameParticipantWhereOnlyTheAccountCounts()
    {
        final VenueOrder order = buy(3, 1, 100).by(3, 2);
        enter(sell(2, 3, 100), order.preventing(SelfTradePrevention.CANCEL_BOTH, SelfTradeScope.ACCOUNT));
        says("ACCEPTED 3 @100", "TRADE 3x2 1@100");
        enter(buy(4, 1, 100).by(3, 2).preventing(SelfTradePrevention.CANCEL_BOTH, SelfTradeScope.PARTICIPANT));
        says("ACCEPTED 4 @100", "CANCELED 2 2 SELF_TRADE", "CANCELED 4 1 SELF_TRADE");
    }

    @Test
    void shouldHoldAStopBackUntilATradeReachesIt()
    {
        enter(sell(1, 5, 105), VenueOrder.stop(2, Side.BUY, 3, 101).by(2, 2));
        says("ACCEPTED 2 @0");
        enter(buy(3, 1, 101), sell(4, 1, 101));
        says("ACCEPTED 4 @101", "TRADE 4x3 1@101", "TRIGGERED 2", "TRADE 2x1 3@105");
    }

    @Test
    void shouldTriggerAStopAtOnceWhosePriceIsReachedAlready()
    {
        tradeAt(100);
        enter(VenueOrder.stopLimit(1, Side.SELL, 3, 99, 100));
        says("ACCEPTED 1 @99", "TRIGGERED 1", "RESTED 1 3@99");
    }

    @Test
    void shouldWorkOffStopsByTriggerThenByEntry()
    {
        enter(VenueOrder.stop(1, Side.BUY, 1, 103), VenueOrder.stop(2, Side.BUY, 1, 101),
            VenueOrder.stop(3, Side.BUY, 1, 101));
        enter(sell(4, 1, 101), sell(5, 1, 103), sell(6, 1, 104), sell(7, 1, 105), buy(8, 1, 101));
        // The trade at 101 triggers 2 and 3; 2 trades at 103, which triggers 1: it comes after 3.
        says("ACCEPTED 8 @101", "TRADE 8x4 1@101", "TRIGGERED 2", "TRADE 2x5 1@103", "TRIGGERED 3", "TRADE 3x6 1@104",
            "TRIGGERED 1", "TRADE 1x7 1@105");
    }

    @Test
    void shouldTriggerStopsAfterTheAggressorIsDone()
    {
        enter(VenueOrder.stop(1, Side.BUY, 1, 100), sell(2, 1, 100), sell(3, 1, 101), buy(4, 3, 101));
        says("ACCEPTED 4 @101", "TRADE 4x2 1@100", "TRADE 4x3 1@101", "RESTED 4 1@101", "TRIGGERED 1",
            "CANCELED 1 1 MARKET_REMAINDER");
    }

    @Test
    void shouldKeepItsPlaceWhereOnlyTheLotsFall()
    {
        enter(buy(1, 5, 100), buy(2, 5, 100));
        replace(1, 100, 3);
        says("REPLACED 1");
        hasBook(Side.BUY, "1 3(3)@100", "2 5(5)@100");
    }

    @Test
    void shouldLoseItsPlaceWhereTheLotsRise()
    {
        enter(buy(1, 5, 100), buy(2, 5, 100));
        replace(1, 0, 6);
        says("REPLACED 1", "RESTED 1 6@100");
        hasBook(Side.BUY, "2 5(5)@100", "1 6(6)@100");
    }

    @Test
    void shouldTradeWhereTheNewPriceCrosses()
    {
        enter(sell(1, 2, 101), buy(2, 5, 100));
        replace(2, 101, 0);
        says("REPLACED 2", "TRADE 2x1 2@101", "RESTED 2 3@101");
    }

    @Test
    void shouldReduceTheHiddenLotsOfAnIcebergFirst()
    {
        enter(buy(1, 9, 100).showing(4), buy(2, 5, 100));
        replace(1, 0, 5);
        hasBook(Side.BUY, "1 4(5)@100", "2 5(5)@100");
        replace(1, 0, 2);
        hasBook(Side.BUY, "1 2(2)@100", "2 5(5)@100");
        run(new VenueCommand.Replace(2, 0, 1, 0, 0));
        says("REPLACED 2");
    }

    @Test
    void shouldLoseItsPlaceWhereAnIcebergShowsOtherLots()
    {
        enter(buy(1, 9, 100).showing(4), buy(2, 5, 100));
        run(new VenueCommand.Replace(1, 0, 8, 3, 0));
        says("REPLACED 1", "RESTED 1 3@100");
        hasBook(Side.BUY, "2 5(5)@100", "1 3(8)@100");
    }

    @Test
    void shouldCountWhatIsFilledInTheNewLots()
    {
        enter(buy(1, 9, 100), sell(2, 4, 100));
        replace(1, 0, 4);
        says("REJECTED 1 QUANTITY_NOT_ABOVE_FILLED");
        replace(1, 0, 6);
        hasBook(Side.BUY, "1 2(2)@100");
    }

    @Test
    void shouldTriggerAWaitingStopThatIsMovedOntoTheLastPrice()
    {
        tradeAt(100);
        enter(VenueOrder.stop(1, Side.BUY, 3, 105));
        run(new VenueCommand.Replace(1, 0, 0, 0, 100));
        says("REPLACED 1", "TRIGGERED 1", "CANCELED 1 3 MARKET_REMAINDER");
    }

    @Test
    void shouldKeepTheEntryOrderOfAReplacedStop()
    {
        enter(VenueOrder.stop(1, Side.BUY, 3, 105), VenueOrder.stop(2, Side.BUY, 3, 101));
        run(new VenueCommand.Replace(1, 0, 5, 0, 101));
        tradeAt(101);
        says("ACCEPTED 902 @101", "TRADE 902x901 1@101", "TRIGGERED 1", "CANCELED 1 5 MARKET_REMAINDER",
            "TRIGGERED 2", "CANCELED 2 3 MARKET_REMAINDER");
    }

    @Test
    void shouldCancelWhatIsOpenAndKnowItNoMore()
    {
        enter(buy(1, 9, 100).showing(2));
        cancel(1);
        says("CANCELED 1 9 REQUESTED");
        cancel(1);
        says("REJECTED 1 UNKNOWN_ORDER");
        replace(1, 100, 5);
        says("REJECTED 1 UNKNOWN_ORDER");
        assertThrows(IllegalArgumentException.class, () -> enter(buy(1, 1, 100)));
    }

    @Test
    void shouldExpireByTimeThenByEntry()
    {
        enter(buy(1, 1, 100).until(30), buy(2, 2, 100).until(20), VenueOrder.stop(3, Side.BUY, 3, 105).until(20),
            buy(4, 4, 100).until(31));
        run(new VenueCommand.Time(30));
        says("EXPIRED 2 2", "EXPIRED 3 3", "EXPIRED 1 1");
        enter(buy(5, 1, 100).until(30));
        says("REJECTED 5 INVALID_EXPIRE_TIME");
    }

    @Test
    void shouldExpireAtTheDaysEndWhatIsGoodForTheDay()
    {
        enter(buy(1, 1, 100).good(TimeInForce.DAY), buy(2, 2, 100), buy(3, 3, 100).until(9),
            VenueOrder.stop(4, Side.BUY, 4, 105).good(TimeInForce.DAY), buy(5, 5, 100).good(TimeInForce.AT_THE_CLOSE));
        run(new VenueCommand.EndDay());
        says("EXPIRED 1 1", "EXPIRED 4 4", "EXPIRED 5 5");
    }

    @Test
    void shouldRejectWhatNoOrderMayHave()
    {
        enter(buy(1, 1, 0));
        says("REJECTED 1 INVALID_PRICE");
        enter(buy(2, 0, 1));
        says("REJECTED 2 INVALID_QUANTITY");
        enter(VenueOrder.stop(3, Side.BUY, 1, 0));
        says("REJECTED 3 INVALID_STOP_PRICE");
        enter(buy(4, 5, 100).showing(6));
        says("REJECTED 4 INVALID_DISPLAY_QTY");
        enter(buy(5, 5, 100).atLeast(6));
        says("REJECTED 5 INVALID_MIN_QTY");
        enter(buy(6, 5, 100).good(TimeInForce.IOC).resting(PostOnly.REJECT));
        says("REJECTED 6 INVALID_POST_ONLY");
        enter(VenueOrder.stop(7, Side.BUY, 1, 100).good(TimeInForce.AT_THE_CLOSE));
        says("REJECTED 7 INVALID_TIME_IN_FORCE");
    }

    private static VenueOrder own(final VenueOrder order, final SelfTradePrevention stp)
    {
        final int account = (int)(order.id() - 1_000);
        return order.by(account, account).preventing(stp, SelfTradeScope.ACCOUNT);
    }
}
