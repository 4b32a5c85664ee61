package io.gavel.engine.order;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.account.Accounts;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.participant.ClOrdIdHistory;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.session.Answer;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrdType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;

/** NewOrderSingle: checks an order, holds what it needs, trades it, and rests or cancels what is left. */
final class OrderEntry
{
    private final Venue venue;
    private final ReportEncoder reports;
    private final Matcher matcher;
    private final OpenOrders openOrders;
    // The order that is being checked, decoded once.
    private Instrument instrument;
    private Side side;
    private OrdType ordType;
    private TimeInForce timeInForce;
    private long priceTicks;
    private long notionalMinor;

    OrderEntry(final Venue venue, final ReportEncoder reports, final Matcher matcher, final OpenOrders openOrders)
    {
        this.venue = venue;
        this.reports = reports;
        this.matcher = matcher;
        this.openOrders = openOrders;
    }

    /**
     * Enters an order. Emits its acceptance or rejection, then its trades, then OrderAdded or the cancel of the rest.
     *
     * @param command     decoder of it.
     * @param participant that sent it.
     * @param connection  by which it came.
     * @param answer      takes the outcome.
     */
    void onNewOrderSingle(
        final NewOrderSingleDecoder command,
        final Participant participant,
        final Connection connection,
        final Answer answer)
    {
        decode(command);
        final RejectReason reason = check(command, participant);
        answer.set(0, venue.eventSeq() + 1, reason);
        if (RejectReason.NONE != reason)
        {
            reject(command, connection, reason);
            return;
        }
        // After this point the order must be accepted.
        final int slot = accept(command, participant, connection);
        answer.set(venue.pool().orderId(slot), answer.eventSeq(), reason);
        reports.order(connection, command.clientSeq(), slot, ExecType.NEW, OrdStatus.NEW,
            venue.orders().leavesQty(slot));
        reports.end(connection);
        trade(slot, connection);
    }

    private void decode(final NewOrderSingleDecoder command)
    {
        final short rawSide = command.sideRaw();
        final short rawOrdType = command.ordTypeRaw();
        side = 1 == rawSide ? Side.BUY : 2 == rawSide ? Side.SELL : Side.NULL_VAL;
        ordType = 1 == rawOrdType ? OrdType.MARKET : 2 == rawOrdType ? OrdType.LIMIT : OrdType.NULL_VAL;
        switch (command.timeInForceRaw())
        {
            case 1 -> timeInForce = TimeInForce.DAY;
            case 2 -> timeInForce = TimeInForce.GTC;
            case 4 -> timeInForce = TimeInForce.IOC;
            case 5 -> timeInForce = TimeInForce.FOK;
            default -> timeInForce = TimeInForce.NULL_VAL;
        }
        instrument = venue.instruments().get(command.instrumentId());
        priceTicks = command.priceTicks();
    }

