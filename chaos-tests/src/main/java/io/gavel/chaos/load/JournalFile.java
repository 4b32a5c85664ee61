package io.gavel.chaos.load;

import io.gavel.client.ExecutionReport;
import io.gavel.schema.ExecType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A journal in a file, each line written before what it tells of goes on, so that it is there whenever the process is
 * killed. Opened again, it knows which commands an earlier process left without an answer.
 */
final class JournalFile implements JournalWriter, AutoCloseable
{
    private final FileChannel channel;
    private final Map<Long, SentCommand> open = new LinkedHashMap<>();
    private final List<String[]> answeringReports = new ArrayList<>();
    private final Set<Long> answeredSeqs = new HashSet<>();
    private long nextIndex;
    private long lastReportSeq;

    /**
     * Opens a journal, and cuts off a torn last line.
     *
     * @param path of the file; made where it is not there.
     * @throws IOException where it cannot be read or written.
     */
    JournalFile(final Path path) throws IOException
    {
        long length = 0;
        if (Files.exists(path))
        {
            final String text = Files.readString(path, StandardCharsets.UTF_8);
            final String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            whole.lines().forEach(this::read);
            length = whole.getBytes(StandardCharsets.UTF_8).length;
        }
        channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(length);
        channel.position(length);
        resolveByReports();
    }

    private void read(final String line)
    {
        final String[] words = line.split(" ", -1);
        switch (words[0].charAt(0))
        {
            case JournalLine.SENDING ->
            {
                final SentCommand command = JournalLine.sentCommand(words);
                open.put(command.index(), command);
                nextIndex = command.index() + 1;
            }
            case JournalLine.ANSWERED ->
            {
                open.remove(Long.parseLong(words[1]));
                answeredSeqs.add(Long.parseLong(words[3]));
            }
            case JournalLine.REFUSED -> open.remove(Long.parseLong(words[1]));
            case JournalLine.RECEIVED ->
            {
                lastReportSeq = Long.parseLong(words[1]);
                if (!words[4].equals("0"))
                {
                    answeringReports.add(words);
                }
            }
            default ->
            {
            }
        }
    }

    // A process may have died between a report and the line that says which command it answered.
    private void resolveByReports()
    {
        for (final String[] words : answeringReports)
        {
            onAnsweringReport(Long.parseLong(words[4]), Long.parseLong(words[2]), Long.parseLong(words[5]),
                Long.parseLong(words[6]), ExecType.valueOf(words[7]), Long.parseLong(words[8]));
        }
        answeringReports.clear();
    }

    private synchronized void onAnsweringReport(
        final long clientSeq,
        final long eventSeq,
        final long clOrdId,
        final long orderId,
        final ExecType execType,
        final long atNs)
    {
        // One order may have been cancelled twice: a report answers only the command whose answer is not known.
        final SentCommand command = answeredSeqs.contains(clientSeq) ? null : find(switch (execType)
        {
            case CANCELED, CANCEL_REJECTED -> CommandKind.CANCEL;
            case REPLACED, REPLACE_REJECTED -> CommandKind.REPLACE;
            default -> CommandKind.NEW;
        }, execType == ExecType.REPLACE_REJECTED ? 0 : clOrdId, orderId, atNs);
        if (command != null)
        {
            answered(command, new Answer(atNs, clientSeq, eventSeq, orderId, execType));
        }
    }

    /** The oldest command without an answer that fits, and was sent before then. */
    private SentCommand find(final CommandKind kind, final long clOrdId, final long orderId, final long beforeNs)
    {
        for (final SentCommand command : open.values())
        {
            final boolean isIt = kind == CommandKind.CANCEL || clOrdId == 0 ?
                command.orderId() == orderId : command.clOrdId() == clOrdId;
            if (isIt && command.kind() == kind && command.sentNs() - beforeNs < 0)
            {
                return command;
            }
        }
        return null;
    }

    /** The last report that was handled. */
    long lastReportSeq()
    {
        return lastReportSeq;
    }

    /** Commands of earlier processes that have no answer yet. */
    synchronized int open()
    {
        return open.size();
    }

    /**
     * The SDK told what became of a command of an earlier process.
     *
     * @param kind     of it.
     * @param clOrdId  of it; 0 for a cancel.
     * @param orderId  of it.
     * @param answer   null where it was not executed and never will be.
     */
    synchronized void recovered(
        final CommandKind kind, final long clOrdId, final long orderId, final Answer answer)
    {
        final SentCommand command = answer != null && answeredSeqs.contains(answer.clientSeq()) ? null :
            find(kind, clOrdId, orderId, System.nanoTime());
        if (command == null)
        {
            // A report told it already, while the connection resumed.
            return;
        }
        if (answer == null)
        {
            refused(command, "it was not executed before the process died, and never will be");
        }
        else
        {
            answered(command, answer);
        }
    }

    /** The SDK has told of all: what is left was never given to it, since the process died right before that. */
    synchronized void recoveryComplete()
    {
        List.copyOf(open.values()).forEach(command -> refused(command, "the process died before it was sent"));
        answeredSeqs.clear();
        write(JournalLine.UP + " " + ProcessHandle.current().pid());
    }

    @Override
    public synchronized SentCommand sending(
        final CommandKind kind, final long clOrdId, final long orderId, final long nowNs)
    {
        final SentCommand command = new SentCommand(nextIndex++, kind, clOrdId, orderId, nowNs);
        write(JournalLine.sending(command));
        return command;
    }

    @Override
    public synchronized void answered(final SentCommand command, final Answer answer)
    {
        if (open.remove(command.index()) != null)
        {
            answeredSeqs.add(answer.clientSeq());
        }
        write(JournalLine.answered(command, answer));
    }

    @Override
    public synchronized void refused(final SentCommand command, final String reason)
    {
        open.remove(command.index());
        write(JournalLine.text(JournalLine.REFUSED, command.index(), reason));
    }

    @Override
    public synchronized void failed(final SentCommand command, final String reason)
    {
        write(JournalLine.text(JournalLine.FAILED, command.index(), reason));
    }

    @Override
    public synchronized void received(final ExecutionReport report)
    {
        final long nowNs = System.nanoTime();
        write(JournalLine.received(report, nowNs));
        if (report.clientSeq() > 0 && !open.isEmpty())
        {
            onAnsweringReport(report.clientSeq(), report.eventSeq(), report.clOrdId(), report.orderId(),
                report.execType(), nowNs);
        }
    }

    @Override
    public synchronized void problem(final String sentence)
    {
        write(JournalLine.text(JournalLine.PROBLEM, "-", sentence));
    }

    /** The broker rests. */
    synchronized void rests(final String token)
    {
        write(JournalLine.RESTS + " " + token);
    }

    private void write(final String line)
    {
        final ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        try
        {
            while (bytes.hasRemaining())
            {
                channel.write(bytes);
            }
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException("the journal cannot be written", e);
        }
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
    }
}
