package io.gavel.engine.order;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.event.EventEncoder;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.market.Indicatives;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.Participant;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;

/** How orders come to rest in a book, or to wait outside of it, and leave it otherwise than by trading. */
final class OpenOrders
{
    // What is hidden of an iceberg in an auction that has traded all that it showed.
    private static final int PEAK_GONE = -1;

    private final Venue venue;
    private final EventEncoder events;
    private final ReportEncoder reports;
    private final Commitments commitments;
    private final Stops stops;
    private final Expiry expiry;
    private final Indicatives indicatives;

    OpenOrders(
        final Venue venue,
        final EventEncoder events,
        final ReportEncoder reports,
        final Stops stops,
        final Expiry expiry,
        final Indicatives indicatives)
    {
        this.venue = venue;
        this.events = events;
        this.reports = reports;
        this.stops = stops;
        this.expiry = expiry;
        this.indicatives = indicatives;
        commitments = new Commitments(venue);
    }

    Commitments commitments()
    {
        return commitments;
    }

    /**
     * The open order of a participant that a request names.
     *
     * @param participantId that asks.
     * @param orderId       the venue's id, or 0.
     * @param clOrdId       the client's id, where there is none of the venue's.
     * @return slot, or {@link Orders#NIL}.
     */
    int find(final int participantId, final long orderId, final long clOrdId)
    {
        if (0 == orderId)
        {
            return venue.orders().find(participantId, clOrdId);
        }
        final int slot = venue.pool().find(orderId);
        return Orders.NIL != slot && venue.orders().participantId(slot) == participantId ? slot : Orders.NIL;
    }

    int accountId(final int slot)
    {
        return venue.accounts().holdings().accountId(venue.orders().holdingRow(slot));
    }

    /** The worst price at which an order may trade. */
    long limitTicks(final int slot)
    {
        final long priceTicks = venue.orders().priceTicks(slot);
        return 0 != priceTicks ? priceTicks : Side.BUY == venue.orders().side(slot) ? Limits.PRICE_TICKS_MAX : 1;
    }

    /** Whether a resting order is of the aggressor's own side of the street, as the aggressor sees it. */
    boolean isOwn(final int aggressorFlags, final int aggressor, final int resting)
    {
        final Orders orders = venue.orders();
        return OrderFlags.isOwnByParticipant(aggressorFlags) ?
            orders.participantId(aggressor) == orders.participantId(resting) :
            orders.holdingRow(aggressor) == orders.holdingRow(resting);
    }

    /** Rests what is open of an order at the tail of its level, the peak of an iceberg shown. Emits OrderAdded. */
    void rest(final int slot, final Instrument instrument)
    {
        final Orders orders = venue.orders();
        final Side side = orders.side(slot);
        final long priceTicks = orders.priceTicks(slot);
        final int leaves = orders.leavesQty(slot);
        final int shown = OrderFlags.isIceberg(orders.flags(slot)) ?
            Math.min(leaves, orders.terms().displayQty(slot)) : leaves;
        orders.terms().hiddenQty(slot, leaves - shown);
        instrument.book().rest(slot, side, priceTicks, shown);
        orders.flags(slot, OrderFlags.at(orders.flags(slot), OrderFlags.PLACE_BOOK));
        enlist(slot);
        events.orderAdded(venue.pool().orderId(slot), priceTicks, shown, instrument.instrumentId(), side);
        indicatives.touch(instrument);
    }

    /** Has an order wait for its stop price. */
    void awaitStop(final int slot, final Instrument instrument)
    {
        stops.add(slot, instrument);
        enlist(slot);
    }

    /** Has an order wait for the closing auction. */
    void awaitClose(final int slot, final Instrument instrument)
    {
        final Orders orders = venue.orders();
        instrument.trading().atClose().rest(slot, orders.side(slot), 1, orders.leavesQty(slot));
        orders.flags(slot, OrderFlags.at(orders.flags(slot), OrderFlags.PLACE_AT_CLOSE));
        enlist(slot);
    }

    private void enlist(final int slot)
    {
        final Orders orders = venue.orders();
        if (OrderFlags.isListed(orders.flags(slot)))
        {
            return;
        }
        final Participant participant = venue.participants().get(orders.participantId(slot));
        orders.open(slot);
        participant.addOpenOrders(1);
        participant.clOrdIds().onOpen(orders.clOrdId(slot));
        venue.accounts().addOpenOrders(accountId(slot), 1);
        if (TimeInForce.GTD == orders.timeInForce(slot))
        {
            expiry.add(slot);
        }
    }

