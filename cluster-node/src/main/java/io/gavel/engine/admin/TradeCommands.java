package io.gavel.engine.admin;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.event.MarketEvents;
import io.gavel.engine.event.OperatorEvents;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.fee.FeeSchedule;
import io.gavel.engine.instrument.DayStatistics;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.risk.Exposures;
import io.gavel.engine.trade.Trade;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.BustTradeDecoder;
import io.gavel.schema.CorrectTradeDecoder;
import io.gavel.schema.ExecType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;

/**
 * Busts and corrections: what a trade moved is moved back, wholly or to what it should have been, fees included. The
 * orders stay as they are. What is to be given back must be available: nobody's balance goes below zero. With
 * an account that is closed nothing moves.
 */
final class TradeCommands
{
    private final Venue venue;
    private final MarketEvents market;
    private final OperatorEvents events;
    private final ReportEncoder reports;
    private final AdminAnswers answers;
    // Three parts of the money that moves: the buyer's, the seller's, and the fees.
    private final int[] rows = new int[3];
    private final long[] deltas = new long[3];
    private Trade trade;
    private Instrument instrument;
    private long buyFeeMinor;
    private long sellFeeMinor;

    TradeCommands(
        final Venue venue,
        final MarketEvents market,
        final OperatorEvents events,
        final ReportEncoder reports,
        final AdminAnswers answers)
    {
        this.venue = venue;
        this.market = market;
        this.events = events;
        this.reports = reports;
        this.answers = answers;
    }

    /** Emits AdminReport, TradeBusted, TradeReversed, DayStatistics, and the reports TRADE_CANCEL of both orders. */
    void onBustTrade(final BustTradeDecoder command)
    {
        final RejectReason known = find(command.matchId());
        final RejectReason reason = RejectReason.NONE == known ? plan(0, 0) : known;
        if (answers.answer(command.matchId(), reason))
        {
            market.tradeBusted(trade.matchId(), trade.priceTicks(), trade.lots(), trade.instrumentId());
            move(0);
            if (isOfToday())
            {
                instrument.trading().day().onBust(trade.priceTicks(), trade.lots());
                market.dayStatistics(instrument, false);
            }
            trade.busted(true);
            report(ExecType.TRADE_CANCEL);
        }
    }

    /** Emits AdminReport, TradeCorrected, TradeReversed, DayStatistics, and both orders' reports TRADE_CORRECT. */
    void onCorrectTrade(final CorrectTradeDecoder command)
    {
        final RejectReason known = find(command.matchId());
        final RejectReason reason = RejectReason.NONE == known ?
            check(command.priceTicks(), command.quantityLots()) : known;
        if (answers.answer(command.matchId(), reason))
        {
            final int lots = (int)command.quantityLots();
            market.tradeCorrected(trade.matchId(), trade.priceTicks(), trade.lots(), command.priceTicks(), lots,
                trade.instrumentId());
            move(lots);
            if (isOfToday())
            {
                instrument.trading().day().onCorrection(
                    trade.priceTicks(), trade.lots(), command.priceTicks(), lots);
                market.dayStatistics(instrument, false);
            }
            trade.priceTicks(command.priceTicks()).lots(lots).fees(buyFeeMinor, sellFeeMinor);
            report(ExecType.TRADE_CORRECT);
        }
    }

    private RejectReason find(final long matchId)
    {
        if (!venue.trades().contains(matchId))
        {
            return RejectReason.UNKNOWN_TRADE;
        }
        trade = venue.trades().get(matchId);
        instrument = venue.instruments().get(trade.instrumentId());
        return trade.busted() ? RejectReason.TRADE_BUSTED : RejectReason.NONE;
    }

    private RejectReason check(final long priceTicks, final long lots)
    {
        if (priceTicks <= 0 || priceTicks > Limits.PRICE_TICKS_MAX)
        {
            return RejectReason.INVALID_PRICE;
        }
        if (lots <= 0 || lots > trade.lots())
        {
            return RejectReason.INVALID_QUANTITY;
        }
        if (priceTicks == trade.priceTicks() && lots == trade.lots())
        {
            return RejectReason.ALREADY_SO;
        }
        return plan(priceTicks, (int)lots);
    }

