package io.gavel.chaos.load;

import io.gavel.client.ExecutionReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The orders of a broker that its reports say are open. Any thread. */
final class OpenOrders
{
    private final Map<Long, Integer> indexByOrderId = new HashMap<>();
    private final List<OpenOrder> orders = new ArrayList<>();

    /** An order that is open. */
    record OpenOrder(long orderId, String symbol, long cumQty, long leavesQty)
    {
    }

    synchronized void onReport(final ExecutionReport report)
    {
        if (report.orderId() == 0 || report.isRejected())
        {
            return;
        }
        final Integer index = indexByOrderId.get(report.orderId());
        if (report.leavesQtyLots() == 0)
        {
            if (index != null)
            {
                remove(index);
            }
            return;
        }
        final OpenOrder order =
            new OpenOrder(report.orderId(), report.symbol(), report.cumQty(), report.leavesQty());
        if (index != null)
        {
            orders.set(index, order);
        }
        else
        {
            indexByOrderId.put(order.orderId(), orders.size());
            orders.add(order);
        }
    }

    private void remove(final int index)
    {
        final OpenOrder removed = orders.get(index);
        final OpenOrder last = orders.remove(orders.size() - 1);
        indexByOrderId.remove(removed.orderId());
        if (last != removed)
        {
            orders.set(index, last);
            indexByOrderId.put(last.orderId(), index);
        }
    }

    synchronized int size()
    {
        return orders.size();
    }

    /** One of them by chance; null where there is none. */
    synchronized OpenOrder any(final SplittableRandom random)
    {
        return orders.isEmpty() ? null : orders.get(random.nextInt(orders.size()));
    }
}
