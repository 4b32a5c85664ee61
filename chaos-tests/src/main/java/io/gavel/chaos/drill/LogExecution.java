package io.gavel.chaos.drill;

import io.gavel.cluster.storage.Fault;
import io.gavel.cluster.storage.LogAudit;
import io.gavel.cluster.storage.ReadingProgress;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.venue.Members;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Kills a venue's nodes and executes their logs again, offline: every event that any node recorded must be what comes
 * of it, to the byte.
 */
final class LogExecution
{
    private LogExecution()
    {
    }

    /**
     * Ends the nodes of a venue and audits them.
     *
     * @param venue    whose nodes may run; afterwards none does.
     * @param drills   that ran on it.
     * @param eventSeq that every node was at when it was last found at rest; -1 where it was not.
     * @return what was found.
     */
    static VenueAudit run(final LocalVenue venue, final String drills, final long eventSeq)
        throws IOException, InterruptedException
    {
        for (final Members.Node node : venue.members().nodes())
        {
            venue.killNode(node.nodeId());
        }
        final List<Path> directories = new ArrayList<>();
        for (final Members.Node node : venue.members().nodes())
        {
            directories.add(dataDirectory(venue, node.nodeId()));
        }
        final LogAudit.Result result = LogAudit.runOn(directories, ReadingProgress.NONE);
        final List<String> faults = new ArrayList<>(result.faults().stream().map(Fault::sentence).toList());
        if (result.eventSeq() < eventSeq)
        {
            faults.add("the log makes events up to " + result.eventSeq() + " only, and every node was at event " +
                eventSeq);
        }
        for (final LogAudit.Node node : result.nodes())
        {
            // What is behind the last check was recorded by a majority at least; up to it, by all.
            if (node.lastEventSeq() < eventSeq)
            {
                faults.add(node.dir().getFileName() + " has recorded events up to " + node.lastEventSeq() +
                    " that were compared, and was at event " + eventSeq);
            }
        }
        if (result.events() == 0)
        {
            faults.add("the log made no event: nothing was compared");
        }
        return new VenueAudit(drills, null, result.commands(), result.events(),
            String.format("%016x", result.stateHash()), faults);
    }

    private static Path dataDirectory(final LocalVenue venue, final int nodeId) throws IOException
    {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(venue.directory().resolve("node" + nodeId + ".properties")))
        {
            properties.load(reader);
        }
        return Path.of(properties.getProperty("gavel.data.dir"));
    }
}
