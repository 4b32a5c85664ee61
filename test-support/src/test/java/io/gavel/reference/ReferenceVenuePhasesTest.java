package io.gavel.reference;

import io.gavel.schema.PostOnly;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;
import org.junit.jupiter.api.Test;

/** Phases of the day, auctions and bands. */
class ReferenceVenuePhasesTest extends VenueScript
{
    @Test
    void shouldCollectCrossedOrdersAndUncrossThemOnTheWayToContinuousTrading()
    {
        phase(TradingPhase.PRE_OPEN);
        enter(sell(1, 3, 100), buy(2, 5, 102));
        says("ACCEPTED 2 @102", "RESTED 2 5@102");
        phase(TradingPhase.OPENING_AUCTION);
        says("PHASE OPENING_AUCTION");
        phase(TradingPhase.CONTINUOUS);
        says("AUCTION_TRADE 2x1 3@102", "PHASE CONTINUOUS");
        hasBook(Side.BUY, "2 2(2)@102");
    }

    @Test
    void shouldCancelLeftoversOfAuctionOrdersBuysFirst()
    {
        phase(TradingPhase.OPENING_AUCTION);
        enter(sell(1, 3, 104).good(TimeInForce.AT_THE_OPEN), buy(2, 5, 99).good(TimeInForce.AT_THE_OPEN),
            buy(3, 5, 100).good(TimeInForce.AT_THE_OPEN), buy(4, 5, 98));
        phase(TradingPhase.CONTINUOUS);
        says("CANCELED 3 5 AUCTION_ENDED", "CANCELED 2 5 AUCTION_ENDED", "CANCELED 1 3 AUCTION_ENDED",
            "PHASE CONTINUOUS");
    }

    @Test
    void shouldTakeOrdersForTheOpenOnlyBeforeIt()
    {
        enter(buy(1, 1, 100).good(TimeInForce.AT_THE_OPEN));
        says("REJECTED 1 INVALID_FOR_PHASE");
        phase(TradingPhase.CLOSING_AUCTION);
        enter(buy(2, 1, 100).good(TimeInForce.AT_THE_OPEN));
        says("REJECTED 2 INVALID_FOR_PHASE");
    }

    @Test
    void shouldHoldOrdersForTheCloseBackUntilTheClosingAuctionBegins()
    {
        enter(sell(1, 3, 100));
        enter(buy(2, 5, 101).good(TimeInForce.AT_THE_CLOSE), buy(3, 1, 101).good(TimeInForce.AT_THE_CLOSE));
        says("ACCEPTED 3 @101");
        replace(2, 102, 4);
        says("REPLACED 2");
        phase(TradingPhase.CLOSING_AUCTION);
        says("PHASE CLOSING_AUCTION", "RESTED 3 1@101", "RESTED 2 4@102");
        phase(TradingPhase.POST_CLOSE);
        says("AUCTION_TRADE 2x1 3@102", "CANCELED 2 1 AUCTION_ENDED", "CANCELED 3 1 AUCTION_ENDED",
            "PHASE POST_CLOSE");
        enter(buy(4, 1, 100).good(TimeInForce.AT_THE_CLOSE));
        says("REJECTED 4 MARKET_CLOSED");
    }

    @Test
    void shouldKeepThePlaceOfAnOrderForTheCloseThatIsOnlyReducedAndTakeBuysInFirst()
    {
        enter(sell(1, 5, 100).good(TimeInForce.AT_THE_CLOSE), buy(2, 5, 101).good(TimeInForce.AT_THE_CLOSE),
            buy(3, 5, 101).good(TimeInForce.AT_THE_CLOSE), buy(4, 5, 101).good(TimeInForce.AT_THE_CLOSE));
        replace(2, 0, 4);
        replace(3, 0, 6);
        phase(TradingPhase.CLOSING_AUCTION);
        says("PHASE CLOSING_AUCTION", "RESTED 2 4@101", "RESTED 4 5@101", "RESTED 3 6@101", "RESTED 1 5@100");
    }

    @Test
    void shouldCancelOrdersForTheCloseThatAreLeftWhereTradingGoesOn()
    {
        enter(buy(1, 5, 101).good(TimeInForce.AT_THE_CLOSE));
        phase(TradingPhase.CLOSING_AUCTION);
        enter(sell(2, 2, 100));
        phase(TradingPhase.CONTINUOUS);
        says("AUCTION_TRADE 1x2 2@101", "CANCELED 1 3 AUCTION_ENDED", "PHASE CONTINUOUS");
    }

    @Test
    void shouldRankMarketOrdersInAnAuctionAtTheEdgeOfTheBand()
    {
        collar(1_000, 155, 0);
        phase(TradingPhase.OPENING_AUCTION);
        enter(VenueOrder.market(1, Side.BUY, 5));
        says("ACCEPTED 1 @0", "RESTED 1 5@1015");
        enter(VenueOrder.market(2, Side.SELL, 2));
        says("ACCEPTED 2 @0", "RESTED 2 2@985");
        phase(TradingPhase.CONTINUOUS);
        says("AUCTION_TRADE 1x2 2@1015", "CANCELED 1 3 MARKET_REMAINDER", "PHASE CONTINUOUS");
    }

