package io.gavel.engine.order;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.event.EventEncoder;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.risk.OrderRows;
import io.gavel.engine.risk.PreTradeRisk;
import io.gavel.engine.session.Answer;
import io.gavel.schema.ExecType;
import io.gavel.schema.OrderCancelReplaceRequestDecoder;
import io.gavel.schema.PostOnly;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;

/**
 * OrderCancelReplaceRequest: gives an order other terms. It keeps its place only where the price, what it shows,
 * and when it ends stay and the open quantity falls; otherwise it takes a new one, and may trade.
 */
final class OrderReplace
{
    private final Venue venue;
    private final EventEncoder events;
    private final ReportEncoder reports;
    private final OpenOrders openOrders;
    private final Stops stops;
    private final OrderExecution execution;
    private final PreTradeRisk risk;
    private final OrderRows rows;
    private final PhaseRules phaseRules = new PhaseRules();
    // The order that is being replaced, and its terms afterwards.
    private Instrument instrument;
    private long priceTicks;
    private long stopTicks;
    private long displayLots;
    private long expireTimeNs;
    private int leavesBefore;
    private int leavesAfter;
    private int feeRate;
    private boolean isReduction;

    OrderReplace(
        final Venue venue,
        final EventEncoder events,
        final ReportEncoder reports,
        final OpenOrders openOrders,
        final Stops stops,
        final OrderExecution execution)
    {
        this.venue = venue;
        this.events = events;
        this.reports = reports;
        this.openOrders = openOrders;
        this.stops = stops;
        this.execution = execution;
        risk = new PreTradeRisk(venue);
        rows = new OrderRows(venue);
    }

    /**
     * Replaces an order. Emits the answer, then OrderReduced where it keeps its place in the book, otherwise
     * OrderDeleted where it was there, and what comes of it.
     *
     * @param command     decoder of it.
     * @param participant that sent it.
     * @param connection  by which it came.
     * @param answer      takes the outcome.
     * @return the instrument that has to be paused, null for none.
     */
    Instrument onReplace(
        final OrderCancelReplaceRequestDecoder command,
        final Participant participant,
        final Connection connection,
        final Answer answer)
    {
        final int slot = openOrders.find(participant.participantId(), command.orderId(), command.origClOrdId());
        final RejectReason reason = check(command, participant, slot);
        answer.set(0, venue.eventSeq() + 1, reason);
        if (RejectReason.NONE != reason)
        {
            reject(command, connection, slot, reason);
            return null;
        }
        // After this point the order must be replaced.
        answer.set(venue.pool().orderId(slot), answer.eventSeq(), reason);
        final Orders orders = venue.orders();
        final int shownBefore = openOrders.shownLots(slot);
        final long clOrdIdBefore = orders.clOrdId(slot);
        openOrders.commitments().end(slot, instrument);
        if (isReduction)
        {
            reduce(slot, shownBefore);
        }
        else
        {
            openOrders.unlink(slot, instrument);
        }
        rename(command, participant, slot);
        orders.terms(slot, priceTicks, (int)command.orderQtyLots());
        orders.feeRate(slot, feeRate);
        openOrders.commitments().begin(slot, instrument);
        openOrders.amend(slot, stopTicks, (int)displayLots, expireTimeNs);
        reports.order(connection, command.clientSeq(), slot, ExecType.REPLACED, openOrders.openStatus(slot),
            leavesAfter)
            .origClOrdId(clOrdIdBefore);
        reports.end(connection);
        reports.statusToOwner(connection, slot, openOrders.openStatus(slot), leavesAfter);
        return publish(slot, shownBefore) ? instrument : null;
    }

    // An iceberg loses what it hides first.
    private void reduce(final int slot, final int shownBefore)
    {
        if (OrderFlags.PLACE_AT_CLOSE == OrderFlags.place(venue.orders().flags(slot)))
        {
            instrument.trading().atClose().reduce(slot, leavesBefore - leavesAfter);
            return;
        }
        final int shown = Math.min(shownBefore, leavesAfter);
        venue.orders().terms().hiddenQty(slot, leavesAfter - shown);
        if (shown < shownBefore)
        {
            instrument.book().reduce(slot, shownBefore - shown);
        }
    }

    private boolean publish(final int slot, final int shownBefore)
    {
        if (isReduction)
        {
            final int shown = openOrders.shownLots(slot);
            if (shown < shownBefore)
            {
                events.orderReduced(venue.pool().orderId(slot), shownBefore - shown, shown,
                    instrument.instrumentId());
            }
            openOrders.touch(instrument);
            return false;
        }
        if (shownBefore > 0)
        {
            events.orderDeleted(venue.pool().orderId(slot), shownBefore, instrument.instrumentId());
        }
        return execution.place(slot, instrument);
    }

