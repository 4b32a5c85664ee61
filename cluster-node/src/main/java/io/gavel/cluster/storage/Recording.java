package io.gavel.cluster.storage;

import io.aeron.archive.client.AeronArchive;

/**
 * What the archive's catalog says of one recording.
 *
 * @param recordingId       of it.
 * @param startPosition     where it begins.
 * @param stopPosition      where it ends; {@link AeronArchive#NULL_POSITION} where its process was killed.
 * @param startTimestampMs  since the epoch.
 * @param initialTermId     of the stream.
 * @param segmentFileLength bytes of one file.
 * @param termBufferLength  bytes of a term.
 * @param mtuLength         bytes of the longest frame.
 * @param streamId          of the stream.
 * @param channel           as it was asked for.
 * @param descriptorOffset  in the catalog.
 * @param isProtected       whether its checksum covers what it says; false where the archive has worked out the stop
 *                          position after a kill, as it leaves the checksum then.
 */
public record Recording(
    long recordingId,
    long startPosition,
    long stopPosition,
    long startTimestampMs,
    int initialTermId,
    int segmentFileLength,
    int termBufferLength,
    int mtuLength,
    int streamId,
    String channel,
    int descriptorOffset,
    boolean isProtected)
{
    /**
     * Whether its end is known.
     *
     * @return false where its process was killed while it recorded.
     */
    public boolean isStopped()
    {
        return AeronArchive.NULL_POSITION != stopPosition;
    }

    /**
     * The file that holds a position.
     *
     * @param position of the stream.
     * @return name in the archive's folder.
     */
    String segmentFile(final long position)
    {
        return recordingId + "-" + segmentBase(position) + ".rec";
    }

    /**
     * Where the file begins that holds a position.
     *
     * @param position of the stream.
     * @return position.
     */
    long segmentBase(final long position)
    {
        return AeronArchive.segmentFileBasePosition(startPosition, position, termBufferLength, segmentFileLength);
    }
}
