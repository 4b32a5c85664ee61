package io.gavel.cluster.backup;

import io.aeron.Aeron;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.checksum.Checksums;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusterBackup;
import io.aeron.cluster.ClusterBackupMediaDriver;
import io.aeron.cluster.RecordingLog;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.gavel.cluster.CrashRecovery;
import io.gavel.cluster.DataDirectory;
import io.gavel.cluster.NodeException;
import io.gavel.cluster.events.EventCopy;
import java.io.File;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * A running copy of a venue: Aeron's {@link ClusterBackup} follows the Raft log and fetches the snapshots, and an
 * {@link EventCopy} follows the events. It copies what is committed only. After its own death it goes on where it was,
 * and after that of the node that it follows, from another one.
 *
 * <p>The directory has the form of a node's, and is locked like one.
 */
public final class Backup implements AutoCloseable
{
    private static final int CONSENSUS_TERM_LENGTH = 64 * 1024;
    private static final long IMAGE_LIVENESS_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long COOL_DOWN_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long RESPONSE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long PROGRESS_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long PARK_FIRST_NS = 100_000;
    private static final long PARK_MAX_NS = 1_000_000;
    private static final String ANY_PORT = ":0";
    // The alias makes the recording look like a node's own.
    private static final String LOG_CHANNEL =
        "aeron:udp?alias=log|cc=cubic|so-sndbuf=512k|so-rcvbuf=512k|rcv-wnd=512k";

    private final BackupContext context;
    private final BackupProgress progress = new BackupProgress();
    private DataDirectory directory;
    private ClusterBackupMediaDriver driver;
    private Aeron aeron;
    private EventCopy events;
    private AgentRunner eventsRunner;
    private volatile Throwable failure;
    private boolean isClosed;

    private Backup(final BackupContext context)
    {
        this.context = context;
    }

    /**
     * Begins to copy, or goes on.
     *
     * @param context of the copy.
     * @return a copy that follows the venue as soon as it has found it.
     * @throws BackupException where the directory is in use, or this process cannot be reached.
     */
    public static Backup launch(final BackupContext context)
    {
        final Backup backup = new Backup(context.conclude());
        try
        {
            backup.start();
            return backup;
        }
        catch (final RuntimeException | Error e)
        {
            backup.close();
            throw e;
        }
    }

