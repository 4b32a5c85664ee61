package io.gavel.cluster;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.Header;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.venue.EventStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.agrona.collections.MutableLong;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * The whole recorded event stream of one node, read from its archive and proved to be contiguous from event 1 on.
 *
 * @param lastEventSeq of the last event; 0 where there is none.
 * @param position     after the last message.
 * @param sha256       of all messages, each with its end position, in hex: equal for equal streams at equal positions.
 */
public record RecordedEvents(long lastEventSeq, long position, String sha256)
{
    private static final long TIMEOUT_NS = 20_000_000_000L;

    /**
     * Reads what a node has recorded by now.
     *
     * @param archiveEndpoint {@code host:port} of the node's archive.
     * @param consumer        of each event, after it was found to follow the one before.
     * @return the stream.
     * @throws IllegalStateException at a gap, a duplicate or a malformed message.
     */
    public static RecordedEvents read(final String archiveEndpoint, final EventStream.EventConsumer consumer)
    {
        final Path shm = Path.of("/dev/shm");
        final Path parent = Files.isWritable(shm) ? shm : Path.of(System.getProperty("java.io.tmpdir"));
        try (MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(parent.resolve("gavel-test-events-" + UUID.randomUUID()).toString())
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(new SleepingMillisIdleStrategy(1))
            .termBufferSparseFile(true)
            .dirDeleteOnShutdown(true));
            Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
            AeronArchive archive = AeronArchive.connect(new AeronArchive.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .controlRequestChannel("aeron:udp?endpoint=" + archiveEndpoint)
                .controlResponseChannel("aeron:udp?endpoint=127.0.0.1:0")))
        {
            return new Reader(aeron, archive, consumer).read();
        }
    }

    /**
     * Reads what a node has recorded by now.
     *
     * @param archiveEndpoint {@code host:port} of the node's archive.
     * @return the stream.
     */
    public static RecordedEvents read(final String archiveEndpoint)
    {
        return read(archiveEndpoint, (templateId, buffer, offset, length, eventSeq) -> {});
    }

    /** One pass over the recording. */
    private static final class Reader
    {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final Aeron aeron;
        private final AeronArchive archive;
        private final EventStream.EventConsumer consumer;
        private final MessageDigest digest;
        private long eventSeq;
        private long position;

        private Reader(final Aeron aeron, final AeronArchive archive, final EventStream.EventConsumer consumer)
        {
            this.aeron = aeron;
            this.archive = archive;
            this.consumer = consumer;
            try
            {
                digest = MessageDigest.getInstance("SHA-256");
            }
            catch (final NoSuchAlgorithmException e)
            {
                throw new IllegalStateException("this JDK has no SHA-256", e);
            }
        }

        private RecordedEvents read()
        {
            final MutableLong recordingId = new MutableLong(Aeron.NULL_VALUE);
            final int count = archive.listRecordingsForUri(0, 10, "alias=" + EventStream.ALIAS, EventStream.STREAM_ID,
                (controlSessionId, correlationId, id, startTimestamp, stopTimestamp, startPosition, stopPosition,
                initialTermId, segmentFileLength, termBufferLength, mtuLength, sessionId, streamId, strippedChannel,
                originalChannel, sourceIdentity) -> recordingId.set(id));
            if (count != 1)
            {
                throw new IllegalStateException(count + " recordings of events, expected 1");
            }
            final long end = archive.getMaxRecordedPosition(recordingId.get());
            if (end > 0)
            {
                replay(recordingId.get(), end);
            }
            return new RecordedEvents(eventSeq, position, HexFormat.of().formatHex(digest.digest()));
        }

        private void replay(final long recordingId, final long end)
        {
            final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
            final FragmentAssembler assembler = new FragmentAssembler(this::onBatch);
            try (Subscription subscription = aeron.addSubscription("aeron:udp?endpoint=127.0.0.1:0", 999))
            {
                String channel;
                while (null == (channel = subscription.tryResolveChannelEndpointPort()))
                {
                    check(deadlineNs, end);
                }
                archive.startReplay(recordingId, 0, end, channel, 999);
                while (0 == subscription.imageCount())
                {
                    archive.checkForErrorResponse();
                    check(deadlineNs, end);
                }
                final Image image = subscription.imageAtIndex(0);
                while (image.position() < end)
                {
                    if (0 == image.poll(assembler, 100))
                    {
                        check(deadlineNs, end);
                    }
                }
            }
        }

        private void check(final long deadlineNs, final long end)
        {
            if (System.nanoTime() > deadlineNs)
            {
                throw new IllegalStateException("replay of events is at " + position + ", expected " + end);
            }
            Thread.onSpinWait();
        }

        private void onBatch(final DirectBuffer buffer, final int offset, final int length, final Header frame)
        {
            EventStream.forEachEvent(header, buffer, offset, length, this::onEvent);
            position = frame.position();
            final byte[] bytes = new byte[length + Long.BYTES];
            buffer.getBytes(offset, bytes, 0, length);
            java.nio.ByteBuffer.wrap(bytes).putLong(length, position);
            digest.update(bytes);
        }

        private void onEvent(
            final int templateId, final DirectBuffer buffer, final int offset, final int length, final long seq)
        {
            if (seq != eventSeq + 1)
            {
                throw new IllegalStateException("event " + seq + " follows event " + eventSeq);
            }
            eventSeq = seq;
            consumer.onEvent(templateId, buffer, offset, length, seq);
        }
    }
}
