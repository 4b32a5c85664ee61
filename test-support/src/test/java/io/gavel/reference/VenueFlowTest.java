package io.gavel.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.reference.VenueReport.Type;
import io.gavel.schema.CancelReason;
import io.gavel.schema.RejectReason;
import io.gavel.schema.TradingPhase;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VenueFlowTest
{
    private static final int SEEDS = 60;
    private static final int COMMANDS = 600;

    @Test
    void shouldMakeTheSameFlowOfTheSameSeed()
    {
        assertEquals(VenueFlow.flow(7, COMMANDS), VenueFlow.flow(7, COMMANDS));
        assertNotEquals(VenueFlow.flow(7, COMMANDS), VenueFlow.flow(8, COMMANDS));
    }

    @Test
    void shouldMakeEverythingHappen()
    {
        final Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++)
        {
            for (final VenueReport report : ReferenceVenue.run(VenueFlow.flow(seed, COMMANDS)))
            {
                seen.add(report.type() + " " + report.word());
            }
        }
        for (final Type type : Type.values())
        {
            assertTrue(seen.stream().anyMatch(word -> word.startsWith(type + " ")), "no " + type + " in " + seen);
        }
        for (final CancelReason reason : EnumSet.of(CancelReason.REQUESTED, CancelReason.IOC_REMAINDER,
            CancelReason.FOK_UNFILLABLE, CancelReason.MARKET_REMAINDER, CancelReason.SELF_TRADE,
            CancelReason.MIN_QTY_UNFILLABLE, CancelReason.AUCTION_ENDED, CancelReason.VOLATILITY_PAUSE))
        {
            assertTrue(seen.contains(Type.CANCELED + " " + reason), "no " + reason + " in " + seen);
        }
        for (final RejectReason reason : EnumSet.of(RejectReason.UNKNOWN_ORDER, RejectReason.INVALID_PRICE,
            RejectReason.INVALID_QUANTITY, RejectReason.QUANTITY_NOT_ABOVE_FILLED, RejectReason.INVALID_STOP_PRICE,
            RejectReason.INVALID_DISPLAY_QTY, RejectReason.INVALID_MIN_QTY, RejectReason.INVALID_EXPIRE_TIME,
            RejectReason.INVALID_POST_ONLY, RejectReason.INVALID_FOR_PHASE, RejectReason.INSTRUMENT_HALTED,
            RejectReason.MARKET_CLOSED, RejectReason.NO_REFERENCE_PRICE, RejectReason.PRICE_OUTSIDE_COLLAR,
            RejectReason.POST_ONLY_WOULD_TRADE))
        {
            assertTrue(seen.contains(Type.REJECTED + " " + reason), "no " + reason + " in " + seen);
        }
        for (final TradingPhase phase : TradingPhase.values())
        {
            assertTrue(TradingPhase.NULL_VAL == phase || seen.contains(Type.PHASE + " " + phase), "no " + phase);
        }
    }

    @Test
    void shouldHoldWhatAlwaysHolds()
    {
        for (long seed = 0; seed < SEEDS; seed++)
        {
            final FollowedVenue venue = new FollowedVenue();
            for (final VenueCommand command : VenueFlow.flow(seed, COMMANDS))
            {
                try
                {
                    venue.run(command);
                }
                catch (final AssertionError error)
                {
                    throw new AssertionError("seed " + seed + ": " + error.getMessage(), error);
                }
            }
        }
    }
}