    // Reads only, but that a request counts against the rate whatever becomes of it.
    private RejectReason check(
        final OrderCancelReplaceRequestDecoder command, final Participant participant, final int slot)
    {
        if (!venue.participantLimits().acquire(participant.participantId(), venue.timeNs()) ||
            Orders.NIL != slot && !venue.accountLimits().acquire(openOrders.accountId(slot), venue.timeNs()))
        {
            return RejectReason.RATE_EXCEEDED;
        }
        final long clOrdId = command.clOrdId();
        if (clOrdId < 0)
        {
            return RejectReason.INVALID_CL_ORD_ID;
        }
        if (0 != clOrdId && !participant.clOrdIds().isAboveAll(clOrdId) &&
            (participant.clOrdIds().contains(clOrdId) ||
            Orders.NIL != venue.orders().find(participant.participantId(), clOrdId)))
        {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        }
        if (0 != clOrdId && !participant.clOrdIds().canAdd(clOrdId))
        {
            return RejectReason.CL_ORD_IDS_FULL;
        }
        if (Orders.NIL == slot)
        {
            return RejectReason.UNKNOWN_ORDER;
        }
        final RejectReason terms = checkTerms(command, slot);
        if (RejectReason.NONE != terms)
        {
            return terms;
        }
        final RejectReason standing = risk.checkStanding(openOrders.accountId(slot), participant.participantId());
        if (RejectReason.NONE != standing)
        {
            return standing;
        }
        final RejectReason phase = checkPhase(slot);
        return RejectReason.NONE != phase ? phase : checkMeans(slot, (int)command.orderQtyLots());
    }

    private RejectReason checkTerms(final OrderCancelReplaceRequestDecoder command, final int slot)
    {
        final Orders orders = venue.orders();
        final int flags = orders.flags(slot);
        instrument = venue.instruments().get(orders.instrumentId(slot));
        // An order without a limit keeps what it is held at, and takes no price.
        priceTicks = OrderFlags.isMarket(flags) && 0 == command.priceTicks() ?
            orders.priceTicks(slot) : command.priceTicks();
        if (OrderFlags.isMarket(flags) ? 0 != command.priceTicks() : !OrderForm.isPrice(priceTicks))
        {
            return RejectReason.INVALID_PRICE;
        }
        final long orderQty = command.orderQtyLots();
        if (orderQty <= 0 || orderQty > Limits.ORDER_LOTS_MAX)
        {
            return RejectReason.INVALID_QUANTITY;
        }
        if (orderQty <= orders.cumQty(slot))
        {
            return RejectReason.QUANTITY_NOT_ABOVE_FILLED;
        }
        leavesBefore = orders.leavesQty(slot);
        leavesAfter = (int)orderQty - orders.cumQty(slot);
        return checkAmendments(command, slot, flags);
    }

    private RejectReason checkAmendments(
        final OrderCancelReplaceRequestDecoder command, final int slot, final int flags)
    {
        final OrderTerms terms = venue.orders().terms();
        final boolean isWaitingStop = OrderFlags.PLACE_STOPS == OrderFlags.place(flags);
        stopTicks = OrderForm.orZero(command.stopPriceTicks());
        if (0 != stopTicks && !(isWaitingStop && OrderForm.isPrice(stopTicks)))
        {
            return RejectReason.INVALID_STOP_PRICE;
        }
        displayLots = OrderForm.orZero(command.displayQtyLots());
        if (0 != displayLots && (!OrderFlags.isIceberg(flags) || displayLots < 0 ||
            displayLots > command.orderQtyLots()))
        {
            return RejectReason.INVALID_DISPLAY_QTY;
        }
        if (isWaitingStop && terms.minQty(slot) > command.orderQtyLots())
        {
            return RejectReason.INVALID_MIN_QTY;
        }
        expireTimeNs = OrderForm.orZero(command.expireTimeNs());
        if (0 != expireTimeNs && (TimeInForce.GTD != OrderFlags.timeInForce(flags) ||
            expireTimeNs <= venue.timeNs()))
        {
            return RejectReason.INVALID_EXPIRE_TIME;
        }
        isReduction = priceTicks == venue.orders().priceTicks(slot) && leavesAfter < leavesBefore &&
            (OrderFlags.PLACE_BOOK == OrderFlags.place(flags) ||
                OrderFlags.PLACE_AT_CLOSE == OrderFlags.place(flags)) &&
            (0 == displayLots || displayLots == terms.displayQty(slot)) &&
            (0 == expireTimeNs || expireTimeNs == terms.expireTimeNs(slot));
        stopTicks = 0 == stopTicks ? terms.stopTicks(slot) : stopTicks;
        displayLots = 0 == displayLots ? terms.displayQty(slot) : displayLots;
        expireTimeNs = 0 == expireTimeNs ? terms.expireTimeNs(slot) : expireTimeNs;
        return OrderForm.isPeaks(leavesAfter, displayLots) ? RejectReason.NONE : RejectReason.INVALID_DISPLAY_QTY;
    }

