package io.gavel.engine.participant;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The last {@link Limits#REPORT_WINDOW} reports of a connection, as they were encoded, by report sequence. */
public final class ReportWindow
{
    /** The longest report with its header, bytes. */
    public static final int REPORT_LENGTH_MAX =
        MessageHeaderDecoder.ENCODED_LENGTH + ExecutionReportDecoder.BLOCK_LENGTH;

    private static final int CAPACITY_INITIAL = 16;

    // The report of sequence n is at n modulo the capacity, which grows up to the window.
    private byte[] bytes = new byte[CAPACITY_INITIAL * REPORT_LENGTH_MAX];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private char[] lengths = new char[CAPACITY_INITIAL];
    private long lastReportSeq;

    ReportWindow()
    {
    }

    /**
     * The newest report.
     *
     * @return 0 before the first.
     */
    public long lastReportSeq()
    {
        return lastReportSeq;
    }

    /**
     * The oldest report that is kept.
     *
     * @return 1 or more; above {@link #lastReportSeq()} where there is none.
     */
    public long firstReportSeq()
    {
        return Math.max(1, lastReportSeq - Limits.REPORT_WINDOW + 1);
    }

    /**
     * Keeps the next report.
     *
     * @param source that holds it.
     * @param offset of its header.
     * @param length of header and body, bytes.
     * @throws InvariantViolation where it is longer than any report.
     */
    public void add(final DirectBuffer source, final int offset, final int length)
    {
        if (length > REPORT_LENGTH_MAX)
        {
            throw new InvariantViolation("report: expected at most " + REPORT_LENGTH_MAX + " bytes, actual " + length);
        }
        if (lastReportSeq == lengths.length && lastReportSeq < Limits.REPORT_WINDOW)
        {
            grow();
        }
        final int at = index(++lastReportSeq);
        lengths[at] = (char)length;
        buffer.putBytes(at * REPORT_LENGTH_MAX, source, offset, length);
    }

    /**
     * Holds the reports.
     *
     * @return to read only.
     */
    public DirectBuffer buffer()
    {
        return buffer;
    }

    /**
     * Where a report is in {@link #buffer()}.
     *
     * @param reportSeq within the window.
     * @return of its header.
     */
    public int offset(final long reportSeq)
    {
        return index(reportSeq) * REPORT_LENGTH_MAX;
    }

    /**
     * How long a report is.
     *
     * @param reportSeq within the window.
     * @return header and body, bytes.
     */
    public int length(final long reportSeq)
    {
        return lengths[index(reportSeq)];
    }

    /**
     * Starts where a snapshot's first report is.
     *
     * @param last report sequence before the first report that will be added.
     */
    void restore(final long last)
    {
        if (last > 0)
        {
            resize(Limits.REPORT_WINDOW);
        }
        lastReportSeq = last;
    }

    // While the window is not full, no sequence has wrapped around, so that growing keeps every place but that of
    // the newest, which was at 0.
    private void grow()
    {
        final int capacity = lengths.length;
        resize(capacity * 2);
        lengths[capacity] = lengths[0];
        System.arraycopy(bytes, 0, bytes, capacity * REPORT_LENGTH_MAX, REPORT_LENGTH_MAX);
    }

    private void resize(final int capacity)
    {
        lengths = Arrays.copyOf(lengths, capacity);
        bytes = Arrays.copyOf(bytes, capacity * REPORT_LENGTH_MAX);
        buffer.wrap(bytes);
    }

    private int index(final long reportSeq)
    {
        return (int)reportSeq & lengths.length - 1;
    }
}
