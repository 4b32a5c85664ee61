package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.gavel.engine.participant.ClOrdIdHistory;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.lang.management.ManagementFactory;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** Once warm, an order command costs no garbage: not one byte. */
class AllocationTest
{
    private static final int ROUNDS = 20_000;

    private final long[] heard = new long[2];
    private final Exchange exchange = new Exchange(new UnheardOutput()
    {
        @Override
        public void onEventBatch(
            final long firstSeq, final long lastSeq, final DirectBuffer buffer, final int offset, final int length)
        {
            heard[0] = lastSeq;
        }

        @Override
        public void onSessionMessage(
            final long sessionId, final DirectBuffer buffer, final int offset, final int length)
        {
            heard[1]++;
        }
    });
    private final CommandEncoder encoder = new CommandEncoder();
    private long seq;
    private long clOrdId;
    private long nowNs;

    @Test
    void shouldAllocateNothingOnOrderCommandsOnceWarm()
    {
        setUp();
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        // The history of client order ids is full, and everything compiled, before it counts.
        final ClOrdIdHistory history = exchange.venue().participants().get(1).clOrdIds();
        for (long page = 0; page < ClOrdIdHistory.PAGES_MAX; page++)
        {
            history.add(Long.MAX_VALUE - page * 64);
        }
        history.beginDay();
        for (int i = 0; i < ROUNDS; i++)
        {
            round();
        }
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            final long eventsBefore = exchange.eventSeq();
            final long before = threads.getThreadAllocatedBytes(thread);
            final long idle = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < ROUNDS; i++)
            {
                round();
            }
            final long after = threads.getThreadAllocatedBytes(thread);
            least = Math.min(least, after - idle - (idle - before));
            assertTrue(exchange.eventSeq() > eventsBefore + ROUNDS * 10L, "the rounds must trade");
        }
        assertEquals(0, least, "bytes allocated by " + ROUNDS + " rounds of 9 commands");
        assertEquals(heard[0], exchange.eventSeq());
        assertTrue(history.pagesOfEarlierDays() < ClOrdIdHistory.PAGES_MAX - 4_000, "pages must have been forgotten");
    }

    private void setUp()
    {
        exchange.onSessionOpened(1, 0, 0);
        send(1, encoder.resume(0, 0));
        send(1, encoder.addInstrument(1, "AAPL", "USD", 100, 1));
        send(1, encoder.addParticipant(2, "alice", Role.TRADER, 4096));
        send(1, encoder.addAccount(3, 1));
        send(1, encoder.adjustCash(4, 1, "USD", 1L << 50));
        send(1, encoder.adjustHolding(5, 1, 1, 1L << 50));
        exchange.onSessionOpened(2, 1, 0);
        send(2, encoder.resume(0, 0));
    }

    // Rests, reduces, moves, trades, rejects and cancels; leaves the book as it was.
    private void round()
    {
        final long first = order(Side.BUY, 10, 100, TimeInForce.GTC);
        order(Side.SELL, 20, 105 + (clOrdId & 7), TimeInForce.DAY);
        send(2, encoder.replace(++seq, 0, clOrdId, 0, 15, 105 + (clOrdId & 7)));
        send(2, encoder.replace(++seq, 0, clOrdId, 0, 16, 103));
        order(Side.SELL, 4, 100, TimeInForce.IOC);
        order(Side.BUY, 4, 0, TimeInForce.DAY);
        order(Side.BUY, 400, 110, TimeInForce.FOK);
        order(Side.BUY, -1, 110, TimeInForce.DAY);
        send(2, encoder.cancel(++seq, 0, first));
        order(Side.BUY, 12, 103, TimeInForce.IOC);
    }

    private long order(final Side side, final long lots, final long price, final TimeInForce tif)
    {
        send(2, encoder.newOrder(++seq, 1, ++clOrdId, 1, side, lots, price, tif));
        return clOrdId;
    }

    private void send(final long session, final int length)
    {
        exchange.onMessage(session, encoder.buffer, 0, length, ++nowNs);
    }
}
