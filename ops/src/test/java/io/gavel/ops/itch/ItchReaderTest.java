package io.gavel.ops.itch;

import io.gavel.schema.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ItchReaderTest
{
    private static final long PRICE = 3_201_400;

    @TempDir
    private Path directory;

    private final ItchWriter writer = new ItchWriter(13, "AAPL");

    @Test
    void shouldDecodeEveryMessageThatTellsOfTheBook() throws IOException
    {
        writer.directory().at(30_000_000_000_000L)
            .add(1, Side.BUY, 100, PRICE).addAttributed(2, Side.SELL, 200, PRICE + 100)
            .execute(1, 40).executeAt(2, 50, PRICE + 50).reduce(1, 10).replace(2, 3, 70, PRICE + 200).delete(1)
            .hiddenTrade(Side.BUY, 5, PRICE);

        final List<ItchMessage> messages = read(writer.bytes());

        assertEquals(new ItchMessage.StockDirectory(header(messages, 0), "AAPL"), messages.get(0));
        assertEquals(
            new ItchMessage.AddOrder(header(messages, 1), 1, Side.BUY, 100, "AAPL", PRICE), messages.get(1));
        assertEquals(
            new ItchMessage.AddOrder(header(messages, 2), 2, Side.SELL, 200, "AAPL", PRICE + 100), messages.get(2));
        assertEquals(new ItchMessage.OrderExecuted(header(messages, 3), 1, 40, 1, 0), messages.get(3));
        assertEquals(new ItchMessage.OrderExecuted(header(messages, 4), 2, 50, 1, PRICE + 50), messages.get(4));
        assertEquals(new ItchMessage.OrderReduced(header(messages, 5), 1, 10), messages.get(5));
        assertEquals(new ItchMessage.OrderReplaced(header(messages, 6), 2, 3, 70, PRICE + 200), messages.get(6));
        assertEquals(new ItchMessage.OrderDeleted(header(messages, 7), 1), messages.get(7));
        assertEquals(
            new ItchMessage.HiddenTrade(header(messages, 8), Side.BUY, 5, "AAPL", PRICE, 1), messages.get(8));
        assertEquals(new ItchMessage.Header(ItchMessageType.ADD_ORDER, 41, 13, 30_000_000_000_000L),
            messages.get(1).header());
    }

    @ParameterizedTest
    @EnumSource(names = {
        "STOCK_DIRECTORY", "ADD_ORDER", "ADD_ORDER_ATTRIBUTED", "ORDER_EXECUTED", "ORDER_EXECUTED_WITH_PRICE",
        "ORDER_CANCEL", "ORDER_DELETE", "ORDER_REPLACE", "TRADE"}, mode = EnumSource.Mode.EXCLUDE)
    void shouldSkipEachOtherMessageByItsLength(final ItchMessageType type) throws IOException
    {
        final List<ItchMessage> messages = read(writer.other(type).directory().bytes());

        assertEquals(2, messages.size());
        assertEquals(type, assertInstanceOf(ItchMessage.Other.class, messages.get(0)).header().type());
        assertEquals(2 + type.length(), messages.get(1).header().offset());
    }

    @Test
    void shouldKnowTheTwentyThreeTypesByTheirCode()
    {
        final String codes = "SRHYLVWKJhAFECXDUPQBINO";
        final int[] lengths = {
            12, 39, 25, 20, 26, 35, 12, 28, 35, 21, 36, 40, 31, 36, 23, 19, 35, 44, 40, 19, 50, 20, 48};

        assertEquals(codes.length(), ItchMessageType.values().length);
        for (int i = 0; i < lengths.length; i++)
        {
            assertEquals(lengths[i], ItchMessageType.of(codes.charAt(i)).length(), "length of " + codes.charAt(i));
        }
    }

    @Test
    void shouldUnpackAFileWhoseNameEndsInGz() throws IOException
    {
        final Path file = directory.resolve("day.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file)))
        {
            out.write(writer.directory().add(1, Side.BUY, 100, PRICE).bytes());
        }
        try (ItchReader reader = ItchReader.open(file))
        {
            assertEquals("AAPL", assertInstanceOf(ItchMessage.StockDirectory.class, reader.next()).stock());
            assertEquals(41, assertInstanceOf(ItchMessage.AddOrder.class, reader.next()).header().offset());
            assertEquals(null, reader.next());
            assertEquals(2, reader.messageCount());
        }
    }

    @Test
    void shouldRejectAGzFileThatIsCutOrNotPacked() throws IOException
    {
        final Path plain = Files.write(directory.resolve("plain.gz"), writer.directory().bytes());
        final Path cut = directory.resolve("cut.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(cut)))
        {
            out.write(writer.bytes());
        }
        final byte[] packed = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(packed, packed.length - 12));

        assertEquals("ends in .gz, but is not packed by gzip",
            assertThrows(IOException.class, () -> ItchReader.open(plain)).getMessage());
        try (ItchReader reader = ItchReader.open(cut))
        {
            final ItchFormatException e = assertThrows(ItchFormatException.class, () ->
            {
                while (reader.next() != null)
                {
                    assertEquals(true, reader.messageCount() < 2, "a message beyond the end");
                }
            });
            assertEquals(true, e.getMessage().contains("the gzip packing is damaged here"), e.getMessage());
        }
    }

    @Test
    void shouldSayWhatIsWrongWithAFileThatCannotBeRead() throws IOException
    {
        assertEquals("no such file",
            assertThrows(IOException.class, () -> ItchReader.open(directory.resolve("none"))).getMessage());
        assertEquals("is a directory: name a file of ITCH 5.0 messages",
            assertThrows(IOException.class, () -> ItchReader.open(directory)).getMessage());
        assertEquals("is empty: expected ITCH 5.0 messages",
            assertThrows(IOException.class, () -> read(new byte[0])).getMessage());
    }

    @Test
    void shouldTakeALengthOfZeroAsTheEndOfTheFileOnlyAtItsEnd() throws IOException
    {
        assertEquals(1, read(writer.directory().raw((byte)0, (byte)0).bytes()).size());
        assertDamage(41, "length 0 ends a file, but bytes follow", writer.directory().bytes());
    }

    @Test
    void shouldNameTheOffsetOfAnUnknownType()
    {
        assertDamage(41, "message type 'Z' (0x5a) is none of ITCH 5.0", damaged(43, 'Z'));
        assertDamage(41, "message type 0xc1 is none of ITCH 5.0", damaged(43, 0xc1));
    }

    @Test
    void shouldNameTheOffsetOfAWrongLength()
    {
        assertDamage(41, "length 37, expected 36 for a message A (add order)", damaged(42, 37));
        assertDamage(41, "length 36, expected 31 for a message E (order executed)", damaged(43, 'E'));
    }

    @Test
    void shouldNameTheOffsetOfTheMessageInWhichTheFileEnds()
    {
        final byte[] whole = writer.directory().add(1, Side.BUY, 100, PRICE).bytes();

        assertDamage(41, "the file ends within a message A (add order): 35 of 36 bytes", cut(whole, whole.length - 1));
        assertDamage(41, "the file ends within a message A (add order): 1 of 36 bytes", cut(whole, 44));
        assertDamage(41, "the file ends before the message, expected 36 bytes", cut(whole, 43));
        assertDamage(41, "the file ends within the two bytes of a message's length", cut(whole, 42));
    }

    @Test
    void shouldNameTheOffsetOfAFieldOutOfRange()
    {
        assertDamage(41, "A (add order): side 'X' (0x58), expected 'B' or 'S'", damaged(43 + 19, 'X'));
        assertDamage(41, "A (add order): 0 shares, expected 1..1000000000", damaged(43 + 23, 0));
        assertDamage(41, "A (add order): 2147483748 shares, expected 1..1000000000", damaged(43 + 20, 0x80));
        assertDamage(41, "A (add order): price 2150684..., expected 1..2000000000 (1/10,000 dollar)"
            .replace("2150684...", Long.toString(PRICE + (1L << 31))), damaged(43 + 32, 0x80));
        assertDamage(41, "A (add order): order reference 9223372036854775809, expected 1..9223372036854775807",
            damaged(43 + 11, 0x80));
        assertDamage(41, "A (add order): order reference 0, expected 1..9223372036854775807", damaged(43 + 18, 0));
        assertDamage(41, "A (add order): stock '?APL    ', expected printable letters, then spaces",
            damaged(43 + 24, 0x07));
        assertDamage(41, "A (add order): stock 'ABPL', expected 'AAPL', as locate 13 was it", damaged(43 + 25, 'B'));
    }

    @Test
    void shouldNameTheOffsetOfALocateThatDoesNotFitTheStock()
    {
        assertDamage(41, "A (add order): locate 14, expected 13, as stock 'AAPL' had it", damaged(43 + 2, 14));
        assertDamage(0, "D (order delete): locate 13, expected that of a stock which the file has named before",
            writer.delete(1).bytes());
    }

    @Test
    void shouldNameTheOffsetWhereTheTimeGoesBackOrBeyondTheDay()
    {
        assertDamage(41, "A (add order): timestamp 999 ns is before the last message's 1000 ns",
            writer.directory().at(999).add(1, Side.BUY, 100, PRICE).bytes());
        assertDamage(41, "A (add order): timestamp 140737488356328 ns, expected below 86400000000000",
            damaged(43 + 5, 0x80));
    }

    private static byte[] damaged(final int at, final int value)
    {
        final byte[] bytes = new ItchWriter(13, "AAPL").directory().add(1, Side.BUY, 100, PRICE).bytes();
        bytes[at] = (byte)value;
        return bytes;
    }

    private static byte[] cut(final byte[] bytes, final int length)
    {
        return Arrays.copyOf(bytes, length);
    }

    private static void assertDamage(final long offset, final String what, final byte[] bytes)
    {
        final ItchFormatException e = assertThrows(ItchFormatException.class, () -> read(bytes));
        assertEquals("damaged at byte offset " + offset + ": " + what, e.getMessage());
        assertEquals(offset, e.offset());
    }

    private static ItchMessage.Header header(final List<ItchMessage> messages, final int index)
    {
        return messages.get(index).header();
    }

    private static List<ItchMessage> read(final byte[] bytes) throws IOException
    {
        final List<ItchMessage> messages = new ArrayList<>();
        try (ItchReader reader = new ItchReader(new ByteArrayInputStream(bytes)))
        {
            for (ItchMessage message = reader.next(); message != null; message = reader.next())
            {
                messages.add(message);
            }
        }
        return messages;
    }
}
