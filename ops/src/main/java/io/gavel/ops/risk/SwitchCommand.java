package io.gavel.ops.risk;

import io.gavel.client.AdminReport;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Participants;
import io.gavel.schema.Scope;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Parameters;

/**
 * Turns a kill switch.
 */
abstract class SwitchCommand extends OperatorCommand
{
    /** Whose switch. */
    enum Target
    {
        /** Of one account. */
        ACCOUNT,
        /** Of one participant. */
        PARTICIPANT,
        /** Of everybody. */
        MARKET
    }

    @Parameters(index = "0", paramLabel = "SCOPE", description = "account, participant or market.")
    private Target target;

    @Parameters(index = "1", arity = "0..1", paramLabel = "WHO",
        description = "The account's id; the participant's name or id; nothing for the market.")
    private String who;

    private final String state;
    private final String meaning;

    SwitchCommand(final String state, final String meaning)
    {
        this.state = state;
        this.meaning = meaning;
    }

    @Override
    protected final void check()
    {
        if (target == Target.MARKET && who != null)
        {
            throw output().wrongArgument("market takes no WHO, actual '" + who + "'");
        }
        if (target != Target.MARKET && who == null)
        {
            throw output().wrongArgument("name which " + (target == Target.ACCOUNT ? "account" : "participant"));
        }
        if (target == Target.ACCOUNT && !who.matches("[1-9]\\d{0,17}"))
        {
            throw output().wrongArgument("account '" + who + "': expected the account's id, a number above 0");
        }
    }

    @Override
    protected final void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
    {
        final Scope scope;
        final long ownerId;
        switch (target)
        {
            case ACCOUNT ->
            {
                scope = Scope.ACCOUNT;
                ownerId = Long.parseLong(who);
            }
            case PARTICIPANT ->
            {
                scope = Scope.PARTICIPANT;
                ownerId = Participants.idOf(client, who, output(), "participant");
            }
            default ->
            {
                scope = Scope.MARKET;
                ownerId = 0;
            }
        }
        AdminReports.resultOf(turn(operator, scope, ownerId));
        final String name = scope == Scope.MARKET ? "the market" :
            (scope == Scope.ACCOUNT ? "account " : "participant ") + who;
        done(Output.object().put("scope", scope.name()).put("ownerId", ownerId).put("state", state),
            name + " is " + state + ": " + meaning);
    }

    abstract CompletableFuture<AdminReport> turn(GavelOperator operator, Scope scope, long ownerId);
}
