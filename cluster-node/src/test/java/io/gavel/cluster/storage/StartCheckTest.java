package io.gavel.cluster.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.RecordingLog;
import io.gavel.cluster.ProcessCluster;
import io.gavel.cluster.StoppedVenue;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A byte that is changed in what a node would load is refused, or changes nothing of what it loads: never is another
 * state loaded. Run again with another seed by {@code -Dgavel.test.seed=N}.
 */
@Timeout(180)
class StartCheckTest
{
    private static final long SEED = Long.getLong("gavel.test.seed", 15_485_863L);
    private static final int FLIPS = 120;

    @TempDir
    private static Path dir;

    private static Path killed;
    private static Path stopped;
    private static State expected;

    private final Random random = new Random(SEED);
    private int refused;
    private int harmless;

    /** What a node would have in memory once it has loaded its files. */
    private record State(long hash, long eventSeq, long position)
    {
    }

    @BeforeAll
    static void runVenues() throws IOException
    {
        System.out.println("seed " + SEED);
        killed = StoppedVenue.kill(dir, SEED);
        expected = load(killed);
        StoppedVenue.run(dir.resolve("stopped"), 1, SEED);
        stopped = dir.resolve("stopped/node0");
    }

    // As a node loads: the newest snapshot by its recording log, and the log behind it, unchecked where it can be.
    private static State load(final Path node)
    {
        final NodeStorage storage = NodeStorage.read(NodeFiles.ofLocked(node));
        final RecordingLogFile.Snapshot snapshot = storage.newestSnapshot();
        final Replay replay = new Replay((first, last, position, buffer, offset, length) ->
        {
        });
        long from = 0;
        if (null != snapshot)
        {
            storage.snapshots().read(snapshot, replay);
            from = snapshot.logPosition();
            replay.begin(from);
        }
        try (RaftLog log = storage.openLog(from, Long.MAX_VALUE, (fault) ->
        {
            throw new FaultException(fault);
        }))
        {
            int entries = 0;
            while (log.next(replay))
            {
                entries++;
            }
            assertTrue(entries > 0);
        }
        return new State(replay.exchange().stateHash(), replay.eventSeq(), replay.position());
    }

    private void flip(final Path node, final Path file, final long offset, final int mask) throws IOException
    {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw"))
        {
            bytes.seek(offset);
            final int before = bytes.read();
            bytes.seek(offset);
            bytes.write(before ^ mask);
            try
            {
                check(node, file, offset, mask);
            }
            finally
            {
                bytes.seek(offset);
                bytes.write(before);
            }
        }
    }

    private void check(final Path node, final Path file, final long offset, final int mask)
    {
        try
        {
            StartCheck.run(NodeFiles.ofLocked(node));
        }
        catch (final FaultException e)
        {
            refused++;
            return;
        }
        harmless++;
        assertEquals(expected, load(node), () -> "a state that is wrong, after " + file + " was changed at offset " +
            offset + " by " + mask + "; seed " + SEED);
    }

    private void checkCounts(final int refusedMin)
    {
        System.out.println("refused " + refused + ", harmless " + harmless);
        assertTrue(refused >= refusedMin, "refused only " + refused + " of " + (refused + harmless));
    }

    private int mask()
    {
        return 0 == random.nextInt(2) ? 1 << random.nextInt(8) : 1 + random.nextInt(255);
    }

    @Test
    void shouldAcceptWhatANodeHasWritten()
    {
        for (final Path node : new Path[]{ killed, stopped })
        {
            final StartCheck.Result result = StartCheck.run(NodeFiles.ofLocked(node));
            assertTrue(result.snapshotPosition() > 0 && result.logTo() > result.logFrom(), result::toString);
        }
        assertEquals(new StartCheck.Result(-1, 0, 0, 0, false),
            StartCheck.run(NodeFiles.ofLocked(dir.resolve("blank"))));
    }

    @Test
    void shouldRefuseEveryByteOfTheRecordingLogOrLoadTheSame() throws IOException
    {
        final Path file = NodeFiles.ofLocked(killed).recordingLog();
        final long size = Files.size(file);
        for (long offset = 0; offset < size; offset++)
        {
            flip(killed, file, offset, mask());
        }
        checkCounts((int)size / 3);
    }

    @Test
    void shouldRefuseBytesOfTheCatalogOrLoadTheSame() throws IOException
    {
        final NodeFiles files = NodeFiles.ofLocked(killed);
        int end = 0;
        for (final Recording recording : ArchiveCatalog.read(files).recordings())
        {
            end = Math.max(end, recording.descriptorOffset() + 256);
        }
        for (int i = 0; i < FLIPS; i++)
        {
            flip(killed, files.catalog(), random.nextInt(end), mask());
        }
        checkCounts(FLIPS / 2);
    }

    @Test
    void shouldRefuseBytesOfTheSnapshotThatWouldBeLoaded() throws IOException
    {
        final NodeFiles files = NodeFiles.ofLocked(killed);
        final NodeStorage storage = NodeStorage.read(files);
        for (final RecordingLogFile.Entry entry : new RecordingLogFile.Entry[]{
            storage.newestSnapshot().service(), storage.newestSnapshot().consensusModule() })
        {
            final Recording recording = storage.catalog().find(entry.recordingId());
            final Path file = files.archive().resolve(recording.segmentFile(0));
            for (int i = 0; i < FLIPS; i++)
            {
                flip(killed, file, random.nextInt((int)recording.stopPosition()), mask());
            }
        }
        checkCounts(FLIPS);
    }

