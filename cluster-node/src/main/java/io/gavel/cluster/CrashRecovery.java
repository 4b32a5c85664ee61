package io.gavel.cluster;

import io.aeron.Aeron;
import io.aeron.archive.ArchiveMarkFile;
import io.aeron.archive.ArchiveTool;
import io.aeron.cluster.service.ClusterMarkFile;
import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.SystemEpochClock;

/**
 * What a node does before it starts on a directory whose last process was killed. Needs the directory's lock, which
 * proves that the process is dead.
 */
public final class CrashRecovery
{
    private static final long MARK_FILE_TIMEOUT_MS = TimeUnit.MILLISECONDS.toMillis(100);
    private static final int TORN_RECORDINGS_MAX = 16;
    private static final String CHECKSUM = "org.agrona.checksum.Crc32c";
    private static final Pattern TORN =
        Pattern.compile("incomplete last fragment straddling page boundary in file: .*?([0-9]+)-[0-9]+\\.rec");

    private final DataDirectory directory;
    private final PrintStream out;

    /**
     * Recovers one directory.
     *
     * @param directory that is locked.
     * @param out       for people.
     */
    public CrashRecovery(final DataDirectory directory, final PrintStream out)
    {
        this.directory = directory;
        this.out = out;
    }

    /** Tells the mark files that their process is dead, which otherwise look live for ten seconds. */
    public void releaseMarkFiles()
    {
        final File archive = directory.archive();
        if (isThere(archive, ArchiveMarkFile.FILENAME))
        {
            try (ArchiveMarkFile markFile = new ArchiveMarkFile(
                archive, ArchiveMarkFile.FILENAME, SystemEpochClock.INSTANCE, MARK_FILE_TIMEOUT_MS, null))
            {
                if (Aeron.NULL_VALUE != markFile.activityTimestampVolatile())
                {
                    markFile.updateActivityTimestamp(Aeron.NULL_VALUE);
                }
            }
        }
        release(ClusterMarkFile.FILENAME);
        release(ClusterMarkFile.markFilenameForService(0));
    }

    private void release(final String filename)
    {
        if (isThere(directory.cluster(), filename))
        {
            try (ClusterMarkFile markFile = new ClusterMarkFile(
                directory.cluster(), filename, SystemEpochClock.INSTANCE, MARK_FILE_TIMEOUT_MS, null))
            {
                if (Aeron.NULL_VALUE != markFile.activityTimestampVolatile())
                {
                    markFile.updateActivityTimestamp(Aeron.NULL_VALUE);
                }
            }
        }
    }

    private static boolean isThere(final File dir, final String filename)
    {
        return new File(dir, filename).isFile();
    }

    /**
     * Launches what needs the archive; where the archive refuses a torn last fragment, cuts exactly that one, which was
     * never whole and so never acknowledged, and launches again.
     *
     * @param <T>    of what is launched.
     * @param launch that closes what it opened where it fails.
     * @return what was launched.
     */
    public <T> T launch(final Supplier<T> launch)
    {
        for (int torn = 0; ; torn++)
        {
            try
            {
                return launch.get();
            }
            catch (final RuntimeException e)
            {
                final long recordingId = tornRecording(e);
                if (recordingId < 0 || torn >= TORN_RECORDINGS_MAX)
                {
                    throw e;
                }
                out.println("recording " + recordingId + " ends in a torn fragment of a killed process: cutting it");
                ArchiveTool.verifyRecording(
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                    directory.archive(), recordingId, EnumSet.noneOf(ArchiveTool.VerifyOption.class), CHECKSUM,
                    (file) -> true);
                releaseMarkFiles();
            }
        }
    }

    /**
     * Which recording an archive refused.
     *
     * @param failure of the launch.
     * @return -1 where it failed for another reason.
     */
    static long tornRecording(final Throwable failure)
    {
        for (Throwable at = failure; null != at; at = at.getCause())
        {
            final Matcher matcher = TORN.matcher(String.valueOf(at.getMessage()));
            if (matcher.find())
            {
                return Long.parseLong(matcher.group(1));
            }
        }
        return -1;
    }
}
