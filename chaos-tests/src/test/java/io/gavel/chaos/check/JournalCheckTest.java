package io.gavel.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gavel.chaos.load.Answer;
import io.gavel.chaos.load.CommandKind;
import io.gavel.chaos.load.Journal;
import io.gavel.chaos.load.JournalScript;
import io.gavel.chaos.load.ReceivedReport;
import io.gavel.schema.ExecType;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the comparison of a journal with the events finds, one wrong thing at a time. */
class JournalCheckTest
{
    private final AnswerLog answers = new AnswerLog(new Violations());
    private final AnswerLog.Log log = answers.log(new AnswerLog.Connection(3, 0));

    @Test
    void shouldFindNothingWhereJournalAndEventsAgree()
    {
        executed(1, 70, 900, 11, ExecType.NEW);
        executed(2, 71, 900, 11, ExecType.CANCELED);
        log.reports().add(new ReceivedReport(1, 70, 5));
        check("lost=0 duplicated=0 unresolved=0 diverged=0", script -> script
            .answered(CommandKind.NEW, 11, 0, new Answer(1, 1, 70, 900, ExecType.NEW))
            .answered(CommandKind.CANCEL, 0, 900, new Answer(2, 2, 71, 900, ExecType.CANCELED))
            .refused(CommandKind.NEW, 12)
            .received(new ReceivedReport(1, 70, 5)));
    }

    @Test
    void shouldFindAnAcknowledgedCommandThatIsNotThere()
    {
        check("lost=1 duplicated=0 unresolved=0 diverged=0", script -> script
            .answered(CommandKind.NEW, 11, 0, new Answer(1, 1, 70, 900, ExecType.NEW)));
    }

    @Test
    void shouldFindACommandThatNobodySent()
    {
        executed(1, 70, 900, 11, ExecType.NEW);
        check("lost=0 duplicated=0 unresolved=0 diverged=1", script -> script);
    }

    @Test
    void shouldFindACommandThatWasExecutedThoughItWasToldRefused()
    {
        executed(1, 70, 900, 11, ExecType.NEW);
        check("lost=0 duplicated=1 unresolved=0 diverged=0", script -> script.refused(CommandKind.NEW, 11));
    }

    @Test
    void shouldFindACommandOfUnknownFate()
    {
        check("lost=0 duplicated=0 unresolved=1 diverged=0", script -> script.unknown(CommandKind.NEW, 11));
    }

    @Test
    void shouldFindAnAnswerThatIsNotTheEvents()
    {
        executed(1, 70, 901, 11, ExecType.NEW);
        check("lost=0 duplicated=0 unresolved=0 diverged=1", script -> script
            .answered(CommandKind.NEW, 11, 0, new Answer(1, 1, 70, 900, ExecType.NEW)));
    }

    @Test
    void shouldFindTwoCommandsThatOneEventAnswers()
    {
        executed(1, 70, 900, 11, ExecType.CANCELED);
        check("lost=1 duplicated=0 unresolved=0 diverged=0", script -> script
            .answered(CommandKind.CANCEL, 0, 900, new Answer(1, 1, 70, 900, ExecType.CANCELED))
            .answered(CommandKind.CANCEL, 0, 900, new Answer(1, 1, 70, 900, ExecType.CANCELED)));
    }

    @Test
    void shouldFindAReportThatWasNotDelivered()
    {
        log.reports().add(new ReceivedReport(1, 70, 5));
        log.reports().add(new ReceivedReport(2, 71, 6));
        check("lost=1 duplicated=0 unresolved=0 diverged=0", script -> script.received(new ReceivedReport(2, 71, 6)));
    }

    @Test
    void shouldFindAReportThatWasDeliveredTwice()
    {
        log.reports().add(new ReceivedReport(1, 70, 5));
        check("lost=0 duplicated=1 unresolved=0 diverged=1", script -> script
            .received(new ReceivedReport(1, 70, 5)).received(new ReceivedReport(1, 70, 5)));
    }

    @Test
    void shouldFindAReportOfOtherContent()
    {
        log.reports().add(new ReceivedReport(1, 70, 5));
        check("lost=0 duplicated=0 unresolved=0 diverged=1", script -> script.received(new ReceivedReport(1, 70, 6)));
    }

    @Test
    void shouldFindAClientSequenceWithAHoleOrADuplicate()
    {
        final Violations violations = new Violations();
        final AnswerLog sequences = new AnswerLog(violations);
        final AnswerLog.Connection connection = new AnswerLog.Connection(3, 0);
        sequences.onSequences(connection, 70, 1, 1);
        sequences.onSequences(connection, 71, 1, 2);
        assertEquals("lost=0 duplicated=1 unresolved=0 diverged=0", violations.toString());
        sequences.onSequences(connection, 72, 3, 3);
        assertEquals("lost=1 duplicated=1 unresolved=0 diverged=0", violations.toString());
        sequences.onSequences(connection, 73, 4, 5);
        assertEquals("lost=2 duplicated=1 unresolved=0 diverged=0", violations.toString());
    }

    private void executed(
        final long clientSeq, final long eventSeq, final long orderId, final long clOrdId, final ExecType execType)
    {
        log.executed().put(clientSeq, new AnswerLog.Executed(eventSeq, orderId, clOrdId, execType));
    }

    private void check(final String expected, final UnaryOperator<JournalScript> script)
    {
        final Violations violations = new Violations();
        final Journal.Pages written = script.apply(new JournalScript()).pages();
        new JournalCheck(violations).check(written, log);
        assertEquals(expected, violations.toString(), () -> violations.sentences().toString());
    }
}
