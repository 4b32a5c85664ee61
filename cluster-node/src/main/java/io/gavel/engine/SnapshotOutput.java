package io.gavel.engine;

import org.agrona.DirectBuffer;

/** Takes the records of a snapshot in order. */
@FunctionalInterface
public interface SnapshotOutput
{
    /**
     * One record: an SBE message of the snapshot schema, header included.
     *
     * @param buffer readable during the call only.
     * @param offset of the record's header.
     * @param length of the record, bytes.
     */
    void onRecord(DirectBuffer buffer, int offset, int length);
}
