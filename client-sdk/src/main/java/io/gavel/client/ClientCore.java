package io.gavel.client;

import io.gavel.venue.Members;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/** What stands behind a client's calls: takes commands and queries of any thread to the client's thread. */
final class ClientCore implements AutoCloseable
{
    private static final Duration ATTEMPT_TIMEOUT_MAX = Duration.ofSeconds(3);
    private static final long ROOM_POLL_NS = 50_000;

    private final InstrumentCache instruments = new InstrumentCache();
    private final OrderInstruments orderInstruments = new OrderInstruments();
    private final QueryDesk queries = new QueryDesk(instruments);
    private final ManyToOneConcurrentArrayQueue<Command> commands;
    private final BackPressure backPressure;
    private final Duration backPressureTimeout;
    private final Duration answerTimeout;
    private final SessionJournal journal;
    private final VenueSession session;
    private final ClientAgent agent;
    private int participantId;

    /**
     * Wires a client; {@link #start()} sets it going.
     *
     * @param settings  of the client.
     * @param transport to the venue.
     * @param listeners of the application.
     * @param journal   of the connection, closed with the client; null for none.
     */
    ClientCore(
        final ClientSettings settings,
        final Transport transport,
        final Listeners listeners,
        final SessionJournal journal)
    {
        commands = new ManyToOneConcurrentArrayQueue<>(settings.queueCapacity());
        backPressure = settings.backPressure();
        backPressureTimeout = settings.backPressureTimeout();
        answerTimeout = settings.connectTimeout();
        this.journal = journal;
        final CommandRecovery recovery = new CommandRecovery(
            journal, journal == null ? Recovery.RESEND : settings.journal().recovery(), listeners, instruments);
        final CommandFlow commandFlow = new CommandFlow(commands, recovery, journal);
        session = new VenueSession(settings.connectionId(), transport, listeners, commandFlow,
            new ReportFlow(settings.lastReportSeq(), commandFlow, orderInstruments, listeners, journal),
            instruments, queries);
        final String endpoints = settings.members().nodes().stream()
            .map(Members.Node::ingressEndpoint).collect(Collectors.joining(", "));
        agent = new ClientAgent(
            session, transport, listeners, settings.idleMode(), settings.connectTimeout(), endpoints,
            this::closeJournal);
    }

    /** A core over UDP. */
    static ClientCore overUdp(final ClientSettings settings)
    {
        final Listeners listeners = new Listeners(settings);
        final Duration connectTimeout = settings.connectTimeout();
        final AeronTransport transport = new AeronTransport(
            settings.members(),
            new Logon(settings.participant(), settings.password()),
            settings.egressHost(),
            settings.aeronDirectory(),
            connectTimeout.compareTo(ATTEMPT_TIMEOUT_MAX) < 0 ? connectTimeout : ATTEMPT_TIMEOUT_MAX,
            listeners::onError);
        return new ClientCore(settings, transport, listeners, openJournal(settings));
    }

    private static SessionJournal openJournal(final ClientSettings settings)
    {
        final JournalSettings journal = settings.journal();
        return journal == null ? null : SessionJournal.open(journal.file(),
            new SessionJournal.Owner(settings.members(), settings.participant(), settings.connectionId()),
            settings.queueCapacity(), journal.isForced());
    }

    /** Starts the thread, and returns once the connection is resumed. */
    void start()
    {
        agent.start();
        try
        {
            participantId = session.connected().get();
        }
        catch (final ExecutionException e)
        {
            close();
            throw e.getCause() instanceof GavelException cause ? cause :
                new GavelException("could not connect: " + e.getCause(), e.getCause());
        }
        catch (final InterruptedException e)
        {
            close();
            Thread.currentThread().interrupt();
            throw new GavelException("interrupted while connecting", e);
        }
    }

    private void closeJournal()
    {
        if (journal != null)
        {
            journal.close();
        }
    }

    /** One turn, of the application that drives the client. */
    int drive()
    {
        return agent.drive();
    }

    VenueSession session()
    {
        return session;
    }

    int participantId()
    {
        return participantId;
    }

    <T> ClientFuture<T> newFuture()
    {
        return new ClientFuture<>(agent.thread());
    }

    <T> CommandFuture<T> newCommandFuture()
    {
        return new CommandFuture<>(agent.thread(), session.interruptions());
    }

