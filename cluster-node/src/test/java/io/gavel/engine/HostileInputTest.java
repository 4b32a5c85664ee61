package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Nothing that a session sends makes the state machine throw, or money come or go. */
class HostileInputTest
{
    private final RecordedOutput output = new RecordedOutput();
    private final Exchange exchange = new Exchange(output);
    private final VenueChecks checks = new VenueChecks(exchange);
    private final Random random = new Random(20260101);

    private void setUp()
    {
        output.consumer = checks::onEvent;
        final RandomFlow flow = new RandomFlow(1, new DirectInput(exchange), exchange, output);
        flow.setUp();
        for (int i = 0; i < 500; i++)
        {
            flow.step();
        }
    }

    @Test
    void shouldSurviveRandomBytes()
    {
        setUp();
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
        final long malformedBefore = exchange.venue().malformedCount();
        for (int i = 0; i < 200_000; i++)
        {
            final int length = random.nextInt(0 == i % 100 ? 4096 : 120);
            random.nextBytes(buffer.byteArray());
            if (0 != i % 3 && length >= 8)
            {
                // A header that leads further in.
                buffer.putShort(2, (short)random.nextInt(20), java.nio.ByteOrder.LITTLE_ENDIAN);
                buffer.putShort(4, (short)random.nextInt(5), java.nio.ByteOrder.LITTLE_ENDIAN);
                buffer.putShort(6, (short)(1 == i % 3 ? 1 : random.nextInt(3)), java.nio.ByteOrder.LITTLE_ENDIAN);
            }
            exchange.onMessage(random.nextInt(12), buffer, 0, length, i);
        }
        assertTrue(exchange.venue().malformedCount() > malformedBefore + 100_000);
        checks.check();
    }

    @Test
    void shouldSurviveWholeFramesOfRandomFields()
    {
        setUp();
        final int[][] frames = { { 1, 1, 47 }, { 1, 2, 24 }, { 1, 3, 48 }, { 1, 4, 24 }, { 1, 10, 20 }, { 1, 11, 16 },
            { 1, 12, 24 }, { 1, 13, 28 }, { 1, 14, 12 }, { 1, 15, 12 }, { 3, 1, 43 }, { 3, 2, 125 }, { 3, 3, 12 },
            { 3, 4, 27 }, { 3, 5, 28 } };
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        final long malformedBefore = exchange.venue().malformedCount();
        final long eventsBefore = exchange.eventSeq();
        for (int i = 0; i < 200_000; i++)
        {
            final int[] frame = frames[random.nextInt(frames.length)];
            random.nextBytes(buffer.byteArray());
            header.wrap(buffer, 0).blockLength(frame[2]).templateId(frame[1]).schemaId(frame[0]).version(1);
            final long session = 1 + random.nextInt(8);
            if (frame[1] < 10 && !(1 == frame[0] && 4 == frame[1]))
            {
                buffer.putLong(8, dueClientSeq(session), java.nio.ByteOrder.LITTLE_ENDIAN);
            }
            exchange.onMessage(session, buffer, 0, 8 + frame[2], i);
        }
        assertEquals(malformedBefore, exchange.venue().malformedCount(), "the frames were whole");
        assertTrue(exchange.eventSeq() > eventsBefore + 10_000, "commands must have been executed and rejected");
        checks.check();
    }

    @Test
    void shouldSurviveValidCommandsWithFlippedBits()
    {
        setUp();
        final CommandEncoder encoder = new CommandEncoder();
        for (int i = 0; i < 200_000; i++)
        {
            final long session = 1 + random.nextInt(exchange.venue().sessions().count() + 20);
            final var open = exchange.venue().sessions().get(session);
            final long account = null == open ? 1 : open.participantId() * 2L - random.nextInt(2);
            final long seq = dueClientSeq(session);
            final int length = switch (random.nextInt(5))
            {
                case 0 -> encoder.cancel(seq, exchange.venue().pool().orderId(0), 0);
                case 1 -> encoder.replace(seq, exchange.venue().pool().orderId(0), 0, 0, 10, 100);
                case 2 -> encoder.adjustCash(seq, 1 + random.nextInt(8), "USD", random.nextInt(100));
                default -> encoder.newOrder(seq, account, 1_000_000 + i, 1,
                    random.nextBoolean() ? Side.BUY : Side.SELL, 1 + random.nextInt(20), 95 + random.nextInt(10),
                    TimeInForce.GTC);
            };
            for (int flip = random.nextInt(3); flip > 0; flip--)
            {
                final int at = random.nextInt(length);
                encoder.buffer.putByte(at, (byte)(encoder.buffer.getByte(at) ^ 1 << random.nextInt(8)));
            }
            exchange.onMessage(session, encoder.buffer, 0, length, i);
            if (0 == i % 1000)
            {
                checks.check();
            }
        }
        assertTrue(checks.traded() > 1000, "too few trades: " + checks.traded());
        checks.check();
    }

    private long dueClientSeq(final long sessionId)
    {
        final var session = exchange.venue().sessions().get(sessionId);
        return null == session || session.connectionId() < 0 ? 1 :
            exchange.venue().participants().get(session.participantId()).connection(session.connectionId())
                .outcomes().lastClientSeq() + 1;
    }
}
