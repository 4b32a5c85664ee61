package io.gavel.client;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When a group of instruments trades. Immutable; times are local ones of the zone, to the second.
 *
 * @param zone     by whose clock.
 * @param times    of an ordinary day.
 * @param weekdays on which there is trading, but on holidays; at least one.
 * @param holidays dates without trading.
 * @param halfDays when the closing auction begins on dates that end early; what follows it moves with it.
 */
public record TradingHours(
    ZoneId zone, Times times, Set<DayOfWeek> weekdays, SortedSet<LocalDate> holidays,
    SortedMap<LocalDate, LocalTime> halfDays)
{
    /** The most transitions that a calendar may have. */
    static final int TRANSITIONS_MAX = 128;

    private static final int YEARS = 20;
    private static final int DAYS_MAX = 512;
    private static final int ZONE_LENGTH_MAX = 32;

    /**
     * Copies the collections, and checks all.
     *
     * @param zone     by whose clock.
     * @param times    of an ordinary day.
     * @param weekdays on which there is trading.
     * @param holidays dates without trading.
     * @param halfDays when the closing auction begins on dates that end early.
     * @throws IllegalArgumentException where they do not make a calendar.
     */
    public TradingHours
    {
        AdminChecks.check(zone != null && zone.getId().length() <= ZONE_LENGTH_MAX,
            "zone " + zone + ": expected the name of a time zone, such as America/New_York");
        AdminChecks.check(times != null, "the times are missing");
        AdminChecks.check(weekdays != null && !weekdays.isEmpty(), "weekdays: expected at least one");
        weekdays = Collections.unmodifiableSet(EnumSet.copyOf(weekdays));
        holidays = Collections.unmodifiableSortedSet(new TreeSet<>(holidays));
        halfDays = Collections.unmodifiableSortedMap(new TreeMap<>(halfDays));
        AdminChecks.check(holidays.size() + halfDays.size() <= DAYS_MAX, "holidays and half days: expected at most " +
            DAYS_MAX + ", actual " + (holidays.size() + halfDays.size()));
        for (final Map.Entry<LocalDate, LocalTime> each : halfDays.entrySet())
        {
            AdminChecks.check(!holidays.contains(each.getKey()),
                each.getKey() + " is both a holiday and a half day");
            AdminChecks.check(each.getValue().isAfter(times.continuous()) &&
                each.getValue().isBefore(times.closingAuction()) && each.getValue().getNano() == 0,
                "half day " + each.getKey() + ": expected a closing auction after " + times.continuous() +
                " and before " + times.closingAuction() + ", actual " + each.getValue());
        }
    }

    /**
     * When the phases of a day begin, in this order.
     *
     * @param preOpen        orders are taken.
     * @param openingAuction and indicative prices are shown.
     * @param continuous     the opening auction trades, and continuous trading begins.
     * @param closingAuction continuous trading ends.
     * @param postClose      the closing auction trades, and orders for the day end.
     * @param closed         the day is over.
     */
    public record Times(
        LocalTime preOpen,
        LocalTime openingAuction,
        LocalTime continuous,
        LocalTime closingAuction,
        LocalTime postClose,
        LocalTime closed)
    {
        /** Pre-open 09:00, opening auction 09:25, continuous 09:30, closing auction 16:00, 16:05 and 16:30. */
        public static final Times DEFAULT = new Times(LocalTime.of(9, 0), LocalTime.of(9, 25), LocalTime.of(9, 30),
            LocalTime.of(16, 0), LocalTime.of(16, 5), LocalTime.of(16, 30));

        /**
         * Checks the order.
         *
         * @param preOpen        orders are taken.
         * @param openingAuction and indicative prices are shown.
         * @param continuous     continuous trading begins.
         * @param closingAuction continuous trading ends.
         * @param postClose      the closing auction trades.
         * @param closed         the day is over.
         * @throws IllegalArgumentException where one is missing, not after the one before it, or no whole second.
         */
        public Times
        {
            LocalTime before = time("preOpen", preOpen, null);
            before = time("openingAuction", openingAuction, before);
            before = time("continuous", continuous, before);
            before = time("closingAuction", closingAuction, before);
            before = time("postClose", postClose, before);
            time("closed", closed, before);
        }

        private static LocalTime time(final String name, final LocalTime time, final LocalTime before)
        {
            AdminChecks.check(time != null, name + ": expected a time such as 09:30");
            AdminChecks.check(time.getNano() == 0, name + " " + time + ": expected a whole second");
            AdminChecks.check(before == null || time.isAfter(before),
                name + " " + time + ": expected a time after " + before + ", when the phase before it begins");
            return time;
        }
    }

    /** From an instant on the zone is this much ahead of UTC. */
    record Transition(long atUtcSecond, int offsetSecond)
    {
    }

    /**
     * The usual hours of a zone: {@link Times#DEFAULT}, Monday to Friday, without holidays.
     *
     * @param zone by whose clock.
     * @return the hours.
     */
    public static TradingHours standard(final ZoneId zone)
    {
        return new TradingHours(zone, Times.DEFAULT, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            new TreeSet<>(), new TreeMap<>());
    }

    /**
     * The same hours, but for these dates.
     *
     * @param newHolidays dates without trading.
     * @param newHalfDays when the closing auction begins on dates that end early.
     * @return the hours.
     */
    public TradingHours except(final Set<LocalDate> newHolidays, final Map<LocalDate, LocalTime> newHalfDays)
    {
        return new TradingHours(zone, times, weekdays, new TreeSet<>(newHolidays), new TreeMap<>(newHalfDays));
    }

    /** The days of the week as the venue counts them: bit 0 is Monday. */
    int weekdayBits()
    {
        int bits = 0;
        for (final DayOfWeek each : weekdays)
        {
            bits |= 1 << each.getValue() - 1;
        }
        return bits;
    }

    /** Every date that is no ordinary one, ascending. */
    SortedSet<LocalDate> specialDays()
    {
        final SortedSet<LocalDate> days = new TreeSet<>(holidays);
        days.addAll(halfDays.keySet());
        return days;
    }

    /**
     * How far the zone is ahead of UTC, from before this instant to 20 years after it.
     *
     * @param from an instant, such as now.
     * @return ascending; the first holds at the instant.
     */
    List<Transition> transitions(final Instant from)
    {
        final ZoneRules rules = zone.getRules();
        final List<Transition> transitions = new ArrayList<>();
        final ZoneOffsetTransition last = rules.previousTransition(from.plusNanos(1));
        transitions.add(new Transition(last == null ? 0 : Math.max(0, last.toEpochSecond()),
            rules.getOffset(from).getTotalSeconds()));
        final Instant until = from.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant();
        ZoneOffsetTransition next = rules.nextTransition(from);
        while (next != null && !next.getInstant().isAfter(until) && transitions.size() < TRANSITIONS_MAX)
        {
            transitions.add(new Transition(next.toEpochSecond(), next.getOffsetAfter().getTotalSeconds()));
            next = rules.nextTransition(next.getInstant());
        }
        return transitions;
    }
}
