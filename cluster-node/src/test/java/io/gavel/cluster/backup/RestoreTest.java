package io.gavel.cluster.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.cluster.StoppedVenue;
import io.gavel.cluster.storage.NodeFiles;
import io.gavel.cluster.storage.NodeStorage;
import io.gavel.cluster.storage.ReadingProgress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores the directory of a node that traded and took snapshots. */
class RestoreTest
{
    private static final long SEED = Long.getLong("gavel.restore.seed", 20_261_124L);

    @TempDir
    private static Path shared;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void trade() throws IOException
    {
        System.out.println("restore: -Dgavel.restore.seed=" + SEED);
        StoppedVenue.run(shared, 1, SEED);
    }

    private static RestoreResult restore(final Path from, final long position, final Path... to) throws IOException
    {
        return Restore.run(from, List.of(to), position, Long.MAX_VALUE, ReadingProgress.NONE);
    }

    private static Path node()
    {
        return shared.resolve("node0");
    }

    @Test
    void shouldMakeEqualDirectoriesThatGiveTheSameAgain() throws IOException
    {
        final RestoreResult first =
            restore(node(), Long.MAX_VALUE, temporary.resolve("a"), temporary.resolve("b"));
        final RestoreResult second = restore(temporary.resolve("b"), Long.MAX_VALUE, temporary.resolve("c"));
        assertEquals(first.stateHash(), second.stateHash());
        assertEquals(first.logPosition(), second.logPosition());
        assertEquals(first.eventSeq(), second.eventSeq());
        assertTrue(first.eventSeq() > 600 && first.snapshotPosition() > 0, first::toString);
        try (NodeFiles files = NodeFiles.open(temporary.resolve("a")))
        {
            final NodeStorage storage = NodeStorage.read(files);
            assertEquals(first.logPosition(), storage.log().stopPosition());
            assertEquals(first.eventPosition(), storage.catalog().events().stopPosition());
            assertEquals(2, storage.recordingLog().snapshots().size());
        }
    }

    @Test
    void shouldStopAtALogPosition() throws IOException
    {
        final RestoreResult all = restore(node(), Long.MAX_VALUE, temporary.resolve("all"));
        final long middle = all.snapshotPosition() - 1;
        final RestoreResult part = restore(node(), middle, temporary.resolve("part"));
        assertTrue(part.logPosition() <= middle && part.snapshotPosition() < all.snapshotPosition(), part::toString);
        assertTrue(part.eventSeq() < all.eventSeq(), part::toString);
        try (NodeFiles files = NodeFiles.open(temporary.resolve("part")))
        {
            final NodeStorage storage = NodeStorage.read(files);
            assertEquals(part.logPosition(), storage.log().stopPosition());
            assertEquals(part.eventPosition(), storage.catalog().events().stopPosition());
        }
    }

    @Test
    void shouldGiveTheSameStateFromAnOlderSnapshot() throws IOException
    {
        final RestoreResult newest = restore(node(), Long.MAX_VALUE, temporary.resolve("newest"));
        final RestoreResult older = Restore.run(node(), List.of(temporary.resolve("older")), Long.MAX_VALUE,
            newest.snapshotPosition() - 1, ReadingProgress.NONE);
        assertTrue(older.snapshotPosition() < newest.snapshotPosition(), older::toString);
        assertEquals(newest.stateHash(), older.stateHash());
        assertEquals(newest.eventPosition(), older.eventPosition());
    }

    @Test
    void shouldRefuseADirectoryThatHoldsSomethingAndTouchNothing() throws IOException
    {
        final Path taken = Files.createDirectories(temporary.resolve("taken"));
        Files.writeString(taken.resolve("precious"), "kept");
        final BackupException refused = assertThrows(BackupException.class,
            () -> restore(node(), Long.MAX_VALUE, temporary.resolve("blank"), taken));
        assertTrue(refused.getMessage().contains("taken is not blank"), refused.getMessage());
        assertEquals("kept", Files.readString(taken.resolve("precious")));
        assertFalse(Files.exists(temporary.resolve("blank")));
        try (Stream<Path> left = Files.list(temporary))
        {
            assertEquals(List.of(taken), left.toList());
        }
    }

    @Test
    void shouldRestoreAgainWhatARunThatWasKilledLeft() throws IOException
    {
        final RestoreResult first = restore(node(), Long.MAX_VALUE, temporary.resolve("a"));
        final Path half = Files.createDirectories(temporary.resolve("b.restoring").resolve("archive"));
        Files.writeString(half.resolve("0-0.rec"), "half");
        final RestoreResult again =
            restore(node(), Long.MAX_VALUE, temporary.resolve("a"), temporary.resolve("b"));
        assertEquals(first.stateHash(), again.stateHash());
        assertFalse(Files.exists(temporary.resolve("b.restoring")));
        assertTrue(Files.exists(temporary.resolve("b").resolve("archive").resolve("archive.catalog")));
    }

    @Test
    void shouldRefuseAFlippedByteInTheLog() throws IOException
    {
        final Path copy = temporary.resolve("copy");
        StoppedVenue.copy(node(), copy);
        final long logId;
        try (NodeFiles files = NodeFiles.open(copy))
        {
            logId = NodeStorage.read(files).log().recordingId();
        }
        try (FileChannel log = FileChannel.open(copy.resolve("archive").resolve(logId + "-0.rec"),
            StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            final ByteBuffer one = ByteBuffer.allocate(1);
            log.read(one, 20_000);
            log.write(ByteBuffer.wrap(new byte[]{ (byte)(one.get(0) ^ 4) }), 20_000);
        }
        final BackupException refused = assertThrows(
            BackupException.class, () -> restore(copy, Long.MAX_VALUE, temporary.resolve("a")));
        assertTrue(refused.getMessage().contains("the log is damaged"), refused.getMessage());
        assertFalse(Files.exists(temporary.resolve("a")));
    }
}
