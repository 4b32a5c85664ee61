package io.gavel.ops.replay;

import io.gavel.ops.venue.LocalVenue;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Kills the leader of a venue in the middle of a replay, while commands are under way, and starts it again afterwards.
 */
final class LeaderKill implements ReplayRun.ProgressListener
{
    private static final Duration ELECTION_TIMEOUT = Duration.ofSeconds(60);

    private final LocalVenue venue;
    private final int atCommand;
    private final Consumer<String> progress;
    private int killedNode = -1;

    LeaderKill(final LocalVenue venue, final int atCommand, final Consumer<String> progress)
    {
        this.venue = venue;
        this.atCommand = atCommand;
        this.progress = progress;
    }

    @Override
    public void onProgress(final int commandsGiven) throws InterruptedException
    {
        if (killedNode < 0 && commandsGiven >= atCommand)
        {
            killedNode = venue.awaitLeader(ELECTION_TIMEOUT);
            venue.killNode(killedNode);
            progress.accept("killed node " + killedNode + ", which led, after " + commandsGiven + " commands");
        }
    }

    /** Starts the killed node again, with its data. */
    void restartKilled() throws IOException
    {
        if (killedNode >= 0)
        {
            venue.restartNode(killedNode);
            progress.accept("started node " + killedNode + " again");
        }
    }

    OptionalInt killedNode()
    {
        return killedNode < 0 ? OptionalInt.empty() : OptionalInt.of(killedNode);
    }
}