    private RejectReason checkPhase(final int slot)
    {
        final RejectReason closed = PhaseRules.checkOpen(instrument.trading().phase());
        final int flags = venue.orders().flags(slot);
        if (RejectReason.NONE != closed || OrderFlags.isMarket(flags))
        {
            return closed;
        }
        if (priceTicks != venue.orders().priceTicks(slot) && !PhaseRules.isWithinCollar(priceTicks, instrument))
        {
            return RejectReason.PRICE_OUTSIDE_COLLAR;
        }
        final PostOnly postOnly = OrderFlags.postOnly(flags);
        if (PostOnly.NONE == postOnly || isReduction || !instrument.trading().isContinuous())
        {
            return RejectReason.NONE;
        }
        final RejectReason reason = phaseRules.checkPostOnly(
            OrderFlags.side(flags), postOnly, priceTicks, instrument);
        priceTicks = RejectReason.NONE == reason ? phaseRules.priceTicks() : priceTicks;
        return reason;
    }

    private RejectReason checkMeans(final int slot, final int orderQty)
    {
        final Orders orders = venue.orders();
        final Side side = orders.side(slot);
        rows.take(slot, instrument);
        final long wholeMinor = 0 == priceTicks ? 0 : Commitments.notionalMinor(instrument, priceTicks, orderQty);
        if (wholeMinor < 0)
        {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        final long addedMinor = priceTicks * instrument.tickLotMinor() * leavesAfter -
            orders.priceTicks(slot) * instrument.tickLotMinor() * leavesBefore;
        if (addedMinor > 0 && !rows.hasRoomFor(addedMinor))
        {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        final RejectReason limits = risk.checkLimits(rows, side, orderQty, wholeMinor,
            leavesAfter - leavesBefore, addedMinor);
        if (RejectReason.NONE != limits && !isReduction)
        {
            return limits;
        }
        feeRate = isReduction ? orders.feeRate(slot) :
            venue.fees().highestRate(rows.participantId(), instrument.trading().feeClass());
        if (Side.SELL == side)
        {
            final Ledger holdings = venue.accounts().holdings();
            if (leavesAfter - leavesBefore > holdings.available(orders.holdingRow(slot)))
            {
                return RejectReason.INSUFFICIENT_HOLDINGS;
            }
        }
        else if (Commitments.neededMinor(instrument, priceTicks, leavesAfter, feeRate) - Commitments.neededMinor(
            instrument, orders.priceTicks(slot), leavesBefore, orders.feeRate(slot)) >
            venue.accounts().cash().available(orders.cashRow(slot)))
        {
            return RejectReason.INSUFFICIENT_CASH;
        }
        return hasLevel(slot, side) ? RejectReason.NONE : RejectReason.PRICE_LEVELS_FULL;
    }

    private boolean hasLevel(final int slot, final Side side)
    {
        return switch (OrderFlags.place(venue.orders().flags(slot)))
        {
            case OrderFlags.PLACE_STOPS -> stops.canAdd(side, stopTicks, instrument);
            case OrderFlags.PLACE_AT_CLOSE -> true;
            default -> instrument.book().canRest(side, priceTicks);
        };
    }

    private void rename(
        final OrderCancelReplaceRequestDecoder command, final Participant participant, final int slot)
    {
        if (0 != command.clOrdId())
        {
            participant.clOrdIds().add(command.clOrdId());
            venue.orders().rename(slot, command.clOrdId());
        }
    }

    private void reject(
        final OrderCancelReplaceRequestDecoder command,
        final Connection connection,
        final int slot,
        final RejectReason reason)
    {
        if (Orders.NIL == slot)
        {
            reports.rejected(connection, command.clientSeq(), ExecType.REPLACE_REJECTED, reason)
                .orderId(command.orderId())
                .clOrdId(command.clOrdId())
                .origClOrdId(command.origClOrdId())
                .priceTicks(command.priceTicks())
                .orderQtyLots(command.orderQtyLots());
        }
        else
        {
            reports.order(connection, command.clientSeq(), slot, ExecType.REPLACE_REJECTED,
                openOrders.openStatus(slot), venue.orders().leavesQty(slot))
                .rejectReason(reason);
        }
        reports.end(connection);
    }
}
