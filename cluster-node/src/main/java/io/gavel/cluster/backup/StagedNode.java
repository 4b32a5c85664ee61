package io.gavel.cluster.backup;

import io.aeron.Aeron;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.ArchivingMediaDriver;
import io.aeron.archive.checksum.Checksums;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.RecordingSignal;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.gavel.cluster.CrashRecovery;
import io.gavel.cluster.DataDirectory;
import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** The files of a node in the making, locked, and an archive of their own that is reached by nobody else. */
final class StagedNode implements AutoCloseable
{
    private static final String LOOPBACK = "aeron:udp?endpoint=127.0.0.1:0";
    private static final long PARK_FIRST_NS = 10_000;
    private static final long PARK_MAX_NS = 200_000;
    private static final long DELETE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);

    private final DataDirectory directory;
    private ArchivingMediaDriver driver;
    private AeronArchive archive;
    private boolean isDeleted;

    /**
     * Takes the directory, and starts an archive on it, which works out where recordings end whose process was killed.
     *
     * @param dir with the folder of an archive.
     */
    StagedNode(final Path dir)
    {
        directory = DataDirectory.lock(dir.toFile());
        try
        {
            launch();
        }
        catch (final RuntimeException | Error e)
        {
            close();
            throw e;
        }
    }

    private void launch()
    {
        final File memory = new File("/dev/shm");
        final File parent = memory.isDirectory() && memory.canWrite() ?
            memory : new File(System.getProperty("java.io.tmpdir"));
        final String aeronDir =
            new File(parent, "gavel-client-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID()).getPath();
        final CrashRecovery recovery = new CrashRecovery(
            directory, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        recovery.releaseMarkFiles();
        driver = recovery.launch(() -> ArchivingMediaDriver.launch(
            new MediaDriver.Context()
                .aeronDirectoryName(aeronDir)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(idle())
                .termBufferSparseFile(true),
            new Archive.Context()
                .aeronDirectoryName(aeronDir)
                .archiveDir(directory.archive())
                .controlChannelEnabled(false)
                .archiveClientContext(new AeronArchive.Context().controlResponseChannel(LOOPBACK))
                .replicationChannel(LOOPBACK)
                .recordingEventsEnabled(false)
                .recordChecksum(Checksums.crc32c())
                .replayChecksum(Checksums.crc32c())
                .threadingMode(ArchiveThreadingMode.SHARED)
                .idleStrategySupplier(StagedNode::idle)));
        archive = AeronArchive.connect(new AeronArchive.Context()
            .aeron(Aeron.connect(new Aeron.Context().aeronDirectoryName(aeronDir)))
            .ownsAeronClient(true)
            .recordingSignalConsumer((controlSessionId, correlationId, id, subscriptionId, position, signal) ->
                isDeleted |= RecordingSignal.DELETE == signal)
            .controlRequestChannel(AeronArchive.Configuration.localControlChannel())
            .controlRequestStreamId(AeronArchive.Configuration.localControlStreamId())
            .controlResponseChannel(AeronArchive.Configuration.localControlChannel()));
    }

    /**
     * Cuts a recording, and waits until its files are gone.
     *
     * @param recordingId of it.
     * @param position    where a message ends.
     */
    void truncate(final long recordingId, final long position)
    {
        isDeleted = false;
        archive.truncateRecording(recordingId, position);
        final long deadlineNs = System.nanoTime() + DELETE_TIMEOUT_NS;
        final IdleStrategy idle = idle();
        while (!isDeleted)
        {
            if (System.nanoTime() - deadlineNs > 0)
            {
                throw new BackupException("recording " + recordingId + " was not cut at position " + position +
                    " in time: look after the disk, and try again");
            }
            idle.idle(archive.pollForRecordingSignals());
        }
    }

    static IdleStrategy idle()
    {
        return new BackoffIdleStrategy(1, 1, PARK_FIRST_NS, PARK_MAX_NS);
    }

    AeronArchive archive()
    {
        return archive;
    }

    File cluster()
    {
        return directory.cluster();
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(archive, driver, directory);
    }
}
