package io.gavel.chaos.simulation;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Exchange;
import io.gavel.engine.InvariantViolation;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.SnapshotEndDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engine as a replica drives it: entries of the log in, effects out, snapshots. Not final, so that a test can stand
 * between the log and the engine and show that the simulation sees what it spoils there.
 */
public class VenueEngine
{
    private final Exchange exchange;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);

    /**
     * An empty venue.
     *
     * @param output takes the effects.
     */
    public VenueEngine(final EngineOutput output)
    {
        exchange = new Exchange(output);
    }

    /**
     * Executes one entry of the log.
     *
     * @param entry that is committed.
     */
    public void apply(final LogEntry entry)
    {
        switch (entry.kind())
        {
            case SESSION_OPEN ->
                exchange.onSessionOpened(entry.sessionId(), (int)entry.number(), entry.timestampNs());
            case SESSION_CLOSE -> exchange.onSessionClosed(entry.sessionId(), entry.timestampNs());
            case MESSAGE ->
            {
                buffer.wrap(entry.bytes());
                exchange.onMessage(entry.sessionId(), buffer, 0, buffer.capacity(), entry.timestampNs());
            }
            case TIMER -> exchange.onTimer(entry.number(), entry.timestampNs());
            case NEW_TERM -> exchange.onNewLeadershipTerm(entry.timestampNs(), (int)entry.number());
            default ->
            {
                // A snapshot is taken by the replica, and changes nothing.
            }
        }
    }

    /**
     * The engine itself.
     *
     * @return to read, and to spoil.
     */
    public final Exchange exchange()
    {
        return exchange;
    }

    /** The whole state, one record after the other. */
    final List<byte[]> snapshot()
    {
        final List<byte[]> records = new ArrayList<>();
        exchange.writeSnapshot((source, offset, length) ->
        {
            final byte[] record = new byte[length];
            source.getBytes(offset, record);
            records.add(record);
        });
        return records;
    }

    /** What the last record of a snapshot says that the state hashes to. */
    static long hash(final List<byte[]> records)
    {
        return new SnapshotEndDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(records.get(records.size() - 1)), 0, new MessageHeaderDecoder()).hash();
    }

    /**
     * Loads a snapshot into the empty venue.
     *
     * @throws InvariantViolation where it is not whole.
     */
    final void load(final List<byte[]> records)
    {
        boolean isDone = false;
        for (final byte[] record : records)
        {
            if (isDone)
            {
                throw new InvariantViolation("snapshot goes on after its end record");
            }
            isDone = exchange.onSnapshotRecord(new UnsafeBuffer(record), 0, record.length);
        }
        if (!isDone)
        {
            throw new InvariantViolation("snapshot ended after " + records.size() +
                " records without its end record: expected a complete one");
        }
    }
}
