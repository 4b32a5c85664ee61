package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.fee.FeeSchedule;
import io.gavel.engine.instrument.Instrument;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Trades as events tell them, and what they add up to today. */
final class TradeTally
{
    private final Venue venue;
    private final List<Trade> trades = new ArrayList<>();
    private int told;
    private int today = 1;
    private long[] accountLots = new long[256];
    private long[] accountMinor = new long[256];
    private long[] participantLots = new long[256];
    private long[] participantMinor = new long[256];
    long busted;
    long corrected;

    /** One trade. */
    private static final class Trade
    {
        private final int instrumentId;
        private long priceTicks;
        private long lots;
        private int reports;
        private int day;
        private int buyAccount;
        private int sellAccount;
        private boolean isBusted;

        private Trade(final int instrumentId, final long priceTicks, final long lots)
        {
            this.instrumentId = instrumentId;
            this.priceTicks = priceTicks;
            this.lots = lots;
        }
    }

    TradeTally(final Venue venue)
    {
        this.venue = venue;
    }

    long count()
    {
        return trades.size();
    }

    void onTrade(final long matchId, final int instrumentId, final long priceTicks, final long lots)
    {
        trades.add(new Trade(instrumentId, priceTicks, lots));
        assertEquals(trades.size(), matchId, "trades are numbered without holes");
    }

    /** An execution, after the public event of its trade. */
    void onExecution(final ExecutionReportDecoder report)
    {
        assertEquals(trades.size(), report.matchId(), "the newest trade is told to its two sides");
        final Trade trade = trades.get(trades.size() - 1);
        assertEquals(trade.lots, report.lastQtyLots(), "both sides trade the same quantity");
        assertEquals(trade.priceTicks, report.lastPxTicks(), "at the same price");
        assertEquals(trade.instrumentId, report.instrumentId());
        final boolean isBuy = Side.BUY == report.side();
        assertEquals(0, isBuy ? trade.buyAccount : trade.sellAccount, "one buy and one sell a trade");
        if (isBuy)
        {
            trade.buyAccount = (int)report.accountId();
        }
        else
        {
            trade.sellAccount = (int)report.accountId();
        }
        if (2 == ++trade.reports)
        {
            complete(trade);
        }
        final var kept = venue.trades().get(report.matchId());
        assertEquals(isBuy ? kept.buyFeeMinor() : kept.sellFeeMinor(), report.feeMinor());
        assertEquals(FeeSchedule.feeMinor(minor(trade), isBuy ? kept.buyRate() : kept.sellRate()), report.feeMinor());
        assertEquals(isBuy ? kept.buyOrderId() : kept.sellOrderId(), report.orderId());
    }

    private void complete(final Trade trade)
    {
        told++;
        final var kept = venue.trades().get(trades.size());
        trade.day = kept.day();
        assertEquals(trade.buyAccount, kept.buyAccountId());
        assertEquals(trade.sellAccount, kept.sellAccountId());
        if (trade.day == today)
        {
            count(trade, trade.lots, minor(trade));
        }
    }

    private long minor(final Trade trade)
    {
        return trade.priceTicks * instrument(trade).tickLotMinor() * trade.lots;
    }

    private Instrument instrument(final Trade trade)
    {
        return venue.instruments().get(trade.instrumentId);
    }

    void onBusted(final long matchId)
    {
        final Trade trade = trades.get((int)matchId - 1);
        assertTrue(!trade.isBusted, "a trade is busted once");
        trade.isBusted = true;
        busted++;
        if (trade.day == today)
        {
            count(trade, -trade.lots, -minor(trade));
        }
    }

    void onCorrected(final long matchId, final long priceTicks, final long lots)
    {
        final Trade trade = trades.get((int)matchId - 1);
        assertTrue(!trade.isBusted && lots <= trade.lots, "a trade that stands is corrected");
        corrected++;
        final long lotsBefore = trade.lots;
        final long minorBefore = minor(trade);
        trade.priceTicks = priceTicks;
        trade.lots = lots;
        if (trade.day == today)
        {
            count(trade, lots - lotsBefore, minor(trade) - minorBefore);
        }
    }

    private void count(final Trade trade, final long lots, final long minor)
    {
        count(trade.buyAccount, trade.instrumentId, lots, minor);
        count(trade.sellAccount, trade.instrumentId, lots, minor);
    }

    private void count(final int account, final int instrumentId, final long lots, final long minor)
    {
        final int row = venue.accounts().holdings().find(account, instrumentId);
        final int position = venue.positions().find(venue.accounts().participantId(account), instrumentId);
        accountLots[row] += lots;
        accountMinor[row] += minor;
        participantLots[position] += lots;
        participantMinor[position] += minor;
    }

    /** What was traded today is what the limits count, and each trade was told to two. */
    void check()
    {
        assertEquals(trades.size(), venue.matchId(), "each trade is public");
        assertEquals(trades.size(), told, "each trade has two executions");
        if (today != venue.day())
        {
            beginDay(venue.day());
        }
        for (int row = 0; row < venue.accounts().holdings().rowCount(); row++)
        {
            if (accountLots[row] != venue.accountExposures().dayTradedLots(row) ||
                accountMinor[row] != venue.accountExposures().dayTradedNotionalMinor(row))
            {
                assertEquals(accountLots[row], venue.accountExposures().dayTradedLots(row), "account, lots today");
                assertEquals(accountMinor[row], venue.accountExposures().dayTradedNotionalMinor(row),
                    "account, notional today");
            }
        }
        for (int row = 0; row < venue.positions().rowCount(); row++)
        {
            if (participantLots[row] != venue.participantExposures().dayTradedLots(row) ||
                participantMinor[row] != venue.participantExposures().dayTradedNotionalMinor(row))
            {
                assertEquals(participantLots[row], venue.participantExposures().dayTradedLots(row),
                    "participant, lots today");
                assertEquals(participantMinor[row], venue.participantExposures().dayTradedNotionalMinor(row),
                    "participant, notional today");
            }
        }
    }

    private void beginDay(final int day)
    {
        today = day;
        Arrays.fill(accountLots, 0);
        Arrays.fill(accountMinor, 0);
        Arrays.fill(participantLots, 0);
        Arrays.fill(participantMinor, 0);
        for (int i = trades.size() - 1; i >= 0 && trades.get(i).day == day; i--)
        {
            if (!trades.get(i).isBusted)
            {
                count(trades.get(i), trades.get(i).lots, minor(trades.get(i)));
            }
        }
    }
}
