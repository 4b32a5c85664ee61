package io.gavel.ops.venue;

import io.aeron.CncFileDescriptor;
import io.aeron.CommonContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes the media drivers' buffers of clients and gateways that were killed: they lie in memory, and nobody else
 * would.
 */
final class AbandonedDrivers
{
    private static final Pattern NAME = Pattern.compile("gavel-(?:client|gateway)-(\\d+)-.+");
    // Longer than a driver takes to start, and than one may be silent.
    private static final Duration AGE_LEAST = Duration.ofMinutes(1);
    private static final long SILENCE_MS = 10_000;

    private AbandonedDrivers()
    {
    }

    /**
     * Removes what is this user's, whose process is gone, and whose driver is silent.
     *
     * @param parent of the drivers' directories.
     * @throws IOException where it cannot be read.
     */
    static void remove(final Path parent) throws IOException
    {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(parent, "gavel-*"))
        {
            for (final Path candidate : candidates)
            {
                if (isAbandoned(candidate))
                {
                    VenueDirectory.delete(candidate);
                }
            }
        }
    }

    // The process number alone says too little where containers share the memory, so the driver is asked as well.
    private static boolean isAbandoned(final Path candidate) throws IOException
    {
        final Matcher matcher = NAME.matcher(candidate.getFileName().toString());
        try
        {
            return matcher.matches() && Files.isWritable(candidate) &&
                Files.getLastModifiedTime(candidate).toInstant().isBefore(Instant.now().minus(AGE_LEAST)) &&
                ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty() &&
                !(hasStarted(candidate) && CommonContext.isDriverActive(candidate.toFile(), SILENCE_MS, line ->
                {
                }));
        }
        catch (final NoSuchFileException e)
        {
            // Another venue removed it first.
            return false;
        }
    }

    // A driver that was killed while it started has not written its version yet: Aeron would wait for that, and fail.
    private static boolean hasStarted(final Path candidate) throws IOException
    {
        final Path file = candidate.resolve(CncFileDescriptor.CNC_FILE);
        if (!Files.exists(file))
        {
            return false;
        }
        try (InputStream bytes = Files.newInputStream(file))
        {
            bytes.skipNBytes(CncFileDescriptor.cncVersionOffset(0));
            return !Arrays.equals(new byte[Integer.BYTES], bytes.readNBytes(Integer.BYTES));
        }
    }
}
