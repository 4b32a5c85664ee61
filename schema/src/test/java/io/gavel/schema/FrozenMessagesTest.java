package io.gavel.schema;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;
import org.agrona.sbe.MessageEncoderFlyweight;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The bytes of every message of each version, as they were when it was released: src/test/resources/frozen has a folder
 * for each version and in it a file for each message, with its bytes in hexadecimal and what they say. Those of the
 * newest version have to go on decoding to that, and encoding what they say has to give them again; those of older ones
 * have to go on saying what they said, whatever fields came later. {@code -Dfrozen.rewrite=true} writes the files of
 * messages of the newest version that have none.
 */
class FrozenMessagesTest
{
    private static final Path FIRST = Path.of("src/test/resources/frozen/v1");
    private static final Path FOLDER = Path.of("src/test/resources/frozen/v2");
    private static final int NEWEST = NewOrderSingleEncoder.SCHEMA_VERSION;
    private static final int VALUE_BASE = 1_000_003;
    // Values that came after the messages were frozen.
    private static final Map<Class<?>, List<String>> LATER_VALUES = Map.of(
        RejectReason.class, List.of("BEHAVIOUR_NOT_NEXT", "BEHAVIOUR_NOT_KNOWN"));

    @TestFactory
    Stream<DynamicTest> shouldDecodeAndEncodeWhatWasFrozen() throws Exception
    {
        final List<Class<?>> encoders = encoders();
        if (Boolean.getBoolean("frozen.rewrite"))
        {
            Files.createDirectories(FOLDER);
            for (final Class<?> type : encoders)
            {
                final Path file = file(type);
                if (!Files.exists(file))
                {
                    final byte[] bytes = encode(type);
                    Files.writeString(
                        file, HexFormat.of().formatHex(bytes) + "\n" + decode(type, bytes, NEWEST) + "\n");
                }
            }
        }
        return encoders.stream().map((type) -> DynamicTest.dynamicTest(name(type), () -> check(type)));
    }

    @TestFactory
    Stream<DynamicTest> shouldDecodeWhatWasFrozenInVersionOne() throws Exception
    {
        try (Stream<Path> files = Files.list(FIRST))
        {
            final List<Path> sorted = files.sorted().toList();
            assertTrue(sorted.size() >= 56, "messages found: " + sorted.size());
            return sorted.stream().map((file) -> DynamicTest.dynamicTest(
                file.getFileName().toString(), () -> checkOlder(file)));
        }
    }

    private static void checkOlder(final Path file) throws Exception
    {
        final List<String> lines = Files.readAllLines(file);
        final byte[] frozen = HexFormat.of().parseHex(lines.get(0));
        final Class<?> type = Class.forName(
            "io.gavel.schema." + file.getFileName().toString().replace(".txt", "Encoder"));
        final List<String> now = fields(decode(type, frozen, 1));
        int at = 0;
        for (final String field : fields(lines.get(1)))
        {
            final int found = now.subList(at, now.size()).indexOf(field);
            assertTrue(found >= 0, "expected " + field + " in " + now.subList(at, now.size()));
            at += found + 1;
        }
    }

    // What a message says, without what its header says of the schema.
    private static List<String> fields(final String text)
    {
        final int end = text.lastIndexOf(' ', text.lastIndexOf(" bytes") - 1);
        final String said = text.substring(text.indexOf(':') + 1, end);
        return Arrays.stream(said.split("[|\\[\\](),]")).map(String::strip)
            .filter((field) -> !field.isEmpty()).toList();
    }

