package io.gavel.engine.order;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Venue;
import io.gavel.engine.auction.AuctionPrice;
import io.gavel.engine.event.EventEncoder;
import io.gavel.engine.event.MarketEvents;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.market.Indicatives;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.session.Answer;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.MassCancelRequestDecoder;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.OrderCancelReplaceRequestDecoder;
import io.gavel.schema.OrderCancelRequestDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;

/** The order commands, and what happens to orders without one. */
public final class Trading
{
    /** Orders that one slice ends because their time has come. */
    public static final int EXPIRIES_PER_SLICE = 1_000;

    private final Venue venue;
    private final ReportEncoder reports;
    private final OpenOrders openOrders;
    private final OrderEntry orderEntry;
    private final OrderReplace orderReplace;
    private final OrderExecution execution;
    private final Auction auction;
    private final Sweeps sweeps;
    private final Expiry expiry;
    private Pauses pauses;

    /** Takes instruments whose trading the dynamic band has stopped. */
    public interface Pauses
    {
        /**
         * The next trade would have left the dynamic band.
         *
         * @param instrument in continuous trading.
         */
        void onPauseDue(Instrument instrument);
    }

    /**
     * Trading over a venue.
     *
     * @param venue       whose orders they are.
     * @param output      takes wanted timers.
     * @param events      takes what happens to orders.
     * @param market      takes what happens to markets.
     * @param reports     takes what owners are told.
     * @param indicatives learns which auctions' prices may have changed.
     */
    public Trading(
        final Venue venue,
        final EngineOutput output,
        final EventEncoder events,
        final MarketEvents market,
        final ReportEncoder reports,
        final Indicatives indicatives)
    {
        this.venue = venue;
        this.reports = reports;
        final Stops stops = new Stops(venue);
        expiry = new Expiry(venue, output);
        openOrders = new OpenOrders(venue, events, reports, stops, expiry, indicatives);
        final Trades trades = new Trades(venue, events, market, reports, openOrders.commitments(), openOrders);
        execution = new OrderExecution(
            venue, reports, openOrders, stops, new Matcher(venue, trades, openOrders, stops));
        orderEntry = new OrderEntry(venue, reports, openOrders, stops, execution);
        orderReplace = new OrderReplace(venue, events, reports, openOrders, stops, execution);
        auction = new Auction(venue, market, openOrders, trades);
        sweeps = new Sweeps(venue, output, openOrders);
    }

    /**
     * Says who pauses instruments.
     *
     * @param listener that does.
     */
    public void pauses(final Pauses listener)
    {
        pauses = listener;
    }

    /**
     * The cancelling of many orders.
     *
     * @return the sweeps.
     */
    public Sweeps sweeps()
    {
        return sweeps;
    }

    /**
     * A new order.
     *
     * @param command     decoder of it.
     * @param participant that sent it.
     * @param connection  by which it came.
     * @param answer      takes the outcome.
     */
    public void onNewOrderSingle(
        final NewOrderSingleDecoder command,
        final Participant participant,
        final Connection connection,
        final Answer answer)
    {
        pauseIfDue(orderEntry.onNewOrderSingle(command, participant, connection, answer));
    }

    /**
     * Takes an order out. Emits the report CANCELED and OrderDeleted, or CANCEL_REJECTED.
     *
     * @param command     decoder of it.
     * @param participant that sent it.
     * @param connection  by which it came.
     * @param answer      takes the outcome.
     */
    public void onCancel(
        final OrderCancelRequestDecoder command,
        final Participant participant,
        final Connection connection,
        final Answer answer)
    {
        final int slot = openOrders.find(participant.participantId(), command.orderId(), command.origClOrdId());
        if (Orders.NIL == slot)
        {
            answer.set(0, venue.eventSeq() + 1, RejectReason.UNKNOWN_ORDER);
            reports.rejected(
                connection, command.clientSeq(), ExecType.CANCEL_REJECTED, RejectReason.UNKNOWN_ORDER)
                .orderId(command.orderId())
                .clOrdId(command.origClOrdId());
            reports.end(connection);
            return;
        }
        answer.set(venue.pool().orderId(slot), venue.eventSeq() + 1, RejectReason.NONE);
        openOrders.end(slot, connection, command.clientSeq(), ExecType.CANCELED, CancelReason.REQUESTED);
    }

    /**
     * Changes an order.
     *
     * @param command     decoder of it.
     * @param participant that sent it.
     * @param connection  by which it came.
     * @param answer      takes the outcome.
     */
    public void onReplace(
        final OrderCancelReplaceRequestDecoder command,
        final Participant participant,
        final Connection connection,
        final Answer answer)
    {
        pauseIfDue(orderReplace.onReplace(command, participant, connection, answer));
    }