    /** Takes an order that is done out of the open ones, where it is among them. */
    void delist(final int slot, final Instrument instrument)
    {
        final Orders orders = venue.orders();
        if (!OrderFlags.isListed(orders.flags(slot)))
        {
            return;
        }
        orders.close(slot);
        venue.participants().get(orders.participantId(slot)).addOpenOrders(-1);
        venue.accounts().addOpenOrders(accountId(slot), -1);
        if (TimeInForce.GTD == orders.timeInForce(slot))
        {
            expiry.remove(slot);
        }
        indicatives.touch(instrument);
    }

    /** Takes an order out of where it is; it stays among the open ones, and what it binds stays bound. */
    void unlink(final int slot, final Instrument instrument)
    {
        final int flags = venue.orders().flags(slot);
        switch (OrderFlags.place(flags))
        {
            case OrderFlags.PLACE_BOOK:
                instrument.book().unlink(slot);
                break;

            case OrderFlags.PLACE_STOPS:
                stops.remove(slot, instrument);
                break;

            case OrderFlags.PLACE_AT_CLOSE:
                instrument.trading().atClose().unlink(slot);
                break;

            default:
                return;
        }
        venue.orders().flags(slot, OrderFlags.at(flags, OrderFlags.PLACE_NONE));
        indicatives.touch(instrument);
    }

    /** What the book shows of an order: 0 where it waits outside of it. */
    int shownLots(final int slot)
    {
        return OrderFlags.PLACE_BOOK == OrderFlags.place(venue.orders().flags(slot)) && !isPeakGone(slot) ?
            venue.pool().leavesLots(slot) : 0;
    }

    /**
     * Ends an order that is open. Emits the report, ORDER_STATUS for the connection that entered the order where
     * another one is told, and OrderDeleted where it was in the book.
     */
    void end(
        final int slot,
        final Connection told,
        final long clientSeq,
        final ExecType execType,
        final CancelReason cancelReason)
    {
        final Instrument instrument = venue.instruments().get(venue.orders().instrumentId(slot));
        reports.canceled(told, clientSeq, slot, execType, cancelReason);
        reports.statusToOwner(told, slot,
            ExecType.EXPIRED == execType ? OrdStatus.EXPIRED : OrdStatus.CANCELED, 0);
        final int shown = shownLots(slot);
        unlink(slot, instrument);
        if (shown > 0)
        {
            events.orderDeleted(venue.pool().orderId(slot), shown, instrument.instrumentId());
        }
        discard(slot, instrument);
    }

    /** Ends an order that is open, of the venue's own accord: its owner alone is told. */
    void end(final int slot, final ExecType execType, final CancelReason cancelReason)
    {
        end(slot, owner(slot), 0, execType, cancelReason);
    }

    /** Ends an order that is in no book. Emits the report. */
    void cancelRest(
        final int slot, final Connection owner, final Instrument instrument, final CancelReason cancelReason)
    {
        reports.canceled(owner, 0, slot, ExecType.CANCELED, cancelReason);
        discard(slot, instrument);
    }

    private void discard(final int slot, final Instrument instrument)
    {
        commitments.end(slot, instrument);
        delist(slot, instrument);
        venue.pool().free(slot);
    }

    private Connection owner(final int slot)
    {
        return venue.participants().connection(venue.orders().connection(slot));
    }

    /** The match took a resting order out of the book. Emits its report and OrderDeleted; the match frees the slot. */
    void onTakenOut(final int slot, final Instrument instrument, final CancelReason cancelReason)
    {
        reports.canceled(owner(slot), 0, slot, ExecType.CANCELED, cancelReason);
        events.orderDeleted(venue.pool().orderId(slot), venue.pool().leavesLots(slot), instrument.instrumentId());
        commitments.end(slot, instrument);
        delist(slot, instrument);
    }

    /** A resting order loses lots that the book has lowered already. Emits its report, and OrderReduced or -Deleted. */
    void decrementResting(final int slot, final Instrument instrument, final int lots)
    {
        decrement(slot, owner(slot), instrument, lots);
        final int shown = venue.pool().leavesLots(slot);
        if (shown > 0)
        {
            events.orderReduced(venue.pool().orderId(slot), lots, shown, instrument.instrumentId());
        }
        else
        {
            events.orderDeleted(venue.pool().orderId(slot), lots, instrument.instrumentId());
        }
        if (0 == venue.orders().leavesQty(slot))
        {
            delist(slot, instrument);
        }
    }

