package io.gavel.cluster;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of one setting; each failure names the key, the value and the form that was expected. */
final class SettingText
{
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ns|us|ms|s|m)");
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,12})([kmg]?)");

    private final NodeSetting setting;
    private final String text;

    SettingText(final NodeSetting setting, final String text)
    {
        if (null == text || (text.isBlank() && NodeSetting.AERON_DIR != setting))
        {
            throw new ConfigurationException(
                setting.key() + " is not set: give it " + setting.form() +
                ", in the configuration file or as a system property");
        }
        this.setting = setting;
        this.text = text.trim();
    }

    String text()
    {
        return text;
    }

    int integer(final int min, final int max)
    {
        final long value;
        try
        {
            value = Long.parseLong(text);
        }
        catch (final NumberFormatException e)
        {
            throw new ConfigurationException(wrong("is no number"), e);
        }
        return (int)inRange(value, min, max);
    }

    long durationNs(final long minNs, final long maxNs)
    {
        final Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches())
        {
            throw new ConfigurationException(wrong("is no duration"));
        }
        final long value = Long.parseLong(matcher.group(1));
        final long unitNs;
        switch (matcher.group(2))
        {
            case "ns" -> unitNs = 1L;
            case "us" -> unitNs = 1_000L;
            case "ms" -> unitNs = 1_000_000L;
            case "s" -> unitNs = 1_000_000_000L;
            default -> unitNs = 60_000_000_000L;
        }
        if (value > Long.MAX_VALUE / unitNs)
        {
            throw new ConfigurationException(wrong("is too long"));
        }
        if (value * unitNs < minNs || value * unitNs > maxNs)
        {
            throw new ConfigurationException(
                wrong("is out of range") + ", from " + durationText(minNs) + " to " + durationText(maxNs));
        }
        return value * unitNs;
    }

    long bytes(final long min, final long max)
    {
        final Matcher matcher = BYTES.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches())
        {
            throw new ConfigurationException(wrong("is no number of bytes"));
        }
        final long value = Long.parseLong(matcher.group(1));
        final int shift = "kmg".indexOf(matcher.group(2)) + 1;
        final int bits = matcher.group(2).isEmpty() ? 0 : 10 * shift;
        if (value > max >> bits || value << bits < min)
        {
            throw new ConfigurationException(
                wrong("is out of range") + ", from " + bytesText(min) + " to " + bytesText(max));
        }
        return value << bits;
    }

    int powerOfTwo(final long min, final long max)
    {
        final long value = bytes(min, max);
        if (Long.bitCount(value) != 1)
        {
            throw new ConfigurationException(wrong("is no power of two"));
        }
        return (int)value;
    }

    int multipleOf(final int unit, final long min, final long max)
    {
        final long value = bytes(min, max);
        if (value % unit != 0)
        {
            throw new ConfigurationException(wrong("is no multiple of " + unit));
        }
        return (int)value;
    }

    boolean bool()
    {
        if ("true".equals(text) || "false".equals(text))
        {
            return "true".equals(text);
        }
        throw new ConfigurationException(wrong("is neither"));
    }

    <E extends Enum<E>> E oneOf(final Class<E> type)
    {
        for (final E value : type.getEnumConstants())
        {
            // Some of the names are Aeron's, which has underscores in them.
            if (value.name().equalsIgnoreCase(text) || value.name().replace('_', '-').equalsIgnoreCase(text))
            {
                return value;
            }
        }
        throw new ConfigurationException(wrong("is not known"));
    }

    private long inRange(final long value, final long min, final long max)
    {
        if (value < min || value > max)
        {
            throw new ConfigurationException(wrong("is out of range"));
        }
        return value;
    }

    private static String durationText(final long ns)
    {
        return ns % 60_000_000_000L == 0 ? ns / 60_000_000_000L + "m" :
            ns % 1_000_000L == 0 ? ns / 1_000_000L + "ms" : ns / 1_000L + "us";
    }

    private static String bytesText(final long bytes)
    {
        return bytes >= 1 << 30 ? (bytes >> 30) + "g" : bytes >= 1 << 20 ? (bytes >> 20) + "m" : (bytes >> 10) + "k";
    }

    private String wrong(final String what)
    {
        return setting.key() + "=" + text + " " + what + ": expected " + setting.form();
    }
}
