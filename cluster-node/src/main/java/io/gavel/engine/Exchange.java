package io.gavel.engine;

import io.gavel.engine.admin.AdminAdapter;
import io.gavel.engine.admin.Permissions;
import io.gavel.engine.event.EventEncoder;
import io.gavel.engine.event.MarketEvents;
import io.gavel.engine.event.OperatorEvents;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.market.Calendars;
import io.gavel.engine.market.Indicatives;
import io.gavel.engine.market.Phases;
import io.gavel.engine.order.Trading;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.query.QueryAdapter;
import io.gavel.engine.session.Answer;
import io.gavel.engine.session.ConnectionTimers;
import io.gavel.engine.session.Frame;
import io.gavel.engine.session.Resumption;
import io.gavel.engine.session.Session;
import io.gavel.engine.session.SessionReplies;
import io.gavel.engine.snapshot.SnapshotLoader;
import io.gavel.engine.snapshot.SnapshotWriter;
import io.gavel.schema.ExecType;
import io.gavel.schema.MassCancelRequestDecoder;
import io.gavel.schema.NewOrderSingleDecoder;
import io.gavel.schema.OrderCancelReplaceRequestDecoder;
import io.gavel.schema.OrderCancelRequestDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ResumeDecoder;
import io.gavel.schema.SetCancelOnDisconnectDecoder;
import io.gavel.schema.SetDeadMansTimerDecoder;
import org.agrona.DirectBuffer;

/**
 * The deterministic state machine: everything that the venue knows, changed only by the calls below, which a replicated
 * log makes in the same order on every node.
 */
public final class Exchange
{
    private final Venue venue;
    private final Frame frame = new Frame();
    private final Answer answer = new Answer();
    private final EngineOutput output;
    private final EventEncoder events;
    private final ReportEncoder reports;
    private final SessionReplies replies;
    private final Resumption resumption;
    private final Trading trading;
    private final Phases phases;
    private final Calendars calendars;
    private final ConnectionTimers connectionTimers;
    private final AdminAdapter admin;
    private final QueryAdapter queries;
    private final SnapshotWriter snapshotWriter;
    private final SnapshotLoader snapshotLoader;

    private final NewOrderSingleDecoder newOrderSingle = new NewOrderSingleDecoder();
    private final OrderCancelRequestDecoder orderCancel = new OrderCancelRequestDecoder();
    private final OrderCancelReplaceRequestDecoder orderReplace = new OrderCancelReplaceRequestDecoder();
    private final MassCancelRequestDecoder massCancel = new MassCancelRequestDecoder();
    private final SetCancelOnDisconnectDecoder cancelOnDisconnect = new SetCancelOnDisconnectDecoder();
    private final SetDeadMansTimerDecoder deadMansTimer = new SetDeadMansTimerDecoder();
    private final ResumeDecoder resume = new ResumeDecoder();

    /**
     * An empty venue.
     *
     * @param output takes the effects.
     */
    public Exchange(final EngineOutput output)
    {
        this(output, Behaviour.VERSION_MAX);
    }

    /**
     * An empty venue, executed by a build that may know less than this code does.
     *
     * @param output              takes the effects.
     * @param behaviourVersionMax newest rules that it executes, 1..{@link Behaviour#VERSION_MAX}; where the log or a
     *                            snapshot wants newer ones, an {@link UnknownBehaviour} says so.
     */
    public Exchange(final EngineOutput output, final int behaviourVersionMax)
    {
        this.output = output;
        venue = new Venue(behaviourVersionMax);
        events = new EventEncoder(venue, output);
        reports = new ReportEncoder(venue, events);
        replies = new SessionReplies(output);
        final MarketEvents market = new MarketEvents(venue, events);
        final Indicatives indicatives = new Indicatives(venue, output);
        trading = new Trading(venue, output, events, market, reports, indicatives);
        phases = new Phases(venue, output, market, trading, indicatives);
        calendars = new Calendars(venue, output, phases, trading);
        connectionTimers = new ConnectionTimers(
            venue, output, reports, new OperatorEvents(venue, events), trading.sweeps());
        resumption = new Resumption(venue, replies, connectionTimers);
        admin = new AdminAdapter(venue, output, events, reports, trading, phases, calendars);
        queries = new QueryAdapter(venue, output, replies);
        snapshotWriter = new SnapshotWriter(venue, output, trading.sweeps(), indicatives);
        snapshotLoader = new SnapshotLoader(venue, output, trading, phases, connectionTimers);
    }

    /**
     * A client session was opened.
     *
     * @param sessionId     of the cluster.
     * @param participantId that was authenticated.
     * @param nowNs         log time.
     */
    public void onSessionOpened(final long sessionId, final int participantId, final long nowNs)
    {
        venue.advanceTime(nowNs);
        resumption.onSessionClosed(sessionId);
        venue.sessions().open(sessionId, participantId);
    }

