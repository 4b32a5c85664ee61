package io.gavel.client;

import java.nio.ByteBuffer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * The SDK's own client without its thread and its sockets: whoever drives it owns its clock and its way to the venue.
 *
 * <p>It stands in the package of the SDK, though in another module, since the simulation has to run the very code that
 * a broker runs (session, sequences, resume, queries), and the seam under it, {@code Transport}, is nothing that the
 * SDK's users should see or could use.
 */
public final class DrivenClient
{
    private final SessionJournal journal;
    private final ClientCore core;
    private final GavelClient client;
    private MortalMemory memory;

    /** The way to the venue; what {@code Transport} is to the SDK. */
    public interface Link
    {
        /**
         * Gives what came in to the client.
         *
         * @param nowNs    of the client's clock.
         * @param arrivals takes it.
         * @return 0 where there was nothing.
         */
        int poll(long nowNs, Arrivals arrivals);

        /**
         * Sends a message, that may get lost.
         *
         * @param buffer that holds it.
         * @param offset of the message.
         * @param length of the message, bytes.
         * @return false where it was not taken, and is to be sent again later.
         */
        boolean send(DirectBuffer buffer, int offset, int length);

        /**
         * Asks the cluster for a snapshot.
         *
         * @param correlationId given back in the answer.
         * @return false where it was not taken, and is to be sent again later.
         */
        boolean requestSnapshot(long correlationId);
    }

    /** Told what comes in; what {@code TransportListener} is to the SDK. */
    public interface Arrivals
    {
        /**
         * A new session is open.
         *
         * @param leaderNodeId to which.
         */
        void onSessionOpened(int leaderNodeId);

        /**
         * The session goes on with another leader.
         *
         * @param leaderNodeId of the new leader.
         */
        void onNewLeader(int leaderNodeId);

        /**
         * The session is gone.
         *
         * @param reason a sentence for a person.
         */
        void onSessionLost(String reason);

        /**
         * An attempt to open a session came to nothing.
         *
         * @param cause of it.
         */
        void onAttemptFailed(Throwable cause);

        /**
         * A message of the venue.
         *
         * @param buffer readable during the call only.
         * @param offset of the message's header.
         * @param length of the message, bytes.
         */
        void onMessage(DirectBuffer buffer, int offset, int length);

        /**
         * The answer to a request for a snapshot.
         *
         * @param correlationId of the request.
         * @param accepted      true where the leader has begun with it.
         * @param message       why not.
         */
        void onSnapshotAnswer(long correlationId, boolean accepted, String message);
    }

    /**
     * A client that nobody has driven yet. It has a journal where the context names one.
     *
     * @param context as an application would give it.
     * @param link    to the venue.
     * @param isKept  whether what is written to this offset of the journal, once a record or the header is whole, gets
     *                there.
     */
    public DrivenClient(final GavelClient.Context context, final Link link, final IntPredicate isKept)
    {
        final ClientSettings settings = context.conclude();
        journal = settings.journal() == null ? null : open(settings, isKept);
        core = new ClientCore(settings, new LinkTransport(link), new Listeners(settings), journal);
        client = new GavelClient(core, settings.connectionId());
    }

    private SessionJournal open(final ClientSettings settings, final IntPredicate isKept)
    {
        return SessionJournal.open(settings.journal().file(),
            new SessionJournal.Owner(settings.members(), settings.participant(), settings.connectionId()),
            settings.queueCapacity(), settings.journal().isForced(), (map) ->
            {
                memory = new JournalMemory(map, isKept);
                return memory;
            });
    }

    /**
     * Makes the journal of a context, new, as its first process would.
     *
     * @param context that names a file which is not there.
     */
    public static void createJournal(final GavelClient.Context context)
    {
        final ClientSettings settings = context.recoveredCommandListener((command) ->
        {
        }).conclude();
        SessionJournal.open(settings.journal().file(),
            new SessionJournal.Owner(settings.members(), settings.participant(), settings.connectionId()),
            settings.queueCapacity(), settings.journal().isForced()).close();
    }

    /** The file of a journal, mapped; what a test spoils does not get there. */
    private static final class JournalMemory extends MortalMemory
    {
        private final IntPredicate isKept;

