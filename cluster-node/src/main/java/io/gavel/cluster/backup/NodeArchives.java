package io.gavel.cluster.backup;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.exceptions.AeronException;
import io.gavel.venue.Members;
import java.io.File;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;

/** Talks to the archives of running nodes, to see how much of the log they keep, and to have them drop what is old. */
public final class NodeArchives implements AutoCloseable
{
    /**
     * What a node keeps of the log.
     *
     * @param startPosition where it begins.
     * @param purgePosition where it could begin for what is still needed: the begin of the file that holds it.
     */
    public record Extent(long startPosition, long purgePosition)
    {
        /**
         * What could go.
         *
         * @return bytes.
         */
        public long purgeable()
        {
            return Math.max(0, purgePosition - startPosition);
        }
    }

    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);

    private final String host;
    private final MediaDriver driver;
    private final Aeron aeron;

    /**
     * Starts a media driver of its own.
     *
     * @param members of the venue.
     * @throws BackupException where no address of this machine reaches them.
     */
    public NodeArchives(final Members members)
    {
        host = new BackupContext().members(members).conclude().host();
        final File memory = new File("/dev/shm");
        final File parent = memory.isDirectory() && memory.canWrite() ?
            memory : new File(System.getProperty("java.io.tmpdir"));
        final String dir =
            new File(parent, "gavel-client-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID()).getPath();
        driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(dir)
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(StagedNode.idle())
            .termBufferSparseFile(true));
        try
        {
            aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(dir));
        }
        catch (final RuntimeException e)
        {
            driver.close();
            throw e;
        }
    }

    /**
     * Looks.
     *
     * @param node        that runs.
     * @param recordingId of its log.
     * @param needed      log position from which on it is needed.
     * @return what it keeps.
     * @throws BackupException where its archive does not answer.
     */
    public Extent extent(final Members.Node node, final long recordingId, final long needed)
    {
        try (AeronArchive archive = connect(node))
        {
            return extent(archive, recordingId, needed);
        }
        catch (final AeronException e)
        {
            throw failed(node, e);
        }
    }

    /**
     * Drops what is older.
     *
     * @param node        that runs.
     * @param recordingId of its log.
     * @param needed      log position from which on it is needed.
     * @return what it kept before: its {@code purgeable()} bytes are gone.
     * @throws BackupException where its archive does not answer, or somebody is reading what is to go.
     */
    public Extent purge(final Members.Node node, final long recordingId, final long needed)
    {
        try (AeronArchive archive = connect(node))
        {
            final Extent extent = extent(archive, recordingId, needed);
            if (extent.purgeable() > 0)
            {
                archive.purgeSegments(recordingId, extent.purgePosition());
            }
            return extent;
        }
        catch (final AeronException e)
        {
            throw failed(node, e);
        }
    }

    private static Extent extent(final AeronArchive archive, final long recordingId, final long needed)
    {
        final Extent[] extent = new Extent[1];
        final int count = archive.listRecording(recordingId, (controlSessionId, correlationId, id, startTimestamp,
            stopTimestamp, startPosition, stopPosition, initialTermId, segmentFileLength, termBufferLength, mtuLength,
            sessionId, streamId, strippedChannel, originalChannel, sourceIdentity) ->
            extent[0] = new Extent(startPosition, needed <= startPosition ? startPosition :
            Math.max(startPosition, AeronArchive.segmentFileBasePosition(
            startPosition, needed, termBufferLength, segmentFileLength))));
        if (0 == count)
        {
            throw new BackupException("the archive has no recording " + recordingId + " of the log");
        }
        return extent[0];
    }

    private AeronArchive connect(final Members.Node node)
    {
        return AeronArchive.connect(new AeronArchive.Context()
            .aeron(aeron)
            .ownsAeronClient(false)
            .messageTimeoutNs(TIMEOUT_NS)
            .controlRequestChannel("aeron:udp?endpoint=" + node.archiveEndpoint())
            .controlResponseChannel("aeron:udp?endpoint=" + host + ":0"));
    }

    private static BackupException failed(final Members.Node node, final AeronException e)
    {
        return new BackupException("node " + node.nodeId() + " (" + node.host() + ":" + node.basePort() +
            ") did not purge its log: " + e.getMessage() + "; where a node or a backup is reading it, try again later",
            e);
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(aeron, driver);
    }
}
