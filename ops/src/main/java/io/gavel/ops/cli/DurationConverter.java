package io.gavel.ops.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads durations such as 500ms, 60s, 5m and 1h.
 */
public final class DurationConverter implements ITypeConverter<Duration>
{
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    @Override
    public Duration convert(final String text)
    {
        final Matcher matcher = FORM.matcher(text);
        if (!matcher.matches())
        {
            throw new TypeConversionException("'" + text + "' is no duration: write it as 500ms, 60s, 5m or 1h");
        }
        final long amount = Long.parseLong(matcher.group(1));
        if (amount == 0)
        {
            throw new TypeConversionException("'" + text + "': expected more than 0");
        }
        switch (matcher.group(2))
        {
            case "ms":
                return Duration.ofMillis(amount);
            case "s":
                return Duration.ofSeconds(amount);
            case "m":
                return Duration.ofMinutes(amount);
            default:
                return Duration.ofHours(amount);
        }
    }
}
