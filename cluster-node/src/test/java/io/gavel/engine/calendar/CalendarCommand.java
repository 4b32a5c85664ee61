package io.gavel.engine.calendar;

import io.gavel.schema.DayKind;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.SetCalendarDecoder;
import io.gavel.schema.SetCalendarEncoder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A SetCalendar, as an operator's tool would make it. */
final class CalendarCommand
{
    static final int OFFSET = 24;

    int groupId = 1;
    int[] seconds = { hm(7, 0), hm(9, 0), hm(9, 30), hm(16, 0), hm(16, 10), hm(18, 0) };
    int weekdays = 0b0011111;
    String zone = "UTC";
    final List<long[]> transitions = new ArrayList<>();
    final List<int[]> days = new ArrayList<>();
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[16 * 1024]);
    int length;

    static int hm(final int hour, final int minute)
    {
        return (hour * 60 + minute) * 60;
    }

    CalendarCommand seconds(final int... values)
    {
        seconds = values;
        return this;
    }

    CalendarCommand transition(final long atUtcSecond, final int offsetSecond)
    {
        transitions.add(new long[]{ atUtcSecond, offsetSecond });
        return this;
    }

    CalendarCommand zone(final String id, final int firstYear, final int lastYear)
    {
        zone = id;
        final ZoneId zoneId = ZoneId.of(id);
        final Instant first = LocalDate.of(firstYear, 1, 1).atStartOfDay(zoneId).toInstant();
        transition(first.getEpochSecond(), zoneId.getRules().getOffset(first).getTotalSeconds());
        ZoneOffsetTransition next = zoneId.getRules().nextTransition(first);
        while (null != next && next.getDateTimeBefore().getYear() <= lastYear)
        {
            transition(next.toEpochSecond(), next.getOffsetAfter().getTotalSeconds());
            next = zoneId.getRules().nextTransition(next.getInstant());
        }
        return this;
    }

    CalendarCommand holiday(final LocalDate date)
    {
        return day((int)date.toEpochDay(), 0, DayKind.HOLIDAY);
    }

    CalendarCommand halfDay(final LocalDate date, final int closingAuctionSecond)
    {
        return day((int)date.toEpochDay(), closingAuctionSecond, DayKind.HALF_DAY);
    }

    CalendarCommand day(final int date, final int closingAuctionSecond, final DayKind kind)
    {
        days.add(new int[]{ date, closingAuctionSecond, kind.value() });
        return this;
    }

    SetCalendarDecoder encode()
    {
        final SetCalendarEncoder encoder = new SetCalendarEncoder()
            .wrapAndApplyHeader(buffer, OFFSET, new MessageHeaderEncoder())
            .clientSeq(7).groupId(groupId)
            .preOpenSecond(seconds[0]).openingAuctionSecond(seconds[1]).continuousSecond(seconds[2])
            .closingAuctionSecond(seconds[3]).postCloseSecond(seconds[4]).closedSecond(seconds[5])
            .weekdays((short)weekdays).zone(zone).why("because");
        final SetCalendarEncoder.TransitionsEncoder transitionsEncoder = encoder.transitionsCount(transitions.size());
        for (final long[] transition : transitions)
        {
            transitionsEncoder.next().atUtcSecond(transition[0]).offsetSecond((int)transition[1]);
        }
        final SetCalendarEncoder.DaysEncoder daysEncoder = encoder.daysCount(days.size());
        for (final int[] day : days)
        {
            daysEncoder.next().date(day[0]).closingAuctionSecond(day[1]).kind(DayKind.get((short)day[2]));
        }
        length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        return new SetCalendarDecoder().wrapAndApplyHeader(buffer, OFFSET, new MessageHeaderDecoder());
    }

    TradingCalendar calendar()
    {
        return TradingCalendar.decode(encode());
    }
}
