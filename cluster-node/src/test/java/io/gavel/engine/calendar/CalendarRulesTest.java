package io.gavel.engine.calendar;

import static io.gavel.engine.calendar.CalendarCommand.hm;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.InvariantViolation;
import io.gavel.schema.DayKind;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.SetCalendarDecoder;
import io.gavel.schema.SetCalendarEncoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CalendarRulesTest
{
    private static final int BODY = CalendarCommand.OFFSET + MessageHeaderEncoder.ENCODED_LENGTH;

    @Test
    void shouldTakeACalendarAtItsBounds()
    {
        assertReason(RejectReason.NONE, (command) -> command.groupId = 0);
        assertReason(RejectReason.NONE, (command) -> command.groupId = 255);
        assertReason(RejectReason.NONE, (command) -> command.seconds(0, 1, 2, 3, 4, 86_399));
        assertReason(RejectReason.NONE, (command) -> command.weekdays = 127);
        assertReason(RejectReason.NONE, (command) -> command.zone = "America/Argentina/ComodRivadavia");
        assertReason(RejectReason.NONE, (command) -> command.transition(1, 64_800).transition(2, -64_800));
        assertReason(RejectReason.NONE, (command) -> transitions(command, 127));
        assertReason(RejectReason.NONE, (command) -> days(command, 512));
        assertReason(RejectReason.NONE, (command) -> command.day(-5, hm(9, 30) + 1, DayKind.HALF_DAY));
        assertReason(RejectReason.NONE,
            (command) -> command.day(5, hm(16, 0) + 86_399 - hm(18, 0), DayKind.HALF_DAY));
    }

    @Test
    void shouldRefuseAGroupThatCannotBe()
    {
        assertReason(RejectReason.INVALID_GROUP, (command) -> command.groupId = -1);
        assertReason(RejectReason.INVALID_GROUP, (command) -> command.groupId = 256);
    }

    @Test
    void shouldRefuseTimesThatDoNotAscendWithinTheDay()
    {
        final int[] valid = new CalendarCommand().seconds;
        for (int i = 1; i < valid.length; i++)
        {
            final int[] equal = valid.clone();
            equal[i] = equal[i - 1];
            assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.seconds(equal));
        }
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.seconds(-1, 1, 2, 3, 4, 5));
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.seconds(0, 1, 2, 3, 4, 86_400));
    }

    @Test
    void shouldRefuseNoWeekdaysNoZoneAndNoTransitions()
    {
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.weekdays = 0);
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.weekdays = 128);
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.zone = "");
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.zone = "Europe/ Berlin");
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.zone = "Europe\tBerlin");
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.zone = "Europe\0Berlin");
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.transitions.clear());
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> transitions(command, 128));
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.transition(0, 0));
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.transition(1, 64_801));
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.transition(1, Integer.MIN_VALUE));
    }

    @Test
    void shouldRefuseDaysThatDoNotAscendOrAreNoSuchDays()
    {
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> days(command, 513));
        assertReason(RejectReason.INVALID_CALENDAR,
            (command) -> command.day(5, 0, DayKind.HOLIDAY).day(5, 0, DayKind.HOLIDAY));
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.day(5, hm(12, 0), DayKind.HOLIDAY));
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.day(5, hm(9, 30), DayKind.HALF_DAY));
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.day(5, 0, DayKind.HALF_DAY));
        assertReason(RejectReason.INVALID_CALENDAR,
            (command) -> command.day(5, hm(16, 0) + 86_400 - hm(18, 0), DayKind.HALF_DAY));
        assertReason(RejectReason.INVALID_CALENDAR,
            (command) -> command.day(5, Integer.MAX_VALUE, DayKind.HALF_DAY));
        assertReason(RejectReason.INVALID_CALENDAR, (command) -> command.day(5, 0, DayKind.NULL_VAL));

        final CalendarCommand command = new CalendarCommand().transition(0, 0).day(5, 0, DayKind.HOLIDAY);
        final SetCalendarDecoder decoder = command.encode();
        command.buffer.putByte(CalendarCommand.OFFSET + command.length - 1, (byte)77);
        assertEquals(RejectReason.INVALID_CALENDAR, TradingCalendar.validate(decoder), "a kind that nobody knows");
    }

    @Test
    void shouldTellAWholeMessageFromATornOrLongerOne()
    {
        final CalendarCommand command = new CalendarCommand().transition(0, 0).transition(5, 1);
        days(command, 3);
        command.encode();
        assertTrue(TradingCalendar.isWhole(command.buffer, CalendarCommand.OFFSET, command.length));
        for (int length = 0; length < command.length; length++)
        {
            assertFalse(TradingCalendar.isWhole(command.buffer, CalendarCommand.OFFSET, length));
        }
        assertFalse(TradingCalendar.isWhole(command.buffer, CalendarCommand.OFFSET, command.length + 1));
        for (final int at : new int[]{ CalendarCommand.OFFSET, CalendarCommand.OFFSET + 2, CalendarCommand.OFFSET + 4,
            BODY + SetCalendarEncoder.BLOCK_LENGTH, BODY + SetCalendarEncoder.BLOCK_LENGTH + 2 })
        {
            final short before = command.buffer.getShort(at, ByteOrder.LITTLE_ENDIAN);
            command.buffer.putShort(at, (short)(before + 1), ByteOrder.LITTLE_ENDIAN);
            assertFalse(TradingCalendar.isWhole(command.buffer, CalendarCommand.OFFSET, command.length), "at " + at);
            command.buffer.putShort(at, (short)-1, ByteOrder.LITTLE_ENDIAN);
            assertFalse(TradingCalendar.isWhole(command.buffer, CalendarCommand.OFFSET, command.length), "at " + at);
            command.buffer.putShort(at, before, ByteOrder.LITTLE_ENDIAN);
        }
        assertTrue(TradingCalendar.isWhole(command.buffer, CalendarCommand.OFFSET, command.length));
    }

    @Test
    void shouldSurviveAnyBytesThatAreWhole()
    {
        final Random random = new Random(5);
        final CalendarCommand command = new CalendarCommand().transition(0, 0).transition(5, 1);
        days(command, 2);
        int valid = 0;
        for (int i = 0; i < 20_000; i++)
        {
            final SetCalendarDecoder decoder = command.encode();
            for (int changes = random.nextInt(3); changes >= 0; changes--)
            {
                command.buffer.putByte(CalendarCommand.OFFSET + random.nextInt(command.length),
                    (byte)random.nextInt());
            }
            if (TradingCalendar.isWhole(command.buffer, CalendarCommand.OFFSET, command.length) &&
                RejectReason.NONE == TradingCalendar.validate(decoder))
            {
                assertTrue(TradingCalendar.decode(decoder).nextChangeNs(i) > i);
                valid++;
            }
        }
        assertTrue(valid > 1_000, "valid: " + valid);
    }

    @Test
    void shouldBeTheSameFromItsBytes()
    {
        final CalendarCommand command = new CalendarCommand().zone("Europe/Berlin", 2020, 2040);
        days(command, 20);
        final SetCalendarDecoder decoder = command.encode();
        assertEquals(RejectReason.NONE, TradingCalendar.validate(decoder));
        final TradingCalendar calendar = TradingCalendar.decode(decoder);
        final byte[] expected = new byte[command.length];
        command.buffer.getBytes(CalendarCommand.OFFSET, expected);
        assertArrayEquals(expected, calendar.bytes());
        assertEquals(7, decoder.clientSeq(), "the command can be read on");
        assertEquals(command.transitions.size(), decoder.transitions().count());

        command.buffer.setMemory(0, command.buffer.capacity(), (byte)0);
        final TradingCalendar restored = TradingCalendar.fromBytes(calendar.bytes());
        assertArrayEquals(expected, restored.bytes());
        assertEquals(1, restored.groupId());
        long now = 1_600_000_000_000_000_000L;
        for (int i = 0; i < 5_000; i++)
        {
            final long next = calendar.nextChangeNs(now);
            assertEquals(next, restored.nextChangeNs(now));
            assertEquals(calendar.phaseAt(next), restored.phaseAt(next));
            now = next;
        }
        assertThrows(InvariantViolation.class,
            () -> TradingCalendar.fromBytes(Arrays.copyOf(expected, expected.length - 1)));
        new UnsafeBuffer(expected).putInt(8 + SetCalendarEncoder.groupIdEncodingOffset(), -1);
        assertThrows(InvariantViolation.class, () -> TradingCalendar.fromBytes(expected));
    }

    private static void transitions(final CalendarCommand command, final int count)
    {
        for (int i = 1; i <= count; i++)
        {
            command.transition(i, 0);
        }
    }

    private static void days(final CalendarCommand command, final int count)
    {
        for (int i = 1; i <= count; i++)
        {
            command.day(i, 0, DayKind.HOLIDAY);
        }
    }

    private static void assertReason(final RejectReason expected, final Consumer<CalendarCommand> change)
    {
        final CalendarCommand command = new CalendarCommand().transition(0, 0);
        change.accept(command);
        assertEquals(expected, TradingCalendar.validate(command.encode()));
    }
}
