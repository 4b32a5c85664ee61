package io.gavel.benchmarks.engine;

import io.gavel.ops.cli.Progress;

/** How many of the runs of a measurement are done: a run is a side's, in a round. */
final class RunProgress
{
    private final Progress progress;
    private final String name;
    private final int total;
    private int done;

    RunProgress(final Progress progress, final String name, final int total)
    {
        this.progress = progress;
        this.name = name;
        this.total = total;
    }

    /** The next run begins. */
    void next()
    {
        progress.onProgress(name, done++, total);
    }
}
