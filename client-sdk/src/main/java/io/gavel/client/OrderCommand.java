package io.gavel.client;

import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.Liquidity;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrdType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;

/** A command of order entry: answered by an execution report. */
abstract class OrderCommand extends Command
{
    private final CommandFuture<ExecutionReport> future;

    OrderCommand(final CommandFuture<ExecutionReport> future)
    {
        this.future = future;
    }

    final CommandFuture<ExecutionReport> future()
    {
        return future;
    }

    @Override
    final void sent(final long clientSeq)
    {
        future.sent(clientSeq);
    }

    @Override
    final boolean isAnsweredBy(final Report report)
    {
        // What is no execution report fails this command alone, see onAnswer.
        return !(report instanceof ExecutionReport execution) || isAnsweredBy(execution);
    }

    /** Whether the report is of the kind, and about the order, that this command asks for. */
    abstract boolean isAnsweredBy(ExecutionReport report);

    @Override
    final void onAnswer(final Report report)
    {
        if (report instanceof ExecutionReport execution)
        {
            future.answer(execution, execution.isRejected());
        }
        else
        {
            failUnfit(report);
        }
    }

    @Override
    final void onOutcome(final long clientSeq, final long resultId, final long eventSeq, final RejectReason reason)
    {
        future.answer(outcome(clientSeq, resultId, eventSeq, reason), reason != RejectReason.NONE);
    }

    @Override
    final void fail(final Throwable cause)
    {
        future.fail(cause);
    }

    /** The report as far as it can be told from the command and its outcome. */
    abstract ExecutionReport outcome(long clientSeq, long resultId, long eventSeq, RejectReason reason);

    /** A report of which only ids and reason are known. */
    static ExecutionReport reportOfIds(
        final long clientSeq,
        final long eventSeq,
        final long orderId,
        final long clOrdId,
        final RejectReason reason,
        final ExecType execType,
        final OrdStatus ordStatus,
        final CancelReason cancelReason)
    {
        return new ExecutionReport(eventSeq, 0, 0, clientSeq, 0, orderId, clOrdId, 0, 0, 0, 0, 0, 0, 0, 0, reason,
            execType, ordStatus, Side.NULL_VAL, OrdType.NULL_VAL, TimeInForce.NULL_VAL, cancelReason, 0, 0,
            Liquidity.NULL_VAL, null);
    }
}
