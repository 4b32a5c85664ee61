package io.gavel.chaos.simulation;

import static io.gavel.chaos.simulation.SimulationFailure.require;

import io.gavel.engine.VenueChecks;
import io.gavel.schema.AdminReportDecoder;
import io.gavel.schema.CommandReportDecoder;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.StateHashedDecoder;
import io.gavel.schema.TradeBustedDecoder;
import io.gavel.venue.EventStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Executes every committed entry of the log, from the first on, on an engine of its own, and checks all that has to
 * hold after each: the engine's invariants, the money and the shares, the public book, each command once. What comes of
 * each entry here is what has to come of it on every replica, however it got there.
 */
final class Auditor
{
    private static final int REPORT_SEQ_OFFSET = 16;
    private static final int CLIENT_SEQ_OFFSET = 24;
    private static final int PARTICIPANT_OFFSET = 32;
    private static final int CONNECTION_OFFSET = 36;

    private final Scene scene;
    private final SentCommands sent;
    private final ExactlyOnceModel model;
    private final VenueEngine engine;
    private final VenueChecks checks;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final List<LogEntry> log = new ArrayList<>();
    private final List<List<Effect>> effects = new ArrayList<>();
    private final Map<Integer, Long> hashes = new HashMap<>();
    private final Map<Integer, List<Execution>> executions = new HashMap<>();
    private final Map<Integer, List<byte[]>> reports = new HashMap<>();
    private final Map<Long, Long> timers = new HashMap<>();
    private final Set<Long> unwanted = new HashSet<>();
    private final int hashInterval;
    private List<Effect> current;
    private ExactlyOnceModel.Due due;
    private int answers;
    private long lastEventSeq;
    private long lastEventTimeNs;

    /**
     * A command that was executed.
     *
     * @param entry    of the log.
     * @param eventSeq of the report that answers it.
     * @param command  as it was sent.
     */
    record Execution(int entry, long eventSeq, byte[] command)
    {
    }

    Auditor(final Scene scene, final SentCommands sent)
    {
        this.scene = scene;
        this.sent = sent;
        model = new ExactlyOnceModel(scene.coverage());
        final int drawnInterval = 64 << scene.random().nextInt(4);
        // Where a failure is told again, it is told at the first entry after which a state differs.
        hashInterval = scene.isTraced() ? 1 : drawnInterval;
        engine = scene.sabotage().engine(Sabotage.AUDITOR, new EffectSink()
        {
            @Override
            void onEffect(final Effect effect)
            {
                onOwnEffect(effect);
            }
        });
        checks = new VenueChecks(engine.exchange());
    }

    /** An entry is committed: the one at this index, for good. */
    void onCommitted(final int index, final LogEntry entry)
    {
        if (index < log.size())
        {
            require(log.get(index) == entry, () -> "entry " + index + " was committed as " + log.get(index) +
                ", and now as " + entry);
            return;
        }
        require(index == log.size(), () -> "entry " + index + " was committed after entry " + (log.size() - 1));
        if (index > 0 && entry.timestampNs() < log.get(index - 1).timestampNs())
        {
            scene.count(Happening.LOG_TIME_WENT_BACK);
        }
        log.add(entry);
        scene.trace(() -> "committed " + index + ": " + entry);
        checkTimer(entry);
        due = model.due(entry);
        answers = 0;
        current = new ArrayList<>(4);
        effects.add(current);
        final long timeNs = engine.exchange().venue().timeNs();
        engine.apply(entry);
        require(engine.exchange().venue().timeNs() >= timeNs, () -> "time goes back at entry " + index);
        require(null == due || 1 == answers, () ->
            "command " + due + " was due and has " + answers + " answers: " + entry);
        model.onEffects(entry, current);
        checks.check();
        if (0 == index % hashInterval || LogEntry.Kind.SNAPSHOT == entry.kind())
        {
            hashes.put(index, engine.exchange().stateHash());
        }
    }