    @Test
    void shouldRefuseBytesOfTheLogBehindTheSnapshotOrLoadTheSame() throws IOException
    {
        final NodeFiles files = NodeFiles.ofLocked(killed);
        final NodeStorage storage = NodeStorage.read(files);
        final long from = storage.newestSnapshot().logPosition();
        final Path file = files.archive().resolve(storage.log().segmentFile(0));
        for (int i = 0; i < FLIPS; i++)
        {
            flip(killed, file, from + random.nextInt((int)(expected.position() - from)), mask());
        }
        // The bytes of a frame's length, on which all else depends, and which no checksum covers.
        try (FrameReader frames = new FrameReader(files.archive(), storage.log(), from, Long.MAX_VALUE, (fault) ->
        {
            throw new FaultException(fault);
        }))
        {
            for (int i = 0; i < 60 && frames.next(); i++)
            {
                flip(killed, file, frames.framePosition(), 1 << i % 5);
                flip(killed, file, frames.framePosition() + 1, mask());
            }
        }
        checkCounts(FLIPS / 2);
    }

    @Test
    void shouldAllowTheTornEndOfAKilledProcess() throws IOException
    {
        final NodeFiles files = NodeFiles.ofLocked(killed);
        final Recording log = NodeStorage.read(files).log();
        assertEquals(AeronArchive.NULL_POSITION, log.stopPosition());
        final Path file = files.archive().resolve(log.segmentFile(0));
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw"))
        {
            // A frame of which the first page came to the disk.
            final byte[] frame = new byte[256];
            bytes.seek(expected.position() - 32 - 128);
            bytes.readFully(frame, 0, 128);
            final ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
            header.clear();
            header.putInt(0, 1_400).put(4, (byte)0).put(5, (byte)0xC0).putShort(6, (short)1)
                .putInt(8, (int)expected.position()).putInt(12, 77).putInt(16, log.streamId())
                .putInt(20, log.initialTermId()).putLong(24, 0);
            bytes.seek(expected.position());
            bytes.write(frame);
            assertEquals(expected.position(), StartCheck.run(files).logTo());
            // Something behind it: it was not torn.
            bytes.seek(expected.position() + 8_192);
            bytes.write(1);
            assertThrows(FaultException.class, () -> StartCheck.run(files));
            bytes.seek(expected.position() + 8_192);
            bytes.write(0);
            bytes.seek(expected.position());
            bytes.write(new byte[256]);
        }
        assertEquals(expected, load(killed));
    }

    @Test
    void shouldAllowTheTermsThatAKilledProcessHadNotWrittenDownYet() throws IOException
    {
        // A node that catches up records the log before it writes into its recording log which terms are there.
        final Path node;
        try (ProcessCluster cluster = new ProcessCluster(Files.createDirectory(dir.resolve("terms")), 1))
        {
            for (int term = 0; term < 3; term++)
            {
                cluster.start(0);
                cluster.status().awaitLeader();
                cluster.kill(0);
            }
            node = cluster.dataDir(0);
        }
        final NodeFiles files = NodeFiles.ofLocked(node);
        final StartCheck.Result whole = StartCheck.run(files);
        invalidateTerm(files, 2);
        assertEquals(whole, StartCheck.run(files));
        invalidateTerm(files, 1);
        assertEquals(whole, StartCheck.run(files));
    }

    @Test
    void shouldRefuseALogOfWhichATermBeforeOthersIsMissing() throws IOException
    {
        final Path node;
        try (ProcessCluster cluster = new ProcessCluster(Files.createDirectory(dir.resolve("lost")), 1))
        {
            for (int term = 0; term < 2; term++)
            {
                cluster.start(0);
                cluster.status().awaitLeader();
                cluster.kill(0);
            }
            node = cluster.dataDir(0);
        }
        final NodeFiles files = NodeFiles.ofLocked(node);
        StartCheck.run(files);
        invalidateTerm(files, 0);
        assertThrows(FaultException.class, () -> StartCheck.run(files));
    }

    private static void invalidateTerm(final NodeFiles files, final long leadershipTermId) throws IOException
    {
        final RecordingLogFile.Entry term = RecordingLogFile.read(files).term(leadershipTermId);
        try (RandomAccessFile bytes = new RandomAccessFile(files.recordingLog().toFile(), "rw"))
        {
            // The highest bit of the type, as Aeron's RecordingLog sets it.
            final long typeEnd = term.offset() + RecordingLog.ENTRY_TYPE_OFFSET + Integer.BYTES - 1;
            bytes.seek(typeEnd);
            final int before = bytes.read();
            bytes.seek(typeEnd);
            bytes.write(before | 0x80);
        }
    }

    @Test
    void shouldSayWhichFileAndByteAndWhatItExpected() throws IOException
    {
        final NodeFiles files = NodeFiles.ofLocked(stopped);
        final NodeStorage storage = NodeStorage.read(files);
        final Recording recording = storage.catalog().find(storage.newestSnapshot().service().recordingId());
        final Path file = files.archive().resolve(recording.segmentFile(0));
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw"))
        {
            bytes.seek(40);
            final int before = bytes.read();
            bytes.seek(40);
            bytes.write(before ^ 1);
            final FaultException refused = assertThrows(FaultException.class, () -> StartCheck.run(files));
            bytes.seek(40);
            bytes.write(before);
            assertTrue(refused.getMessage().matches(Pattern.quote(file.toString()) +
                " at offset 0: expected a frame with CRC-32C [0-9a-f]{8} \\(position 0 of recording [0-9]+\\), " +
                "found [0-9a-f]{8}"), refused.getMessage());
        }
    }
}
