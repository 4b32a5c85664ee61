package io.gavel.reference;

import io.gavel.schema.CancelReason;
import io.gavel.schema.RejectReason;
import io.gavel.schema.TradingPhase;

/**
 * One thing that a venue does.
 *
 * @param type    what it is.
 * @param id      of the order; of the aggressor in a trade, of the buy order in an auction's; 0 of a phase.
 * @param otherId of the resting order in a trade, of the sell order in an auction's; else 0.
 * @param price   ticks, where the type has one; else 0.
 * @param lots    where the type has them; else 0.
 * @param word    name of the reason or phase, where the type has one; else empty.
 */
public record VenueReport(Type type, long id, long otherId, long price, long lots, String word)
{
    /** What a venue does. */
    public enum Type
    {
        /** An order was taken in: its limit, 0 without one. */
        ACCEPTED,
        /** An order, a cancel or a replace was not done. */
        REJECTED,
        /** Two orders traded. */
        TRADE,
        /** Two orders traded in an auction. */
        AUCTION_TRADE,
        /** Lots were taken out, and the order is gone. */
        CANCELED,
        /** Lots were taken out because their time was over, and the order is gone. */
        EXPIRED,
        /** An order was changed as asked. */
        REPLACED,
        /** Lots were taken out, and the order stays open. */
        RESTATED,
        /** A stop order's price was reached. */
        TRIGGERED,
        /** An order rests at the tail of its price, or shows new lots there. */
        RESTED,
        /** The instrument is in another phase. */
        PHASE
    }

    static VenueReport accepted(final long id, final long price)
    {
        return new VenueReport(Type.ACCEPTED, id, 0, price, 0, "");
    }

    static VenueReport rejected(final long id, final RejectReason reason)
    {
        return new VenueReport(Type.REJECTED, id, 0, 0, 0, reason.name());
    }

    static VenueReport trade(final long aggressorId, final long restingId, final long price, final long lots)
    {
        return new VenueReport(Type.TRADE, aggressorId, restingId, price, lots, "");
    }

    static VenueReport auctionTrade(final long buyId, final long sellId, final long price, final long lots)
    {
        return new VenueReport(Type.AUCTION_TRADE, buyId, sellId, price, lots, "");
    }

    static VenueReport canceled(final long id, final long lots, final CancelReason reason)
    {
        return new VenueReport(Type.CANCELED, id, 0, 0, lots, reason.name());
    }

    static VenueReport expired(final long id, final long lots)
    {
        return new VenueReport(Type.EXPIRED, id, 0, 0, lots, "");
    }

    static VenueReport replaced(final long id)
    {
        return new VenueReport(Type.REPLACED, id, 0, 0, 0, "");
    }

    static VenueReport restated(final long id, final long lots)
    {
        return new VenueReport(Type.RESTATED, id, 0, 0, lots, "");
    }

    static VenueReport triggered(final long id)
    {
        return new VenueReport(Type.TRIGGERED, id, 0, 0, 0, "");
    }

    static VenueReport rested(final long id, final long shownLots, final long price)
    {
        return new VenueReport(Type.RESTED, id, 0, price, shownLots, "");
    }

    static VenueReport phase(final TradingPhase phase)
    {
        return new VenueReport(Type.PHASE, 0, 0, 0, 0, phase.name());
    }

    /**
     * The report in a few words.
     *
     * @return {@code TRADE 2x1 5@100}, {@code CANCELED 1 5 REQUESTED} and the like.
     */
    @Override
    public String toString()
    {
        return switch (type)
        {
            case ACCEPTED -> type + " " + id + " @" + price;
            case REJECTED -> type + " " + id + " " + word;
            case TRADE, AUCTION_TRADE -> type + " " + id + "x" + otherId + " " + lots + "@" + price;
            case CANCELED -> type + " " + id + " " + lots + " " + word;
            case EXPIRED, RESTATED -> type + " " + id + " " + lots;
            case REPLACED, TRIGGERED -> type + " " + id;
            case RESTED -> type + " " + id + " " + lots + "@" + price;
            case PHASE -> type + " " + word;
        };
    }
}