        private JournalMemory(final ByteBuffer buffer, final IntPredicate isKept)
        {
            super(buffer);
            this.isKept = isKept;
        }

        @Override
        public void putLongOrdered(final int index, final long value)
        {
            if (isKept.test(index))
            {
                super.putLongOrdered(index, value);
            }
        }
    }

    /** The seam between the SDK and whoever drives it. */
    private record LinkTransport(Link link) implements Transport
    {
        @Override
        public int poll(final long nowNs, final TransportListener listener)
        {
            return link.poll(nowNs, new ListenerArrivals(listener));
        }

        @Override
        public boolean send(final DirectBuffer buffer, final int offset, final int length)
        {
            return link.send(buffer, offset, length);
        }

        @Override
        public boolean requestSnapshot(final long correlationId)
        {
            return link.requestSnapshot(correlationId);
        }

        @Override
        public void close()
        {
            // The client's thread would call this, and there is none.
        }
    }

    /** Passes on what comes in. */
    private record ListenerArrivals(TransportListener listener) implements Arrivals
    {
        @Override
        public void onSessionOpened(final int leaderNodeId)
        {
            listener.onSessionOpened(leaderNodeId);
        }

        @Override
        public void onNewLeader(final int leaderNodeId)
        {
            listener.onNewLeader(leaderNodeId);
        }

        @Override
        public void onSessionLost(final String reason)
        {
            listener.onSessionLost(DisconnectCause.VENUE_UNREACHABLE, reason);
        }

        @Override
        public void onAttemptFailed(final Throwable cause)
        {
            listener.onAttemptFailed(cause);
        }

        @Override
        public void onMessage(final DirectBuffer buffer, final int offset, final int length)
        {
            listener.onMessage(buffer, offset, length);
        }

        @Override
        public void onSnapshotAnswer(final long correlationId, final boolean accepted, final String message)
        {
            listener.onSnapshotAnswer(correlationId, accepted, message);
        }
    }

    /**
     * What an application calls. It must not wait for a future, as nobody else would complete it.
     *
     * @return the client.
     */
    public GavelClient client()
    {
        return client;
    }

    /**
     * Moves everything on by one turn of the duty cycle that the client's thread would run.
     *
     * @param nowNs of the client's clock, never going back.
     * @return 0 where there was nothing to do, and where the process died, see {@link #isKilled()}.
     */
    public int doWork(final long nowNs)
    {
        try
        {
            return core.session().doWork(nowNs);
        }
        catch (final MortalMemory.Killed e)
        {
            return 0;
        }
    }

    /**
     * Makes a call of the application's.
     *
     * @param call to the client.
     * @param <T>  of what it returns.
     * @return that; null where the process died in the midst of it, see {@link #isKilled()}.
     */
    public <T> T call(final Supplier<T> call)
    {
        try
        {
            return call.get();
        }
        catch (final MortalMemory.Killed e)
        {
            return null;
        }
    }

    /**
     * Has a process that has a journal die once it was written to so often.
     *
     * @param stores into the journal, &gt;= 0.
     */
    public void killAfter(final int stores)
    {
        memory.killAfter(stores);
    }

    /** Kills a process that has a journal, from within one of its listeners: this does not return. */
    public void kill()
    {
        memory.killAfter(-1);
        throw new MortalMemory.Killed();
    }

    /**
     * Whether the process died while the client ran. It is not to be driven any more.
     *
     * @return false where it lives, or was ended from without.
     */
    public boolean isKilled()
    {
        return memory != null && memory.isKilled();
    }

    /** The process is gone: gives the lock of its journal back, as the system would. It is not driven any more. */
    public void die()
    {
        if (journal != null)
        {
            journal.close();
        }
    }

    /**
     * Whether commands flow: the connection is resumed.
     *
     * @return false before, between sessions, and at the end.
     */
    public boolean isLive()
    {
        return SessionState.LIVE == core.session().state();
    }

    /**
     * Why the client came to its end.
     *
     * @return null where it has not.
     */
    public Throwable endedBy()
    {
        return core.session().terminalCause();
    }

    /** Whether the client knows what the venue lists, so that an order is placed without asking. */
    public boolean hasInstruments()
    {
        return core.session().connected().isDone() && !core.session().connected().isCompletedExceptionally();
    }
}
