package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.venue.Members;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a journal's file says after its process is gone, and when it is refused. */
@Timeout(120)
class SessionJournalTest
{
    private static final Members MEMBERS = Members.parse("127.0.0.1:9000,127.0.0.1:9010,127.0.0.1:9020");
    private static final SessionJournal.Owner OWNER = new SessionJournal.Owner(MEMBERS, "alice", 3);

    @TempDir
    Path directory;
    private Path file;

    @BeforeEach
    void setUp()
    {
        file = directory.resolve("alice-3.journal");
    }

    private SessionJournal open()
    {
        return SessionJournal.open(file, OWNER, 1024, false);
    }

    private static <T> CommandFuture<T> future()
    {
        return new CommandFuture<>(null, new Interruptions());
    }

    private static Command cancel(final long orderId)
    {
        return new CancelCommand(orderId, 0, future());
    }

    private static Command append(final SessionJournal journal, final long orderId)
    {
        final Command command = cancel(orderId);
        synchronized (journal)
        {
            assertTrue(journal.append(command, 1_000 + orderId));
        }
        return command;
    }

    /** Everything that a journal knows, as a line each. */
    private static List<String> content(final SessionJournal journal)
    {
        final List<String> lines = new ArrayList<>();
        lines.add("next " + journal.nextClientSeq() + " handled " + journal.handledReportSeq() + " answered " +
            journal.answeredTo());
        for (final SessionJournal.Entry entry : journal.takeUnanswered())
        {
            lines.add(entry.position() + " " + entry.state() + " " + entry.handedInMs() + " " +
                Arrays.toString(entry.command()));
        }
        return lines;
    }

    private List<String> contentOfFile()
    {
        try (SessionJournal journal = open())
        {
            return content(journal);
        }
    }

    /** Three commands: answered, sent, and not yet sent. */
    private List<String> writeThree()
    {
        try (SessionJournal journal = open())
        {
            final Command first = append(journal, 11);
            journal.sequenced(append(journal, 12).journalPosition(), 6);
            append(journal, 13);
            journal.sequenced(first.journalPosition(), 5);
            journal.nextClientSeq(7);
            journal.answeredTo(5);
            journal.answered(first.journalPosition());
            journal.handled(42);
        }
        return contentOfFile();
    }

    private JournalException refused()
    {
        return assertThrows(JournalException.class, () -> open().close());
    }

    @Test
    void shouldKeepWhatIsUnansweredInItsOrder()
    {
        final List<String> content = writeThree();
        assertEquals(3, content.size());
        assertEquals("next 7 handled 42 answered 5", content.get(0));
        assertTrue(content.get(1).contains(" 6 1012 "), content.get(1));
        assertTrue(content.get(2).contains(" 0 1013 "), content.get(2));
    }

    @Test
    void shouldBeginWithoutAnythingWhereItIsNew()
    {
        final String nothing = "next " + JournalWord.NONE + " handled " + JournalWord.NONE + " answered " +
            JournalWord.NONE;
        assertEquals(List.of(nothing), contentOfFile());
        assertEquals(List.of(nothing), contentOfFile());
    }

    @Test
    void shouldGoRoundItsRingAndNeverWriteOverWhatIsUnanswered()
    {
        final long seed = 20_261_124;
        final Random random = new Random(seed);
        final List<Command> open = new ArrayList<>();
        long next = 1;
        long rounds = 0;
        SessionJournal journal = open();
        for (int i = 0; i < 200_000; i++)
        {
            final Command command = random.nextInt(50) == 0 ?
                longCommand(2_000 + random.nextInt(4_000)) : cancel(i + 1);
            final boolean hasRoom;
            synchronized (journal)
            {
                hasRoom = journal.append(command, i);
            }
            if (hasRoom)
            {
                journal.sequenced(command.journalPosition(), next++);
                open.add(command);
            }
            else
            {
                rounds++;
                while (open.size() > random.nextInt(500))
                {
                    final Command answered = open.remove(random.nextInt(Math.min(open.size(), 20)));
                    journal.answered(answered.journalPosition());
                }
                journal.close();
                journal = open();
                assertEquals(open.stream().map(Command::journalPosition).toList(),
                    journal.takeUnanswered().stream().map(SessionJournal.Entry::position).toList(), "seed=" + seed);
            }
        }
        journal.close();
        assertTrue(rounds > 10, "rounds=" + rounds);
    }

    private static Command longCommand(final int length)
    {
        return new AdminCommand(1, (codec, buffer, clientSeq) ->
        {
            buffer.setMemory(0, length, (byte)7);
            return length;
        }, future());
    }

    @Test
    void shouldTellTheCallerWhereThereIsNoRoom()
    {
        try (SessionJournal journal = open())
        {
            int count = 0;
            while (count < 1_000_000)
            {
                synchronized (journal)
                {
                    if (!journal.append(cancel(count + 1), 0))
                    {
                        break;
                    }
                }
                count++;
            }
            assertTrue(count > 2 * 1024 && count < 100_000, "count=" + count);
        }
        assertEquals(1 << 20, file.toFile().length() - JournalHeader.LENGTH);
    }

    @Test
    void shouldRefuseOrReadTheSameWhateverByteIsChanged() throws IOException
    {
        final List<String> content = writeThree();
        final Random random = new Random(4);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw"))
        {
            int refusals = 0;
            for (int at = 0; at < JournalHeader.LENGTH + 400; at++)
            {
                bytes.seek(at);
                final int before = bytes.read();
                for (final int change : new int[]{1 << random.nextInt(8), 0xFF, before == 0 ? 0x55 : before})
                {
                    bytes.seek(at);
                    bytes.write(before ^ change);
                    try
                    {
                        assertEquals(content, contentOfFile(), "changed byte " + at);
                    }
                    catch (final JournalException e)
                    {
                        refusals++;
                        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
                    }
                }
                bytes.seek(at);
                bytes.write(before);
            }
            assertTrue(refusals > 9_000, "refusals=" + refusals);
        }
        assertEquals(content, contentOfFile());
    }

