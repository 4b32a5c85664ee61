package io.gavel.ops.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.GavelClient;
import io.gavel.schema.Scope;
import picocli.CommandLine.Parameters;

/**
 * Whom a limit or a kill switch binds: {@code account 5} or {@code participant bob}. A mixin.
 */
public final class Owner
{
    /** Whose. */
    enum Kind
    {
        /** Of one account. */
        ACCOUNT(Scope.ACCOUNT),
        /** Of one participant. */
        PARTICIPANT(Scope.PARTICIPANT);

        private final Scope scope;

        Kind(final Scope scope)
        {
            this.scope = scope;
        }
    }

    @Parameters(index = "0", paramLabel = "SCOPE", description = "account or participant.")
    private Kind kind;

    @Parameters(index = "1", paramLabel = "WHO", description = "The account's id; the participant's name or id.")
    private String who;

    /**
     * What is bound.
     *
     * @return account or participant.
     */
    public Scope scope()
    {
        return kind.scope;
    }

    /**
     * Which one.
     *
     * @param client that is logged on.
     * @param output of the command.
     * @return the venue's id.
     * @throws InterruptedException where the thread is interrupted.
     */
    public long id(final GavelClient client, final Output output) throws InterruptedException
    {
        if (kind == Kind.PARTICIPANT)
        {
            return Participants.idOf(client, who, output, "participant");
        }
        check(output);
        return Long.parseLong(who);
    }

    /**
     * Checks what can be before anything is asked.
     *
     * @param output of the command.
     */
    public void check(final Output output)
    {
        if (kind == Kind.ACCOUNT && !who.matches("[1-9]\\d{0,17}"))
        {
            throw output.wrongArgument("account '" + who + "': expected the account's id, a number above 0");
        }
    }

    /**
     * As a document.
     *
     * @param id that {@link #id} gave.
     * @return scope and owner.
     */
    public ObjectNode document(final long id)
    {
        return Output.object().put("scope", scope().name()).put("ownerId", id);
    }

    /**
     * For a person.
     *
     * @return as it was given.
     */
    @Override
    public String toString()
    {
        return (kind == Kind.ACCOUNT ? "account " : "participant ") + who;
    }
}
