package io.gavel.client;

import io.gavel.schema.RejectReason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Makes order commands of a client's calls. */
final class OrderCalls
{
    private final ClientCore core;
    private final ClOrdIds clOrdIds;

    OrderCalls(final ClientCore core, final ClOrdIds clOrdIds)
    {
        this.core = core;
        this.clOrdIds = clOrdIds;
    }

    CompletableFuture<ExecutionReport> place(final NewOrder order)
    {
        final Instrument instrument = core.instrument(order.symbol());
        return submit(new NewOrderCommand(
            order, instrument, order.clOrdId() != 0 ? order.clOrdId() : clOrdIds.next(), core.newFuture()));
    }

    CompletableFuture<ExecutionReport> cancel(final long orderId, final long origClOrdId)
    {
        return submit(new CancelCommand(orderId, origClOrdId, core.newFuture()));
    }

    /** Asks the venue what the order trades where neither the request nor this client knows. */
    CompletableFuture<ExecutionReport> replace(final ReplaceOrder replace)
    {
        OrderChecks.replace(replace);
        final Instrument instrument = replace.symbol() != null ?
            core.instrument(replace.symbol()) : core.instrumentOfOrder(replace.orderId());
        if (instrument != null)
        {
            return replace(replace, instrument);
        }
        final ReplaceOrder terms = replace.copy();
        return order(terms.orderId(), terms.origClOrdId())
            .thenApply(OpenOrder::instrument)
            .exceptionally(OrderCalls::noInstrumentWhereUnknown)
            .thenCompose((found) -> found != null ? replace(terms, found) : CompletableFuture.completedFuture(
                ReplaceCommand.rejected(0, 0, terms.orderId(), terms.origClOrdId(), RejectReason.UNKNOWN_ORDER)));
    }

    CompletableFuture<OpenOrder> order(final long orderId, final long clOrdId)
    {
        final SingleOrderQuery query = new SingleOrderQuery(orderId, clOrdId, core.newFuture());
        core.ask(query);
        return query.future();
    }

    private CompletableFuture<ExecutionReport> replace(final ReplaceOrder replace, final Instrument instrument)
    {
        return submit(new ReplaceCommand(replace, instrument, core.newFuture()));
    }

    private CompletableFuture<ExecutionReport> submit(final OrderCommand command)
    {
        core.submit(command);
        return command.future();
    }

    private static Instrument noInstrumentWhereUnknown(final Throwable failure)
    {
        final Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof QueryRejectedException)
        {
            return null;
        }
        throw failure instanceof CompletionException completion ? completion : new CompletionException(cause);
    }
}
