package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.account.Currency;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.book.OrderBook;
import io.gavel.engine.instrument.Instrument;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.AuctionExecutedDecoder;
import io.gavel.schema.CashAdjustedDecoder;
import io.gavel.schema.CashTransferredDecoder;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.FeeAccountSetDecoder;
import io.gavel.schema.HoldingAdjustedDecoder;
import io.gavel.schema.HoldingTransferredDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.OrderExecutedDecoder;
import io.gavel.schema.Side;
import io.gavel.schema.TradeBustedDecoder;
import io.gavel.schema.TradeCorrectedDecoder;
import io.gavel.schema.TradeReversedDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Adds up what the events say, and compares it with the state: for small venues, after each command. The deterministic
 * simulation holds its venue against it too.
 */
public final class VenueChecks
{
    private static final int PRIVATE_FROM = 50;

    private final Venue venue;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final CashAdjustedDecoder cashAdjusted = new CashAdjustedDecoder();
    private final HoldingAdjustedDecoder holdingAdjusted = new HoldingAdjustedDecoder();
    private final CashTransferredDecoder cashTransferred = new CashTransferredDecoder();
    private final HoldingTransferredDecoder holdingTransferred = new HoldingTransferredDecoder();
    private final TradeReversedDecoder reversed = new TradeReversedDecoder();
    private final TradeBustedDecoder busted = new TradeBustedDecoder();
    private final TradeCorrectedDecoder corrected = new TradeCorrectedDecoder();
    private final OrderExecutedDecoder executed = new OrderExecutedDecoder();
    private final AuctionExecutedDecoder auctionExecuted = new AuctionExecutedDecoder();
    private final FeeAccountSetDecoder feeAccountSet = new FeeAccountSetDecoder();
    private final PublicMarket market = new PublicMarket();
    private final OrderTally orders;
    private final TradeTally trades;
    private final LedgerTally cash;
    private final LedgerTally shares;
    private final OpenOrderChecks openOrders;
    private final LimitChecks limits;
    private final long[] positions = new long[512];
    private final long[] kinds = new long[128];
    private long feeAccount;
    private boolean isMoved;
    private long checkedSeq;

    /**
     * Checks of a venue that is empty yet.
     *
     * @param exchange whose events and state are compared.
     */
    public VenueChecks(final Exchange exchange)
    {
        venue = exchange.venue();
        orders = new OrderTally(venue);
        trades = new TradeTally(venue);
        cash = new LedgerTally(venue.accounts().cash());
        shares = new LedgerTally(venue.accounts().holdings());
        openOrders = new OpenOrderChecks(venue, orders, market);
        limits = new LimitChecks(venue);
    }

    /**
     * Orders that were accepted.
     *
     * @return how many there were.
     */
    public long accepted()
    {
        return orders.accepted;
    }

    /**
     * Trades.
     *
     * @return how many there were.
     */
    public long traded()
    {
        return trades.count();
    }

    /**
     * Auctions that traded.
     *
     * @return how many there were.
     */
    public long uncrossed()
    {
        return market.uncrossed;
    }

    /**
     * Events of a kind.
     *
     * @param templateId of the events schema.
     * @return how many there were.
     */
    public long count(final int templateId)
    {
        return kinds[templateId];
    }

    /**
     * Execution reports of a kind.
     *
     * @param type what happened.
     * @return how many there were.
     */
    public long count(final ExecType type)
    {
        return kinds[100 + type.value()];
    }

    /**
     * Takes one event of the stream, in order.
     *
     * @param templateId of the events schema.
     * @param buffer     that holds the event.
     * @param offset     of its messageHeader.
     * @param length     header and body, bytes.
     * @param eventSeq   of the event.
     */
    public void onEvent(
        final int templateId, final DirectBuffer buffer, final int offset, final int length, final long eventSeq)
    {
        kinds[templateId]++;
        if (templateId < PRIVATE_FROM)
        {
            market.onEvent(templateId, buffer, offset);
            onPublic(templateId, buffer, offset);
        }
        else if (ExecutionReportDecoder.TEMPLATE_ID == templateId)
        {
            report.wrapAndApplyHeader(buffer, offset, header);
            kinds[100 + report.execTypeRaw()]++;
            orders.onReport(report);
            if (ExecType.TRADE == report.execType())
            {
                trades.onExecution(report);
                settle();
            }
        }
        else
        {
            onMovement(templateId, buffer, offset);
        }
    }

