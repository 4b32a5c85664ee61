package io.gavel.ops.trading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.AccountSummary;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.OpenOrder;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Rejections;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.schema.Liquidity;
import java.util.List;

/**
 * The JSON forms of orders and reports. Order ids are strings, as they go beyond what a JSON number surely carries.
 */
final class OrderDocuments
{
    private OrderDocuments()
    {
    }

    /**
     * A report.
     *
     * @param report of the venue.
     * @return its document.
     */
    static ObjectNode of(final ExecutionReport report)
    {
        final ObjectNode document = Output.object()
            .put("execType", report.execType().name())
            .put("ordStatus", report.ordStatus().name())
            .put("orderId", Long.toString(report.orderId()))
            .put("clOrdId", report.clOrdId())
            .put("accountId", report.accountId())
            .put("symbol", report.symbol())
            .put("side", report.side().name())
            .put("ordType", report.ordType().name())
            .put("timeInForce", report.timeInForce().name());
        return document
            .put("price", report.priceTicks() == 0 ? null : report.price().toPlainString())
            .put("stopPrice", report.stopPriceTicks() == 0 ? null : report.stopPrice().toPlainString())
            .put("orderQty", report.orderQty())
            .put("cumQty", report.cumQty())
            .put("leavesQty", report.leavesQty())
            .put("rejectReason", report.rejectReason().name())
            .put("cancelReason", report.cancelReason().name())
            .put("fee", report.fee().toPlainString())
            .put("liquidity", report.liquidity() == Liquidity.NULL_VAL ? null : report.liquidity().name())
            .put("execId", report.eventSeq());
    }

    /**
     * At which price an order trades, for a person.
     *
     * @param report of it.
     * @return stop price and limit, as far as it has them.
     */
    static String priceText(final ExecutionReport report)
    {
        return (report.stopPriceTicks() == 0 ? "" : " stop " + report.stopPrice().toPlainString()) +
            (report.priceTicks() == 0 ? " at market" : " @ " + report.price().toPlainString());
    }

    /**
     * An open order.
     *
     * @param order of the venue.
     * @return its document.
     */
    static ObjectNode of(final OpenOrder order)
    {
        return Output.object()
            .put("orderId", Long.toString(order.orderId()))
            .put("clOrdId", order.clOrdId())
            .put("accountId", order.accountId())
            .put("symbol", order.symbol())
            .put("side", order.side().name())
            .put("timeInForce", order.timeInForce().name())
            .put("ordType", order.ordType().name())
            .put("price", order.priceTicks() == 0 ? null : order.price().toPlainString())
            .put("stopPrice", order.stopPriceTicks() == 0 ? null : order.stopPrice().toPlainString())
            .put("displayQty", order.displayQty())
            .put("expireTime", order.expireTime() == null ? null : order.expireTime().toString())
            .put("waiting", order.isWaiting())
            .put("orderQty", order.orderQty())
            .put("cumQty", order.cumQty())
            .put("leavesQty", order.leavesQty())
            .put("entryTimeNs", Long.toString(order.entryTimeNs()));
    }

    /**
     * Prints a rejection: the document on standard output where one is asked for, the reason on standard error.
     *
     * @param output   of the command.
     * @param report   that rejects.
     * @param document of it.
     * @return the exit status.
     */
    static int rejected(final Output output, final ExecutionReport report, final ObjectNode document)
    {
        if (output.json())
        {
            output.printJson(document);
        }
        output.progress(output.spec().qualifiedName() + ": " + report.execType() + ": " +
            Rejections.sentence(report.rejectReason()));
        return Errors.FAILED;
    }

    /**
     * The account that is meant.
     *
     * @param client    of the participant.
     * @param accountId as given, 0 where none was.
     * @return the one that was given, or the participant's only one.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       with status 2 where none was given and the participant has not exactly one.
     */
    static long accountOf(final GavelClient client, final long accountId) throws InterruptedException
    {
        if (accountId != 0)
        {
            return accountId;
        }
        final List<AccountSummary> accounts = VenueOptions.await(client.accounts());
        if (accounts.size() != 1)
        {
            throw new CommandFailure(accounts.isEmpty() ?
                "this participant has no account: an operator makes one by ./gavel account create" :
                "this participant has " + accounts.size() + " accounts: choose one by --account (./gavel account list)",
                Errors.WRONG_ARGUMENT, null);
        }
        return accounts.get(0).accountId();
    }
}