    /**
     * A client session is gone.
     *
     * @param sessionId of the cluster.
     * @param nowNs     log time.
     */
    public void onSessionClosed(final long sessionId, final long nowNs)
    {
        venue.advanceTime(nowNs);
        resumption.onSessionClosed(sessionId);
    }

    /**
     * A message of a session: a command or a query. Anything else is counted and answered with a reject.
     *
     * @param sessionId of the cluster.
     * @param buffer    readable during the call.
     * @param offset    of the message.
     * @param length    of the message, bytes.
     * @param nowNs     log time.
     */
    public void onMessage(
        final long sessionId, final DirectBuffer buffer, final int offset, final int length, final long nowNs)
    {
        venue.advanceTime(nowNs);
        frame.wrap(buffer, offset, length);
        if (RejectReason.NONE != frame.reason())
        {
            onMalformed(sessionId);
            return;
        }
        switch (frame.kind())
        {
            case RESUME:
                resume.wrap(buffer, frame.bodyOffset(), frame.blockLength(), ResumeDecoder.SCHEMA_VERSION);
                resumption.onResume(resume, sessionId);
                break;

            case QUERY:
                queries.onQuery(frame, buffer, sessionId);
                break;

            default:
                onCommand(sessionId, buffer);
                break;
        }
        events.flush();
    }

    /**
     * A timer that {@link EngineOutput#onTimerWanted(long, long)} asked for is due.
     *
     * @param timerId of the timer.
     * @param nowNs   log time.
     */
    public void onTimer(final long timerId, final long nowNs)
    {
        venue.advanceTime(nowNs);
        switch (venue.timers().fired(timerId))
        {
            case Timers.SWEEPS -> trading.sweeps().step();
            case Timers.EXPIRY -> trading.onExpiryTimer();
            case Timers.CALENDAR -> calendars.onTimer();
            case Timers.PHASES -> phases.onEndTimer();
            case Timers.CONNECTIONS -> connectionTimers.onTimer();
            case Timers.GROUP_STEPS -> calendars.onStepTimer();
            case Timers.INDICATIVES -> phases.onIndicativeTimer();
            default ->
            {
                // Asked for once, and overtaken by an earlier one.
            }
        }
        events.flush();
    }

    /**
     * A new leader begins its term: the first entry of the term in the log, on every node and on replay. Its clock may
     * be behind the last leader's, and clients were without a leader until now.
     *
     * @param nowNs               log time, by the new leader's clock.
     * @param behaviourVersionMax newest rules that the new leader's build can execute, as the log says; 0 where it does
     *                            not say.
     */
    public void onNewLeadershipTerm(final long nowNs, final int behaviourVersionMax)
    {
        venue.advanceTime(nowNs);
        venue.behaviour().leaderVersionMax(behaviourVersionMax);
        connectionTimers.onNewLeadershipTerm();
    }

    /**
     * Writes the whole state, from the header to the end record.
     *
     * @param output takes the records.
     */
    public void writeSnapshot(final SnapshotOutput output)
    {
        snapshotWriter.write(output, venue.timeNs());
    }

    /**
     * Loads one record of a snapshot into an empty venue.
     *
     * @param buffer readable during the call.
     * @param offset of the record's header.
     * @param length of the record, bytes.
     * @return true at the end record, once counts and hash were found right.
     * @throws InvariantViolation where the record is out of place, malformed, or the snapshot does not add up.
     */
    public boolean onSnapshotRecord(final DirectBuffer buffer, final int offset, final int length)
    {
        return snapshotLoader.onRecord(buffer, offset, length);
    }

    /**
     * The last event's number.
     *
     * @return 0 before the first event.
     */
    public long eventSeq()
    {
        return venue.eventSeq();
    }

    /**
     * The hash over the whole state, as a snapshot taken now would carry it.
     *
     * @return XXH64 or alike of all snapshot records.
     */
    public long stateHash()
    {
        return snapshotWriter.hash(venue.timeNs());
    }

    /**
     * The state, to read only.
     *
     * @return the venue.
     */
    public Venue venue()
    {
        return venue;
    }

    private void onMalformed(final long sessionId)
    {
        venue.addMalformed();
        final Session session = venue.sessions().get(sessionId);
        if (null != session && session.addMalformed())
        {
            output.onSessionRefused(sessionId);
        }
        if (!frame.hasFirstField())
        {
            return;
        }
        switch (frame.kind())
        {
            case QUERY:
                replies.queryRejected(sessionId, frame.firstField(), frame.reason());
                break;

            case RESUME:
                replies.resumeRefused(sessionId, frame.firstField(), -1, -1, frame.reason());
                break;

            default:
                replies.commandRejected(sessionId, frame.firstField(), expectedClientSeq(sessionId), frame.reason());
                break;
        }
    }

