package io.gavel.ops.replay;

import io.gavel.ops.itch.ItchFormatException;
import io.gavel.ops.itch.ItchMessageType;
import io.gavel.ops.itch.ItchWriter;
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
import static org.junit.jupiter.api.Assertions.assertTrue;

class RecordedMorningTest
{
    private static final StockChoice ONLY = new StockChoice(null, null);

    @TempDir
    private Path directory;

    private final ItchWriter writer = new ItchWriter(13, "AAPL").directory();

    @Test
    void shouldKeepTheBookAsTheFileSays() throws IOException
    {
        writer.add(1, Side.BUY, 100, 1_000_000).add(2, Side.BUY, 50, 1_000_100).add(3, Side.BUY, 60, 1_000_000)
            .add(4, Side.SELL, 10, 1_000_200).add(5, Side.SELL, 20, 1_000_300)
            .execute(2, 50).execute(1, 30).reduce(1, 20).replace(1, 6, 40, 1_000_000).delete(5)
            .hiddenTrade(Side.BUY, 5, 1_000_100);

        final RecordedMorning morning = read();

        assertEquals(List.of(new RecordedExecution(2, 50, 1_000_100), new RecordedExecution(1, 30, 1_000_000)),
            morning.book().executions());
        assertEquals(List.of(
            new RecordedOrder(3, Side.BUY, 60, 1_000_000), new RecordedOrder(6, Side.BUY, 40, 1_000_000)),
            morning.resting(Side.BUY));
        assertEquals(List.of(new RecordedOrder(4, Side.SELL, 10, 1_000_200)), morning.resting(Side.SELL));
        assertEquals(3, morning.book().restingCount());
        assertEquals(0, morning.book().outOfPriorityCount());
        assertEquals(0, morning.book().crossingCount());
        assertEquals("AAPL", morning.symbol());
        assertEquals(12, morning.messageCount());
    }

    @Test
    void shouldCountWhatAPriceTimeBookCannotRepeat() throws IOException
    {
        writer.add(1, Side.BUY, 100, 1_000_000).add(2, Side.BUY, 100, 1_000_000).execute(2, 10)
            .add(3, Side.SELL, 5, 1_000_000);

        assertEquals(1, read().book().outOfPriorityCount());
        assertEquals(1, read().book().crossingCount());
    }

    @Test
    void shouldTranslateEachMessageIntoItsCommands() throws IOException
    {
        writer.add(1, Side.BUY, 100, 1_000_000).addAttributed(2, Side.SELL, 50, 1_000_100)
            .at(2_000).execute(1, 30).at(3_000).reduce(1, 20).reduce(1, 10).replace(2, 3, 70, 1_000_200).delete(1);

        assertEquals(List.of(
            new ReplayStep.Enter(1, Side.BUY, 100, 1_000_000),
            new ReplayStep.Enter(2, Side.SELL, 50, 1_000_100),
            new ReplayStep.Sweep(Side.SELL, 30, 1_000_000, 1),
            new ReplayStep.Reduce(1, 80, 1_000_000),
            new ReplayStep.Reduce(1, 70, 1_000_000),
            new ReplayStep.Cancel(2),
            new ReplayStep.Enter(3, Side.SELL, 70, 1_000_200),
            new ReplayStep.Cancel(1)), read().steps());
    }

    @Test
    void shouldCancelAnOrderThatIsReducedToNothing() throws IOException
    {
        writer.add(1, Side.BUY, 100, 1_000_000).execute(1, 60).reduce(1, 40);

        assertEquals(List.of(
            new ReplayStep.Enter(1, Side.BUY, 100, 1_000_000),
            new ReplayStep.Sweep(Side.SELL, 60, 1_000_000, 1),
            new ReplayStep.Cancel(1)), read().steps());
        assertEquals(0, read().book().restingCount());
    }

    @Test
    void shouldMakeOneSweepOfExecutionsWithOneTimestampAndSide() throws IOException
    {
        writer.add(1, Side.BUY, 100, 1_000_100).add(2, Side.BUY, 100, 1_000_000).add(3, Side.SELL, 100, 1_000_200)
            .at(2_000).execute(1, 100).hiddenTrade(Side.BUY, 7, 1_000_050).other(ItchMessageType.REG_SHO_RESTRICTION)
            .execute(2, 10)
            .at(2_001).execute(2, 20)
            .execute(3, 30)
            .add(4, Side.SELL, 100, 1_000_300).execute(3, 5);

        assertEquals(List.of(
            new ReplayStep.Sweep(Side.SELL, 110, 1_000_000, 2),
            new ReplayStep.Sweep(Side.SELL, 20, 1_000_000, 1),
            new ReplayStep.Sweep(Side.BUY, 30, 1_000_200, 1),
            new ReplayStep.Enter(4, Side.SELL, 100, 1_000_300),
            new ReplayStep.Sweep(Side.BUY, 5, 1_000_200, 1)), read().steps().subList(3, 8));
    }

    @Test
    void shouldRecordTheExecutionsOwnPriceAndSweepToTheOrders() throws IOException
    {
        writer.add(1, Side.BUY, 100, 1_000_000).executeAt(1, 40, 1_000_050);

        assertEquals(List.of(new RecordedExecution(1, 40, 1_000_050)), read().book().executions());
        assertEquals(new ReplayStep.Sweep(Side.SELL, 40, 1_000_000, 1), read().steps().get(1));
    }

