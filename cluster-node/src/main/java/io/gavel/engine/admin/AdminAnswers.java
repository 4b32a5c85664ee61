package io.gavel.engine.admin;

import io.gavel.engine.Venue;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.session.Answer;
import io.gavel.schema.AdminReportEncoder;
import io.gavel.schema.RejectReason;
import org.agrona.DirectBuffer;

/** The answer to the admin command that is being executed: an AdminReport, with who and why. */
public final class AdminAnswers
{
    private final Venue venue;
    private final ReportEncoder reports;
    private Connection connection;
    private Answer answer;
    private DirectBuffer why;
    private int whyOffset;
    private int templateId;
    private long clientSeq;

    AdminAnswers(final Venue venue, final ReportEncoder reports)
    {
        this.venue = venue;
        this.reports = reports;
    }

    /**
     * A command is to be answered.
     *
     * @param from      connection by which it came.
     * @param seq       client sequence of it.
     * @param template  of it.
     * @param outcome   takes what came of it.
     */
    void begin(final Connection from, final long seq, final int template, final Answer outcome)
    {
        connection = from;
        clientSeq = seq;
        templateId = template;
        answer = outcome;
        why = null;
    }

    /**
     * The command says why.
     *
     * @param buffer that holds the text, zero padded.
     * @param offset of the first character.
     */
    void why(final DirectBuffer buffer, final int offset)
    {
        why = buffer;
        whyOffset = offset;
    }

    /**
     * Whether a text is a reason: printable, at least one character, zero padded.
     *
     * @param buffer that holds it.
     * @param offset of the first character.
     * @return true where it is.
     */
    static boolean isWhy(final DirectBuffer buffer, final int offset)
    {
        int length = 0;
        while (length < AdminReportEncoder.whyEncodingLength() && buffer.getByte(offset + length) != 0)
        {
            if (buffer.getByte(offset + length) < ' ' || buffer.getByte(offset + length) == 0x7F)
            {
                return false;
            }
            length++;
        }
        for (int i = length; i < AdminReportEncoder.whyEncodingLength(); i++)
        {
            if (buffer.getByte(offset + i) != 0)
            {
                return false;
            }
        }
        return length > 0;
    }

    /**
     * Answers the command. Emits AdminReport.
     *
     * @param resultId what it made; 0 is told where it was rejected.
     * @param reason   NONE where it is done.
     * @return true where it is done.
     */
    boolean answer(final long resultId, final RejectReason reason)
    {
        final boolean isDone = RejectReason.NONE == reason;
        answer.set(isDone ? resultId : 0, venue.eventSeq() + 1, reason);
        reports.admin(connection, clientSeq, templateId, answer.resultId(), reason, why, whyOffset);
        return isDone;
    }
}
