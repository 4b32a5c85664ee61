package io.gavel.ops.replay;

import io.gavel.client.ExecutionReport;
import io.gavel.client.Instrument;
import io.gavel.reference.FlowCommand;
import io.gavel.reference.FlowReport;
import io.gavel.reference.ReferenceBook;
import io.gavel.reference.ReferenceMatcher;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.Liquidity;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrdType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A market for replays in this process: the naive reference matcher, which answers every command at once. An order's
 * venue id is its reference plus a constant.
 */
final class NaiveMarket implements ReplayMarket
{
    static final long ORDER_ID_BASE = 1_000_000_000_000L;

    private static final String SYMBOL = "AAPL";
    private static final Instrument INSTRUMENT = new Instrument(1, SYMBOL, "USD", 1, 1);

    private final ReferenceMatcher matcher = new ReferenceMatcher(this::onReport);
    private final Map<Long, Long> tradedShares = new HashMap<>();
    private final TradeLog makerLog = new TradeLog();
    private final TradeLog sweeperLog = new TradeLog();
    private final List<ReplayStep> submitted = new ArrayList<>();
    private RejectReason rejectReason;
    private long seq;

    @Override
    public CompletableFuture<ExecutionReport> submit(final ReplayStep step)
    {
        submitted.add(step);
        rejectReason = RejectReason.NONE;
        matcher.onCommand(command(step));
        return CompletableFuture.completedFuture(
            report(ExecType.NEW, step instanceof ReplayStep.Enter enter ? enter.reference() : 0, 0, 0));
    }

    TradeLog makerLog()
    {
        return makerLog;
    }

    TradeLog sweeperLog()
    {
        return sweeperLog;
    }

    List<ReplayStep> submitted()
    {
        return submitted;
    }

    /** The book as a gateway would show it. */
    GatewayBook book()
    {
        return new GatewayBook(side(Side.BUY), side(Side.SELL));
    }

    private List<RecordedOrder> side(final Side side)
    {
        return matcher.book(SYMBOL).orders(side).stream().map((final ReferenceBook.Order order) ->
            new RecordedOrder(Long.parseLong(order.orderId()), side, order.quantity(), order.price())).toList();
    }

    private FlowCommand command(final ReplayStep step)
    {
        seq++;
        if (step instanceof ReplayStep.Enter enter)
        {
            return FlowCommand.enter(seq, SYMBOL, Long.toString(enter.reference()), enter.side(), enter.priceMinor(),
                enter.shares(), TimeInForce.GTC);
        }
        if (step instanceof ReplayStep.Reduce reduce)
        {
            return FlowCommand.replace(seq, SYMBOL, Long.toString(reduce.reference()), null, reduce.priceMinor(),
                reduce.totalShares() - tradedShares.getOrDefault(reduce.reference(), 0L));
        }
        if (step instanceof ReplayStep.Cancel cancel)
        {
            return FlowCommand.cancel(seq, SYMBOL, Long.toString(cancel.reference()));
        }
        final ReplayStep.Sweep sweep = (ReplayStep.Sweep)step;
        return FlowCommand.enter(
            seq, SYMBOL, "sweep" + seq, sweep.side(), sweep.priceMinor(), sweep.shares(), TimeInForce.IOC);
    }

    private void onReport(final FlowReport report)
    {
        switch (report.type())
        {
            case TRADE ->
            {
                final long reference = Long.parseLong(report.restingOrderId());
                tradedShares.merge(reference, report.quantity(), Long::sum);
                makerLog.onExecution(report(ExecType.TRADE, reference, report.quantity(), report.price()));
                sweeperLog.onExecution(report(ExecType.TRADE, seq, report.quantity(), report.price()));
            }
            case REJECTED, CANCEL_REJECTED, REPLACE_REJECTED -> rejectReason = RejectReason.UNKNOWN_ORDER;
            default ->
            {
            }
        }
    }

    private ExecutionReport report(
        final ExecType execType, final long clOrdId, final long shares, final long priceMinor)
    {
        return new ExecutionReport(seq, 0, seq, 0, 1, ORDER_ID_BASE + clOrdId, clOrdId, 0, 0, 0, 0, priceMinor, shares,
            0, 0, rejectReason, execType, OrdStatus.NEW, Side.BUY, OrdType.LIMIT, TimeInForce.GTC, CancelReason.NONE,
            0, 0, Liquidity.NULL_VAL, INSTRUMENT);
    }
}