    // In the order of RejectReason; reads only.
    private RejectReason check(final NewOrderSingleDecoder command, final Participant participant)
    {
        final long clOrdId = command.clOrdId();
        if (clOrdId <= 0)
        {
            return RejectReason.INVALID_CL_ORD_ID;
        }
        if (participant.clOrdIds().contains(clOrdId) ||
            Orders.NIL != venue.orders().find(participant.participantId(), clOrdId))
        {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        }
        if (null == instrument)
        {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        if (!venue.accounts().exists(command.accountId()))
        {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (venue.accounts().participantId((int)command.accountId()) != participant.participantId())
        {
            return RejectReason.ACCOUNT_NOT_OWNED;
        }
        final RejectReason terms = checkTerms(command.quantityLots());
        final RejectReason means = RejectReason.NONE != terms ?
            terms : checkMeans((int)command.accountId(), (int)command.quantityLots());
        if (RejectReason.NONE == means && canRest() &&
            participant.openOrders() >= Limits.OPEN_ORDERS_PER_PARTICIPANT_MAX)
        {
            return RejectReason.TOO_MANY_OPEN_ORDERS;
        }
        return means;
    }

    private RejectReason checkTerms(final long lots)
    {
        if (Side.NULL_VAL == side)
        {
            return RejectReason.INVALID_SIDE;
        }
        if (OrdType.NULL_VAL == ordType)
        {
            return RejectReason.INVALID_ORD_TYPE;
        }
        if (TimeInForce.NULL_VAL == timeInForce)
        {
            return RejectReason.INVALID_TIME_IN_FORCE;
        }
        if (OrdType.MARKET == ordType ? 0 != priceTicks : priceTicks <= 0 || priceTicks > Limits.PRICE_TICKS_MAX)
        {
            return RejectReason.INVALID_PRICE;
        }
        if (lots <= 0 || lots > Limits.ORDER_LOTS_MAX)
        {
            return RejectReason.INVALID_QUANTITY;
        }
        notionalMinor = OrdType.MARKET == ordType ? 0 : instrument.notionalMinor(priceTicks, lots);
        return notionalMinor < 0 ? RejectReason.NOTIONAL_OVERFLOW : RejectReason.NONE;
    }

    private RejectReason checkMeans(final int accountId, final int lots)
    {
        final Accounts accounts = venue.accounts();
        final Ledger cash = accounts.cash();
        final Ledger holdings = accounts.holdings();
        if (Side.BUY == side && notionalMinor > cash.available(cash.find(accountId, instrument.currency())))
        {
            return RejectReason.INSUFFICIENT_CASH;
        }
        if (Side.SELL == side && lots > holdings.available(holdings.find(accountId, instrument.instrumentId())))
        {
            return RejectReason.INSUFFICIENT_HOLDINGS;
        }
        if (venue.pool().isFull())
        {
            return RejectReason.ORDERS_FULL;
        }
        if (canRest() && !instrument.book().canRest(side, priceTicks))
        {
            return RejectReason.PRICE_LEVELS_FULL;
        }
        return cash.canObtain(accountId, instrument.currency()) &&
            holdings.canObtain(accountId, instrument.instrumentId()) ? RejectReason.NONE : RejectReason.TOO_MANY;
    }

    private boolean canRest()
    {
        return OrdType.LIMIT == ordType && (TimeInForce.DAY == timeInForce || TimeInForce.GTC == timeInForce);
    }

    private void reject(final NewOrderSingleDecoder command, final Connection connection, final RejectReason reason)
    {
        reports.rejected(connection, command.clientSeq(), ExecType.REJECTED, reason)
            .accountId(command.accountId())
            .clOrdId(command.clOrdId())
            .priceTicks(priceTicks)
            .orderQtyLots(command.quantityLots())
            .instrumentId(command.instrumentId())
            .side(side)
            .ordType(ordType)
            .timeInForce(timeInForce);
        reports.end(connection);
    }

    private int accept(
        final NewOrderSingleDecoder command, final Participant participant, final Connection connection)
    {
        final int accountId = (int)command.accountId();
        final int lots = (int)command.quantityLots();
        final Ledger cash = venue.accounts().cash();
        final Ledger holdings = venue.accounts().holdings();
        final int cashRow = cash.obtain(accountId, instrument.currency());
        final int holdingRow = holdings.obtain(accountId, instrument.instrumentId());
        final int slot = venue.pool().allocate();
        final Orders orders = venue.orders();
        orders.begin(slot, command.clOrdId(), connection.handle(), instrument.instrumentId(), side, timeInForce,
            venue.eventSeq() + 1);
        orders.settleWith(slot, cashRow, holdingRow, venue.timeNs());
        orders.terms(slot, priceTicks, lots);
        if (Side.BUY == side)
        {
            cash.hold(cashRow, notionalMinor);
        }
        else
        {
            holdings.hold(holdingRow, lots);
        }
        final ClOrdIdHistory clOrdIds = participant.clOrdIds();
        clOrdIds.add(command.clOrdId());
        return slot;
    }

    private void trade(final int slot, final Connection connection)
    {
        final long limitTicks = OrdType.LIMIT == ordType ? priceTicks :
            Side.BUY == side ? Limits.PRICE_TICKS_MAX : 1;
        if (TimeInForce.FOK == timeInForce && !isFillable(slot, limitTicks))
        {
            cancelRest(slot, connection, CancelReason.FOK_UNFILLABLE);
            return;
        }
        final int left = matcher.match(slot, limitTicks, instrument, connection);
        if (0 == left)
        {
            venue.pool().free(slot);
        }
        else if (canRest())
        {
            openOrders.rest(slot, instrument);
        }
        else if (OrdType.LIMIT == ordType)
        {
            cancelRest(slot, connection, CancelReason.IOC_REMAINDER);
        }
        else
        {
            cancelRest(slot, connection,
                matcher.isCashExhausted() ? CancelReason.CASH_EXHAUSTED : CancelReason.MARKET_REMAINDER);
        }
    }

    private boolean isFillable(final int slot, final long limitTicks)
    {
        final int lots = venue.orders().leavesQty(slot);
        return instrument.book().lotsAvailable(side, limitTicks, lots) >= lots &&
            (OrdType.LIMIT == ordType || Side.SELL == side || isAffordable(slot, lots));
    }

    // Counts no money that the order would earn by trading with the account's own orders.
    private boolean isAffordable(final int slot, final int lots)
    {
        long leftMinor = venue.accounts().cash().available(venue.orders().cashRow(slot));
        int leftLots = lots;
        int resting = instrument.book().first(Side.SELL);
        while (leftLots > 0)
        {
            final int traded = Math.min(leftLots, venue.pool().leavesLots(resting));
            leftMinor -= venue.pool().priceTicks(resting) * instrument.tickLotMinor() * traded;
            if (leftMinor < 0)
            {
                return false;
            }
            leftLots -= traded;
            resting = instrument.book().next(resting);
        }
        return true;
    }

    private void cancelRest(final int slot, final Connection connection, final CancelReason reason)
    {
        reports.canceled(connection, 0, slot, ExecType.CANCELED, reason);
        openOrders.release(slot, instrument);
        venue.pool().free(slot);
    }
}
