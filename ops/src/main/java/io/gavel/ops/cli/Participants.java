package io.gavel.ops.cli;

import io.gavel.client.GavelClient;
import io.gavel.client.Participant;

/**
 * Participants as people name them.
 */
public final class Participants
{
    private Participants()
    {
    }

    /**
     * The participant of a name; who gives an id need not be able to list participants.
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
        if (name.matches("\\d{1,9}"))
        {
            return Integer.parseInt(name);
        }
        return VenueOptions.await(client.operator().participants()).stream()
            .filter(each -> each.name().equals(name)).mapToInt(Participant::participantId).findFirst()
            .orElseThrow(() -> output.wrongArgument(
            what + " " + name + ": there is no such participant (./gavel participant list)"));
    }
}
