package io.gavel.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A calendar as a test wants it: UTC and every day of the week unless it says otherwise. */
final class CalendarSpec
{
    int group;
    /** Of the local day: pre-open, opening auction, continuous, closing auction, post-close, closed. */
    int[] seconds;
    int weekdays = 0x7F;
    String zone = "UTC";
    /** By the second from which it holds: local time less UTC, in seconds. */
    final Map<Long, Integer> offsets = new TreeMap<>(Map.of(0L, 0));
    /** By date: when the closing auction of a half day begins, 0 for a holiday. */
    final Map<Integer, Integer> days = new TreeMap<>();

    /**
     * A calendar from a script's words: {@code TIME,TIME,TIME,TIME,TIME,TIME}, and {@code group}, {@code weekdays}
     * (bits), {@code zone}, {@code offsets=AT/SECONDS,...}, {@code holidays=DATE,...} and
     * {@code halfdays=DATE/TIME,...}.
     */
    static CalendarSpec of(final String times, final Map<String, String> named)
    {
        final CalendarSpec spec = new CalendarSpec();
        spec.group = Integer.parseInt(named.getOrDefault("group", "0"));
        spec.seconds = Arrays.stream(times.split(",")).mapToInt(GoldenTime::secondOfDay).toArray();
        spec.weekdays = Integer.parseInt(named.getOrDefault("weekdays", "127"));
        spec.zone = named.getOrDefault("zone", "UTC");
        if (named.containsKey("offsets"))
        {
            spec.offsets.clear();
            forEachPair(named.get("offsets"), (at, offset) -> spec.offsets.put(Long.parseLong(at),
                Integer.parseInt(offset)));
        }
        forEachPair(named.getOrDefault("holidays", ""), (date, none) -> spec.days.put(Integer.parseInt(date), 0));
        forEachPair(named.getOrDefault("halfdays", ""), (date, close) -> spec.days.put(
            Integer.parseInt(date), GoldenTime.secondOfDay(close)));
        return spec;
    }

    private interface Pair
    {
        void accept(String first, String second);
    }

    private static void forEachPair(final String text, final Pair pair)
    {
        for (final String part : text.isEmpty() ? new String[0] : text.split(","))
        {
            final int slash = part.indexOf('/');
            pair.accept(slash < 0 ? part : part.substring(0, slash), part.substring(slash + 1));
        }
    }
}
