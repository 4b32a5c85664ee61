package io.gavel.cluster.events;

import io.aeron.Aeron;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.ArchivingMediaDriver;
import io.aeron.archive.checksum.Checksums;
import io.aeron.archive.client.AeronArchive;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.gavel.cluster.RecordedEvents;
import io.gavel.schema.InstrumentAddedEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.venue.EventStream;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.agrona.CloseHelper;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/** A driver and an archive as a node has them, without the cluster, with the publisher on top. */
final class EventNode implements AutoCloseable
{
    private static final int EVENT_LENGTH =
        MessageHeaderEncoder.ENCODED_LENGTH + InstrumentAddedEncoder.BLOCK_LENGTH;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(EventStream.BATCH_BYTES_MAX);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InstrumentAddedEncoder event = new InstrumentAddedEncoder();
    private final IdleStrategy idle = new SleepingMillisIdleStrategy(1);
    private final String endpoint;
    private final ArchivingMediaDriver driver;
    private final Aeron aeron;
    private EventPublisher publisher;

    EventNode(final Path dir, final String endpoint)
    {
        this.endpoint = endpoint;
        final String aeronDir = "/dev/shm/gavel-test-event-node-" + UUID.randomUUID();
        driver = ArchivingMediaDriver.launch(
            new MediaDriver.Context()
                .aeronDirectoryName(aeronDir)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new SleepingMillisIdleStrategy(1))
                .termBufferSparseFile(true)
                .dirDeleteOnShutdown(true),
            new Archive.Context()
                .archiveDir(new File(dir.toFile(), "archive"))
                .controlChannel("aeron:udp?endpoint=" + endpoint)
                .replicationChannel("aeron:udp?endpoint=127.0.0.1:0")
                .recordingEventsEnabled(false)
                .recordChecksum(Checksums.crc32c())
                .replayChecksum(Checksums.crc32c())
                .segmentFileLength(EventStream.TERM_LENGTH)
                .threadingMode(ArchiveThreadingMode.SHARED)
                .idleStrategySupplier(() -> new SleepingMillisIdleStrategy(1)));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(aeronDir));
    }

    AeronArchive.Context archiveContext()
    {
        return new AeronArchive.Context()
            .aeron(aeron)
            .ownsAeronClient(false)
            .controlRequestChannel("aeron:ipc")
            .controlRequestStreamId(AeronArchive.Configuration.localControlStreamId())
            .controlResponseChannel("aeron:ipc");
    }

    Aeron aeron()
    {
        return aeron;
    }

    EventPublisher open(final long snapshotSeq, final long snapshotPosition, final String... peerEndpoints)
    {
        final List<String> channels = java.util.Arrays.stream(peerEndpoints)
            .map((peer) -> "aeron:udp?endpoint=" + peer).toList();
        publisher = EventPublisher.open(aeron, archiveContext(), idle, new EventPeers(channels,
            AeronArchive.Configuration.controlStreamId(), "aeron:udp?endpoint=127.0.0.1:0", 5_000_000_000L),
            snapshotSeq, snapshotPosition);
        return publisher;
    }

    /** Makes the same events as every other node would: event n is in a batch with those of one command. */
    void publish(final long upTo)
    {
        while (publisher.eventSeq() < upTo)
        {
            final long first = publisher.eventSeq() + 1;
            final int length = batch(first, eventsIn(first));
            publisher.publish(first, first + eventsIn(first) - 1, buffer, 0, length);
        }
    }

    static int eventsIn(final long firstEventSeq)
    {
        return firstEventSeq % 5 == 0 ? 400 : (int)(1 + firstEventSeq % 7);
    }

    private int batch(final long first, final int events)
    {
        for (int i = 0; i < events; i++)
        {
            event.wrapAndApplyHeader(buffer, i * EVENT_LENGTH, header)
                .eventSeq(first + i).timeNs(7 * first).tickSizeMinor(100).lotSize(1).instrumentId(1)
                .symbol("AAPL").currency("USD");
        }
        buffer.putByte(events * EVENT_LENGTH, EventStream.BATCH_END);
        return events * EVENT_LENGTH + 1;
    }

    RecordedEvents recorded()
    {
        publisher.awaitRecorded();
        return RecordedEvents.read(endpoint);
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(publisher, aeron, driver);
    }
}
