package io.gavel.ops.upgrade;

import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Output;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.venue.Patience;
import io.gavel.ops.watch.VenueStatus;
import io.gavel.venue.Members;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Puts the rules of a newer build into force, once every node runs one that has them.
 */
@Command(name = "activate", description = "Put a newer build's rules into force, for good, once every node runs one.")
public final class ActivateCommand extends OperatorCommand
{
    private static final long POLL_MS = 100;

    @Parameters(index = "0", paramLabel = "VERSION",
        description = "The behaviour version after the one that ./gavel status shows.")
    private int version;

    @Option(names = "--timeout", defaultValue = "30s", paramLabel = "DURATION",
        description = "For every node to follow them (default: ${DEFAULT-VALUE}).",
        converter = io.gavel.ops.cli.DurationConverter.class)
    private Duration timeout;

    private Members members;
    private int knownUpTo;

    @Override
    protected void check() throws IOException, InterruptedException
    {
        if (version < 2)
        {
            throw output().wrongArgument("VERSION " + version + ": expected 2 or more, as every venue begins with 1");
        }
        members = venue().members(output());
        knownUpTo = knownUpTo(VenueStatus.ask(members, null));
    }

    @Override
    protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
    {
        AdminReports.resultOf(operator.activateBehaviour(version, knownUpTo));
        awaitNodes();
        done(Output.object().put("behaviourVersion", version).put("nodes", members.nodes().size()),
            "behaviour " + version + " holds on all " + members.nodes().size() + " nodes");
    }

    // A node that does not answer may run any build, and would stop where that is too old.
    private int knownUpTo(final VenueStatus status)
    {
        if (!status.unreachable().isEmpty())
        {
            throw new CommandFailure("there is no answer from " + String.join(", ", status.unreachable()) +
                ", whose build may be too old for behaviour " + version + ": start it first, nothing was changed");
        }
        int known = Integer.MAX_VALUE;
        for (int i = 0; i < status.nodes().size(); i++)
        {
            final NodeStatus node = status.nodes().get(i).orElseThrow();
            if (node.behaviourVersionMax() < version)
            {
                throw new CommandFailure("node " + i + " runs build " +
                    (node.build().isEmpty() ? "of an older kind" : node.build()) + ", which knows behaviour up to " +
                    Math.max(1, node.behaviourVersionMax()) + ", not " + version +
                    ": restart it with a newer build first, nothing was changed");
            }
            known = Math.min(known, node.behaviourVersionMax());
        }
        return known;
    }

    private void awaitNodes() throws InterruptedException
    {
        final Patience patience = new Patience(timeout, POLL_MS);
        for (final Members.Node node : members.nodes())
        {
            while (!isActive(NodeStatus.of(node)))
            {
                if (patience.isOver())
                {
                    throw new CommandFailure("behaviour " + version + " is activated in the log, but node " +
                        node.nodeId() + " did not follow within " + timeout.toSeconds() + " s: its log says why");
                }
                patience.pause();
            }
        }
    }

    private boolean isActive(final Optional<NodeStatus> status)
    {
        return status.isPresent() && status.get().behaviourVersion() >= version;
    }
}
