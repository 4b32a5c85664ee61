package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.SnapshotVenueDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A snapshot is loaded whole, or refused. */
class SnapshotRefusalTest
{
    private final Random random = new Random(7);
    private final Exchange exchange = venue();
    private final List<byte[]> records = RecordedOutput.snapshot(exchange);

    private static Exchange venue()
    {
        final RecordedOutput output = new RecordedOutput();
        final Exchange exchange = new Exchange(output);
        final RandomFlow flow = new RandomFlow(3, new DirectInput(exchange), exchange, output);
        flow.setUp();
        for (int i = 0; i < 3_000; i++)
        {
            flow.step();
        }
        exchange.onNewLeadershipTerm(flow.nowNs(), Behaviour.VERSION_MAX);
        return exchange;
    }

    private static Exchange load(final List<byte[]> records)
    {
        return RecordedOutput.restore(records, new RecordedOutput());
    }

    private static String refusal(final List<byte[]> records)
    {
        return assertThrows(InvariantViolation.class, () -> load(records)).getMessage();
    }

    @Test
    void shouldLoadWhatWasWrittenAndHandTheCredentialsOut()
    {
        final RecordedOutput output = new RecordedOutput();
        final Exchange loaded = RecordedOutput.restore(records, output);
        assertEquals(exchange.stateHash(), loaded.stateHash());
        assertEquals(exchange.eventSeq(), loaded.eventSeq());
        assertEquals(exchange.venue().participants().count() - 1, output.credentials.size());
        assertEquals("trader1", output.credentials.get(0).name());
    }

    @Test
    void shouldRefuseWhenAnyRecordIsMissing()
    {
        for (int i = 0; i < records.size(); i++)
        {
            final List<byte[]> damaged = new ArrayList<>(records);
            damaged.remove(i);
            refusal(damaged);
        }
    }

    @Test
    void shouldRefuseWhenARecordComesTwiceOrOutOfOrder()
    {
        for (int i = 0; i < records.size() - 1; i++)
        {
            final List<byte[]> twice = new ArrayList<>(records);
            twice.add(i, records.get(i));
            refusal(twice);
            final List<byte[]> swapped = new ArrayList<>(records);
            swapped.set(i, records.get(i + 1));
            swapped.set(i + 1, records.get(i));
            refusal(swapped);
        }
    }

    @Test
    void shouldRefuseWhenARecordIsTorn()
    {
        for (int i = 0; i < records.size(); i++)
        {
            final List<byte[]> damaged = new ArrayList<>(records);
            final byte[] whole = records.get(i);
            damaged.set(i, java.util.Arrays.copyOf(whole, random.nextInt(whole.length)));
            refusal(damaged);
        }
    }

    @Test
    void shouldRefuseWhenABitIsFlipped()
    {
        for (int i = 0; i < 600; i++)
        {
            final List<byte[]> damaged = new ArrayList<>(records);
            final int at = random.nextInt(records.size());
            final byte[] record = records.get(at).clone();
            // The count of slots, which sizes the pool, is left to the hash alone by the lower two bytes.
            final int position = SnapshotVenueDecoder.TEMPLATE_ID == record[2] ?
                random.nextInt(record.length - 2) : random.nextInt(record.length);
            record[position] ^= (byte)(1 << random.nextInt(8));
            damaged.set(at, record);
            refusal(damaged);
        }
    }

    @Test
    void shouldRefuseWhenAnythingFollowsTheEnd()
    {
        final List<byte[]> damaged = new ArrayList<>(records);
        damaged.add(records.get(records.size() - 1));
        assertTrue(refusal(damaged).contains("nothing after the end record"));
    }

    @Test
    void shouldRefuseRandomRecords()
    {
        for (int i = 0; i < 400; i++)
        {
            final byte[] record = new byte[random.nextInt(200)];
            random.nextBytes(record);
            refusal(List.of(records.get(0), records.get(1), record));
        }
    }

    @Test
    void shouldSayWhatTheHashShouldHaveBeen()
    {
        final List<byte[]> damaged = new ArrayList<>(records);
        final byte[] end = records.get(records.size() - 1).clone();
        new UnsafeBuffer(end).putLong(16, 1);
        damaged.set(records.size() - 1, end);
        assertEquals("snapshot: expected hash 1, actual " + Long.toHexString(exchange.stateHash()), refusal(damaged));
    }
}