    /** Queues a command; waits for room or fails as the context says. */
    void submit(final Command command)
    {
        Throwable over = session.terminalCause();
        if (over == null)
        {
            if (!offer(command))
            {
                awaitRoom(command);
            }
            agent.wake();
            over = session.terminalCause();
        }
        if (over != null)
        {
            command.fail(over);
        }
    }

    /** Queues the command, and writes it to the journal first; false where there is no room in one of them. */
    private boolean offer(final Command command)
    {
        if (journal == null)
        {
            return commands.offer(command);
        }
        synchronized (journal)
        {
            // Whoever adds to the queue holds the monitor, so the room that is there stays.
            return commands.size() < commands.capacity() && journal.append(command, System.currentTimeMillis()) &&
                commands.offer(command);
        }
    }

    private void awaitRoom(final Command command)
    {
        if (session.terminalCause() != null)
        {
            return;
        }
        if (backPressure == BackPressure.FAIL || Thread.currentThread() == agent.thread())
        {
            throw backPressure("at once", Duration.ZERO);
        }
        final long startNs = System.nanoTime();
        while (session.terminalCause() == null && !offer(command))
        {
            if (System.nanoTime() - startNs > backPressureTimeout.toNanos())
            {
                throw backPressure("within " + backPressureTimeout.toMillis() + " ms",
                    Duration.ofNanos(System.nanoTime() - startNs));
            }
            if (Thread.currentThread().isInterrupted())
            {
                throw new BackPressureException("interrupted while waiting for room: nothing was sent",
                    Duration.ofNanos(System.nanoTime() - startNs));
            }
            LockSupport.parkNanos(ROOM_POLL_NS);
        }
    }

    private BackPressureException backPressure(final String within, final Duration waited)
    {
        final int size = commands.size();
        return new BackPressureException("no room for the command " + within + ", " + size + " commands wait already" +
            (journal != null && size < commands.capacity() ? ", and the journal is full" : "") +
            ": nothing was sent, try again", waited);
    }

    /** Queues a query. */
    void ask(final Query<?> query)
    {
        Throwable over = session.terminalCause();
        if (over == null)
        {
            if (!queries.offer(query))
            {
                throw new BackPressureException(
                    QueryDesk.QUEUE_CAPACITY + " queries wait already: nothing was asked, try again",
                    Duration.ZERO);
            }
            agent.wake();
            over = session.terminalCause();
        }
        if (over != null)
        {
            query.fail(over);
        }
    }

    /** Asks the cluster for a snapshot. */
    void requestSnapshot(final CompletableFuture<Boolean> request)
    {
        if (!session.snapshots().offer(request))
        {
            throw new BackPressureException("snapshot requests wait already: nothing was asked, try again",
                Duration.ZERO);
        }
        agent.wake();
        final Throwable over = session.terminalCause();
        if (over != null)
        {
            request.completeExceptionally(over);
        }
    }

    /** Every instrument, asked of the venue. */
    List<Instrument> instruments()
    {
        final InstrumentsQuery query = new InstrumentsQuery(newFuture());
        if (Thread.currentThread() == agent.thread())
        {
            throw new IllegalStateException("instruments can't be asked for on the client's own thread, which is the " +
                "one that would take the answer: ask on another thread, or before");
        }
        ask(query);
        return await(query.future());
    }

    /** The instrument, known or asked for. */
    Instrument instrument(final String symbol)
    {
        Instrument instrument = instruments.get(OrderChecks.symbol(symbol));
        if (instrument == null)
        {
            instruments();
            instrument = instruments.get(symbol);
        }
        if (instrument == null)
        {
            throw new UnknownSymbolException(symbol);
        }
        return instrument;
    }

    /** What an open order trades; null where this client has not seen it. */
    Instrument instrumentOfOrder(final long orderId)
    {
        return orderInstruments.get(orderId);
    }

    private <T> T await(final CompletableFuture<T> future)
    {
        try
        {
            return future.get(answerTimeout.toNanos(), TimeUnit.NANOSECONDS);
        }
        catch (final TimeoutException e)
        {
            future.cancel(false);
            throw new GavelException("the venue did not answer within " + answerTimeout.toMillis() + " ms", e);
        }
        catch (final ExecutionException | CompletionException e)
        {
            throw e.getCause() instanceof GavelException cause ? cause : new GavelException("no answer", e.getCause());
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new GavelException("interrupted while waiting for the venue's answer", e);
        }
    }

    @Override
    public void close()
    {
        agent.close();
    }
}
