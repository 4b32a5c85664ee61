package io.gavel.engine.order;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.risk.OrderRows;
import io.gavel.engine.risk.PreTradeRisk;
import io.gavel.engine.session.Answer;
import io.gavel.schema.ExecType;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;

/** NewOrderSingle: checks an order, binds what it needs, and hands it to its execution. */
final class OrderEntry
{
    private final Venue venue;
    private final ReportEncoder reports;
    private final OpenOrders openOrders;
    private final Stops stops;
    private final OrderExecution execution;
    private final PreTradeRisk risk;
    private final OrderRows rows;
    private final OrderForm form = new OrderForm();
    private final PhaseRules phaseRules = new PhaseRules();
    // The order that is being checked.
    private Instrument instrument;
    private long priceTicks;
    private long notionalMinor;

    OrderEntry(
        final Venue venue,
        final ReportEncoder reports,
        final OpenOrders openOrders,
        final Stops stops,
        final OrderExecution execution)
    {
        this.venue = venue;
        this.reports = reports;
        this.openOrders = openOrders;
        this.stops = stops;
        this.execution = execution;
        risk = new PreTradeRisk(venue);
        rows = new OrderRows(venue);
    }

    /**
     * Enters an order. Emits its acceptance or rejection, then what comes of it.
     *
     * @param command     decoder of it.
     * @param participant that sent it.
     * @param connection  by which it came.
     * @param answer      takes the outcome.
     * @return the instrument that has to be paused, null for none.
     */
    Instrument onNewOrderSingle(
        final NewOrderSingleDecoder command,
        final Participant participant,
        final Connection connection,
        final Answer answer)
    {
        form.decode(command);
        instrument = venue.instruments().get(command.instrumentId());
        final RejectReason reason = check(command, participant);
        answer.set(0, venue.eventSeq() + 1, reason);
        if (RejectReason.NONE != reason)
        {
            reject(command, connection, reason);
            return null;
        }
        // After this point the order must be accepted.
        final int slot = accept(command, participant, connection);
        answer.set(venue.pool().orderId(slot), answer.eventSeq(), reason);
        reports.order(connection, command.clientSeq(), slot, ExecType.NEW, OrdStatus.NEW,
            venue.orders().leavesQty(slot));
        reports.end(connection);
        return execution.place(slot, instrument) ? instrument : null;
    }

