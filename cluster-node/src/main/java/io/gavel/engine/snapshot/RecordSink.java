package io.gavel.engine.snapshot;

import io.gavel.engine.SnapshotOutput;
import io.gavel.schema.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Takes the records of a snapshot as they are encoded, hashes and counts them, and passes them on. */
final class RecordSink
{
    /** Most rows of a record. */
    static final int ROWS_MAX = 64;

    /** Longest record, bytes. */
    static final int RECORD_BYTES_MAX = 8 * 1024;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[RECORD_BYTES_MAX]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private SnapshotOutput output;
    private long records;
    private long hash;

    /**
     * Starts a snapshot.
     *
     * @param target takes the records; null where only the hash is wanted.
     */
    void begin(final SnapshotOutput target)
    {
        output = target;
        records = 0;
        hash = 0;
    }

    /**
     * Where a record is to be encoded, from offset 0.
     *
     * @return the buffer.
     */
    MutableDirectBuffer buffer()
    {
        return buffer;
    }

    /**
     * To encode with.
     *
     * @return flyweight.
     */
    MessageHeaderEncoder header()
    {
        return header;
    }

    /**
     * A record is encoded.
     *
     * @param bodyLength without the header, bytes.
     */
    void record(final int bodyLength)
    {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
        hash = StateHash.hash(buffer, 0, length, hash);
        records++;
        pass(length);
    }

    /**
     * The end record is encoded, which is neither counted nor hashed.
     *
     * @param bodyLength without the header, bytes.
     */
    void end(final int bodyLength)
    {
        pass(MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }

    /**
     * Records so far.
     *
     * @return &gt;= 0.
     */
    long records()
    {
        return records;
    }

    /**
     * The hash of all records so far.
     *
     * @return 0 before the first.
     */
    long hash()
    {
        return hash;
    }

    private void pass(final int length)
    {
        if (null != output)
        {
            output.onRecord(buffer, 0, length);
        }
    }
}