    private void start()
    {
        final File dir = context.dir();
        if (!dir.isDirectory() && !dir.mkdirs())
        {
            throw new BackupException(dir + " cannot be made: name a directory that this user may write to");
        }
        try
        {
            directory = DataDirectory.lock(dir);
        }
        catch (final NodeException e)
        {
            throw new BackupException(dir + " is in use by a node or another backup: stop it, or name another " +
                "directory", e);
        }
        final CrashRecovery recovery = new CrashRecovery(directory, context.out());
        recovery.releaseMarkFiles();
        final String aeronDir = aeronDirectory();
        driver = recovery.launch(() -> ClusterBackupMediaDriver.launch(
            driver(aeronDir), archive(aeronDir), clusterBackup(aeronDir)));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(aeronDir).errorHandler(this::onError));
        readPositions();
        events = new EventCopy(localArchive().aeron(aeron).ownsAeronClient(false), idle(), context.members(),
            progress::followedNode, context.host(), progress::fail);
        eventsRunner = new AgentRunner(idle(), this::onEventsError, null, events);
        AgentRunner.startOnThread(eventsRunner);
    }

    private static String aeronDirectory()
    {
        final File memory = new File("/dev/shm");
        final File parent = memory.isDirectory() && memory.canWrite() ?
            memory : new File(System.getProperty("java.io.tmpdir"));
        return new File(parent, "gavel-client-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID()).getPath();
    }

    private MediaDriver.Context driver(final String aeronDir)
    {
        return new MediaDriver.Context()
            .aeronDirectoryName(aeronDir)
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(idle())
            .termBufferSparseFile(true)
            .imageLivenessTimeoutNs(IMAGE_LIVENESS_NS)
            .errorHandler(this::onError);
    }

    private Archive.Context archive(final String aeronDir)
    {
        final String anyPort = "aeron:udp?endpoint=" + context.host() + ANY_PORT;
        return new Archive.Context()
            .aeronDirectoryName(aeronDir)
            .archiveDir(directory.archive())
            .controlChannelEnabled(false)
            .archiveClientContext(new AeronArchive.Context().controlResponseChannel(anyPort))
            .replicationChannel(anyPort)
            .recordingEventsEnabled(false)
            .recordChecksum(Checksums.crc32c())
            .replayChecksum(Checksums.crc32c())
            .threadingMode(ArchiveThreadingMode.SHARED)
            .idleStrategySupplier(Backup::idle)
            .errorHandler(this::onError);
    }

    private ClusterBackup.Context clusterBackup(final String aeronDir)
    {
        final StringBuilder endpoints = new StringBuilder();
        context.members().nodes().forEach((node) -> endpoints.append(endpoints.isEmpty() ? "" : ",")
            .append(node.consensusEndpoint()));
        return new ClusterBackup.Context()
            .aeronDirectoryName(aeronDir)
            .clusterDir(directory.cluster())
            .clusterConsensusEndpoints(endpoints.toString())
            .consensusChannel("aeron:udp?term-length=" + CONSENSUS_TERM_LENGTH + "|endpoint=" + context.host() + ":" +
                context.port())
            .catchupChannel(LOG_CHANNEL)
            .catchupEndpoint(context.host() + ANY_PORT)
            .archiveContext(localArchive())
            .clusterArchiveContext(new AeronArchive.Context()
                .controlRequestChannel("aeron:udp")
                .controlResponseChannel("aeron:udp?endpoint=" + context.host() + ANY_PORT))
            .sourceType(context.followsAnyNode() ? ClusterBackup.SourceType.ANY : ClusterBackup.SourceType.FOLLOWER)
            .initialReplayStart(ClusterBackup.Configuration.ReplayStart.BEGINNING)
            .clusterBackupIntervalNs(context.queryInterval().toNanos())
            .clusterBackupCoolDownIntervalNs(COOL_DOWN_NS)
            .clusterBackupResponseTimeoutNs(RESPONSE_TIMEOUT_NS)
            .clusterBackupProgressTimeoutNs(PROGRESS_TIMEOUT_NS)
            .credentialsSupplier(new OperatorLogon(context.operatorPassword()))
            .eventsListener(progress)
            .idleStrategySupplier(Backup::idle)
            .terminationHook(() -> onEnd(null))
            .errorHandler(this::onError);
    }

    private static AeronArchive.Context localArchive()
    {
        return new AeronArchive.Context()
            .controlRequestChannel(AeronArchive.Configuration.localControlChannel())
            .controlRequestStreamId(AeronArchive.Configuration.localControlStreamId())
            .controlResponseChannel(AeronArchive.Configuration.localControlChannel());
    }

    private static IdleStrategy idle()
    {
        return new BackoffIdleStrategy(1, 1, PARK_FIRST_NS, PARK_MAX_NS);
    }

    // What an older run left: the copy shows it before it has found the venue.
    private void readPositions()
    {
        if (!new File(directory.cluster(), RecordingLog.RECORDING_LOG_FILE_NAME).isFile())
        {
            return;
        }
        try (RecordingLog log = new RecordingLog(directory.cluster(), false);
            AeronArchive archive = AeronArchive.connect(localArchive().aeron(aeron).ownsAeronClient(false)))
        {
            progress.read(log);
            final long recordingId = log.findLastTermRecordingId();
            if (Aeron.NULL_VALUE != recordingId)
            {
                progress.logPosition(archive.getMaxRecordedPosition(recordingId));
            }
        }
    }

    private void onError(final Throwable error)
    {
        progress.fail(error.getMessage());
    }

    private void onEventsError(final Throwable error)
    {
        onEnd(error);
    }

    private void onEnd(final Throwable error)
    {
        failure = null != error ? error : new BackupException(progress.lastFailure());
    }

    /**
     * How far it is.
     *
     * @return as of now.
     */
    public BackupStatus status()
    {
        final ClusterBackup.State state =
            ClusterBackup.State.get(driver.clusterBackup().context().stateCounter());
        return new BackupStatus(state.name(), progress.followedNode(), progress.logPosition(), events.position(),
            events.node(), progress.snapshotPositions(), progress.lastFailure());
    }

    /**
     * Why it ended by itself.
     *
     * @return null while it runs.
     */
    public Throwable failure()
    {
        return failure;
    }

    /** Ends it; what was copied stays, and a later one goes on from there. May be called more than once. */
    @Override
    public synchronized void close()
    {
        if (isClosed)
        {
            return;
        }
        isClosed = true;
        CloseHelper.closeAll(eventsRunner, aeron, driver, directory);
    }
}
