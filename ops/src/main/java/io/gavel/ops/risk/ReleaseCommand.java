package io.gavel.ops.risk;

import io.gavel.client.AdminReport;
import io.gavel.client.GavelOperator;
import io.gavel.schema.Scope;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/**
 * Releases the kill switch.
 */
@Command(name = "release", description = "Release the kill switch of an account, a participant or the market.")
public final class ReleaseCommand extends SwitchCommand
{
    /** Releases. */
    public ReleaseCommand()
    {
        super("released", "new orders are taken again; what was cancelled stays cancelled");
    }

    @Override
    CompletableFuture<AdminReport> turn(final GavelOperator operator, final Scope scope, final long ownerId)
    {
        return operator.risk().release(scope, ownerId);
    }
}