    private long expectedClientSeq(final long sessionId)
    {
        final Session session = venue.sessions().get(sessionId);
        final Participant participant = null == session ? null : venue.participants().get(session.participantId());
        return null == participant || Session.NO_CONNECTION == session.connectionId() ? 0 :
            participant.connection(session.connectionId()).outcomes().lastClientSeq() + 1;
    }

    private void onCommand(final long sessionId, final DirectBuffer buffer)
    {
        final long clientSeq = frame.firstField();
        final Session session = venue.sessions().get(sessionId);
        final Participant participant = null == session ? null : venue.participants().get(session.participantId());
        if (null == participant)
        {
            replies.commandRejected(sessionId, clientSeq, 0, RejectReason.UNKNOWN_PARTICIPANT);
            return;
        }
        if (Session.NO_CONNECTION == session.connectionId())
        {
            replies.commandRejected(sessionId, clientSeq, 0, RejectReason.NOT_RESUMED);
            return;
        }
        final Connection connection = participant.connection(session.connectionId());
        final long expected = connection.outcomes().lastClientSeq() + 1;
        if (session.isFenced())
        {
            replies.commandRejected(sessionId, clientSeq, expected, RejectReason.SESSION_FENCED);
        }
        else if (clientSeq < connection.outcomes().firstClientSeq())
        {
            replies.commandRejected(sessionId, clientSeq, expected, RejectReason.CLIENT_SEQ_TOO_OLD);
        }
        else if (clientSeq > expected)
        {
            replies.commandRejected(sessionId, clientSeq, expected, RejectReason.CLIENT_SEQ_GAP);
        }
        else if (clientSeq < expected)
        {
            replies.commandOutcome(sessionId, clientSeq, connection.outcomes());
        }
        else
        {
            execute(buffer, participant, connection);
            connection.outcomes().add(answer.resultId(), answer.eventSeq(), answer.reason().value());
        }
    }

    private void execute(final DirectBuffer buffer, final Participant participant, final Connection connection)
    {
        if (Frame.Kind.ADMIN == frame.kind())
        {
            admin.onCommand(frame, buffer, participant, connection, answer);
            return;
        }
        final int offset = frame.bodyOffset();
        final int length = frame.blockLength();
        final int version = frame.version();
        if (!Permissions.mayTrade(participant.role()))
        {
            refuse(connection);
            return;
        }
        switch (frame.templateId())
        {
            case NewOrderSingleDecoder.TEMPLATE_ID -> trading.onNewOrderSingle(
                newOrderSingle.wrap(buffer, offset, length, version), participant, connection, answer);
            case OrderCancelRequestDecoder.TEMPLATE_ID -> trading.onCancel(
                orderCancel.wrap(buffer, offset, length, version), participant, connection, answer);
            case OrderCancelReplaceRequestDecoder.TEMPLATE_ID -> trading.onReplace(
                orderReplace.wrap(buffer, offset, length, version), participant, connection, answer);
            case MassCancelRequestDecoder.TEMPLATE_ID -> trading.onMassCancel(
                massCancel.wrap(buffer, offset, length, version), participant, connection, answer);
            case SetCancelOnDisconnectDecoder.TEMPLATE_ID -> connectionTimers.onSetCancelOnDisconnect(
                cancelOnDisconnect.wrap(buffer, offset, length, version), connection, answer);
            default -> connectionTimers.onSetDeadMansTimer(
                deadMansTimer.wrap(buffer, offset, length, version), connection, answer);
        }
    }

    private void refuse(final Connection connection)
    {
        final RejectReason reason = RejectReason.NOT_PERMITTED;
        answer.set(0, venue.eventSeq() + 1, reason);
        final ExecType execType = switch (frame.templateId())
        {
            case NewOrderSingleDecoder.TEMPLATE_ID -> ExecType.REJECTED;
            case OrderCancelRequestDecoder.TEMPLATE_ID -> ExecType.CANCEL_REJECTED;
            case OrderCancelReplaceRequestDecoder.TEMPLATE_ID -> ExecType.REPLACE_REJECTED;
            default -> ExecType.NULL_VAL;
        };
        if (ExecType.NULL_VAL == execType)
        {
            reports.command(connection, frame.firstField(), frame.templateId(), 0, reason);
        }
        else
        {
            reports.rejected(connection, frame.firstField(), execType, reason);
            reports.end(connection);
        }
    }
}
