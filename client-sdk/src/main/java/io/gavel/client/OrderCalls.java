package io.gavel.client;

import io.gavel.schema.RejectReason;
import java.util.concurrent.CompletableFuture;

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

    CommandFuture<ExecutionReport> place(final NewOrder order)
    {
        final Instrument instrument = core.instrument(order.symbol());
        return submit(new NewOrderCommand(
            order, instrument, order.clOrdId() != 0 ? order.clOrdId() : clOrdIds.next(), core.newCommandFuture()));
    }

    CommandFuture<ExecutionReport> cancel(final long orderId, final long origClOrdId)
    {
        return submit(new CancelCommand(orderId, origClOrdId, core.newCommandFuture()));
    }

    /** Asks the venue what the order trades where neither the request nor this client knows. */
    CommandFuture<ExecutionReport> replace(final ReplaceOrder replace)
    {
        OrderChecks.replace(replace);
        final Instrument instrument = replace.symbol() != null ?
            core.instrument(replace.symbol()) : core.instrumentOfOrder(replace.orderId());
        final CommandFuture<ExecutionReport> future = core.newCommandFuture();
        if (instrument != null)
        {
            return submit(new ReplaceCommand(replace, instrument, future));
        }
        final ReplaceOrder terms = replace.copy();
        order(terms.orderId(), terms.origClOrdId()).whenComplete((order, failure) ->
        {
            try
            {
                onOrderKnown(terms, order, failure, future);
            }
            catch (final RuntimeException e)
            {
                future.fail(e);
            }
        });
        return future;
    }

    private void onOrderKnown(
        final ReplaceOrder terms,
        final OpenOrder order,
        final Throwable failure,
        final CommandFuture<ExecutionReport> future)
    {
        if (order != null)
        {
            submit(new ReplaceCommand(terms, order.instrument(), future));
        }
        else if (failure instanceof QueryRejectedException)
        {
            future.answer(ReplaceCommand.rejected(
                0, 0, terms.orderId(), terms.origClOrdId(), RejectReason.UNKNOWN_ORDER), true);
        }
        else
        {
            future.fail(failure);
        }
    }

    CompletableFuture<OpenOrder> order(final long orderId, final long clOrdId)
    {
        final SingleOrderQuery query = new SingleOrderQuery(orderId, clOrdId, core.newFuture());
        core.ask(query);
        return query.future();
    }

    private CommandFuture<ExecutionReport> submit(final OrderCommand command)
    {
        core.submit(command);
        return command.future();
    }
}
