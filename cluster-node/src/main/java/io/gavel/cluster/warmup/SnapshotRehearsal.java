package io.gavel.cluster.warmup;

import io.gavel.engine.Exchange;
import io.gavel.engine.InvariantViolation;
import io.gavel.engine.UnheardOutput;
import org.agrona.ExpandableArrayBuffer;

/**
 * Writes the state of a scratch venue and loads it again, until a JVM that writes down what it compiles knows these
 * paths: a node takes its first snapshot of a million orders, and loads its last one, in a JVM that has never done it.
 */
public final class SnapshotRehearsal
{
    private static final int COMMANDS = 5_000;

    private SnapshotRehearsal()
    {
    }

    /**
     * Writes and loads.
     *
     * @param rounds how often, 1 and up.
     * @return orders that were written and loaded in all.
     * @throws InvariantViolation where what was loaded is not what was written.
     */
    public static long run(final int rounds)
    {
        final ScratchVenue venue = new ScratchVenue(new UnheardOutput(), 1);
        for (int i = 0; i < COMMANDS; i++)
        {
            venue.step();
        }
        final Records records = new Records();
        final long hash = venue.exchange().stateHash();
        long orders = 0;
        for (int i = 0; i < rounds; i++)
        {
            records.length = 0;
            venue.exchange().writeSnapshot((buffer, offset, length) ->
            {
                records.bytes.putInt(records.length, length);
                records.bytes.putBytes(records.length + Integer.BYTES, buffer, offset, length);
                records.length += Integer.BYTES + length;
            });
            final Exchange loaded = new Exchange(new UnheardOutput());
            records.load(loaded);
            if (loaded.stateHash() != hash)
            {
                throw new InvariantViolation("snapshot: the state that was loaded is not the one that was written");
            }
            orders += loaded.venue().orders().openCount();
        }
        return orders;
    }

    /** A snapshot, each record behind its length. */
    private static final class Records
    {
        private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer();
        private int length;

        private void load(final Exchange exchange)
        {
            int at = 0;
            while (at < length)
            {
                final int recordLength = bytes.getInt(at);
                exchange.onSnapshotRecord(bytes, at + Integer.BYTES, recordLength);
                at += Integer.BYTES + recordLength;
            }
        }
    }
}
