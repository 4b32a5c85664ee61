package io.gavel.chaos.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.ExecType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker's journal file, over the deaths of its process, and how another process follows it. */
class JournalFileTest
{
    @TempDir
    Path directory;

    private final Journal followed = new Journal("broker", 3, 0, new FaultClock());

    @Test
    void shouldKnowAfterADeathWhatHasNoAnswer() throws IOException
    {
        try (JournalFile journal = open())
        {
            final SentCommand first = journal.sending(CommandKind.NEW, 11, 0, 1);
            journal.sending(CommandKind.CANCEL, 0, 500, 2);
            journal.answered(first, new Answer(3, 1, 70, 900, ExecType.NEW));
        }
        try (JournalFile journal = open())
        {
            assertEquals(1, journal.open());
            journal.recovered(CommandKind.CANCEL, 0, 500, new Answer(9, 2, 80, 500, ExecType.CANCELED));
            assertEquals(0, journal.open());
            journal.recoveryComplete();
        }
        final Journal.Pages pages = follow();
        assertEquals(List.of(), pages.commands().stream().filter(SentCommand::isUnknown).toList());
        assertEquals(80, pages.commands().get(1).answer().eventSeq());
    }

    @Test
    void shouldAnswerOneCommandOnceWhereAnOrderWasCancelledTwice() throws IOException
    {
        try (JournalFile journal = open())
        {
            journal.sending(CommandKind.CANCEL, 0, 500, 1);
            journal.sending(CommandKind.CANCEL, 0, 500, 2);
        }
        append("R 40 80 123 2 0 500 CANCELED 5\n");
        try (JournalFile journal = open())
        {
            assertEquals(1, journal.open(), "the report answered the first of the two");
            assertEquals(40, journal.lastReportSeq());
            journal.recovered(CommandKind.CANCEL, 0, 500, new Answer(9, 2, 80, 500, ExecType.CANCELED));
            assertEquals(1, journal.open(), "the SDK tells of the command that the report answered");
            journal.recovered(CommandKind.CANCEL, 0, 500, new Answer(9, 3, 81, 500, ExecType.CANCEL_REJECTED));
            journal.recoveryComplete();
        }
        assertEquals(List.of(2L, 3L),
            follow().commands().stream().map(command -> command.answer().clientSeq()).toList());
    }

    @Test
    void shouldCallRefusedWhatNeverReachedTheSdk() throws IOException
    {
        try (JournalFile journal = open())
        {
            journal.sending(CommandKind.NEW, 11, 0, 1);
        }
        try (JournalFile journal = open())
        {
            journal.recoveryComplete();
        }
        assertTrue(follow().commands().get(0).isRefused());
    }

    @Test
    void shouldCutOffATornLine() throws IOException
    {
        try (JournalFile journal = open())
        {
            journal.sending(CommandKind.NEW, 11, 0, 1);
        }
        append("S 1 NEW 1");
        final JournalTail tail = new JournalTail(path(), followed);
        tail.poll();
        assertEquals(1, tail.unanswered(), "the torn line is not read");
        try (JournalFile journal = open())
        {
            journal.sending(CommandKind.NEW, 12, 0, 2);
        }
        tail.poll();
        assertEquals(List.of(11L, 12L), followed.take().commands().stream().map(SentCommand::clOrdId).toList());
    }

    @Test
    void shouldNotFollowAJournalThatAnswersTwice() throws IOException
    {
        try (JournalFile journal = open())
        {
            final SentCommand command = journal.sending(CommandKind.NEW, 11, 0, 1);
            journal.answered(command, new Answer(3, 1, 70, 900, ExecType.NEW));
            journal.answered(command, new Answer(4, 1, 70, 900, ExecType.NEW));
        }
        assertThrows(IllegalStateException.class, this::follow);
    }

    @Test
    void shouldMeasureFromTheFaultToAnAnswerOfWhatWasSentAfterIt()
    {
        final FaultClock clock = new FaultClock();
        clock.onAnswer("a", 5, 6);
        assertFalse(clock.firstNs().isPresent(), "before any fault");
        clock.start(100);
        clock.onAnswer("a", 99, 150);
        assertFalse(clock.firstNs().isPresent(), "sent before the fault");
        clock.onAnswer("b", 110, 170);
        clock.onAnswer("b", 111, 160);
        assertEquals(70, clock.firstNs().orElseThrow());
        assertFalse(clock.allNs(2).isPresent());
        clock.onAnswer("a", 120, 190);
        assertEquals(90, clock.allNs(2).orElseThrow());
    }

    private Path path()
    {
        return directory.resolve("broker.journal");
    }

    private JournalFile open() throws IOException
    {
        return new JournalFile(path());
    }

    private void append(final String text) throws IOException
    {
        Files.writeString(path(), text, StandardOpenOption.APPEND);
    }

    private Journal.Pages follow() throws IOException
    {
        new JournalTail(path(), followed).poll();
        return followed.take();
    }
}
