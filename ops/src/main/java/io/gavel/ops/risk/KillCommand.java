package io.gavel.ops.risk;

import io.gavel.client.AdminReport;
import io.gavel.client.GavelOperator;
import io.gavel.schema.Scope;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/**
 * The kill switch.
 */
@Command(
    name = "kill",
    description = "Cancel the orders of an account, a participant or the market, and refuse new ones.")
public final class KillCommand extends SwitchCommand
{
    /** Engages. */
    public KillCommand()
    {
        super("killed", "its orders are cancelled, and new ones refused until it is released");
    }

    @Override
    CompletableFuture<AdminReport> turn(final GavelOperator operator, final Scope scope, final long ownerId)
    {
        return operator.risk().kill(scope, ownerId);
    }
}
