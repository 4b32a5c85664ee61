package io.gavel.cluster.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.cluster.StoppedVenue;
import io.gavel.venue.EventStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What nodes wrote is equal to what their log makes again, and what was changed afterwards is found. */
@Timeout(120)
class LogAuditTest
{
    private static final long SEED = 20_240_229L;

    @TempDir
    private static Path dir;

    @BeforeAll
    static void runVenue() throws IOException
    {
        System.out.println("seed " + SEED);
        StoppedVenue.run(dir, 3, SEED);
    }

    private static List<Path> nodes()
    {
        return List.of(dir.resolve("node0"), dir.resolve("node1"), dir.resolve("node2"));
    }

    @Test
    void shouldFindThreeNodesEqualToTheirLog() throws IOException
    {
        final Map<Path, Long> before = checksums();
        final LogAudit.Result result = LogAudit.runOn(nodes(), ReadingProgress.NONE);
        assertEquals(List.of(), result.faults());
        assertTrue(result.commands() > 1_800, result::toString);
        assertTrue(result.events() > 1_800, result::toString);
        assertEquals(0, result.from());
        for (final LogAudit.Node node : result.nodes())
        {
            assertTrue(node.eventsCompared() > 1_800, node::toString);
            assertTrue(node.logEqualTo() > 100_000, node::toString);
            assertEquals(2, node.snapshotsChecked(), node::toString);
        }
        assertEquals(before, checksums(), "files that the audit has changed");
    }

    @Test
    void shouldEndAtOneHashFromTheStartAndFromTheSnapshot()
    {
        final LogAudit.Result result = LogAudit.runOn(nodes(), ReadingProgress.NONE);
        try (NodeFiles files = NodeFiles.open(nodes().get(1)))
        {
            final NodeStorage storage = NodeStorage.read(files);
            final Replay replay = new Replay((first, last, position, buffer, offset, length) ->
            {
            });
            final RecordingLogFile.Snapshot snapshot = storage.newestSnapshot();
            storage.snapshots().read(snapshot, replay);
            try (RaftLog log = storage.openLog(snapshot.logPosition(), result.to(), (fault) ->
            {
                throw new FaultException(fault);
            }))
            {
                int entries = 0;
                while (log.next(replay))
                {
                    entries++;
                }
                assertTrue(entries > 600, "entries behind the snapshot: " + entries);
            }
            assertEquals(result.stateHash(), replay.exchange().stateHash());
            assertEquals(result.eventSeq(), replay.eventSeq());
        }
    }

    @Test
    void shouldNameTheByteThatWasChangedInTheEvents() throws IOException
    {
        final Path copy = dir.resolve("events-changed");
        StoppedVenue.copy(nodes().get(0), copy);
        final Path file = segment(copy, EventStream.STREAM_ID);
        final long offset = 40_005;
        flip(file, offset);
        final LogAudit.Result result = LogAudit.runOn(List.of(copy), ReadingProgress.NONE);
        assertFalse(result.isClean());
        final Fault fault = result.faults().get(0);
        assertEquals(file, fault.file());
        assertTrue(fault.offset() <= offset && fault.offset() > offset - EventStream.MTU_LENGTH, fault::sentence);
        assertTrue(fault.sentence().contains("CRC-32C"), fault::sentence);
    }

    @Test
    void shouldFindAnEventThatWasChangedTogetherWithItsChecksum() throws IOException
    {
        final Path copy = dir.resolve("events-forged");
        StoppedVenue.copy(nodes().get(0), copy);
        final Path file = segment(copy, EventStream.STREAM_ID);
        forge(file);
        final LogAudit.Result result =
            LogAudit.runOn(List.of(nodes().get(1), copy, nodes().get(2)), ReadingProgress.NONE);
        assertEquals(1, result.faults().size(), result::toString);
        assertEquals(file, result.faults().get(0).file());
        assertTrue(result.faults().get(0).sentence().contains("differ at byte 9"), result::toString);
    }

    @Test
    void shouldFindALogThatIsNotTheOthers() throws IOException
    {
        final Path copy = dir.resolve("log-forged");
        StoppedVenue.copy(nodes().get(2), copy);
        forge(segment(copy, 100));
        final LogAudit.Result result =
            LogAudit.runOn(List.of(nodes().get(0), nodes().get(1), copy), ReadingProgress.NONE);
        assertFalse(result.isClean());
        assertTrue(result.faults().stream().anyMatch((fault) -> fault.file().startsWith(copy)), result::toString);
    }

    // The first frame that is long enough gets another byte, and the checksum that goes with it.
    private static void forge(final Path file) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            final ByteBuffer bytes = ByteBuffer.allocate(256 * 1024).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            channel.read(bytes, 0);
            int at = 0;
            for (int frame = 0; frame < 20 || bytes.getInt(at) < 100; frame++)
            {
                at += bytes.getInt(at) + 31 & -32;
            }
            bytes.put(at + 41, (byte)(bytes.get(at + 41) ^ 4));
            final CRC32C crc = new CRC32C();
            crc.update(bytes.array(), at + 32, (bytes.getInt(at) + 31 & -32) - 32);
            bytes.putInt(at + 12, (int)crc.getValue());
            bytes.limit(at + 64).position(at);
            channel.write(bytes, at);
        }
    }

    private static void flip(final Path file, final long offset) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            final ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, offset);
            one.put(0, (byte)(one.get(0) ^ 0x10)).flip();
            channel.write(one, offset);
        }
    }

    private static Path segment(final Path node, final int streamId)
    {
        final NodeFiles files = NodeFiles.ofLocked(node);
        for (final Recording recording : ArchiveCatalog.read(files).recordings())
        {
            if (streamId == recording.streamId())
            {
                return files.archive().resolve(recording.segmentFile(0));
            }
        }
        throw new IllegalStateException("no recording of stream " + streamId);
    }

    private static Map<Path, Long> checksums() throws IOException
    {
        final Map<Path, Long> checksums = new HashMap<>();
        final List<Path> paths = new ArrayList<>();
        for (final Path node : nodes())
        {
            try (Stream<Path> files = Files.walk(node))
            {
                files.filter(Files::isRegularFile).forEach(paths::add);
            }
        }
        for (final Path path : paths)
        {
            final CRC32C crc = new CRC32C();
            crc.update(Files.readAllBytes(path));
            checksums.put(path, crc.getValue());
        }
        return checksums;
    }
}
