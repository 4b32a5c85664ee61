package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.account.Ledger;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.order.Commitments;
import io.gavel.engine.order.Orders;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A snapshot that the first version wrote: four traders, three instruments, 21 open orders, and the day's end, of which
 * no slice has run, under way for 13 of them.
 */
class FirstVersionSnapshotTest
{
    private static final Path RECORDS = Path.of("src/test/resources/snapshot/v1.hex");
    private static final long OPERATOR_SESSION = 900_001;
    private static final long TRADER_SESSION = 900_002;
    private static final int OPEN = 21;
    private static final int OF_DAY = 13;
    private static final long TIME_NS = 2_000_000;
    private static final long MATCH = 36;
    private static final long DAY_END_TIMER = 1;

    private final RecordedOutput output = new RecordedOutput();
    private final CommandEncoder encoder = new CommandEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final List<String> told = new ArrayList<>();
    private Exchange exchange;

    @BeforeEach
    void restore() throws IOException
    {
        final List<byte[]> records = new ArrayList<>();
        for (final String line : Files.readAllLines(RECORDS))
        {
            records.add(HexFormat.of().parseHex(line));
        }
        exchange = RecordedOutput.restore(records, output);
        output.lastEventSeq = exchange.eventSeq();
        output.consumer = (templateId, buffer, offset, length, eventSeq) ->
        {
            if (ExecutionReportDecoder.TEMPLATE_ID == templateId)
            {
                report.wrapAndApplyHeader(buffer, offset, header);
                told.add(report.execType() + " " + report.clOrdId());
            }
        };
    }

    @Test
    void shouldHaveWhatTheFirstVersionHad()
    {
        final Venue venue = exchange.venue();
        assertEquals(OPEN, venue.orders().openCount());
        assertEquals(OF_DAY, venue.orders().openDayCount());
        assertEquals(MATCH, venue.matchId());
        assertEquals(TIME_NS, venue.timeNs());
        assertEquals(3, venue.instruments().count());
        assertEquals(5, venue.participants().count());
        assertEquals(8, venue.accounts().count());
        for (int account = 1; account <= 8; account++)
        {
            assertTrue(venue.accounts().isVerified(account));
        }
        checkHolds();
    }

    @Test
    void shouldCompleteTheEndOfTheDayByTheTimerOfTheFirstVersion()
    {
        exchange.onTimer(DAY_END_TIMER, TIME_NS + Timers.SLICE_PAUSE_NS);
        assertEquals(OPEN - OF_DAY, exchange.venue().orders().openCount());
        assertEquals(0, exchange.venue().orders().openDayCount());
        assertEquals(0, exchange.venue().timers().deadlineNs(Timers.SWEEPS));
        assertEquals(OF_DAY, told.stream().filter((line) -> line.startsWith(ExecType.EXPIRED.name())).count());
        assertTrue(told.contains("EXPIRED 9001") && told.contains("EXPIRED 9002"));
        assertTrue(!told.contains("EXPIRED 9000"), "an order good till it is cancelled stays");
        checkHolds();
    }

    @Test
    void shouldGoOnTrading()
    {
        final long order = seq(1);
        trader(encoder.newOrder(order, 1, 9_100, 1, Side.BUY, 3, 90, TimeInForce.DAY));
        trader(encoder.newOrder(order + 1, 2, 9_101, 1, Side.SELL, 2, 50, TimeInForce.IOC));
        trader(encoder.cancel(order + 2, 0, 9_000));
        trader(encoder.newOrder(order + 3, 1, 9_002, 1, Side.BUY, 1, 50, TimeInForce.GTC));
        assertTrue(told.contains("NEW 9100") && told.contains("TRADE 9101"));
        assertTrue(told.contains("CANCELED 9000") && told.contains("REJECTED 9002"));
        checkHolds();

        // The day's end is of the orders that were there when it began.
        exchange.onTimer(DAY_END_TIMER, TIME_NS + Timers.SLICE_PAUSE_NS);
        assertTrue(told.contains("EXPIRED 9001") && !told.contains("EXPIRED 9100"));
        checkHolds();

        final Exchange again = RecordedOutput.restore(RecordedOutput.snapshot(exchange), new RecordedOutput());
        assertEquals(exchange.stateHash(), again.stateHash());
        exchange.onMessage(OPERATOR_SESSION, encoder.buffer, 0, encoder.closeDay(seq(0)), 5_000_000);
        assertEquals(0, exchange.venue().orders().openDayCount());
        checkHolds();
    }

    private void trader(final int length)
    {
        exchange.onMessage(TRADER_SESSION, encoder.buffer, 0, length, 3_000_000);
    }

    private long seq(final int participant)
    {
        return exchange.venue().participants().get(participant).connection(0).outcomes().lastClientSeq() + 1;
    }

    private void checkHolds()
    {
        final Venue venue = exchange.venue();
        final long[] cash = new long[venue.accounts().cash().rowCount()];
        final long[] shares = new long[venue.accounts().holdings().rowCount()];
        for (int id = 1; id <= venue.instruments().count(); id++)
        {
            final Instrument instrument = venue.instruments().get(id);
            for (int slot = instrument.book().first(Side.BUY); Orders.NIL != slot; slot = instrument.book().next(slot))
            {
                cash[venue.orders().cashRow(slot)] += Commitments.neededMinor(instrument,
                    venue.orders().priceTicks(slot), venue.orders().leavesQty(slot), venue.orders().feeRate(slot));
            }
            for (int slot = instrument.book().first(Side.SELL); Orders.NIL != slot; slot = instrument.book().next(slot))
            {
                shares[venue.orders().holdingRow(slot)] += venue.orders().leavesQty(slot);
            }
        }
        check(venue.accounts().cash(), cash);
        check(venue.accounts().holdings(), shares);
    }

    private static void check(final Ledger ledger, final long[] held)
    {
        for (int row = 0; row < ledger.rowCount(); row++)
        {
            assertEquals(held[row], ledger.held(row), "account " + ledger.accountId(row));
        }
    }
}
