package io.gavel.client;

import io.aeron.cluster.ConsensusModule;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ResumeAckDecoder;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One connection's conversation with the venue: resume, sequence, answer, resend. Knows nothing of threads, sockets or
 * clocks. It sends commands only while it is live, that is while the venue has confirmed what it expects next.
 */
final class VenueSession implements TransportListener, MessageAdapter.Handler
{
    /** Of a resume: asks for no report. One below the largest, so that the venue may add one to it. */
    static final long NO_REPORTS = Long.MAX_VALUE - 1;

    /** After this many refused logons in a row a client that was connected before gives up. */
    static final int REFUSED_LOGONS_MAX = 20;

    private final int connectionId;
    private final Transport transport;
    private final Listeners listeners;
    private final QueryDesk queries;
    private final SnapshotRequests snapshots = new SnapshotRequests();
    private final ResumeClock resume = new ResumeClock();
    private final CommandFlow commands;
    private final ReportFlow reports;
    private final MessageAdapter adapter;
    private final CommandCodec codec = new CommandCodec();
    private final ConnectionWatch watch;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Command.ENCODED_LENGTH_MAX]);
    private final CompletableFuture<Integer> connected = new CompletableFuture<>();
    private SessionState state = SessionState.DISCONNECTED;
    private boolean areInstrumentsLoaded;
    private int refusedLogons;
    private long nowNs;
    private Throwable lastAttemptFailure;
    private final Interruptions interruptions = new Interruptions();
    private volatile Throwable terminalCause;

    VenueSession(
        final int connectionId,
        final Transport transport,
        final Listeners listeners,
        final CommandFlow commands,
        final ReportFlow reports,
        final InstrumentCache instruments,
        final QueryDesk queries)
    {
        this.connectionId = connectionId;
        this.transport = transport;
        this.listeners = listeners;
        this.queries = queries;
        this.commands = commands;
        this.reports = reports;
        watch = new ConnectionWatch(listeners, transport);
        adapter = new MessageAdapter(this, queries, instruments);
    }

    SessionState state()
    {
        return state;
    }

    /** Completes with the participantId once the connection is resumed for the first time. */
    CompletableFuture<Integer> connected()
    {
        return connected;
    }

    /** Why the conversation is over; null while it is not. Any thread. */
    Throwable terminalCause()
    {
        return terminalCause;
    }

    /** Why the last attempt to open a session came to nothing; null where none did. */
    Throwable lastAttemptFailure()
    {
        return lastAttemptFailure;
    }

    CommandFlow commands()
    {
        return commands;
    }

    Interruptions interruptions()
    {
        return interruptions;
    }

    SnapshotRequests snapshots()
    {
        return snapshots;
    }

    /** Moves everything on; 0 where there was nothing to do. */
    int doWork(final long nowNs)
    {
        this.nowNs = nowNs;
        watch.onTick(nowNs);
        int work = transport.poll(nowNs, this);
        switch (state)
        {
            case LOADING -> work += queries.doWork(nowNs, transport);
            case RESUMING -> work += sendResume() + queries.doWork(nowNs, transport);
            case LIVE ->
            {
                work += commands.send(nowNs, transport) + queries.doWork(nowNs, transport) +
                    snapshots.doWork(nowNs, transport);
                if (commands.isStalled(nowNs))
                {
                    beginResume(nowNs);
                }
                else if (resume.isQuietTooLong(nowNs))
                {
                    state = SessionState.RESUMING;
                    resume.beginProbe(nowNs);
                }
            }
            default ->
            {
            }
        }
        commands.keep();
        return work;
    }

    /** Whether the next {@link #doWork(long)} would find something in the queues that it can send. */
    boolean isWorkQueued()
    {
        return state == SessionState.LIVE && commands.isSendable() ||
            state != SessionState.DISCONNECTED && queries.isAnyWaiting();
    }

    /** Ends the conversation: everything unanswered fails. */
    void end(final Throwable cause)
    {
        if (state != SessionState.ENDED)
        {
            state = SessionState.ENDED;
            terminalCause = cause;
            connected.completeExceptionally(cause);
            commands.failPending(cause);
            failQueued();
        }
    }

    /** Fails what came into the queues after the end. */
    void failQueued()
    {
        commands.failQueued(terminalCause);
        queries.failAll(terminalCause);
        snapshots.failAll(terminalCause);
    }

    @Override
    public void onSessionOpened(final int newLeaderNodeId)
    {
        watch.onSessionOpened(newLeaderNodeId, nowNs);
        refusedLogons = 0;
        queries.resend();
        if (areInstrumentsLoaded)
        {
            beginResume(nowNs);
        }
        else if (state != SessionState.ENDED)
        {
            state = SessionState.LOADING;
            loadInstruments();
        }
    }

    private void loadInstruments()
    {
        final InstrumentsQuery query = new InstrumentsQuery(new CompletableFuture<>());
        query.future().whenComplete((listed, error) ->
        {
            if (state == SessionState.LOADING && listed != null)
            {
                areInstrumentsLoaded = true;
                beginResume(nowNs);
            }
            else if (state == SessionState.LOADING)
            {
                end(SessionEnd.withoutInstruments(error, adapter.venueVersion()));
            }
        });
        queries.ask(query);
    }

    @Override
    public void onNewLeader(final int newLeaderNodeId)
    {
        queries.resend();
        snapshots.failSent(new GavelException("the leader changed before it answered: ask for the snapshot again"));
        watch.onLeader(newLeaderNodeId, nowNs);
        if (state == SessionState.LIVE || state == SessionState.RESUMING)
        {
            beginResume(nowNs);
        }
    }

    @Override
    public void onSessionLost(final DisconnectCause cause, final String reason)
    {
        if (state != SessionState.ENDED)
        {
            state = SessionState.DISCONNECTED;
            interruptions.add();
            snapshots.failSent(new GavelException(
                "the connection was lost before the leader answered: ask for the snapshot again"));
            watch.onLost(cause, reason, nowNs);
        }
    }

    @Override
    public void onAttemptFailed(final Throwable cause)
    {
        lastAttemptFailure = cause;
        final String message = String.valueOf(cause.getMessage());
        if (!connected.isDone() && message.contains(ConsensusModule.Configuration.SESSION_INVALID_VERSION_MSG))
        {
            end(SessionEnd.otherGeneration(cause));
        }
        watch.onAttemptFailed(cause, nowNs);
    }

    @Override
    public void onNodeUnreachable(final NodeAttempt node)
    {
        listeners.onConnection((listener) -> listener.onNodeUnreachable(node));
    }

    @Override
    public void onLogonRefused(final Throwable cause)
    {
        refusedLogons++;
        watch.onLogonRefused(cause, connected.isDone() ? REFUSED_LOGONS_MAX - refusedLogons : 0, nowNs);
        if (!connected.isDone() || refusedLogons >= REFUSED_LOGONS_MAX)
        {
            end(SessionEnd.logonRefused(cause));
        }
    }

    @Override
    public void onMessage(final DirectBuffer message, final int offset, final int length)
    {
        watch.onHeard(nowNs);
        if (state != SessionState.ENDED)
        {
            adapter.onMessage(message, offset, length);
        }
    }

    @Override
    public void onSnapshotAnswer(final long correlationId, final boolean accepted, final String message)
    {
        snapshots.onAnswer(correlationId, accepted, message);
    }

    private void beginResume(final long dueNs)
    {
        if (state != SessionState.ENDED)
        {
            if (state == SessionState.LIVE)
            {
                interruptions.add();
                watch.onInterrupted(nowNs);
            }
            state = SessionState.RESUMING;
            resume.begin(dueNs);
        }
    }

    private int sendResume()
    {
        final ReportSequence sequence = reports.sequence();
        final long lastReportSeq = sequence.isStarted() ? sequence.lastSeq() : NO_REPORTS;
        if (!resume.isDue(nowNs) || !transport.send(
            buffer, 0, codec.encodeResume(buffer, lastReportSeq, resume.correlationId(), connectionId)))
        {
            return 0;
        }
        resume.sent(nowNs);
        return 1;
    }

    @Override
    public void onResumeAck(final ResumeAckDecoder ack, final RejectReason reason)
    {
        if (state != SessionState.RESUMING || ack.correlationId() != resume.correlationId())
        {
            return;
        }
        if (reason == RejectReason.SESSION_FENCED)
        {
            onSessionFenced(connectionId);
            return;
        }
        if (reason == RejectReason.RATE_EXCEEDED)
        {
            // Too many in a short time, as where reports got lost again and again: the venue takes one a second.
            beginResume(nowNs + ResumeClock.TIMEOUT_NS);
            return;
        }
        if (reason != RejectReason.NONE)
        {
            end(SessionEnd.notResumed(connectionId, reason, adapter.venueVersion()));
            return;
        }
        final long newest = ack.lastReportSeq();
        if (!isConsistent(newest) || !alignCommands(ack.nextClientSeq()))
        {
            return;
        }
        final boolean isProgress = reports.onResumed(ack.firstReportSeq(), newest, nowNs);
        if (reports.sequence().lastSeq() < newest)
        {
            // Some of the reports that were sent again were lost on the way too.
            beginResume(isProgress ? nowNs : nowNs + ResumeClock.PAUSE_NS);
            return;
        }
        final int unresolved = commands.pending().countUnanswered();
        commands.restart(ack.commandWindow(), nowNs);
        state = SessionState.LIVE;
        resume.nothingIsMissing(nowNs);
        if (!resume.isProbe())
        {
            watch.onLive(unresolved, nowNs);
        }
        connected.complete(ack.participantId());
    }

    private boolean isConsistent(final long newestReportSeq)
    {
        final ReportSequence sequence = reports.sequence();
        if (!sequence.isStarted() || sequence.lastSeq() <= newestReportSeq)
        {
            return true;
        }
        end(reports.aheadOf(newestReportSeq, connected.isDone(), connectionId));
        return false;
    }

    private boolean alignCommands(final long nextClientSeq)
    {
        final GavelException conflict = commands.align(nextClientSeq);
        final PendingCommands pending = commands.pending();
        if (conflict != null)
        {
            end(conflict);
        }
        else if (nextClientSeq > pending.nextSeq())
        {
            // Somebody else has sent commands over this connection since.
            onSessionFenced(connectionId);
        }
        else if (nextClientSeq < pending.baseSeq())
        {
            end(SessionEnd.goneBack(pending.baseSeq() - 1, nextClientSeq));
        }
        return state != SessionState.ENDED;
    }

    @Override
    public void onReport(final Report report)
    {
        final boolean isInOrder = reports.onReport(report, nowNs);
        if (commands.conflict() != null)
        {
            onConflict(commands.conflict());
        }
        else if (isInOrder)
        {
            resume.nothingIsMissing(nowNs);
        }
        else if (state == SessionState.LIVE)
        {
            beginResume(nowNs);
        }
    }

    private void onConflict(final GavelException conflict)
    {
        if (state != SessionState.ENDED)
        {
            end(conflict);
            if (conflict instanceof FencedException)
            {
                listeners.onConnection(ConnectionListener::onFenced);
            }
        }
    }

    @Override
    public void onCommandOutcome(
        final long clientSeq, final long resultId, final long eventSeq, final RejectReason reason)
    {
        commands.onOutcome(clientSeq, resultId, eventSeq, reason, nowNs);
    }

    @Override
    public void onCommandReject(final long clientSeq, final long expectedClientSeq, final RejectReason reason)
    {
        if (reason == RejectReason.SESSION_FENCED)
        {
            onSessionFenced(connectionId);
        }
        else if (state == SessionState.LIVE)
        {
            // While not live it is of a command from before the resume, and is sent again after it.
            if (reason == RejectReason.CLIENT_SEQ_GAP || reason == RejectReason.NOT_RESUMED ||
                commands.onRefused(clientSeq, expectedClientSeq, reason))
            {
                beginResume(nowNs);
            }
        }
    }

    @Override
    public void onSessionFenced(final int fencedConnectionId)
    {
        onConflict(SessionEnd.takenOver(connectionId));
    }
}
