package io.gavel.client.examples;

import io.gavel.client.Account;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.NewOrder;
import io.gavel.client.OpenOrder;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;

/** Places an order, looks at it, and takes it out again. Arguments: members, participant, password and account. */
public final class FirstOrder
{
    private FirstOrder()
    {
    }

    public static void main(final String[] args)
    {
        final long accountId = Long.parseLong(args[3]);
        try (GavelClient client = GavelClient.connect(new GavelClient.Context()
            .members(args[0])                     // "127.0.0.1:9000,127.0.0.1:9010,127.0.0.1:9020"
            .participant(args[1])
            .password(args[2].toCharArray())
            .executionListener(FirstOrder::print))) // every report, trades included
        {
            final ExecutionReport placed = client.placeOrder(NewOrder
                .limit("AAPL", Side.BUY, 100, "320.14")
                .account(accountId)
                .timeInForce(TimeInForce.GTC)).join();
            if (placed.isRejected())
            {
                System.out.println("rejected: " + placed.rejectReason());
                return;
            }
            final Account account = client.account(accountId).join();
            System.out.println("held: " + account.cash("USD").held() + " USD");
            for (final OpenOrder order : client.openOrders(accountId).join())
            {
                System.out.println("open: " + order.leavesQty() + " " + order.symbol() + " at " + order.price());
            }
            client.cancelOrder(placed.orderId()).join();
        }
    }

    private static void print(final ExecutionReport report)
    {
        System.out.println(report.execType() + " " + report.symbol() + " order " + report.orderId() +
            ", open " + report.leavesQty() + ", traded " + report.cumQty());
    }
}
