package io.gavel.engine.session;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Limits;
import io.gavel.engine.Timers;
import io.gavel.engine.Venue;
import io.gavel.engine.event.OperatorEvents;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.order.ExpiryQueue;
import io.gavel.engine.order.Sweep;
import io.gavel.engine.order.Sweeps;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.ConnectionTimer;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.SetCancelOnDisconnectDecoder;
import io.gavel.schema.SetDeadMansTimerDecoder;

/**
 * Cancel on disconnect and the dead man's timer: a connection whose session is gone for longer than its grace, or that
 * did not renew its timer in time, has the orders that it entered cancelled. A new leadership term gives each that runs
 * its full time again, so that neither a failover nor a restart of all nodes cancels the market.
 */
public final class ConnectionTimers implements ExpiryQueue.Terms
{
    /** Shortest grace of cancel on disconnect: longer than a failover. */
    public static final long GRACE_MIN_NS = 5_000_000_000L;

    /** Shortest dead man's timer. */
    public static final long TIMEOUT_MIN_NS = 1_000_000_000L;

    /** Longest of either. */
    public static final long DURATION_MAX_NS = 3_600_000_000_000L;

    /** Timers that one slice handles. */
    public static final int TIMEOUTS_PER_SLICE = 16;

    private final Venue venue;
    private final EngineOutput output;
    private final ReportEncoder reports;
    private final OperatorEvents events;
    private final Sweeps sweeps;
    // Connection handle by two, one more for the dead man's timer.
    private final ExpiryQueue running = new ExpiryQueue(this);

    /**
     * Timers of a venue's connections.
     *
     * @param venue   whose they are.
     * @param output  takes the wanted timer.
     * @param reports takes the answers.
     * @param events  takes what happens.
     * @param sweeps  cancel the orders.
     */
    public ConnectionTimers(
        final Venue venue,
        final EngineOutput output,
        final ReportEncoder reports,
        final OperatorEvents events,
        final Sweeps sweeps)
    {
        this.venue = venue;
        this.output = output;
        this.reports = reports;
        this.events = events;
        this.sweeps = sweeps;
    }

    /**
     * Sets cancel on disconnect. Emits CommandReport and ConnectionTimerSet.
     *
     * @param command    decoder of it.
     * @param connection by which it came.
     * @param answer     takes the outcome.
     */
    public void onSetCancelOnDisconnect(
        final SetCancelOnDisconnectDecoder command, final Connection connection, final Answer answer)
    {
        final long graceNs = command.graceNs();
        if (answer(connection, command.clientSeq(), SetCancelOnDisconnectDecoder.TEMPLATE_ID, 0,
            check(graceNs, GRACE_MIN_NS), answer))
        {
            // The session that asks is there: nothing runs.
            connection.disconnectTimer().durationNs(graceNs);
            events.connectionTimerSet(connection.participantId(), connection.connectionId(), graceNs, false);
        }
    }

    /**
     * Sets or renews the dead man's timer. Emits CommandReport, and ConnectionTimerSet where it is another one.
     *
     * @param command    decoder of it.
     * @param connection by which it came.
     * @param answer     takes the outcome.
     */
    public void onSetDeadMansTimer(
        final SetDeadMansTimerDecoder command, final Connection connection, final Answer answer)
    {
        final long timeoutNs = command.timeoutNs();
        final RejectReason reason = check(timeoutNs, TIMEOUT_MIN_NS);
        final long deadlineNs = 0 == timeoutNs ? 0 : venue.timeNs() + timeoutNs;
        if (answer(connection, command.clientSeq(), SetDeadMansTimerDecoder.TEMPLATE_ID, deadlineNs, reason, answer))
        {
            final ConnectionTimer timer = connection.deadMansTimer();
            final boolean isOther = timeoutNs != timer.durationNs();
            timer.durationNs(timeoutNs);
            run(id(connection, true), timer, deadlineNs);
            if (isOther)
            {
                events.connectionTimerSet(connection.participantId(), connection.connectionId(), timeoutNs, true);
            }
        }
    }

    private static RejectReason check(final long durationNs, final long leastNs)
    {
        return 0 == durationNs || durationNs >= leastNs && durationNs <= DURATION_MAX_NS ?
            RejectReason.NONE : RejectReason.INVALID_TIMEOUT;
    }