    @Test
    void shouldTakeACentAsTickWhereEveryPriceFitsIt() throws IOException
    {
        writer.add(1, Side.BUY, 100, 1_000_100);
        assertEquals(100, read().tickSizeMinor());
        writer.add(2, Side.BUY, 100, 1_000_150);
        assertEquals(1, read().tickSizeMinor());
    }

    @Test
    void shouldNameTheOffsetOfAMessageThatContradictsTheOnesBefore() throws IOException
    {
        writer.add(1, Side.BUY, 100, 1_000_000);
        final int next = writer.offset();
        final byte[] before = writer.bytes();

        assertContradiction(next, "E (order executed): order 2 is not in the book", before,
            new ItchWriter(13, "AAPL").execute(2, 10));
        assertContradiction(next, "E (order executed): 101 shares of order 1, which has 100 open", before,
            new ItchWriter(13, "AAPL").execute(1, 101));
        assertContradiction(next, "X (order cancel): 101 shares of order 1, which has 100 open", before,
            new ItchWriter(13, "AAPL").reduce(1, 101));
        assertContradiction(next, "A (add order): order 1 is in the book already", before,
            new ItchWriter(13, "AAPL").add(1, Side.SELL, 1, 1_000_100));
        assertContradiction(next, "D (order delete): order 9 is not in the book", before,
            new ItchWriter(13, "AAPL").delete(9));
        assertContradiction(next, "U (order replace): order 9 is not in the book", before,
            new ItchWriter(13, "AAPL").replace(9, 10, 1, 1_000_100));
    }

    @Test
    void shouldAskForTheStockWhereAFileHasSeveral() throws IOException
    {
        writer.add(1, Side.BUY, 100, 1_000_000)
            .append(new ItchWriter(14, "MSFT").directory().add(2, Side.BUY, 70, 500_000));

        assertEquals("has 2 stocks: choose one by --symbol or --locate; AAPL (locate 13), MSFT (locate 14)",
            assertThrows(IOException.class, this::read).getMessage());
        assertEquals("MSFT", read(new StockChoice("MSFT", null)).symbol());
        assertEquals(List.of(new RecordedOrder(1, Side.BUY, 100, 1_000_000)),
            read(new StockChoice(null, 13)).resting(Side.BUY));
        assertEquals("has no stock for --symbol IBM; it has AAPL (locate 13), MSFT (locate 14)",
            assertThrows(IOException.class, () -> read(new StockChoice("IBM", null))).getMessage());
        assertEquals("has no stock for --symbol MSFT --locate 13; it has AAPL (locate 13), MSFT (locate 14)",
            assertThrows(IOException.class, () -> read(new StockChoice("MSFT", 13))).getMessage());
    }

    @Test
    void shouldNameTheOffsetOfAMessageThatTakesAnotherStocksOrder() throws IOException
    {
        writer.add(1, Side.BUY, 100, 1_000_000).append(new ItchWriter(14, "MSFT").directory());
        final int next = writer.offset();
        writer.append(new ItchWriter(14, "MSFT").delete(1));

        assertEquals("damaged at byte offset " + next + ": D (order delete): locate 14, but order 1 is another stock's",
            assertThrows(ItchFormatException.class, () -> read(new StockChoice("AAPL", null))).getMessage());
    }

    @Test
    void shouldEndEveryFileWithOneByteDamagedInASentenceOrReadIt() throws IOException
    {
        final byte[] whole = Files.readAllBytes(SyntheticMorning.write(directory.resolve("whole"), 17, 30));
        int damagedCount = 0;
        for (int at = 0; at < whole.length; at++)
        {
            final byte[] bytes = whole.clone();
            bytes[at] ^= (byte)0xff;
            final Path file = Files.write(directory.resolve("flipped"), bytes);
            try
            {
                assertEquals("AAPL", RecordedMorning.read(file, ONLY).symbol(), "byte " + at);
            }
            catch (final ItchFormatException e)
            {
                damagedCount++;
                assertTrue(e.offset() >= 0 && e.offset() < whole.length, "byte " + at + ": " + e.getMessage());
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            }
        }
        // What is left are tracking numbers, match numbers and such, of which a book can tell nothing.
        assertTrue(damagedCount > whole.length / 2, damagedCount + " of " + whole.length + " were noticed");
    }

    @Test
    void shouldSayThatAFileNamesNoStock() throws IOException
    {
        final Path file = Files.write(
            directory.resolve("none"), new ItchWriter(0, "").other(ItchMessageType.SYSTEM_EVENT).bytes());

        assertEquals("names no stock: there is nothing to replay",
            assertThrows(IOException.class, () -> RecordedMorning.read(file, ONLY)).getMessage());
    }

    private void assertContradiction(
        final long offset, final String what, final byte[] before, final ItchWriter damage) throws IOException
    {
        final Path file = Files.write(
            directory.resolve("damaged"), new ItchWriter(13, "AAPL").raw(before).append(damage).bytes());
        final ItchFormatException e = assertThrows(
            ItchFormatException.class, () -> RecordedMorning.read(file, ONLY));
        assertEquals("damaged at byte offset " + offset + ": " + what, e.getMessage());
    }

    private RecordedMorning read() throws IOException
    {
        return read(ONLY);
    }

    private RecordedMorning read(final StockChoice choice) throws IOException
    {
        return RecordedMorning.read(Files.write(directory.resolve("morning"), writer.bytes()), choice);
    }
}
