package io.gavel.ops.replay;

import io.gavel.client.ConnectionListener;
import io.gavel.client.ExecutionListener;
import io.gavel.client.ExecutionReport;
import io.gavel.schema.ExecType;
import io.gavel.venue.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The trades that the exchange reported to one participant, in the order of the reports. Filled by the client's thread,
 * read by any other.
 */
public final class TradeLog implements ExecutionListener, ConnectionListener
{
    private final List<RecordedExecution> trades = new ArrayList<>();
    private long tradedShares;
    private long lostReports;
    private int leaderChanges;

    @Override
    public synchronized void onExecution(final ExecutionReport report)
    {
        if (report.execType() == ExecType.TRADE)
        {
            trades.add(new RecordedExecution(
                report.clOrdId(), report.lastQty(), Money.toMinor(report.lastPx(), "lastPx")));
            tradedShares += report.lastQty();
            notifyAll();
        }
    }

    @Override
    public synchronized void onReportsLost(final long firstReportSeq, final long lastReportSeq)
    {
        lostReports += lastReportSeq - firstReportSeq + 1;
    }

    @Override
    public synchronized void onLeaderChanged(final int leaderNodeId)
    {
        leaderChanges++;
    }

    /**
     * The trades so far.
     *
     * @return in the order of their reports.
     */
    public synchronized List<RecordedExecution> trades()
    {
        return List.copyOf(trades);
    }

    /**
     * Reports that the venue no longer had when they were to be fetched.
     *
     * @return 0 where the log has every trade.
     */
    public synchronized long lostReports()
    {
        return lostReports;
    }

    /**
     * How often another node began to lead.
     *
     * @return 0 where the same node led all the time.
     */
    public synchronized int leaderChanges()
    {
        return leaderChanges;
    }

    /**
     * Waits for reports that are still under way, after the last command was answered. Both participants of a trade are
     * told of it, so that their logs have the same shares when all have come.
     *
     * @param other   of the two participants.
     * @param least   shares that are expected to have traded.
     * @param timeout how long at most.
     * @return true where both logs have the same shares, at least those expected; false where the time is over.
     * @throws InterruptedException where the thread is interrupted.
     */
    public boolean awaitAgreement(final TradeLog other, final long least, final Duration timeout)
        throws InterruptedException
    {
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        while (true)
        {
            final long sharesOfOther = other.tradedShares();
            synchronized (this)
            {
                if (tradedShares == sharesOfOther && tradedShares >= least)
                {
                    return true;
                }
                if (System.nanoTime() - deadlineNs > 0)
                {
                    return false;
                }
                wait(10);
            }
        }
    }

    private synchronized long tradedShares()
    {
        return tradedShares;
    }
}