    private boolean answer(
        final Connection connection,
        final long clientSeq,
        final int templateId,
        final long resultId,
        final RejectReason reason,
        final Answer answer)
    {
        final boolean isDone = RejectReason.NONE == reason;
        answer.set(isDone ? resultId : 0, venue.eventSeq() + 1, reason);
        reports.command(connection, clientSeq, templateId, answer.resultId(), reason);
        return isDone;
    }

    /**
     * The session that owned a connection is gone.
     *
     * @param connection that has no owner now.
     */
    public void onDisconnected(final Connection connection)
    {
        final ConnectionTimer timer = connection.disconnectTimer();
        if (0 != timer.durationNs())
        {
            run(id(connection, false), timer, venue.timeNs() + timer.durationNs());
        }
    }

    /**
     * A session owns a connection.
     *
     * @param connection that has an owner now.
     */
    public void onResumed(final Connection connection)
    {
        run(id(connection, false), connection.disconnectTimer(), 0);
    }

    /**
     * A new leader: nobody could resume or renew while there was none, so each timer that runs has its full time again.
     */
    public void onNewLeadershipTerm()
    {
        final int count = venue.participants().count() * Limits.CONNECTIONS_PER_PARTICIPANT_MAX;
        for (int handle = 0; handle < count && running.size() > 0; handle++)
        {
            final Connection connection = venue.participants().connection(handle);
            if (null != connection)
            {
                extend(id(connection, false), connection.disconnectTimer());
                extend(id(connection, true), connection.deadMansTimer());
            }
        }
    }

    private void extend(final int id, final ConnectionTimer timer)
    {
        if (0 != timer.deadlineNs())
        {
            run(id, timer, venue.timeNs() + timer.durationNs());
        }
    }

    /** Timers are over. Emits ConnectionTimedOut for each, and the reports and OrderDeleted of the orders. */
    public void onTimer()
    {
        for (int left = TIMEOUTS_PER_SLICE; left > 0 && running.firstExpireTimeNs() <= venue.timeNs(); left--)
        {
            final int id = running.first();
            final Connection connection = connection(id);
            final boolean isDeadMan = 0 != (id & 1);
            // The dead man's timer runs again once it is renewed.
            run(id, timer(id), 0);
            events.connectionTimedOut(connection.participantId(), connection.connectionId(), isDeadMan);
            if (venue.participants().get(connection.participantId()).openOrders() > 0 &&
                !sweeps.extend(connection.handle()))
            {
                sweeps.begin(new Sweep()
                    .connection(connection.handle())
                    .because(ExecType.CANCELED, isDeadMan ? CancelReason.DEAD_MAN : CancelReason.DISCONNECTED));
            }
        }
        if (running.size() > 0)
        {
            venue.timers().want(Timers.CONNECTIONS,
                Math.max(running.firstExpireTimeNs(), venue.timeNs() + Timers.SLICE_PAUSE_NS), output);
        }
    }

    /**
     * Puts a timer that runs among those that do, as a snapshot has it.
     *
     * @param connection whose it is.
     * @param isDeadMan  for the dead man's timer, else cancel on disconnect.
     */
    public void restore(final Connection connection, final boolean isDeadMan)
    {
        running.add(id(connection, isDeadMan));
    }

    private void run(final int id, final ConnectionTimer timer, final long deadlineNs)
    {
        if (0 != timer.deadlineNs())
        {
            running.remove(id);
        }
        timer.deadlineNs(deadlineNs);
        if (0 != deadlineNs)
        {
            running.add(id);
            wantTimer();
        }
    }

    private void wantTimer()
    {
        if (running.size() > 0)
        {
            venue.timers().want(Timers.CONNECTIONS, running.firstExpireTimeNs(), output);
        }
    }

    private static int id(final Connection connection, final boolean isDeadMan)
    {
        return connection.handle() * 2 + (isDeadMan ? 1 : 0);
    }

    private Connection connection(final int id)
    {
        return venue.participants().connection(id / 2);
    }

    private ConnectionTimer timer(final int id)
    {
        return 0 == (id & 1) ? connection(id).disconnectTimer() : connection(id).deadMansTimer();
    }

    /** {@inheritDoc} */
    @Override
    public long expireTimeNs(final int id)
    {
        return timer(id).deadlineNs();
    }

    /** {@inheritDoc} */
    @Override
    public long entrySeq(final int id)
    {
        return id;
    }

    /** {@inheritDoc} */
    @Override
    public int heapPosition(final int id)
    {
        return timer(id).position();
    }

    /** {@inheritDoc} */
    @Override
    public void heapPosition(final int id, final int position)
    {
        timer(id).position(position);
    }
}