    /** An order loses lots by self-trade prevention. Emits RESTATED, or CANCELED where nothing is left. */
    void decrement(final int slot, final Connection owner, final Instrument instrument, final int lots)
    {
        final Orders orders = venue.orders();
        final int leaves = orders.leavesQty(slot) - lots;
        if (0 == leaves)
        {
            reports.canceled(owner, 0, slot, ExecType.CANCELED, CancelReason.SELF_TRADE);
        }
        commitments.reduce(slot, instrument, lots);
        if (leaves > 0)
        {
            reports.order(owner, 0, slot, ExecType.RESTATED, openStatus(slot), leaves)
                .lastQtyLots(lots)
                .cancelReason(CancelReason.SELF_TRADE);
            reports.end(owner);
        }
    }

    /** The status of an order that is open. */
    OrdStatus openStatus(final int slot)
    {
        return 0 == venue.orders().cumQty(slot) ? OrdStatus.NEW : OrdStatus.PARTIALLY_FILLED;
    }

    /** What an iceberg whose peak is gone shows next; 0 where nothing is hidden. */
    int nextPeakLots(final int slot)
    {
        final Orders orders = venue.orders();
        final int hidden = OrderFlags.isIceberg(orders.flags(slot)) ? orders.terms().hiddenQty(slot) : 0;
        final int peak = Math.min(hidden, orders.terms().displayQty(slot));
        if (peak > 0)
        {
            orders.terms().hiddenQty(slot, hidden - peak);
        }
        return peak;
    }

    /** The next peak rests. Emits OrderAdded. */
    void onPeak(final int slot, final long priceTicks, final int lots, final Instrument instrument)
    {
        events.orderAdded(venue.pool().orderId(slot), priceTicks, lots, instrument.instrumentId(),
            venue.orders().side(slot));
    }

    /**
     * Lowers what the book has of an order that traded in an auction, and is counted as filled. Where an iceberg's peak
     * is gone, all of its rest goes on trading in its place, without being shown.
     *
     * @return what is shown of it; 0 where it is done, and out of the book, or its peak is gone.
     */
    int afterAuctionFill(final int slot, final Instrument instrument, final int lots)
    {
        final Orders orders = venue.orders();
        final int leaves = orders.leavesQty(slot);
        if (0 == leaves)
        {
            unlink(slot, instrument);
            return 0;
        }
        final int shown = shownLots(slot) - lots;
        if (shown > 0)
        {
            instrument.book().show(slot, shown);
            return shown;
        }
        orders.terms().hiddenQty(slot, PEAK_GONE);
        instrument.book().show(slot, leaves);
        return 0;
    }

    /** An auction is over: an iceberg whose peak is gone rests with a new one at the tail. Emits OrderAdded then. */
    void showNextPeak(final int slot, final Instrument instrument)
    {
        if (Orders.NIL != slot && isPeakGone(slot))
        {
            instrument.book().unlink(slot);
            rest(slot, instrument);
        }
    }

    private boolean isPeakGone(final int slot)
    {
        return OrderFlags.isIceberg(venue.orders().flags(slot)) &&
            PEAK_GONE == venue.orders().terms().hiddenQty(slot);
    }

    /** Frees the slot of an order that an auction has filled. */
    void freeIfFilled(final int slot, final Instrument instrument)
    {
        if (0 == venue.orders().leavesQty(slot))
        {
            delist(slot, instrument);
            venue.pool().free(slot);
        }
    }

    /** Gives an open order its other terms; what it shows is seen to where it rests. */
    void amend(final int slot, final long stopTicks, final int displayLots, final long expireTimeNs)
    {
        final OrderTerms terms = venue.orders().terms();
        terms.stopTicks(slot, stopTicks);
        terms.displayQty(slot, displayLots);
        if (expireTimeNs != terms.expireTimeNs(slot))
        {
            expiry.remove(slot);
            terms.expireTimeNs(slot, expireTimeNs);
            expiry.add(slot);
        }
    }

    /** Orders of an instrument came or went. */
    void touch(final Instrument instrument)
    {
        indicatives.touch(instrument);
    }

    /** Puts an order back where its flags say, without telling anybody; what it holds is in the ledger already. */
    void restore(final int slot, final Instrument instrument, final int hiddenLots)
    {
        final Orders orders = venue.orders();
        final int leaves = orders.leavesQty(slot);
        orders.terms().hiddenQty(slot, hiddenLots);
        commitments.restore(slot, instrument);
        switch (OrderFlags.place(orders.flags(slot)))
        {
            case OrderFlags.PLACE_STOPS -> stops.add(slot, instrument);
            case OrderFlags.PLACE_AT_CLOSE ->
                instrument.trading().atClose().rest(slot, orders.side(slot), 1, leaves);
            default -> instrument.book().rest(
                slot, orders.side(slot), orders.priceTicks(slot), leaves - hiddenLots);
        }
        enlist(slot);
    }
}
