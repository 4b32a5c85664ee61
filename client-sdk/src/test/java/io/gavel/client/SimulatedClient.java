package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** A client without a thread: the test runs its duty cycle, and owns its clock. */
final class SimulatedClient
{
    private final SimulatedTransport transport;
    private final SessionJournal journal;
    private final ClientCore core;
    private final GavelClient client;
    private final List<ExecutionReport> reports = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private Consumer<ExecutionReport> onReport = (report) -> {};
    private ConnectionListener also = new ConnectionListener()
    {
    };
    private long nowNs = 1;

    SimulatedClient(final VenueSide venue, final int participantId)
    {
        this(venue, participantId, new GavelClient.Context());
    }

    SimulatedClient(final VenueSide venue, final int participantId, final GavelClient.Context context)
    {
        this(venue, participantId, context, (settings) -> null);
    }

    SimulatedClient(
        final VenueSide venue,
        final int participantId,
        final GavelClient.Context context,
        final Function<ClientSettings, SessionJournal> journals)
    {
        transport = new SimulatedTransport(venue, participantId);
        final ClientSettings settings = context
            .members("127.0.0.1:9000")
            .participant("p" + participantId)
            .password(new char[]{'x'})
            .executionListener((report) ->
            {
                reports.add(report);
                onReport.accept(report);
            })
            .connectionListener(recorder())
            .errorHandler(errors::add)
            .conclude();
        journal = journals.apply(settings);
        core = new ClientCore(settings, transport, new Listeners(settings), journal);
        client = new GavelClient(core, settings.connectionId());
    }

    /** Tells both listeners of everything. */
    private ConnectionListener recorder()
    {
        final ConnectionListener own = new Recorder();
        return (ConnectionListener)Proxy.newProxyInstance(SimulatedClient.class.getClassLoader(),
            new Class<?>[]{ConnectionListener.class}, (proxy, method, args) ->
            {
                method.invoke(own, args);
                return method.invoke(also, args);
            });
    }

    private final class Recorder implements ConnectionListener
    {
        @Override
        public void onConnected(final int leaderNodeId)
        {
            events.add("connected " + leaderNodeId);
        }

        @Override
        public void onDisconnected(final String reason)
        {
            events.add("disconnected");
        }

        @Override
        public void onLeaderChanged(final int leaderNodeId)
        {
            events.add("leader " + leaderNodeId);
        }

        @Override
        public void onFenced()
        {
            events.add("fenced");
        }

        @Override
        public void onReportsLost(final long firstReportSeq, final long lastReportSeq)
        {
            events.add("lost " + firstReportSeq + ".." + lastReportSeq);
        }
    }

    SimulatedClient connected()
    {
        transport.connect(0);
        run();
        return this;
    }

    /** Runs the duty cycle until there is nothing to do. */
    void run()
    {
        int idle = 0;
        while (idle < 2)
        {
            nowNs++;
            idle = core.session().doWork(nowNs) == 0 ? idle + 1 : 0;
        }
    }

    /** Lets time pass, and runs. */
    void runAfter(final long elapsedNs)
    {
        nowNs += elapsedNs;
        run();
    }

    /** Runs until the future is complete, which it has to be at once. */
    <T> T now(final CompletableFuture<T> future)
    {
        run();
        assertTrue(future.isDone(), () -> "still waiting in state " + core.session().state());
        return future.join();
    }

    /** The process is gone, and with it everything but the file; its session stays open at the venue. */
    void die()
    {
        journal.close();
    }

    GavelClient client()
    {
        return client;
    }

    ClientCore core()
    {
        return core;
    }

    SimulatedTransport transport()
    {
        return transport;
    }

    /** What the execution listener got. */
    List<ExecutionReport> reports()
    {
        return reports;
    }

    /** Another connection listener, told after this one. */
    void listen(final ConnectionListener listener)
    {
        also = listener;
    }

    /** What the execution listener does with each report from now on, after it was added to {@link #reports()}. */
    void onReport(final Consumer<ExecutionReport> action)
    {
        onReport = action;
    }

    /** What the connection listener got. */
    List<String> events()
    {
        return events;
    }

    /** What the error handler got. */
    List<Throwable> errors()
    {
        return errors;
    }
}
