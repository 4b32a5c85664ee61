package io.gavel.ops.watch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.GavelClient;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.VenueOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Shows that the nodes hold the same state.
 */
@Command(name = "hash", description = "Have every node hash its state at one log position, and compare.")
public final class HashCommand implements Callable<Integer>
{
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Mixin
    private Output output;

    @Mixin
    private VenueOptions venue;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        try (GavelClient client = venue.connectOperator(output))
        {
            final StateHash result = StateHash.ask(client, venue.members(output), TIMEOUT);
            final ObjectNode document = Output.object().put("equal", result.areEqual()).put("stateHash", result.hash());
            final ArrayNode nodes = document.putArray("nodes");
            for (int i = 0; i < result.status().nodes().size(); i++)
            {
                final ObjectNode row = nodes.addObject().put("nodeId", i)
                    .put("reachable", result.status().nodes().get(i).isPresent());
                result.status().nodes().get(i).ifPresent(node -> row.put("stateHash", node.stateHash())
                    .put("stateHashLogPosition", node.stateHashLogPosition())
                    .put("stateHashEventSeq", node.stateHashEventSeq()));
            }
            output.print(document, result.text());
            if (!result.areEqual())
            {
                output.progress("gavel hash: not every node has the same hash" +
                    (result.status().unreachable().isEmpty() ? "" : ", as there is no answer from " +
                    String.join(", ", result.status().unreachable())));
                return Errors.FAILED;
            }
            return 0;
        }
    }
}