    @Test
    void shouldRefuseMarketOrdersInAnAuctionWithoutABand()
    {
        phase(TradingPhase.OPENING_AUCTION);
        enter(VenueOrder.market(1, Side.BUY, 5));
        says("REJECTED 1 NO_REFERENCE_PRICE");
        collar(1_000, 0, 100);
        enter(VenueOrder.market(2, Side.BUY, 5));
        says("REJECTED 2 NO_REFERENCE_PRICE");
    }

    @Test
    void shouldRefuseWhatMustTradeAtOnceWhileOrdersAreCollected()
    {
        phase(TradingPhase.PRE_OPEN);
        enter(buy(1, 5, 100).good(TimeInForce.IOC));
        says("REJECTED 1 INVALID_FOR_PHASE");
        enter(buy(2, 5, 100).good(TimeInForce.FOK));
        says("REJECTED 2 INVALID_FOR_PHASE");
        enter(buy(3, 5, 100).atLeast(1));
        says("REJECTED 3 INVALID_FOR_PHASE");
        enter(buy(4, 5, 100).resting(PostOnly.REPRICE));
        says("REJECTED 4 INVALID_FOR_PHASE");
    }

    @Test
    void shouldTakeCancelsOnlyWhereNothingTrades()
    {
        enter(buy(1, 5, 100), buy(2, 5, 100), buy(3, 5, 100));
        phase(TradingPhase.HALTED);
        enter(buy(4, 5, 100));
        says("REJECTED 4 INSTRUMENT_HALTED");
        replace(1, 0, 4);
        says("REJECTED 1 INSTRUMENT_HALTED");
        cancel(1);
        says("CANCELED 1 5 REQUESTED");
        phase(TradingPhase.POST_CLOSE);
        replace(2, 0, 4);
        says("REJECTED 2 MARKET_CLOSED");
        phase(TradingPhase.CLOSED);
        enter(buy(5, 5, 100));
        says("REJECTED 5 MARKET_CLOSED");
        cancel(2);
        says("CANCELED 2 5 REQUESTED");
    }

    @Test
    void shouldChangeOrdersWithoutATradeWhileOrdersAreCollected()
    {
        phase(TradingPhase.PRE_OPEN);
        enter(sell(1, 3, 100), buy(2, 5, 99));
        replace(2, 101, 0);
        says("REPLACED 2", "RESTED 2 5@101");
    }

    @Test
    void shouldTradeAllOfAnIcebergInAnAuctionAtThePlaceOfItsPeak()
    {
        phase(TradingPhase.OPENING_AUCTION);
        enter(sell(1, 20, 100).showing(4), sell(2, 5, 100), buy(3, 6, 100), buy(4, 3, 100));
        phase(TradingPhase.CONTINUOUS);
        says("AUCTION_TRADE 3x1 6@100", "AUCTION_TRADE 4x1 3@100", "RESTED 1 4@100", "PHASE CONTINUOUS");
        hasBook(Side.SELL, "2 5(5)@100", "1 4(11)@100");
    }

    @Test
    void shouldTriggerStopsThatAnAuctionReachesInTheOrderOfEntry()
    {
        phase(TradingPhase.OPENING_AUCTION);
        enter(VenueOrder.stop(1, Side.BUY, 1, 100), VenueOrder.stop(2, Side.BUY, 1, 99),
            VenueOrder.stop(3, Side.BUY, 1, 101));
        enter(buy(4, 1, 100), sell(5, 1, 100), sell(6, 1, 102));
        phase(TradingPhase.CONTINUOUS);
        says("AUCTION_TRADE 4x5 1@100", "PHASE CONTINUOUS", "TRIGGERED 1", "TRADE 1x6 1@102",
            "TRIGGERED 2", "CANCELED 2 1 MARKET_REMAINDER", "TRIGGERED 3", "CANCELED 3 1 MARKET_REMAINDER");
    }

    @Test
    void shouldRefuseLimitsOutsideTheStaticBand()
    {
        // 10 percent around 105 are 94.5 and 115.5.
        collar(105, 1_000, 0);
        enter(buy(1, 1, 94));
        says("REJECTED 1 PRICE_OUTSIDE_COLLAR");
        enter(buy(2, 1, 95));
        says("ACCEPTED 2 @95", "RESTED 2 1@95");
        enter(sell(3, 1, 115));
        says("ACCEPTED 3 @115", "RESTED 3 1@115");
        enter(sell(4, 1, 116));
        says("REJECTED 4 PRICE_OUTSIDE_COLLAR");
        replace(2, 94, 0);
        says("REJECTED 2 PRICE_OUTSIDE_COLLAR");
    }