    private void checkTimer(final LogEntry entry)
    {
        if (LogEntry.Kind.TIMER == entry.kind())
        {
            final Long deadlineNs = timers.remove(entry.number());
            require(null != deadlineNs, () -> "timer " + entry.number() + " fired twice, or was never asked for");
            require(entry.timestampNs() >= deadlineNs, () -> "timer " + entry.number() + " fired " +
                (deadlineNs - entry.timestampNs()) + " ns before its time");
            final var own = engine.exchange().venue().timers();
            final int kind = (int)entry.number() & 15;
            scene.count(0 == own.deadlineNs(kind) || own.id(kind) != entry.number() ?
                Happening.TIMER_STALE : Happening.TIMER_FIRED);
        }
    }

    private void onOwnEffect(final Effect effect)
    {
        current.add(effect);
        if (Effect.Kind.TIMER_WANTED == effect.kind())
        {
            timers.put(effect.id(), effect.number());
        }
        else if (Effect.Kind.TIMER_UNWANTED == effect.kind())
        {
            unwanted.add(effect.id());
        }
        else if (Effect.Kind.EVENTS == effect.kind())
        {
            require(effect.id() == lastEventSeq + 1 && effect.bytes().length <= EventStream.BATCH_BYTES_MAX,
                () -> "events go on at " + effect.id() + " after " + lastEventSeq);
            EventStream.forEachEvent(header, new UnsafeBuffer(effect.bytes()), 0, effect.bytes().length, this::onEvent);
            require(effect.number() == lastEventSeq,
                () -> "a batch of events up to " + effect.number() + " ends at " + lastEventSeq);
        }
    }

    private void onEvent(
        final int templateId, final DirectBuffer buffer, final int offset, final int length, final long eventSeq)
    {
        require(eventSeq == lastEventSeq + 1, () -> "event " + eventSeq + " comes after event " + lastEventSeq);
        lastEventSeq = eventSeq;
        final long timeNs = buffer.getLong(offset + 16, ByteOrder.LITTLE_ENDIAN);
        require(timeNs >= lastEventTimeNs, () -> "time goes back at event " + eventSeq);
        lastEventTimeNs = timeNs;
        checks.onEvent(templateId, buffer, offset, length, eventSeq);
        switch (templateId)
        {
            case ExecutionReportDecoder.TEMPLATE_ID ->
            {
                count(report.wrapAndApplyHeader(buffer, offset, header));
                onReport(buffer, offset, length, eventSeq);
            }
            case AdminReportDecoder.TEMPLATE_ID, CommandReportDecoder.TEMPLATE_ID ->
                onReport(buffer, offset, length, eventSeq);
            case StateHashedDecoder.TEMPLATE_ID -> scene.count(Happening.STATE_HASHED);
            default ->
            {
                // Of no connection.
            }
        }
    }

    private void count(final ExecutionReportDecoder execution)
    {
        if (ExecType.TRIGGERED == execution.execType())
        {
            scene.count(Happening.STOP_TRIGGERED);
        }
        switch (execution.cancelReason())
        {
            case MASS_CANCEL -> scene.count(Happening.MASS_CANCELED);
            case DISCONNECTED -> scene.count(Happening.DISCONNECT_CANCELED);
            case DEAD_MAN -> scene.count(Happening.DEAD_MAN_CANCELED);
            default ->
            {
                // Of the market's own.
            }
        }
    }

