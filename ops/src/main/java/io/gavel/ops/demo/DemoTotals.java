package io.gavel.ops.demo;

import io.gavel.client.ExecutionReport;
import io.gavel.schema.Side;
import java.math.BigDecimal;

/**
 * Counts what the simulated traders sent, and what the venue reported to them. Any thread may call.
 */
final class DemoTotals
{
    private long commands;
    private long answers;
    private long orders;
    private long rejects;
    private long buyExecutions;
    private long sellExecutions;
    private long newestMatchId;
    private long volumeShares;
    private BigDecimal turnover = BigDecimal.ZERO;

    /** A command is about to be sent. */
    synchronized void onCommand()
    {
        commands++;
    }

    /** A command was not sent after all. */
    synchronized void onNotSent()
    {
        commands--;
    }

    /** A command was answered. */
    synchronized void onAnswer()
    {
        answers++;
    }

    /**
     * A report came.
     *
     * @param report of the venue.
     */
    synchronized void onReport(final ExecutionReport report)
    {
        switch (report.execType())
        {
            case NEW:
                orders++;
                break;

            case TRADE:
                newestMatchId = Math.max(newestMatchId, report.matchId());
                if (Side.BUY == report.side())
                {
                    buyExecutions++;
                    volumeShares += report.lastQty();
                    turnover = turnover.add(report.lastPx().multiply(BigDecimal.valueOf(report.lastQty())));
                }
                else
                {
                    sellExecutions++;
                }
                break;

            default:
                if (report.isRejected())
                {
                    rejects++;
                }
                break;
        }
    }

    /**
     * The counts at one moment.
     *
     * @return a copy.
     */
    synchronized Counts counts()
    {
        return new Counts(
            commands, answers, orders, rejects, buyExecutions, sellExecutions, newestMatchId, volumeShares, turnover);
    }

    /**
     * The counts at one moment.
     *
     * @param commands       sent: new orders, replaces and cancels.
     * @param answers        to them.
     * @param orders         accepted.
     * @param rejects        of commands.
     * @param buyExecutions  trades in which a simulated trader bought.
     * @param sellExecutions trades in which a simulated trader sold.
     * @param newestMatchId  of a trade, which is how many there were.
     * @param volumeShares   bought by simulated traders.
     * @param turnover       paid for it.
     */
    record Counts(
        long commands,
        long answers,
        long orders,
        long rejects,
        long buyExecutions,
        long sellExecutions,
        long newestMatchId,
        long volumeShares,
        BigDecimal turnover)
    {
    }
}
