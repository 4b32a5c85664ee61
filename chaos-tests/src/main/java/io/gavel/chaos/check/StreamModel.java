package io.gavel.chaos.check;

import static io.gavel.chaos.check.Violations.Kind.DIVERGED;

import io.gavel.schema.AdminReportDecoder;
import io.gavel.schema.AuctionExecutedDecoder;
import io.gavel.schema.CashAdjustedDecoder;
import io.gavel.schema.CommandReportDecoder;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.FeeAccountSetDecoder;
import io.gavel.schema.HoldingAdjustedDecoder;
import io.gavel.schema.InstrumentAddedDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.OrderAddedDecoder;
import io.gavel.schema.OrderDeletedDecoder;
import io.gavel.schema.OrderExecutedDecoder;
import io.gavel.schema.OrderReducedDecoder;
import io.gavel.schema.StateHashedDecoder;
import org.agrona.DirectBuffer;

/**
 * The state of a venue as its event stream tells it, checked while it is read: orders, trades, money and shares, books,
 * and which command each event answers. It knows nothing of the engine's code.
 */
final class StreamModel
{
    private final Violations violations = new Violations();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final AdminReportDecoder adminReport = new AdminReportDecoder();
    private final CommandReportDecoder commandReport = new CommandReportDecoder();
    private final InstrumentAddedDecoder instrument = new InstrumentAddedDecoder();
    private final OrderAddedDecoder added = new OrderAddedDecoder();
    private final OrderExecutedDecoder executed = new OrderExecutedDecoder();
    private final AuctionExecutedDecoder auctioned = new AuctionExecutedDecoder();
    private final OrderReducedDecoder reduced = new OrderReducedDecoder();
    private final OrderDeletedDecoder deleted = new OrderDeletedDecoder();
    private final CashAdjustedDecoder cash = new CashAdjustedDecoder();
    private final HoldingAdjustedDecoder holding = new HoldingAdjustedDecoder();
    private final FeeAccountSetDecoder feeAccount = new FeeAccountSetDecoder();
    private final StateHashedDecoder hashed = new StateHashedDecoder();
    private final OrderLives orders = new OrderLives(violations);
    private final TradeSides trades = new TradeSides(violations);
    private final LedgerModel ledger = new LedgerModel(violations);
    private final PublicBooks books = new PublicBooks(violations);
    private final AnswerLog answers = new AnswerLog(violations);
    private long lastStateHash;

    void onEvent(final int templateId, final DirectBuffer buffer, final int offset)
    {
        switch (templateId)
        {
            case ExecutionReportDecoder.TEMPLATE_ID -> onReport(report.wrapAndApplyHeader(buffer, offset, header));
            case OrderAddedDecoder.TEMPLATE_ID -> books.onAdded(added.wrapAndApplyHeader(buffer, offset, header));
            case OrderExecutedDecoder.TEMPLATE_ID ->
            {
                executed.wrapAndApplyHeader(buffer, offset, header);
                trades.onPublished(executed.matchId(), executed.priceTicks(), executed.lastQtyLots());
                books.onLeaves(executed.eventSeq(), executed.orderId(), executed.leavesQtyLots());
            }
            case AuctionExecutedDecoder.TEMPLATE_ID ->
            {
                auctioned.wrapAndApplyHeader(buffer, offset, header);
                trades.onPublished(auctioned.matchId(), auctioned.priceTicks(), auctioned.lastQtyLots());
                books.onLeaves(auctioned.eventSeq(), auctioned.buyOrderId(), auctioned.buyLeavesQtyLots());
                books.onLeaves(auctioned.eventSeq(), auctioned.sellOrderId(), auctioned.sellLeavesQtyLots());
            }
            case OrderReducedDecoder.TEMPLATE_ID ->
            {
                reduced.wrapAndApplyHeader(buffer, offset, header);
                books.onLeaves(reduced.eventSeq(), reduced.orderId(), reduced.leavesQtyLots());
            }
            case OrderDeletedDecoder.TEMPLATE_ID ->
            {
                deleted.wrapAndApplyHeader(buffer, offset, header);
                books.onLeaves(deleted.eventSeq(), deleted.orderId(), 0);
            }
            default -> onPrivateEvent(templateId, buffer, offset);
        }
    }

    private void onPrivateEvent(final int templateId, final DirectBuffer buffer, final int offset)
    {
        switch (templateId)
        {
            case InstrumentAddedDecoder.TEMPLATE_ID ->
            {
                instrument.wrapAndApplyHeader(buffer, offset, header);
                books.onInstrument(instrument);
                ledger.onInstrument(instrument.instrumentId(), instrument.tickSizeMinor(), instrument.lotSize());
            }
            case AdminReportDecoder.TEMPLATE_ID ->
            {
                adminReport.wrapAndApplyHeader(buffer, offset, header);
                answers.onSequences(
                    new AnswerLog.Connection(adminReport.participantId(), adminReport.connectionId()),
                    adminReport.eventSeq(), adminReport.clientSeq(), adminReport.reportSeq());
            }
            case CommandReportDecoder.TEMPLATE_ID ->
            {
                commandReport.wrapAndApplyHeader(buffer, offset, header);
                answers.onSequences(
                    new AnswerLog.Connection(commandReport.participantId(), commandReport.connectionId()),
                    commandReport.eventSeq(), commandReport.clientSeq(), commandReport.reportSeq());
            }
            case CashAdjustedDecoder.TEMPLATE_ID -> ledger.onCash(cash.wrapAndApplyHeader(buffer, offset, header));
            case HoldingAdjustedDecoder.TEMPLATE_ID ->
                ledger.onHolding(holding.wrapAndApplyHeader(buffer, offset, header));
            case FeeAccountSetDecoder.TEMPLATE_ID ->
                ledger.onFeeAccount(feeAccount.wrapAndApplyHeader(buffer, offset, header).accountId());
            case StateHashedDecoder.TEMPLATE_ID ->
                lastStateHash = hashed.wrapAndApplyHeader(buffer, offset, header).stateHash();
            default ->
            {
            }
        }
    }

    private void onReport(final ExecutionReportDecoder event)
    {
        answers.onReport(event);
        orders.onReport(event);
        if (event.execType() == ExecType.TRADE)
        {
            trades.onExecution(event);
            ledger.onExecution(event);
        }
    }

    /** What can only be told at rest. */
    void conclude()
    {
        trades.conclude();
        ledger.conclude();
        // An order rests in the public book with exactly what its owner was told is open.
        orders.open().forEach((orderId, life) ->
        {
            final PublicBooks.Resting resting = books.orders().get(orderId);
            violations.check(resting != null && resting.leavesLots() == life.leaves &&
                resting.priceTicks() == life.priceTicks && resting.isBuy() == life.isBuy, DIVERGED,
                "order " + orderId + ": its owner was told of " + life.leaves + " open at " + life.priceTicks +
                ", the book has " + resting);
        });
        violations.check(orders.open().size() == books.orders().size(), DIVERGED, "the owners were told of " +
            orders.open().size() + " open orders, the books have " + books.orders().size());
    }

    /** What was found wrong since the last call. */
    Violations takeViolations()
    {
        final Violations taken = new Violations();
        taken.addAll(violations);
        violations.clear();
        return taken;
    }

    /** That the newest StateHashed event tells. */
    long lastStateHash()
    {
        return lastStateHash;
    }

    OrderLives orders()
    {
        return orders;
    }

    TradeSides trades()
    {
        return trades;
    }

    LedgerModel ledger()
    {
        return ledger;
    }

    PublicBooks books()
    {
        return books;
    }

    AnswerLog answers()
    {
        return answers;
    }
}
