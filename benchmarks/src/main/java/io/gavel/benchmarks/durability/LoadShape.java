package io.gavel.benchmarks.durability;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import java.nio.file.Path;

/**
 * What every round is like.
 *
 * @param window        orders under way at a time, &gt; 0.
 * @param seconds       that are measured, &gt; 0.
 * @param warmUpSeconds before them, from 0.
 * @param rounds        of each setting, &gt; 0.
 * @param directory     in which the venues write; exists.
 * @param fileSystem    kind of file system that it is on.
 */
record LoadShape(int window, int seconds, int warmUpSeconds, int rounds, Path directory, String fileSystem)
{
    /**
     * Whether there is a disk that something can be forced to.
     *
     * @return true where the files are in memory.
     */
    boolean isInMemory()
    {
        return "tmpfs".equals(fileSystem) || "ramfs".equals(fileSystem);
    }

    ObjectNode json()
    {
        return Output.object().put("window", window).put("seconds", seconds).put("warmUpSeconds", warmUpSeconds)
            .put("rounds", rounds).put("directory", directory.toString()).put("fileSystem", fileSystem);
    }
}