    @Test
    void shouldHaveEveryMessageFrozenAndNoFileWithoutAMessage() throws Exception
    {
        final List<Class<?>> encoders = encoders();
        assertTrue(encoders.size() >= 56, "messages found: " + encoders.size());
        try (Stream<Path> files = Files.list(FOLDER))
        {
            assertEquals(encoders.stream().map((type) -> file(type).getFileName().toString()).sorted().toList(),
                files.map((file) -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void shouldDecodeANewOrderSingleOfVersionOneToItsValues()
    {
        final byte[] bytes = HexFormat.of().parseHex("2f00010001000100" + "0100000000000000" + "0700000000000000" +
            "2a00000000000000" + "0e7d000000000000" + "6400000000000000" + "03000000" + "01" + "02" + "02");
        final NewOrderSingleDecoder order = new NewOrderSingleDecoder();
        order.wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderDecoder());
        assertEquals(1, order.clientSeq());
        assertEquals(7, order.accountId());
        assertEquals(42, order.clOrdId());
        assertEquals(32_014, order.priceTicks());
        assertEquals(100, order.quantityLots());
        assertEquals(3, order.instrumentId());
        assertEquals(Side.BUY, order.side());
        assertEquals(OrdType.LIMIT, order.ordType());
        assertEquals(TimeInForce.GTC, order.timeInForce());
    }

    @Test
    void shouldDecodeAnOrderExecutedOfVersionOneToItsValues()
    {
        final byte[] bytes = HexFormat.of().parseHex("3d00030002000100" + "4d00000000000000" + "00ca9a3b00000000" +
            "0500000001000000" + "0900000000000000" + "0e7d000000000000" + "1900000000000000" + "4b00000000000000" +
            "03000000" + "02");
        final OrderExecutedDecoder event = new OrderExecutedDecoder();
        event.wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderDecoder());
        assertEquals(77, event.eventSeq());
        assertEquals(1_000_000_000L, event.timeNs());
        assertEquals(1L << 32 | 5, event.orderId());
        assertEquals(9, event.matchId());
        assertEquals(32_014, event.priceTicks());
        assertEquals(25, event.lastQtyLots());
        assertEquals(75, event.leavesQtyLots());
        assertEquals(3, event.instrumentId());
        assertEquals(Side.SELL, event.aggressorSide());
    }

    private static void check(final Class<?> type) throws Exception
    {
        final List<String> lines = Files.readAllLines(file(type));
        final byte[] frozen = HexFormat.of().parseHex(lines.get(0));
        assertEquals(lines.get(1), decode(type, frozen, NEWEST), "frozen bytes decode to other values");
        assertArrayEquals(frozen, encode(type), "the same values encode to other bytes");
    }

    private static List<Class<?>> encoders() throws Exception
    {
        final Path classes = Path.of(NewOrderSingleEncoder.class.getProtectionDomain().getCodeSource().getLocation()
            .toURI()).resolve("io/gavel/schema");
        final List<Class<?>> encoders = new ArrayList<>();
        try (Stream<Path> files = Files.list(classes))
        {
            for (final Path file : files.sorted().toList())
            {
                final String name = file.getFileName().toString();
                if (name.endsWith("Encoder.class") && !name.contains("$"))
                {
                    final Class<?> type = Class.forName(
                        "io.gavel.schema." + name.substring(0, name.length() - ".class".length()));
                    if (MessageEncoderFlyweight.class.isAssignableFrom(type))
                    {
                        encoders.add(type);
                    }
                }
            }
        }
        return encoders;
    }

    private static String name(final Class<?> type)
    {
        return type.getSimpleName().replace("Encoder", "");
    }

    private static Path file(final Class<?> type)
    {
        return FOLDER.resolve(name(type) + ".txt");
    }

    private static String decode(final Class<?> encoderType, final byte[] bytes, final int version) throws Exception
    {
        final MessageDecoderFlyweight decoder = (MessageDecoderFlyweight)Class.forName(
            "io.gavel.schema." + name(encoderType) + "Decoder").getDeclaredConstructor().newInstance();
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(new UnsafeBuffer(bytes), 0);
        assertEquals(decoder.sbeSchemaId(), header.schemaId());
        assertEquals(decoder.sbeTemplateId(), header.templateId());
        assertEquals(version, header.version());
        decoder.wrap(new UnsafeBuffer(bytes), MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(),
            header.version());
        final String text = decoder.toString();
        // The text shows only the length of raw data: the sum stands for it.
        int sum = 0;
        for (final byte b : bytes)
        {
            sum = sum * 31 + b;
        }
        return text + " " + bytes.length + " bytes, sum " + sum;
    }

    private static byte[] encode(final Class<?> type) throws Exception
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[8192]);
        final MessageEncoderFlyweight encoder = (MessageEncoderFlyweight)type.getDeclaredConstructor().newInstance();
        type.getMethod("wrapAndApplyHeader", org.agrona.MutableDirectBuffer.class, int.class,
            MessageHeaderEncoder.class).invoke(encoder, buffer, 0, new MessageHeaderEncoder());
        int value = fill(encoder, VALUE_BASE + type.getSimpleName().length());
        // In the order of their ids, as they are on the wire.
        final Map<Integer, Method> groups = new TreeMap<>();
        for (final Method method : type.getMethods())
        {
            if (method.getName().endsWith("Count") && 1 == method.getParameterCount() &&
                method.getReturnType().getSimpleName().endsWith("Encoder") && method.getReturnType() != type)
            {
                final String group = method.getName().substring(0, method.getName().length() - "Count".length());
                groups.put(((Number)type.getMethod(group + "Id").invoke(null)).intValue(), method);
            }
        }
        for (final Method method : groups.values())
        {
            final Object group = method.invoke(encoder, 2);
            for (int i = 0; i < 2; i++)
            {
                group.getClass().getMethod("next").invoke(group);
                value = fill(group, value + 17);
            }
        }
        if (encoder instanceof SnapshotReportsEncoder reports)
        {
            reports.putReports(new byte[]{ 1, 2, 3, 4, 5 }, 0, 5);
        }
        if (encoder instanceof SnapshotGroupEncoder group)
        {
            group.putCalendar(new byte[]{ 6, 7, 8 }, 0, 3);
        }
        return Arrays.copyOf(
            buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    // Gives every field of a message or group a value of its own.
    private static int fill(final Object encoder, final int from) throws Exception
    {
        int value = from;
        final List<Method> setters = new ArrayList<>();
        for (final Method method : encoder.getClass().getMethods())
        {
            if (encoder.getClass() == method.getReturnType() && method.getParameterCount() > 0 &&
                hasField(encoder.getClass(), method.getName()))
            {
                setters.add(method);
            }
        }
        // Reflection gives methods in no order of its own.
        setters.sort(Comparator.comparing(Method::getName).thenComparing((method) -> method.getParameterCount())
            .thenComparing((method) -> method.getParameterTypes()[0].getName()));
        for (final Method setter : setters)
        {
            value += 7;
            final Class<?>[] types = setter.getParameterTypes();
            final Object[] arguments = new Object[types.length];
            if (1 == types.length)
            {
                arguments[0] = argument(types[0], value, setter.getName(), encoder.getClass());
                if (null != arguments[0])
                {
                    setter.invoke(encoder, arguments);
                }
            }
            else if (2 == types.length && types[0] == int.class && types[1] == short.class)
            {
                final int length = (Integer)encoder.getClass().getMethod(setter.getName() + "Length").invoke(null);
                for (int i = 0; i < length; i++)
                {
                    setter.invoke(encoder, i, (short)((value + i) & 0x7F));
                }
            }
        }
        return value;
    }

    private static boolean hasField(final Class<?> type, final String name)
    {
        return Arrays.stream(type.getMethods()).anyMatch((method) -> method.getName().equals(name + "EncodingOffset"));
    }

    private static Object argument(final Class<?> type, final int value, final String field, final Class<?> owner)
        throws Exception
    {
        if (long.class == type)
        {
            return value * 1_000_000_007L;
        }
        if (int.class == type)
        {
            return field.equals("commandTemplateId") ? value & 0xFFFF : value;
        }
        if (short.class == type)
        {
            return (short)(value & 0x7F);
        }
        if (type.isEnum())
        {
            final List<String> later = LATER_VALUES.getOrDefault(type, List.of());
            final Object[] frozen = Arrays.stream(type.getEnumConstants())
                .filter((constant) -> !"NULL_VAL".equals(constant.toString()) && !later.contains(constant.toString()))
                .toArray();
            return frozen[value % frozen.length];
        }
        if (String.class == type)
        {
            final int length = (Integer)owner.getMethod(field + "Length").invoke(null);
            final byte[] text = new byte[length];
            for (int i = 0; i < length; i++)
            {
                text[i] = (byte)('A' + (value + i) % 26);
            }
            return new String(text, StandardCharsets.US_ASCII);
        }
        return null;
    }
}
