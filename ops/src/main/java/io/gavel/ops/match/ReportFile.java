package io.gavel.ops.match;

import io.gavel.reference.FlowReport;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes reports so that nobody sees half of them: into a file beside the wanted one, which it becomes once whole. What
 * can't be replaced (standard output, a device, a pipe) gets all of it at the end.
 */
final class ReportFile implements Closeable
{
    private final Path target;
    private final OutputStream stream;
    private final Path partial;
    private final BufferedWriter writer;
    private IOException failure;

    /**
     * Begins a report file.
     *
     * @param target to become, null for the stream.
     * @param stream that gets everything where there is no target.
     * @throws IOException where no file can be made there.
     */
    ReportFile(final Path target, final OutputStream stream) throws IOException
    {
        this.stream = stream;
        final boolean isReplaced = null != target && (!Files.exists(target) || Files.isRegularFile(target));
        if (isReplaced)
        {
            // A link stays a link, and what it points to is replaced.
            this.target = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
            partial = this.target.resolveSibling(
                "." + this.target.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
            writer = new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(
                partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), StandardCharsets.ISO_8859_1));
        }
        else
        {
            if (null != target && Files.isDirectory(target))
            {
                throw new IOException("it is a directory");
            }
            this.target = target;
            partial = Files.createTempFile("gavel-match", ".partial");
            writer = Files.newBufferedWriter(partial, StandardCharsets.ISO_8859_1);
        }
        writeLine(FlowReport.HEADER);
    }

    /** Adds a report. A failure is kept, and told by {@link #complete()}. */
    void onReport(final FlowReport report)
    {
        writeLine(report.toCsv());
    }

    /** Makes the file what was wanted. */
    void complete() throws IOException
    {
        if (null != failure)
        {
            throw failure;
        }
        writer.close();
        if (null == target)
        {
            Files.copy(partial, stream);
            stream.flush();
        }
        else if (!Files.exists(target) || Files.isRegularFile(target))
        {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        }
        else
        {
            try (OutputStream device = Files.newOutputStream(target, StandardOpenOption.WRITE))
            {
                Files.copy(partial, device);
            }
        }
    }

    /** Removes what is not complete. */
    @Override
    public void close() throws IOException
    {
        try
        {
            writer.close();
        }
        finally
        {
            Files.deleteIfExists(partial);
        }
    }

    private void writeLine(final String line)
    {
        if (null != failure)
        {
            return;
        }
        try
        {
            writer.write(line);
            writer.write('\n');
        }
        catch (final IOException e)
        {
            failure = e;
        }
    }
}
