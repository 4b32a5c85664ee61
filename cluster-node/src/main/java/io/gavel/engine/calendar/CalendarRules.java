package io.gavel.engine.calendar;

import io.gavel.schema.DayKind;
import io.gavel.schema.RejectReason;
import io.gavel.schema.SetCalendarDecoder;

/** What a calendar must be like. */
final class CalendarRules
{
    static final int DAY_SECONDS = 86_400;

    private static final int OFFSET_SECONDS_MAX = 64_800;
    private static final int TRANSITIONS_MAX = 128;
    private static final int DAYS_MAX = 512;
    private static final int GROUPS_MAX = 256;
    private static final int WEEKDAYS_ALL = 127;

    private CalendarRules()
    {
    }

    // In the order of RejectReason. Leaves the decoder as if nothing had been read.
    static RejectReason check(final SetCalendarDecoder command)
    {
        command.sbeRewind();
        final boolean isValid = hasAscendingTimes(command) && hasZone(command) &&
            command.weekdays() > 0 && command.weekdays() <= WEEKDAYS_ALL &&
            hasTransitions(command.transitions()) && hasDays(command);
        command.sbeRewind();
        if (!isValid)
        {
            return RejectReason.INVALID_CALENDAR;
        }
        return command.groupId() < 0 || command.groupId() >= GROUPS_MAX ?
            RejectReason.INVALID_GROUP : RejectReason.NONE;
    }

    private static boolean hasAscendingTimes(final SetCalendarDecoder command)
    {
        return 0 <= command.preOpenSecond() &&
            command.preOpenSecond() < command.openingAuctionSecond() &&
            command.openingAuctionSecond() < command.continuousSecond() &&
            command.continuousSecond() < command.closingAuctionSecond() &&
            command.closingAuctionSecond() < command.postCloseSecond() &&
            command.postCloseSecond() < command.closedSecond() &&
            command.closedSecond() < DAY_SECONDS;
    }

    private static boolean hasZone(final SetCalendarDecoder command)
    {
        int length = 0;
        while (length < SetCalendarDecoder.zoneLength() && command.zone(length) > ' ' && command.zone(length) <= '~')
        {
            length++;
        }
        for (int i = length; i < SetCalendarDecoder.zoneLength(); i++)
        {
            if (command.zone(i) != 0)
            {
                return false;
            }
        }
        return length > 0;
    }

    private static boolean hasTransitions(final SetCalendarDecoder.TransitionsDecoder transitions)
    {
        boolean isValid = transitions.count() >= 1 && transitions.count() <= TRANSITIONS_MAX;
        boolean isFirst = true;
        long before = 0;
        while (isValid && transitions.hasNext())
        {
            transitions.next();
            isValid = (isFirst || transitions.atUtcSecond() > before) &&
                Math.abs((long)transitions.offsetSecond()) <= OFFSET_SECONDS_MAX;
            before = transitions.atUtcSecond();
            isFirst = false;
        }
        return isValid;
    }

    private static boolean hasDays(final SetCalendarDecoder command)
    {
        final SetCalendarDecoder.DaysDecoder days = command.days();
        boolean isValid = days.count() <= DAYS_MAX;
        long before = Long.MIN_VALUE;
        while (isValid && days.hasNext())
        {
            days.next();
            isValid = days.date() > before && isDay(command, days.kindRaw(), days.closingAuctionSecond());
            before = days.date();
        }
        return isValid;
    }

    private static boolean isDay(final SetCalendarDecoder command, final int kind, final int closingAuctionSecond)
    {
        if (DayKind.HOLIDAY.value() == kind)
        {
            return 0 == closingAuctionSecond;
        }
        final long shift = (long)closingAuctionSecond - command.closingAuctionSecond();
        return DayKind.HALF_DAY.value() == kind && closingAuctionSecond > command.continuousSecond() &&
            command.closedSecond() + shift < DAY_SECONDS;
    }
}
