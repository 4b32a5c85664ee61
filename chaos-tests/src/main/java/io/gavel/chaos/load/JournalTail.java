package io.gavel.chaos.load;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Follows a journal that another process keeps in a file, as it grows. One thread. */
final class JournalTail
{
    private final Path path;
    private final Journal journal;
    private final Map<Long, SentCommand> open = new HashMap<>();
    private long position;
    private volatile long upPid = -1;
    private volatile String lastToken = "";

    /**
     * At the beginning of a file.
     *
     * @param path    of the file, which may not be there yet.
     * @param journal that gets what the file says.
     */
    JournalTail(final Path path, final Journal journal)
    {
        this.path = path;
        this.journal = journal;
    }

    /**
     * Reads what was added. A line that is not whole is left for the next time: its writer cuts it off where it died.
     *
     * @return the bytes that were read.
     * @throws IOException where the file cannot be read.
     */
    int poll() throws IOException
    {
        if (!Files.exists(path) || Files.size(path) <= position)
        {
            return 0;
        }
        final byte[] bytes;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r"))
        {
            file.seek(position);
            bytes = new byte[(int)Math.min(1 << 20, file.length() - position)];
            file.readFully(bytes);
        }
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n')
        {
            end--;
        }
        new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(this::read);
        position += end;
        return end;
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
                journal.add(command);
            }
            case JournalLine.ANSWERED -> journal.answered(taken(words), JournalLine.answer(words));
            case JournalLine.REFUSED -> journal.refused(taken(words), line);
            case JournalLine.FAILED -> journal.failed(open.get(Long.parseLong(words[1])), line);
            case JournalLine.RECEIVED -> journal.received(JournalLine.report(words));
            case JournalLine.PROBLEM -> journal.problem(line);
            case JournalLine.UP -> upPid = Long.parseLong(words[1]);
            case JournalLine.RESTS -> lastToken = words[1];
            default -> journal.problem("a line that nobody knows: " + line);
        }
    }

    private SentCommand taken(final String[] words)
    {
        final SentCommand command = open.remove(Long.parseLong(words[1]));
        if (command == null)
        {
            throw new IllegalStateException(path + " answers command " + words[1] + ", which has an answer already");
        }
        return command;
    }

    /** The newest process of the broker that came up; -1 before the first. Any thread. */
    long upPid()
    {
        return upPid;
    }

    /** The newest order to rest that was fulfilled. Any thread. */
    String lastToken()
    {
        return lastToken;
    }

    /** Commands without an answer. */
    int unanswered()
    {
        return open.size();
    }
}
