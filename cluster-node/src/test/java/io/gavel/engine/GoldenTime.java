package io.gavel.engine;

/** Times of golden scripts: plain numbers, durations with a unit, and times of a day. */
final class GoldenTime
{
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int DAY_SECONDS = 86_400;

    private GoldenTime()
    {
    }

    /**
     * A number: {@code 17}, nanoseconds of {@code 5s} or {@code 20ms}, or of {@code 4+09:30}, half past nine on the
     * fourth day since 1970-01-01.
     */
    static long number(final String text)
    {
        if (text.endsWith("ms"))
        {
            return Long.parseLong(text.substring(0, text.length() - 2)) * 1_000_000L;
        }
        if (text.endsWith("s"))
        {
            return Long.parseLong(text.substring(0, text.length() - 1)) * NS_PER_SECOND;
        }
        final int plus = text.indexOf('+');
        if (text.indexOf(':') < 0)
        {
            return Long.parseLong(text);
        }
        final long day = plus < 0 ? 0 : Long.parseLong(text.substring(0, plus));
        return (day * DAY_SECONDS + secondOfDay(text.substring(plus + 1))) * NS_PER_SECOND;
    }

    /** The second of the day of {@code 09:30} or {@code 09:30:15}; a plain number is one already. */
    static int secondOfDay(final String text)
    {
        int second = 0;
        final String[] parts = text.split(":");
        if (1 == parts.length)
        {
            return Integer.parseInt(text);
        }
        for (int i = 0; i < 3; i++)
        {
            second = second * 60 + (i < parts.length ? Integer.parseInt(parts[i]) : 0);
        }
        return second;
    }
}