    // Works out what moves, and whether it can.
    private RejectReason plan(final long priceTicks, final int lots)
    {
        if (isClosed(trade.buyAccountId()) || isClosed(trade.sellAccountId()))
        {
            return RejectReason.ACCOUNT_CLOSED;
        }
        final long newMinor = 0 == lots ? 0 : instrument.notionalMinor(priceTicks, lots);
        if (newMinor < 0 || newMinor > Ledger.TOTAL_MAX)
        {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        final long oldMinor = trade.priceTicks() * instrument.tickLotMinor() * trade.lots();
        buyFeeMinor = FeeSchedule.feeMinor(newMinor, trade.buyRate());
        sellFeeMinor = FeeSchedule.feeMinor(newMinor, trade.sellRate());
        final Ledger cash = venue.accounts().cash();
        rows[0] = cash.find(trade.buyAccountId(), instrument.currency());
        rows[1] = cash.find(trade.sellAccountId(), instrument.currency());
        rows[2] = FeeSchedule.NO_ACCOUNT == venue.fees().accountId() ?
            rows[0] : cash.find(venue.fees().accountId(), instrument.currency());
        deltas[0] = oldMinor + trade.buyFeeMinor() - newMinor - buyFeeMinor;
        deltas[1] = newMinor - sellFeeMinor - oldMinor + trade.sellFeeMinor();
        deltas[2] = buyFeeMinor + sellFeeMinor - trade.buyFeeMinor() - trade.sellFeeMinor();
        for (int i = 0; i < rows.length; i++)
        {
            if (-net(i) > cash.available(rows[i]))
            {
                return RejectReason.INSUFFICIENT_CASH;
            }
        }
        final Ledger holdings = venue.accounts().holdings();
        return trade.buyAccountId() != trade.sellAccountId() && trade.lots() - lots >
            holdings.available(holdings.find(trade.buyAccountId(), trade.instrumentId())) ?
            RejectReason.INSUFFICIENT_HOLDINGS : RejectReason.NONE;
    }

    private boolean isClosed(final int accountId)
    {
        return AccountStatus.CLOSED == venue.accounts().status(accountId);
    }

    // What moves on a row in all, as one account may be on both sides.
    private long net(final int i)
    {
        long net = 0;
        for (int j = 0; j < rows.length; j++)
        {
            net += rows[j] == rows[i] ? deltas[j] : 0;
        }
        return net;
    }

    private boolean isFirstOfRow(final int i)
    {
        return (0 == i || rows[0] != rows[i]) && (i < 2 || rows[1] != rows[i]);
    }

    private void move(final int lots)
    {
        final Ledger cash = venue.accounts().cash();
        for (int i = 0; i < rows.length; i++)
        {
            final long net = net(i);
            if (isFirstOfRow(i) && net < 0)
            {
                cash.debit(rows[i], -net, 0);
            }
        }
        for (int i = 0; i < rows.length; i++)
        {
            final long net = net(i);
            if (isFirstOfRow(i) && net > 0)
            {
                cash.credit(rows[i], net);
            }
        }
        final int back = trade.lots() - lots;
        final Ledger holdings = venue.accounts().holdings();
        final int buyRow = holdings.find(trade.buyAccountId(), trade.instrumentId());
        final int sellRow = holdings.find(trade.sellAccountId(), trade.instrumentId());
        if (buyRow != sellRow && back > 0)
        {
            holdings.debit(buyRow, back, 0);
            holdings.credit(sellRow, back);
        }
        final int buyPosition = position(trade.buyAccountId());
        final int sellPosition = position(trade.sellAccountId());
        venue.positions().add(sellPosition, back);
        venue.positions().add(buyPosition, -back);
        if (trade.day() == venue.day())
        {
            final long oldMinor = trade.priceTicks() * instrument.tickLotMinor() * trade.lots();
            final long newMinor = oldMinor - deltas[0] + trade.buyFeeMinor() - buyFeeMinor;
            expose(venue.accountExposures(), buyRow, back, oldMinor - newMinor);
            expose(venue.accountExposures(), sellRow, back, oldMinor - newMinor);
            expose(venue.participantExposures(), buyPosition, back, oldMinor - newMinor);
            expose(venue.participantExposures(), sellPosition, back, oldMinor - newMinor);
        }
        events.tradeReversed(trade.matchId(), trade.instrumentId(), trade.buyAccountId(), trade.sellAccountId(),
            deltas[0], deltas[1], back);
    }

    private int position(final int accountId)
    {
        return venue.positions().find(venue.accounts().participantId(accountId), trade.instrumentId());
    }

    private static void expose(final Exposures exposures, final int row, final int back, final long backMinor)
    {
        exposures.onBust(row, back, Math.max(0, backMinor));
        if (backMinor < 0)
        {
            exposures.onTrade(row, 0, -backMinor);
        }
    }

    // The figures of an instrument's day are those of its newest trades; the trade is among them or older.
    private boolean isOfToday()
    {
        final DayStatistics day = instrument.trading().day();
        final long matchId = trade.matchId();
        long newer = 0;
        for (long id = matchId + 1; id <= venue.trades().newest() && newer < day.tradeCount(); id++)
        {
            final Trade other = venue.trades().get(id);
            newer += other.instrumentId() == instrument.instrumentId() && !other.busted() ? 1 : 0;
        }
        // There is one window on all trades.
        trade = venue.trades().get(matchId);
        return newer < day.tradeCount();
    }

    private void report(final ExecType execType)
    {
        reports.trade(trade, Side.BUY, execType);
        reports.trade(trade, Side.SELL, execType);
    }
}
