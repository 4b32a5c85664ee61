package io.gavel.benchmarks.cluster;

import io.gavel.client.ExecutionReport;
import io.gavel.schema.ExecType;
import java.util.function.BiConsumer;

/**
 * A command under way, and a place for its answer, which the client's thread fills and the driving thread takes. Used
 * again and again.
 */
final class PendingAnswer implements BiConsumer<ExecutionReport, Throwable>
{
    private MixedFlow.Kind kind;
    private long dueNs;
    private long clOrdId;
    private int order;
    private int lots;
    private ExecutionReport report;
    private Throwable error;
    // Written last, so that who sees it sees the answer too; 0 until then.
    private volatile long answeredNs;

    /**
     * Takes the place for a command.
     *
     * @param flow  that made it last.
     * @param dueAt when it should have been sent.
     */
    void begin(final MixedFlow flow, final long dueAt)
    {
        kind = flow.kind();
        dueNs = dueAt;
        clOrdId = flow.clOrdId();
        order = flow.order();
        lots = flow.lots();
        report = null;
        error = null;
        answeredNs = 0;
    }

    @Override
    public void accept(final ExecutionReport answer, final Throwable failure)
    {
        report = answer;
        error = failure;
        answeredNs = System.nanoTime();
    }

    boolean isAnswered()
    {
        return answeredNs != 0;
    }

    long latencyNs()
    {
        return answeredNs - dueNs;
    }

    /**
     * Whether the answer was made of the venue's short record.
     *
     * @return true where the report itself was lost in an election.
     */
    boolean isReconstructed()
    {
        return report.isReconstructed();
    }

    /**
     * Checks the answer.
     *
     * @param accounts of the connection.
     * @param orderIds of its deep orders, which an accepted one is added to.
     * @return what is wrong; null where nothing is.
     */
    String fault(final long[] accounts, final long[] orderIds)
    {
        if (error != null)
        {
            return kind + " of order " + clOrdId + " was not answered: " + error.getMessage();
        }
        final boolean isRight = !report.isRejected() && switch (kind)
        {
            case DEEP ->
            {
                orderIds[order] = report.orderId();
                yield isNew(accounts);
            }
            case TOP, IMMEDIATE -> isNew(accounts);
            case CANCEL -> report.execType() == ExecType.CANCELED && isOfOrder(orderIds) &&
                (report.isReconstructed() || report.cumQtyLots() == 0 && report.lastQtyLots() == lots);
            case REPLACE -> report.execType() == ExecType.REPLACED && isOfOrder(orderIds) &&
                (report.isReconstructed() || report.cumQtyLots() == 0 && report.leavesQtyLots() == lots);
        };
        return isRight ? null :
            "expected " + kind + " of order " + clOrdId + " with " + lots + " lots, actual " + report;
    }

    private boolean isNew(final long[] accounts)
    {
        return report.execType() == ExecType.NEW && report.clOrdId() == clOrdId && report.orderId() > 0 &&
            (report.isReconstructed() || report.orderQtyLots() == lots && report.cumQtyLots() == 0 &&
            (report.accountId() == accounts[0] || report.accountId() == accounts[1]));
    }

    private boolean isOfOrder(final long[] orderIds)
    {
        return report.orderId() == orderIds[order];
    }
}
