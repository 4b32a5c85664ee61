package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.AccountListQueryDecoder;
import io.gavel.schema.AccountQueryDecoder;
import io.gavel.schema.AddAccountDecoder;
import io.gavel.schema.AddInstrumentDecoder;
import io.gavel.schema.AddParticipantDecoder;
import io.gavel.schema.AdjustCashDecoder;
import io.gavel.schema.AdjustHoldingDecoder;
import io.gavel.schema.BustTradeDecoder;
import io.gavel.schema.CancelOrdersDecoder;
import io.gavel.schema.CloseDayDecoder;
import io.gavel.schema.CorrectTradeDecoder;
import io.gavel.schema.GroupQueryDecoder;
import io.gavel.schema.HaltDecoder;
import io.gavel.schema.InstrumentQueryDecoder;
import io.gavel.schema.KillDecoder;
import io.gavel.schema.LimitQueryDecoder;
import io.gavel.schema.MassCancelRequestDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.OpenOrdersQueryDecoder;
import io.gavel.schema.OrderCancelReplaceRequestDecoder;
import io.gavel.schema.OrderCancelRequestDecoder;
import io.gavel.schema.OrderQueryDecoder;
import io.gavel.schema.ParticipantQueryDecoder;
import io.gavel.schema.ReleaseDecoder;
import io.gavel.schema.ResumeDecoder;
import io.gavel.schema.ResumeTradingDecoder;
import io.gavel.schema.SelfQueryDecoder;
import io.gavel.schema.SetAccountStatusDecoder;
import io.gavel.schema.SetCancelOnDisconnectDecoder;
import io.gavel.schema.SetCollarDecoder;
import io.gavel.schema.SetDeadMansTimerDecoder;
import io.gavel.schema.SetFeeAccountDecoder;
import io.gavel.schema.SetFeesDecoder;
import io.gavel.schema.SetInstrumentDecoder;
import io.gavel.schema.SetLimitDecoder;
import io.gavel.schema.SetPhaseDecoder;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingStateQueryDecoder;
import io.gavel.schema.TransferCashDecoder;
import io.gavel.schema.TransferHoldingDecoder;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Nothing that a session sends makes the state machine throw, or money come or go. */
class HostileInputTest
{
    // Schema, template, length and version; of the first version those that are shorter.
    private static final int[][] FRAMES = {
        { 1, 1, 47, 1 }, { 1, 2, 24, 1 }, { 1, 3, 48, 1 }, { 1, 4, 24, 1 }, { 1, 10, 20, 1 }, { 1, 11, 16, 1 },
        { 1, 12, 24, 1 }, { 1, 13, 28, 1 }, { 1, 14, 12, 1 }, { 1, 15, 12, 1 }, { 3, 1, 43, 1 }, { 3, 2, 125, 1 },
        { 3, 3, 12, 1 }, { 3, 4, 27, 1 }, { 3, 5, 28, 1 },
        { 1, NewOrderSingleDecoder.TEMPLATE_ID, NewOrderSingleDecoder.BLOCK_LENGTH, 2 },
        { 1, OrderCancelRequestDecoder.TEMPLATE_ID, OrderCancelRequestDecoder.BLOCK_LENGTH, 2 },
        { 1, OrderCancelReplaceRequestDecoder.TEMPLATE_ID, OrderCancelReplaceRequestDecoder.BLOCK_LENGTH, 2 },
        { 1, ResumeDecoder.TEMPLATE_ID, ResumeDecoder.BLOCK_LENGTH, 2 },
        { 1, MassCancelRequestDecoder.TEMPLATE_ID, MassCancelRequestDecoder.BLOCK_LENGTH, 2 },
        { 1, SetCancelOnDisconnectDecoder.TEMPLATE_ID, SetCancelOnDisconnectDecoder.BLOCK_LENGTH, 2 },
        { 1, SetDeadMansTimerDecoder.TEMPLATE_ID, SetDeadMansTimerDecoder.BLOCK_LENGTH, 2 },
        { 1, AccountQueryDecoder.TEMPLATE_ID, AccountQueryDecoder.BLOCK_LENGTH, 2 },
        { 1, AccountListQueryDecoder.TEMPLATE_ID, AccountListQueryDecoder.BLOCK_LENGTH, 2 },
        { 1, OrderQueryDecoder.TEMPLATE_ID, OrderQueryDecoder.BLOCK_LENGTH, 2 },
        { 1, OpenOrdersQueryDecoder.TEMPLATE_ID, OpenOrdersQueryDecoder.BLOCK_LENGTH, 2 },
        { 1, InstrumentQueryDecoder.TEMPLATE_ID, InstrumentQueryDecoder.BLOCK_LENGTH, 2 },
        { 1, ParticipantQueryDecoder.TEMPLATE_ID, ParticipantQueryDecoder.BLOCK_LENGTH, 2 },
        { 1, SelfQueryDecoder.TEMPLATE_ID, SelfQueryDecoder.BLOCK_LENGTH, 2 },
        { 1, TradingStateQueryDecoder.TEMPLATE_ID, TradingStateQueryDecoder.BLOCK_LENGTH, 2 },
        { 1, LimitQueryDecoder.TEMPLATE_ID, LimitQueryDecoder.BLOCK_LENGTH, 2 },
        { 1, GroupQueryDecoder.TEMPLATE_ID, GroupQueryDecoder.BLOCK_LENGTH, 2 },
        { 3, AddInstrumentDecoder.TEMPLATE_ID, AddInstrumentDecoder.BLOCK_LENGTH, 2 },
        { 3, AddParticipantDecoder.TEMPLATE_ID, AddParticipantDecoder.BLOCK_LENGTH, 2 },
        { 3, AddAccountDecoder.TEMPLATE_ID, AddAccountDecoder.BLOCK_LENGTH, 2 },
        { 3, AdjustCashDecoder.TEMPLATE_ID, AdjustCashDecoder.BLOCK_LENGTH, 2 },
        { 3, AdjustHoldingDecoder.TEMPLATE_ID, AdjustHoldingDecoder.BLOCK_LENGTH, 2 },
        { 3, CloseDayDecoder.TEMPLATE_ID, CloseDayDecoder.BLOCK_LENGTH, 2 },
        { 3, SetInstrumentDecoder.TEMPLATE_ID, SetInstrumentDecoder.BLOCK_LENGTH, 2 },
        { 3, SetCollarDecoder.TEMPLATE_ID, SetCollarDecoder.BLOCK_LENGTH, 2 },
        { 3, SetPhaseDecoder.TEMPLATE_ID, SetPhaseDecoder.BLOCK_LENGTH, 2 },
        { 3, HaltDecoder.TEMPLATE_ID, HaltDecoder.BLOCK_LENGTH, 2 },
        { 3, ResumeTradingDecoder.TEMPLATE_ID, ResumeTradingDecoder.BLOCK_LENGTH, 2 },
        { 3, SetLimitDecoder.TEMPLATE_ID, SetLimitDecoder.BLOCK_LENGTH, 2 },
        { 3, KillDecoder.TEMPLATE_ID, KillDecoder.BLOCK_LENGTH, 2 },
        { 3, ReleaseDecoder.TEMPLATE_ID, ReleaseDecoder.BLOCK_LENGTH, 2 },
        { 3, SetAccountStatusDecoder.TEMPLATE_ID, SetAccountStatusDecoder.BLOCK_LENGTH, 2 },
        { 3, SetFeesDecoder.TEMPLATE_ID, SetFeesDecoder.BLOCK_LENGTH, 2 },
        { 3, SetFeeAccountDecoder.TEMPLATE_ID, SetFeeAccountDecoder.BLOCK_LENGTH, 2 },
        { 3, TransferCashDecoder.TEMPLATE_ID, TransferCashDecoder.BLOCK_LENGTH, 2 },
        { 3, TransferHoldingDecoder.TEMPLATE_ID, TransferHoldingDecoder.BLOCK_LENGTH, 2 },
        { 3, BustTradeDecoder.TEMPLATE_ID, BustTradeDecoder.BLOCK_LENGTH, 2 },
        { 3, CorrectTradeDecoder.TEMPLATE_ID, CorrectTradeDecoder.BLOCK_LENGTH, 2 },
        { 3, CancelOrdersDecoder.TEMPLATE_ID, CancelOrdersDecoder.BLOCK_LENGTH, 2 } };

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
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        final long malformedBefore = exchange.venue().malformedCount();
        final long eventsBefore = exchange.eventSeq();
        for (int i = 0; i < 200_000; i++)
        {
            final int[] frame = FRAMES[random.nextInt(FRAMES.length)];
            random.nextBytes(buffer.byteArray());
            header.wrap(buffer, 0).blockLength(frame[2]).templateId(frame[1]).schemaId(frame[0]).version(frame[3]);
            final long session = 1 + random.nextInt(20);
            if (3 == frame[0] || frame[1] < 10 && 4 != frame[1])
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