    private void onPublic(final int templateId, final DirectBuffer buffer, final int offset)
    {
        switch (templateId)
        {
            case OrderExecutedDecoder.TEMPLATE_ID ->
            {
                executed.wrapAndApplyHeader(buffer, offset, header);
                trades.onTrade(
                    executed.matchId(), executed.instrumentId(), executed.priceTicks(), executed.lastQtyLots());
            }
            case AuctionExecutedDecoder.TEMPLATE_ID ->
            {
                auctionExecuted.wrapAndApplyHeader(buffer, offset, header);
                trades.onTrade(auctionExecuted.matchId(), auctionExecuted.instrumentId(),
                    auctionExecuted.priceTicks(), auctionExecuted.lastQtyLots());
            }
            case TradeBustedDecoder.TEMPLATE_ID ->
            {
                busted.wrapAndApplyHeader(buffer, offset, header);
                trades.onBusted(busted.matchId());
            }
            case TradeCorrectedDecoder.TEMPLATE_ID ->
            {
                corrected.wrapAndApplyHeader(buffer, offset, header);
                trades.onCorrected(corrected.matchId(), corrected.priceTicks(), corrected.quantityLots());
            }
            default ->
            {
            }
        }
    }

    private void settle()
    {
        final Instrument instrument = venue.instruments().get(report.instrumentId());
        final long sign = Side.BUY == report.side() ? 1 : -1;
        final long notional = report.lastPxTicks() * instrument.tickLotMinor() * report.lastQtyLots();
        cash.move(report.accountId(), instrument.currency(), -sign * notional - report.feeMinor());
        cash.move(feeAccount, instrument.currency(), report.feeMinor());
        shares.move(report.accountId(), instrument.instrumentId(), sign * report.lastQtyLots());
    }

    private void onMovement(final int templateId, final DirectBuffer buffer, final int offset)
    {
        isMoved |= CashAdjustedDecoder.TEMPLATE_ID != templateId && (HoldingAdjustedDecoder.TEMPLATE_ID == templateId ||
            HoldingTransferredDecoder.TEMPLATE_ID == templateId || TradeReversedDecoder.TEMPLATE_ID == templateId);
        switch (templateId)
        {
            case CashAdjustedDecoder.TEMPLATE_ID ->
            {
                cashAdjusted.wrapAndApplyHeader(buffer, offset, header);
                cash.deposit(cashAdjusted.accountId(), Currency.decode(
                    buffer, offset + 8 + CashAdjustedDecoder.currencyEncodingOffset()), cashAdjusted.deltaMinor());
            }
            case HoldingAdjustedDecoder.TEMPLATE_ID ->
            {
                holdingAdjusted.wrapAndApplyHeader(buffer, offset, header);
                shares.deposit(
                    holdingAdjusted.accountId(), holdingAdjusted.instrumentId(), holdingAdjusted.deltaLots());
            }
            case CashTransferredDecoder.TEMPLATE_ID ->
            {
                cashTransferred.wrapAndApplyHeader(buffer, offset, header);
                final int currency = Currency.decode(
                    buffer, offset + 8 + CashTransferredDecoder.currencyEncodingOffset());
                cash.move(cashTransferred.fromAccountId(), currency, -cashTransferred.amountMinor());
                cash.move(cashTransferred.toAccountId(), currency, cashTransferred.amountMinor());
            }
            case HoldingTransferredDecoder.TEMPLATE_ID ->
            {
                holdingTransferred.wrapAndApplyHeader(buffer, offset, header);
                final int instrumentId = holdingTransferred.instrumentId();
                shares.move(holdingTransferred.fromAccountId(), instrumentId, -holdingTransferred.quantityLots());
                shares.move(holdingTransferred.toAccountId(), instrumentId, holdingTransferred.quantityLots());
            }
            case TradeReversedDecoder.TEMPLATE_ID ->
            {
                reversed.wrapAndApplyHeader(buffer, offset, header);
                reverse();
            }
            case FeeAccountSetDecoder.TEMPLATE_ID ->
                feeAccount = feeAccountSet.wrapAndApplyHeader(buffer, offset, header).accountId();
            default ->
            {
            }
        }
    }