    /**
     * Cancels the participant's orders that fit. Emits CommandReport, then the orders' reports and OrderDeleted.
     *
     * @param command     decoder of it.
     * @param participant that sent it.
     * @param connection  by which it came.
     * @param answer      takes the outcome.
     */
    public void onMassCancel(
        final MassCancelRequestDecoder command,
        final Participant participant,
        final Connection connection,
        final Answer answer)
    {
        final RejectReason reason = check(command, participant);
        final boolean isDone = RejectReason.NONE == reason;
        answer.set(isDone && sweeps.mayTakeLonger() ? 1 : 0, venue.eventSeq() + 1, reason);
        reports.command(connection, command.clientSeq(), MassCancelRequestDecoder.TEMPLATE_ID, answer.resultId(),
            reason);
        if (isDone)
        {
            sweeps.begin(new Sweep()
                .participant(participant.participantId())
                .account(0 == command.accountId() ? Sweep.ANY : (int)command.accountId())
                .instrument(0 == command.instrumentId() ? Sweep.ANY : command.instrumentId())
                .side(OrderForm.side(command.sideRaw()))
                .because(ExecType.CANCELED, CancelReason.MASS_CANCEL));
        }
    }

    private RejectReason check(final MassCancelRequestDecoder command, final Participant participant)
    {
        if (0 != command.instrumentId() && null == venue.instruments().get(command.instrumentId()))
        {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        if (0 != command.accountId() && !venue.accounts().exists(command.accountId()))
        {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (0 != command.accountId() &&
            venue.accounts().participantId((int)command.accountId()) != participant.participantId())
        {
            return RejectReason.ACCOUNT_NOT_OWNED;
        }
        if (255 != command.sideRaw() && Side.NULL_VAL == OrderForm.side(command.sideRaw()))
        {
            return RejectReason.INVALID_SIDE;
        }
        return sweeps.canBegin(participant.participantId()) ? RejectReason.NONE : RejectReason.CANCEL_UNDER_WAY;
    }

    /** Orders end whose time has come, one slice of them. Emits EXPIRED and OrderDeleted for each. */
    public void onExpiryTimer()
    {
        int left = EXPIRIES_PER_SLICE;
        for (int slot = expiry.firstDue(); Orders.NIL != slot && left > 0; slot = expiry.firstDue())
        {
            openOrders.end(slot, ExecType.EXPIRED, CancelReason.GTD_ENDED);
            left--;
        }
        expiry.wantTimer();
    }

    /**
     * The price at which an auction would trade now.
     *
     * @param instrument that collects orders.
     * @return valid until the next call.
     */
    public AuctionPrice auctionPrice(final Instrument instrument)
    {
        return auction.solve(instrument);
    }

    /**
     * Trades what was collected. Emits AuctionExecuted and both reports for each trade, and AuctionUncrossed.
     *
     * @param instrument whose orders were collected.
     * @param phase      that ends.
     */
    public void uncross(final Instrument instrument, final TradingPhase phase)
    {
        auction.uncross(instrument, phase);
    }

    /**
     * Cancels what was good for an auction only and did not trade. Orders at the close that still wait for it stay.
     *
     * @param instrument whose auction is over.
     */
    public void cancelLeftovers(final Instrument instrument)
    {
        auction.cancelLeftovers(instrument);
    }

    /**
     * The closing auction begins: what waits for it joins the book.
     *
     * @param instrument that is in its closing auction.
     */
    public void joinClose(final Instrument instrument)
    {
        auction.joinClose(instrument);
    }

    /**
     * Continuous trading begins: stop orders whose price was reached meanwhile are triggered.
     *
     * @param instrument that is in continuous trading.
     */
    public void resumeStops(final Instrument instrument)
    {
        pauseIfDue(execution.resumeStops(instrument) ? instrument : null);
    }

    /**
     * Puts an open order back as a snapshot has it, after everything else of it.
     *
     * @param slot       of the order.
     * @param instrument of it.
     * @param hiddenLots that an iceberg does not show.
     */
    public void restore(final int slot, final Instrument instrument, final int hiddenLots)
    {
        openOrders.restore(slot, instrument, hiddenLots);
    }

    private void pauseIfDue(final Instrument instrument)
    {
        if (null != instrument)
        {
            pauses.onPauseDue(instrument);
        }
    }
}
