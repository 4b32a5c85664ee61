package io.gavel.cluster.storage;

import java.util.ArrayList;
import java.util.List;

/** Reads every frame of every recording of a node's archive. */
public final class ArchiveCheck
{
    private static final int FAULTS_MAX = 100;
    private static final int FRAMES_PER_NEWS = 1024;

    /**
     * What was found.
     *
     * @param recordings that were read.
     * @param bytes      of them.
     * @param frames     of them.
     * @param tornTails  recordings whose last frame a killed process left unfinished.
     * @param faults     up to a hundred.
     */
    public record Result(int recordings, long bytes, long frames, int tornTails, List<Fault> faults)
    {
    }

    private ArchiveCheck()
    {
    }

    /**
     * Checks an archive.
     *
     * @param files    of a node.
     * @param progress hears how far it is.
     * @return what was found.
     */
    public static Result run(final NodeFiles files, final ReadingProgress progress)
    {
        final List<Fault> faults = new ArrayList<>();
        final ArchiveCatalog catalog;
        try
        {
            catalog = ArchiveCatalog.read(files);
        }
        catch (final FaultException e)
        {
            return new Result(0, 0, 0, 0, List.of(e.fault()));
        }
        long total = 0;
        for (final Recording recording : catalog.recordings())
        {
            total += recording.isStopped() ? recording.stopPosition() - recording.startPosition() : 0;
        }
        long bytes = 0;
        long frames = 0;
        int torn = 0;
        for (final Recording recording : catalog.recordings())
        {
            try (FrameReader reader = new FrameReader(files.archive(), recording, recording.startPosition(),
                Long.MAX_VALUE, (fault) -> add(faults, fault)))
            {
                while (faults.size() < FAULTS_MAX && reader.next())
                {
                    bytes += reader.position() - reader.framePosition();
                    if (0 == frames++ % FRAMES_PER_NEWS)
                    {
                        progress.onProgress("reading recordings", bytes, Math.max(bytes, total));
                    }
                }
                torn += reader.isTorn() ? 1 : 0;
            }
            catch (final FaultException e)
            {
                // A file that is missing: the rest of that recording cannot be read.
                add(faults, e.fault());
            }
        }
        return new Result(catalog.recordings().size(), bytes, frames, torn, faults);
    }

    private static void add(final List<Fault> faults, final Fault fault)
    {
        if (faults.size() < FAULTS_MAX)
        {
            faults.add(fault);
        }
    }
}