    // Reads only, but that an order counts against the rate whatever becomes of it.
    private RejectReason check(final NewOrderSingleDecoder command, final Participant participant)
    {
        final long account = command.accountId();
        final boolean isOwned = venue.accounts().exists(account) &&
            venue.accounts().participantId((int)account) == participant.participantId();
        if (!venue.participantLimits().acquire(participant.participantId(), venue.timeNs()) ||
            isOwned && !venue.accountLimits().acquire((int)account, venue.timeNs()))
        {
            return RejectReason.RATE_EXCEEDED;
        }
        final RejectReason identity = checkIdentity(command.clOrdId(), participant);
        if (RejectReason.NONE != identity)
        {
            return identity;
        }
        if (null == instrument)
        {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        if (!venue.accounts().exists(account))
        {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (!isOwned)
        {
            return RejectReason.ACCOUNT_NOT_OWNED;
        }
        final RejectReason terms = form.check(venue.timeNs());
        if (RejectReason.NONE != terms)
        {
            return terms;
        }
        final RejectReason standing = risk.checkStanding((int)account, participant.participantId());
        if (RejectReason.NONE != standing)
        {
            return standing;
        }
        final RejectReason phase = phaseRules.check(form, instrument);
        if (RejectReason.NONE != phase)
        {
            return phase;
        }
        priceTicks = phaseRules.priceTicks();
        return checkMeans((int)account, participant);
    }

    private RejectReason checkIdentity(final long clOrdId, final Participant participant)
    {
        if (clOrdId <= 0)
        {
            return RejectReason.INVALID_CL_ORD_ID;
        }
        if (!participant.clOrdIds().isAboveAll(clOrdId) && (participant.clOrdIds().contains(clOrdId) ||
            Orders.NIL != venue.orders().find(participant.participantId(), clOrdId)))
        {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        }
        return participant.clOrdIds().canAdd(clOrdId) ? RejectReason.NONE : RejectReason.CL_ORD_IDS_FULL;
    }

    private RejectReason checkMeans(final int accountId, final Participant participant)
    {
        notionalMinor = 0 == priceTicks ? 0 : Commitments.notionalMinor(instrument, priceTicks, form.lots);
        rows.find(accountId, participant.participantId(), instrument);
        if (notionalMinor < 0 || !rows.hasRoomFor(notionalMinor))
        {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        final RejectReason limits =
            risk.checkLimits(rows, form.side, form.lots, notionalMinor, form.lots, notionalMinor);
        if (RejectReason.NONE != limits)
        {
            return limits;
        }
        if (Side.BUY == form.side && neededMinor(participant) > venue.accounts().cash().available(rows.cash()))
        {
            return RejectReason.INSUFFICIENT_CASH;
        }
        if (Side.SELL == form.side && form.lots > venue.accounts().holdings().available(rows.holding()))
        {
            return RejectReason.INSUFFICIENT_HOLDINGS;
        }
        return checkRoom(participant);
    }

    private long neededMinor(final Participant participant)
    {
        return Commitments.neededMinor(instrument, priceTicks, (int)form.lots,
            venue.fees().highestRate(participant.participantId(), instrument.trading().feeClass()));
    }

    private RejectReason checkRoom(final Participant participant)
    {
        if (venue.pool().isFull())
        {
            return RejectReason.ORDERS_FULL;
        }
        if (!hasLevel())
        {
            return RejectReason.PRICE_LEVELS_FULL;
        }
        if (mayStay() && participant.openOrders() >= Limits.OPEN_ORDERS_PER_PARTICIPANT_MAX)
        {
            return RejectReason.TOO_MANY_OPEN_ORDERS;
        }
        return rows.canObtain() ? RejectReason.NONE : RejectReason.TOO_MANY;
    }

    private boolean hasLevel()
    {
        if (form.isStop())
        {
            return stops.canAdd(form.side, form.stopTicks, instrument);
        }
        if (TimeInForce.AT_THE_CLOSE == form.timeInForce &&
            TradingPhase.CLOSING_AUCTION != instrument.trading().phase())
        {
            return instrument.trading().atClose().canRest(form.side, 1);
        }
        return !mayStay() || instrument.book().canRest(form.side, priceTicks);
    }

    private boolean mayStay()
    {
        return form.mayRest() || form.isStop() || form.isForAuction() || instrument.trading().isCollecting();
    }

    private void reject(final NewOrderSingleDecoder command, final Connection connection, final RejectReason reason)
    {
        reports.rejected(connection, command.clientSeq(), ExecType.REJECTED, reason)
            .accountId(command.accountId())
            .clOrdId(command.clOrdId())
            .priceTicks(form.priceTicks)
            .orderQtyLots(form.lots)
            .instrumentId(command.instrumentId())
            .side(form.side)
            .ordType(form.ordType)
            .timeInForce(form.timeInForce)
            .stopPriceTicks(form.stopTicks);
        reports.end(connection);
    }

    private int accept(
        final NewOrderSingleDecoder command, final Participant participant, final Connection connection)
    {
        final int slot = venue.pool().allocate();
        final Orders orders = venue.orders();
        orders.begin(slot, command.clOrdId(), connection.handle(), instrument.instrumentId(), form.flags(),
            venue.eventSeq() + 1);
        orders.terms().begin(slot, venue.timeNs(), form.stopTicks, form.expireTimeNs,
            form.isIceberg() ? (int)form.displayLots : 0, (int)form.minLots);
        orders.terms(slot, priceTicks, (int)form.lots);
        rows.obtain();
        orders.settleWith(slot, rows.cash(), rows.holding(), rows.position(),
            venue.fees().highestRate(participant.participantId(), instrument.trading().feeClass()));
        openOrders.commitments().begin(slot, instrument);
        participant.clOrdIds().add(command.clOrdId());
        return slot;
    }
}
