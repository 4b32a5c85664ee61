package io.gavel.benchmarks;

import io.gavel.ops.cli.Output;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the nodes of a benchmark write: on the disk that is measured, or among the temporary files. */
public final class NodesDirectory
{
    private NodesDirectory()
    {
    }

    /**
     * The directory that {@code --dir} names.
     *
     * @param directory as it is typed; null for that of temporary files.
     * @param output    of the command, which refuses a directory that isn't there or can't be written to: status 2.
     * @return where to make a directory for each venue.
     */
    public static Path of(final Path directory, final Output output)
    {
        return writable(
            "--dir", null == directory ? Path.of(System.getProperty("java.io.tmpdir")) : directory, output);
    }

    /**
     * A directory that an option names.
     *
     * @param option    its name.
     * @param directory as it is typed.
     * @param output    of the command, which refuses a directory that isn't there or can't be written to: status 2.
     * @return its whole path.
     */
    public static Path writable(final String option, final Path directory, final Output output)
    {
        final Path where = directory.toAbsolutePath().normalize();
        if (!Files.isDirectory(where) || !Files.isWritable(where))
        {
            throw output.wrongArgument(
                option + " " + where + ": expected a directory that exists and may be written to");
        }
        return where;
    }
}