    @Test
    void shouldRefuseWhateverLengthItIsCutTo() throws IOException
    {
        writeThree();
        final Path whole = directory.resolve("whole");
        Files.copy(file, whole);
        final long length = Files.size(whole);
        for (long at = 1; at < length; at += at < 5_000 ? 7 : 60_000)
        {
            Files.copy(whole, file, StandardCopyOption.REPLACE_EXISTING);
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw"))
            {
                bytes.setLength(at);
            }
            assertTrue(refused().getMessage().contains("damaged"));
        }
        Files.copy(whole, file, StandardCopyOption.REPLACE_EXISTING);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw"))
        {
            bytes.setLength(length + 1);
        }
        assertTrue(refused().getMessage().contains("expected " + length + " bytes, actual=" + (length + 1)));
    }

    @Test
    void shouldFinishAFileThatAProcessDiedOverWhileMakingIt() throws IOException
    {
        Files.write(file, new byte[70_000]);
        assertEquals(1, contentOfFile().size());
        assertEquals(JournalHeader.LENGTH + (1 << 20), Files.size(file));
    }

    @Test
    void shouldRefuseWhatIsAnotherConnectionsOrNoJournal() throws IOException
    {
        writeThree();
        assertOther(new SessionJournal.Owner(MEMBERS, "bob", 3), "belongs to connection 3 of 'alice'");
        assertOther(new SessionJournal.Owner(MEMBERS, "alice", 4), "this is connection 4 of 'alice'");
        assertOther(new SessionJournal.Owner(Members.parse("127.0.0.1:7000"), "alice", 3), "belongs to the venue at");
        SessionJournal.open(file, new SessionJournal.Owner(
            Members.parse("127.0.0.1:7000,127.0.0.1:9010"), "alice", 3), 1024, false).close();
        Files.writeString(file, "[default]\nuser=alice\n");
        assertTrue(refused().getMessage().contains("damaged"));
        Files.writeString(file, "x".repeat(5_000));
        assertTrue(refused().getMessage().contains("is no journal"));
        assertEquals("x".repeat(5_000), Files.readString(file));
        file = directory;
        assertTrue(refused().getMessage().contains("is a directory"));
        file = directory.resolve("missing/alice.journal");
        assertTrue(refused().getMessage().contains("check that its directory is there"));
    }

    private void assertOther(final SessionJournal.Owner owner, final String part)
    {
        final JournalException e =
            assertThrows(JournalException.class, () -> SessionJournal.open(file, owner, 1024, false).close());
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void shouldBeRefusedToASecondClientOfThisProcessAndToAnotherProcess() throws Exception
    {
        try (SessionJournal journal = open())
        {
            assertEquals("journal " + file, journal.toString());
            assertTrue(refused().getMessage().contains("by another client of this process"));
            assertEquals("refused", otherProcess());
        }
        assertEquals("opened", otherProcess());
    }

    private String otherProcess() throws Exception
    {
        final Process process = new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED",
            "-cp", System.getProperty("java.class.path"), SessionJournalOpener.class.getName(), file.toString())
            .redirectErrorStream(true).start();
        final String output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the other process did not end");
        return output.lines().reduce((first, second) -> second).orElse("");
    }

    @Test
    void shouldLoseOnlyWhatWasNeverForcedWhereThePowerIsLost() throws IOException
    {
        final long keptPosition;
        final long lostPosition;
        try (SessionJournal journal = SessionJournal.open(file, OWNER, 1024, true))
        {
            final Command kept = append(journal, 11);
            journal.sequenced(kept.journalPosition(), 1);
            journal.force();
            keptPosition = kept.journalPosition();
            // The tail of this one gets to the disk by chance, and its record does not.
            lostPosition = append(journal, 12).journalPosition();
            final byte[] image = Files.readAllBytes(file);
            Arrays.fill(image, JournalHeader.LENGTH + (int)lostPosition * JournalRing.UNIT,
                JournalHeader.LENGTH + (int)lostPosition * JournalRing.UNIT + JournalRing.UNIT, (byte)0);
            Files.write(directory.resolve("image"), image);
        }
        Files.move(directory.resolve("image"), file, StandardCopyOption.REPLACE_EXISTING);
        try (SessionJournal journal = SessionJournal.open(file, OWNER, 1024, true))
        {
            assertEquals(List.of(keptPosition),
                journal.takeUnanswered().stream().map(SessionJournal.Entry::position).toList());
            assertEquals(lostPosition, append(journal, 13).journalPosition());
        }
    }

    @Test
    void shouldFreeRoomOfWhatIsAnsweredOnlyOnceThatIsForced()
    {
        try (SessionJournal journal = SessionJournal.open(file, OWNER, 1024, true))
        {
            final List<Command> commands = new ArrayList<>();
            Command next = cancel(1);
            while (appends(journal, next))
            {
                commands.add(next);
                next = cancel(1);
            }
            commands.forEach((command) -> journal.answered(command.journalPosition()));
            assertFalse(appends(journal, next));
            journal.forceWhereDirty();
            assertTrue(appends(journal, next));
        }
    }

    private static boolean appends(final SessionJournal journal, final Command command)
    {
        synchronized (journal)
        {
            return journal.append(command, 0);
        }
    }
}
