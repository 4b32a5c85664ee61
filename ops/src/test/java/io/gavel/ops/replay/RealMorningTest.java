package io.gavel.ops.replay;

import io.gavel.ops.itch.ItchFormatException;
import io.gavel.ops.replay.RecordedMorning.StockChoice;
import io.gavel.schema.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class RealMorningTest
{
    @TempDir
    private Path directory;

    @Test
    void shouldReadTheRecordedMorning() throws IOException
    {
        final RecordedMorning morning =
            RecordedMorning.read(RealMorning.fileOrSkip(), new StockChoice(null, null));
        final List<RecordedOrder> bids = morning.resting(Side.BUY);
        final List<RecordedOrder> asks = morning.resting(Side.SELL);

        assertEquals("AAPL", morning.symbol());
        assertEquals(10_000, morning.messageCount());
        assertEquals(849, morning.book().executions().size());
        assertEquals(215, morning.book().restingCount());
        assertEquals(215, bids.size() + asks.size());
        assertEquals(3_201_400, bids.get(0).priceMinor());
        assertEquals(25, sizeAtBest(bids));
        assertEquals(3_203_000, asks.get(0).priceMinor());
        assertEquals(100, sizeAtBest(asks));
        assertEquals(0, morning.book().outOfPriorityCount());
        assertEquals(0, morning.book().crossingCount());
        assertEquals(100, morning.tickSizeMinor());
        assertEquals(849, morning.steps().stream()
            .mapToInt((step) -> step instanceof ReplayStep.Sweep sweep ? sweep.executions() : 0).sum());
    }

    @Test
    void shouldNameTheOffsetOfAByteThatWasDamaged() throws IOException
    {
        final byte[] bytes = Files.readAllBytes(RealMorning.fileOrSkip());
        bytes[2] = 'Z';
        final Path file = Files.write(directory.resolve("damaged"), bytes);

        assertEquals("damaged at byte offset 0: message type 'Z' (0x5a) is none of ITCH 5.0",
            assertThrows(ItchFormatException.class, () ->
                RecordedMorning.read(file, new StockChoice(null, null))).getMessage());
    }

    private static long sizeAtBest(final List<RecordedOrder> orders)
    {
        return orders.stream().filter((order) -> order.priceMinor() == orders.get(0).priceMinor())
            .mapToLong(RecordedOrder::shares).sum();
    }
}
