package io.gavel.ops.trading;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads times such as 2026-12-31T16:00:00-05:00 and 2026-12-31T21:00:00Z.
 */
final class InstantConverter implements ITypeConverter<Instant>
{
    @Override
    public Instant convert(final String text)
    {
        try
        {
            return OffsetDateTime.parse(text).toInstant();
        }
        catch (final DateTimeException e)
        {
            throw new TypeConversionException("'" + text +
                "' is no time: write it as 2026-12-31T16:00:00-05:00, or in UTC as 2026-12-31T21:00:00Z");
        }
    }
}
