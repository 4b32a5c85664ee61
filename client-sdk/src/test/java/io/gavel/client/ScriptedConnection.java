package io.gavel.client;

/** A client with its own thread, whose venue answers by script. */
public final class ScriptedConnection
{
    private ScriptedConnection()
    {
    }

    /**
     * Logs on.
     *
     * @param venue   that answers; used by the client's thread until the client is closed.
     * @param context of the client.
     * @return a client that is connected.
     */
    public static GavelClient connect(final ScriptedVenue venue, final GavelClient.Context context)
    {
        final ClientSettings settings = context.conclude();
        final SimulatedTransport transport = new SimulatedTransport(venue, 7);
        final ClientCore core = new ClientCore(settings, transport,
            new Listeners(settings), null);
        transport.connect(0);
        core.start();
        return new GavelClient(core, settings.connectionId());
    }
}