    private void reverse()
    {
        final int instrumentId = reversed.instrumentId();
        final int currency = venue.instruments().get(instrumentId).currency();
        cash.move(reversed.buyAccountId(), currency, reversed.buyerCashMinor());
        cash.move(reversed.sellAccountId(), currency, reversed.sellerCashMinor());
        cash.move(feeAccount, currency, -reversed.buyerCashMinor() - reversed.sellerCashMinor());
        shares.move(reversed.buyAccountId(), instrumentId, -reversed.quantityLots());
        shares.move(reversed.sellAccountId(), instrumentId, reversed.quantityLots());
    }

    /** Everything that has to hold between two commands; an {@link AssertionError} says what does not. */
    public void check()
    {
        if (checkedSeq == venue.eventSeq() && 0 != checkedSeq % 16)
        {
            // Nothing happened.
            return;
        }
        checkedSeq = venue.eventSeq();
        openOrders.check();
        cash.check(openOrders.cashHeld);
        shares.check(openOrders.sharesHeld);
        trades.check();
        limits.check(isMoved);
        isMoved = false;
        checkPositions();
        for (int account = 1; account <= venue.accounts().count(); account++)
        {
            assertTrue(AccountStatus.CLOSED != venue.accounts().status(account) || venue.accounts().isEmpty(account),
                "a closed account is empty");
        }
        checkTimer(0 == venue.markets().steps().size(), Timers.GROUP_STEPS);
        assertTrue(0 == venue.timers().deadlineNs(Timers.SWEEPS), "so few orders are cancelled at once");
    }

    private void checkTimer(final boolean isIdle, final int kind)
    {
        assertTrue(isIdle || 0 != venue.timers().deadlineNs(kind), "a timer goes on with what is under way");
    }

    private void checkPositions()
    {
        final Ledger holdings = venue.accounts().holdings();
        Arrays.fill(positions, 0, venue.positions().rowCount(), 0);
        for (int row = 0; row < holdings.rowCount(); row++)
        {
            if (0 != holdings.balance(row))
            {
                positions[venue.positions().find(
                    venue.accounts().participantId(holdings.accountId(row)), holdings.asset(row))] +=
                    holdings.balance(row);
            }
        }
        for (int row = 0; row < venue.positions().rowCount(); row++)
        {
            assertEquals(positions[row], venue.positions().positionLots(row), "a position is the sum of holdings");
        }
    }

    /** What is too slow after each command: the links of books and levels. */
    public void checkBooks()
    {
        final List<OrderBook> books = new ArrayList<>();
        for (int id = 1; id <= venue.instruments().count(); id++)
        {
            final Instrument instrument = venue.instruments().get(id);
            books.add(instrument.book());
            books.add(instrument.trading().stops());
            books.add(instrument.trading().atClose());
        }
        venue.pool().checkInvariants(books);
    }

    /** Nothing is open, and nothing is held. */
    public void checkEmpty()
    {
        check();
        assertEquals(0, venue.orders().openCount());
        for (int row = 0; row < venue.accounts().cash().rowCount(); row++)
        {
            assertEquals(0, venue.accounts().cash().held(row));
        }
        for (int row = 0; row < venue.accounts().holdings().rowCount(); row++)
        {
            assertEquals(0, venue.accounts().holdings().held(row));
        }
    }
}
