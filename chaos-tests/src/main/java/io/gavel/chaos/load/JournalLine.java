package io.gavel.chaos.load;

import io.gavel.client.ExecutionReport;
import io.gavel.schema.ExecType;

/**
 * The lines of a journal that is kept in a file: a letter, numbers and names with single spaces between them, and a
 * line feed. A line without its line feed was torn by the death of its writer, and counts for nothing.
 */
final class JournalLine
{
    /** A command is about to be sent: index kind clOrdId orderId sentNs. */
    static final char SENDING = 'S';

    /** A command was answered: index answeredNs clientSeq eventSeq orderId execType. */
    static final char ANSWERED = 'A';

    /** A command was not executed and never will be: index reason. */
    static final char REFUSED = 'N';

    /** The SDK gave up on a command: index reason. */
    static final char FAILED = 'F';

    /** A report was handled: reportSeq eventSeq fingerprint clientSeq clOrdId orderId execType atNs. */
    static final char RECEIVED = 'R';

    /** Something went wrong: sentence. */
    static final char PROBLEM = 'P';

    /** The broker is connected, and what an earlier process left is resolved: number of its process. */
    static final char UP = 'U';

    /** The broker rests, as it was told to with this token, and everything is answered: token. */
    static final char RESTS = 'Z';

    private JournalLine()
    {
    }

    static String sending(final SentCommand command)
    {
        return SENDING + " " + command.index() + " " + command.kind() + " " + command.clOrdId() + " " +
            command.orderId() + " " + command.sentNs();
    }

    static String answered(final SentCommand command, final Answer answer)
    {
        return ANSWERED + " " + command.index() + " " + answer.answeredNs() + " " + answer.clientSeq() + " " +
            answer.eventSeq() + " " + answer.orderId() + " " + answer.execType();
    }

    static String received(final ExecutionReport report, final long nowNs)
    {
        return RECEIVED + " " + report.reportSeq() + " " + report.eventSeq() + " " +
            ReceivedReport.of(report).fingerprint() + " " + report.clientSeq() + " " + report.clOrdId() + " " +
            report.orderId() + " " + report.execType() + " " + nowNs;
    }

    static String text(final char kind, final Object subject, final String text)
    {
        return kind + " " + subject + " " + text.replace('\n', ' ');
    }

    static SentCommand sentCommand(final String[] words)
    {
        return new SentCommand(Long.parseLong(words[1]), CommandKind.valueOf(words[2]), Long.parseLong(words[3]),
            Long.parseLong(words[4]), Long.parseLong(words[5]));
    }

    static Answer answer(final String[] words)
    {
        return new Answer(Long.parseLong(words[2]), Long.parseLong(words[3]), Long.parseLong(words[4]),
            Long.parseLong(words[5]), ExecType.valueOf(words[6]));
    }

    static ReceivedReport report(final String[] words)
    {
        return new ReceivedReport(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
    }
}