    // The three kinds of reports begin with the same fields.
    private void onReport(final DirectBuffer buffer, final int offset, final int length, final long eventSeq)
    {
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        final int connection = SentCommands.key(buffer.getInt(body + PARTICIPANT_OFFSET, ByteOrder.LITTLE_ENDIAN),
            buffer.getInt(body + CONNECTION_OFFSET, ByteOrder.LITTLE_ENDIAN));
        final long reportSeq = buffer.getLong(body + REPORT_SEQ_OFFSET, ByteOrder.LITTLE_ENDIAN);
        final long clientSeq = buffer.getLong(body + CLIENT_SEQ_OFFSET, ByteOrder.LITTLE_ENDIAN);
        if (0 != reportSeq)
        {
            final List<byte[]> ofConnection = reports.computeIfAbsent(connection, (key) -> new ArrayList<>());
            require(reportSeq == ofConnection.size() + 1, () -> name(connection) + " gets report " + reportSeq +
                " after report " + ofConnection.size());
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            ofConnection.add(bytes);
        }
        if (0 != clientSeq)
        {
            onAnswer(connection, clientSeq, eventSeq);
        }
    }

    private void onAnswer(final int connection, final long clientSeq, final long eventSeq)
    {
        final LogEntry entry = log.get(log.size() - 1);
        require(null != due, () -> "command " + clientSeq + " of " + name(connection) +
            " was executed, and was not due: executed twice, out of sequence, or for a session that may not: " + entry);
        require(connection == due.connection() && clientSeq == due.clientSeq(), () -> "the answer is to command " +
            clientSeq + " of " + name(connection) + ", due was command " + due.clientSeq() + " of " +
            name(due.connection()));
        require(sent.wasSent(connection, clientSeq, entry.bytes()),
            () -> "command " + clientSeq + " of " + name(connection) + " was executed, and nobody sent it: " + entry);
        final List<Execution> ofConnection = executions.computeIfAbsent(connection, (key) -> new ArrayList<>());
        require(clientSeq == ofConnection.size() + 1, () -> "command " + clientSeq + " of " + name(connection) +
            " was executed after command " + ofConnection.size());
        ofConnection.add(new Execution(log.size() - 1, eventSeq, entry.bytes()));
        answers++;
    }

    static String name(final int connection)
    {
        return "connection " + (connection & 15) + " of participant " + (connection >> 4);
    }

    /** A timer that is wanted, was due before this moment of the leader's clock, and has not come; empty where none. */
    String overdueTimer(final long clockNs)
    {
        for (final Map.Entry<Long, Long> timer : timers.entrySet())
        {
            if (timer.getValue() < clockNs && !unwanted.contains(timer.getKey()))
            {
                return "timer " + timer.getKey() + " was due " +
                    (clockNs - timer.getValue()) / VirtualTime.MILLISECOND + " ms ago and has not come";
            }
        }
        return "";
    }

    int committed()
    {
        return log.size();
    }

    /** What has to come of an entry, in this order. */
    List<Effect> effects(final int index)
    {
        return effects.get(index);
    }

    /** The hash of the state after an entry; null where it was not taken. */
    Long hash(final int index)
    {
        return hashes.get(index);
    }

    /** What became of a command; null where it was not executed. */
    Execution execution(final int connection, final long clientSeq)
    {
        final List<Execution> ofConnection = executions.get(connection);
        return null == ofConnection || clientSeq < 1 || clientSeq > ofConnection.size() ? null :
            ofConnection.get((int)clientSeq - 1);
    }

    /** The commands of a connection that were executed, the first at index 0. */
    List<Execution> executions(final int connection)
    {
        return executions.getOrDefault(connection, List.of());
    }

    /** The reports of a connection, the first at index 0. */
    List<byte[]> reports(final int connection)
    {
        return reports.getOrDefault(connection, List.of());
    }

    long stateHash()
    {
        return engine.exchange().stateHash();
    }

    long lastMatchId()
    {
        return engine.exchange().venue().matchId();
    }

    /** Everything was cancelled: nothing is held. */
    void checkEmpty()
    {
        checks.checkBooks();
        checks.checkEmpty();
    }

    void finish()
    {
        checks.checkBooks();
        scene.coverage().count(Happening.TRADED, checks.traded());
        scene.coverage().count(Happening.AUCTION_UNCROSSED, checks.uncrossed());
        scene.coverage().count(Happening.TRADE_BUSTED, checks.count(TradeBustedDecoder.TEMPLATE_ID));
    }
}
