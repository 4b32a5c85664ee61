package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.account.Ledger;
import io.gavel.engine.book.OrderBook;
import io.gavel.engine.instrument.Instrument;
import io.gavel.schema.CashAdjustedDecoder;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.HoldingAdjustedDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Adds up what the events say, and compares it with the state. */
final class VenueChecks
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final CashAdjustedDecoder cashAdjusted = new CashAdjustedDecoder();
    private final HoldingAdjustedDecoder holdingAdjusted = new HoldingAdjustedDecoder();
    // By order id: ordered, filled, cancelled lots, and buys less sells of each trade.
    private final Map<Long, long[]> orders = new TreeMap<>();
    private final Map<Long, long[]> trades = new TreeMap<>();
    private final Map<Integer, Long> deposits = new TreeMap<>();
    private final Map<Integer, Long> shares = new TreeMap<>();
    long accepted;
    long traded;

    void onEvent(
        final int templateId, final DirectBuffer buffer, final int offset, final int length, final long eventSeq)
    {
        switch (templateId)
        {
            case ExecutionReportDecoder.TEMPLATE_ID ->
            {
                report.wrapAndApplyHeader(buffer, offset, header);
                onReport();
            }
            case CashAdjustedDecoder.TEMPLATE_ID ->
            {
                cashAdjusted.wrapAndApplyHeader(buffer, offset, header);
                deposits.merge(
                    io.gavel.engine.account.Currency.decode(
                        buffer, offset + 8 + CashAdjustedDecoder.currencyEncodingOffset()),
                    cashAdjusted.deltaMinor(), Long::sum);
            }
            case HoldingAdjustedDecoder.TEMPLATE_ID ->
            {
                holdingAdjusted.wrapAndApplyHeader(buffer, offset, header);
                shares.merge(holdingAdjusted.instrumentId(), holdingAdjusted.deltaLots(), Long::sum);
            }
            default ->
            {
            }
        }
    }

    private void onReport()
    {
        final ExecType type = report.execType();
        final long[] order = orders.computeIfAbsent(report.orderId(), (id) -> new long[3]);
        switch (type)
        {
            case NEW ->
            {
                accepted++;
                assertEquals(0, order[0], "order id used twice");
                order[0] = report.orderQtyLots();
            }
            case REPLACED -> order[0] = report.orderQtyLots();
            case TRADE ->
            {
                traded++;
                order[1] += report.lastQtyLots();
                assertEquals(order[1], report.cumQtyLots());
                final long[] trade = trades.computeIfAbsent(report.matchId(), (id) -> new long[3]);
                trade[0] += (Side.BUY == report.side() ? 1 : -1) * report.lastQtyLots();
                trade[1]++;
                assertTrue(0 == trade[2] || trade[2] == report.lastPxTicks(), "one price a trade");
                trade[2] = report.lastPxTicks();
            }
            case CANCELED, EXPIRED -> order[2] += report.lastQtyLots();
            default ->
            {
                return;
            }
        }
        assertEquals(order[0], order[1] + order[2] + report.leavesQtyLots(), "open + filled + cancelled = ordered");
    }

    /** Everything that has to hold between two commands. */
    void check(final Exchange exchange)
    {
        final Venue venue = exchange.venue();
        final List<OrderBook> books = new ArrayList<>();
        final long[] cashHeld = new long[venue.accounts().cash().rowCount()];
        final long[] sharesHeld = new long[venue.accounts().holdings().rowCount()];
        int open = 0;
        for (int id = 1; id <= venue.instruments().count(); id++)
        {
            final Instrument instrument = venue.instruments().get(id);
            books.add(instrument.book());
            final long bid = instrument.book().bestPriceTicks(Side.BUY);
            final long ask = instrument.book().bestPriceTicks(Side.SELL);
            assertTrue(!instrument.trading().isContinuous() || 0 == bid || 0 == ask || bid < ask,
                "book " + id + " is crossed in continuous trading: " + bid + " " + ask);
            for (final Side side : new Side[]{ Side.BUY, Side.SELL })
            {
                for (int slot = instrument.book().first(side); slot >= 0; slot = instrument.book().next(slot))
                {
                    open++;
                    assertEquals(venue.orders().leavesQty(slot), venue.pool().leavesLots(slot));
                    assertEquals(venue.orders().priceTicks(slot), venue.pool().priceTicks(slot));
                    assertEquals(slot, venue.orders().find(
                        venue.orders().participantId(slot), venue.orders().clOrdId(slot)));
                    if (Side.BUY == side)
                    {
                        cashHeld[venue.orders().cashRow(slot)] += instrument.notionalMinor(
                            venue.orders().priceTicks(slot), venue.orders().leavesQty(slot));
                    }
                    else
                    {
                        sharesHeld[venue.orders().holdingRow(slot)] += venue.orders().leavesQty(slot);
                    }
                }
            }
        }
        assertEquals(open, venue.orders().openCount());
        assertEquals(open, venue.pool().allocatedCount());
        checkLedger(venue.accounts().cash(), cashHeld, deposits);
        checkLedger(venue.accounts().holdings(), sharesHeld, shares);
        trades.values().forEach((trade) ->
        {
            assertEquals(0, trade[0], "bought = sold");
            assertEquals(2, trade[1], "a buy and a sell");
        });
        venue.pool().checkInvariants(books);
    }

    private static void checkLedger(final Ledger ledger, final long[] held, final Map<Integer, Long> deposits)
    {
        final Map<Integer, Long> sums = new TreeMap<>();
        for (int row = 0; row < ledger.rowCount(); row++)
        {
            assertEquals(held[row], ledger.held(row), "holds are what open orders need");
            assertTrue(ledger.balance(row) >= ledger.held(row));
            sums.merge(ledger.asset(row), ledger.balance(row), Long::sum);
        }
        deposits.forEach((asset, sum) ->
        {
            assertEquals(sum, sums.getOrDefault(asset, 0L), "deposits less withdrawals = balances");
            assertEquals(sum, ledger.total(asset));
        });
    }
}
