package io.gavel.chaos.simulation;

import io.gavel.engine.Exchange;
import io.gavel.engine.InvariantViolation;
import io.gavel.engine.UnheardOutput;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.SnapshotEndEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Gives a snapshot that ended early an end record with the count and the hash of what is there, so that it loads. */
final class ForgedSnapshots extends Sabotage
{
    @Override
    public List<byte[]> read(final List<byte[]> records)
    {
        final List<byte[]> whole = new ArrayList<>();
        final Exchange exchange = new Exchange(new UnheardOutput());
        for (final byte[] record : records)
        {
            try
            {
                if (exchange.onSnapshotRecord(new UnsafeBuffer(record), 0, record.length))
                {
                    return records;
                }
                whole.add(record);
            }
            catch (final InvariantViolation e)
            {
                // The record that was cut.
                break;
            }
        }
        whole.add(end(whole.size(), hash(whole)));
        return whole;
    }

    /** The hash that the engine expects, which it says where it is told another. */
    private static long hash(final List<byte[]> records)
    {
        final Exchange exchange = new Exchange(new UnheardOutput());
        for (final byte[] record : records)
        {
            exchange.onSnapshotRecord(new UnsafeBuffer(record), 0, record.length);
        }
        final byte[] end = end(records.size(), 1);
        try
        {
            exchange.onSnapshotRecord(new UnsafeBuffer(end), 0, end.length);
        }
        catch (final InvariantViolation e)
        {
            final String message = e.getMessage();
            return message.contains("hash") ?
                Long.parseUnsignedLong(message.substring(message.lastIndexOf(' ') + 1), 16) : 0;
        }
        return 1;
    }

    private static byte[] end(final int records, final long hash)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(
            new byte[MessageHeaderEncoder.ENCODED_LENGTH + SnapshotEndEncoder.BLOCK_LENGTH]);
        new SnapshotEndEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()).records(records).hash(hash);
        return buffer.byteArray();
    }
}
