package io.gavel.ops.cli;

import io.gavel.client.GavelClient;
import io.gavel.client.Participant;
import io.gavel.client.QueryRejectedException;
import java.util.List;

/**
 * Participants as people name them.
 */
public final class Participants
{
    private Participants()
    {
    }

    /**
     * The participant of a name, or else of an id. Who may not list participants may still give an id.
     *
     * @param client that is logged on.
     * @param name   or id.
     * @param output of the command.
     * @param what   the argument is, for the error.
     * @return the venue's id.
     * @throws InterruptedException where the thread is interrupted.
     */
    public static int idOf(final GavelClient client, final String name, final Output output, final String what)
        throws InterruptedException
    {
        final boolean isId = name.matches("\\d{1,9}");
        final List<Participant> participants;
        try
        {
            participants = VenueOptions.await(client.operator().participants());
        }
        catch (final QueryRejectedException e)
        {
            if (isId)
            {
                return Integer.parseInt(name);
            }
            throw e;
        }
        // A name may look like an id; it is the name that somebody was given to be called by.
        return participants.stream().filter(each -> each.name().equals(name)).findFirst()
            .or(() -> participants.stream()
            .filter(each -> isId && each.participantId() == Integer.parseInt(name)).findFirst())
            .map(Participant::participantId).orElseThrow(() -> output.wrongArgument(
            what + " " + name + ": there is no such participant (./gavel participant list)"));
    }
}
