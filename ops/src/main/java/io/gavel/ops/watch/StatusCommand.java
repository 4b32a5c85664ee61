package io.gavel.ops.watch;

import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.VenueOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Shows how every part of a venue is.
 */
@Command(
    name = "status",
    description = "Show every node's role, term, log, snapshot, events, sessions and state hash, and the gateway.")
public final class StatusCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        final VenueStatus status = VenueStatus.ask(venue.members(output), venue.venue(output).gateway());
        output.print(status.document(), status.text());
        if (status.leader().isEmpty())
        {
            output.progress("gavel status: no node leads" + (status.unreachable().isEmpty() ? "" :
                ", and there is no answer from " + String.join(", ", status.unreachable())));
            return Errors.FAILED;
        }
        return 0;
    }
}