    @Test
    void shouldMoveTheStaticBandToTheAuctionsPrice()
    {
        collar(100, 1_000, 0);
        phase(TradingPhase.OPENING_AUCTION);
        enter(buy(1, 1, 110), sell(2, 1, 110));
        phase(TradingPhase.CONTINUOUS);
        enter(sell(3, 1, 121));
        says("ACCEPTED 3 @121", "RESTED 3 1@121");
        enter(sell(4, 1, 122));
        says("REJECTED 4 PRICE_OUTSIDE_COLLAR");
    }

    @Test
    void shouldRestCrossedAndPauseWhereTheNextTradeWouldLeaveTheDynamicBand()
    {
        collar(1_000, 0, 100);
        enter(sell(1, 1, 1_010), sell(2, 1, 1_021), buy(3, 3, 1_030));
        says("ACCEPTED 3 @1030", "TRADE 3x1 1@1010", "RESTED 3 2@1030", "PHASE VOLATILITY_AUCTION");
        enter(sell(4, 1, 1_020));
        says("ACCEPTED 4 @1020", "RESTED 4 1@1020");
        phase(TradingPhase.CONTINUOUS);
        says("AUCTION_TRADE 3x4 1@1021", "AUCTION_TRADE 3x2 1@1021", "PHASE CONTINUOUS");
    }

    @Test
    void shouldMoveTheDynamicBandWithEachTrade()
    {
        collar(1_000, 0, 100);
        enter(sell(1, 1, 1_010), sell(2, 1, 1_020), buy(3, 2, 1_020));
        says("ACCEPTED 3 @1020", "TRADE 3x1 1@1010", "TRADE 3x2 1@1020");
    }

    @Test
    void shouldCancelAtAPauseWhatMayNotRest()
    {
        collar(1_000, 0, 100);
        enter(sell(1, 1, 1_010), sell(2, 1, 1_030), VenueOrder.market(3, Side.BUY, 3));
        says("ACCEPTED 3 @0", "TRADE 3x1 1@1010", "CANCELED 3 2 VOLATILITY_PAUSE", "PHASE VOLATILITY_AUCTION");
    }

    @Test
    void shouldNotPauseForAnOrderThatCannotFillWithinTheBand()
    {
        collar(1_000, 0, 100);
        enter(sell(1, 1, 1_010), sell(2, 1, 1_030), buy(3, 2, 1_030).good(TimeInForce.FOK));
        says("ACCEPTED 3 @1030", "CANCELED 3 2 FOK_UNFILLABLE");
        enter(buy(4, 2, 1_030).atLeast(2));
        says("ACCEPTED 4 @1030", "CANCELED 4 2 MIN_QTY_UNFILLABLE");
    }

    @Test
    void shouldLetStopsWaitOnWhereTheFirstOneCausesAPause()
    {
        collar(1_000, 0, 100);
        enter(VenueOrder.stop(1, Side.BUY, 1, 1_000), VenueOrder.stop(2, Side.BUY, 1, 1_000), sell(3, 1, 1_020),
            sell(4, 1, 1_000), buy(5, 1, 1_000));
        says("ACCEPTED 5 @1000", "TRADE 5x4 1@1000", "TRIGGERED 1", "CANCELED 1 1 VOLATILITY_PAUSE",
            "PHASE VOLATILITY_AUCTION");
        collar(0, 0, 0);
        phase(TradingPhase.CONTINUOUS);
        says("PHASE CONTINUOUS", "TRIGGERED 2", "TRADE 2x3 1@1020");
    }

    @Test
    void shouldHaveNoDynamicBandWithoutAReference()
    {
        collar(0, 0, 100);
        enter(sell(1, 1, 5_000), buy(2, 1, 5_000));
        says("ACCEPTED 2 @5000", "TRADE 2x1 1@5000");
        enter(sell(3, 1, 1_000), buy(4, 1, 1_000));
        says("ACCEPTED 4 @1000", "RESTED 4 1@1000", "PHASE VOLATILITY_AUCTION");
    }

    @Test
    void shouldExpireOrdersInWhateverPhase()
    {
        enter(buy(1, 1, 100).until(5));
        phase(TradingPhase.HALTED);
        run(new VenueCommand.Time(5));
        says("EXPIRED 1 1");
    }

    @Test
    void shouldUncrossWhatAHaltInterrupted()
    {
        phase(TradingPhase.OPENING_AUCTION);
        enter(buy(1, 1, 100), sell(2, 1, 100), buy(3, 1, 99).good(TimeInForce.AT_THE_OPEN));
        phase(TradingPhase.HALTED);
        says("PHASE HALTED");
        phase(TradingPhase.CONTINUOUS);
        says("AUCTION_TRADE 1x2 1@100", "CANCELED 3 1 AUCTION_ENDED", "PHASE CONTINUOUS");
    }
}
