package io.gavel.gateway;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.ArchivingMediaDriver;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.SourceLocation;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.gavel.venue.EventStream;
import io.gavel.venue.Members;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;

/**
 * What a follower sees of a node: an archive that records a stream of events. Survives restarts by its directory.
 */
public final class EventNode implements AutoCloseable
{
    private final Members.Node node;
    private final Path directory;
    private ArchivingMediaDriver driver;
    private AeronArchive archive;
    private Aeron aeron;
    private ExclusivePublication publication;
    private long recordingId = Aeron.NULL_VALUE;

    /**
     * A node that is not started yet.
     *
     * @param node      its ports.
     * @param directory of its archive.
     */
    public EventNode(final Members.Node node, final Path directory)
    {
        this.node = node;
        this.directory = directory;
    }

    /**
     * Members on free ports of this machine.
     *
     * @param count of nodes.
     * @return with bases far enough from each other.
     * @throws IOException where there are no ports.
     */
    public static Members freeMembers(final int count) throws IOException
    {
        final List<Integer> bases = new ArrayList<>();
        while (bases.size() < count)
        {
            try (DatagramSocket socket = new DatagramSocket(0))
            {
                final int base = socket.getLocalPort() - 4;
                if (base >= 1024 && bases.stream().allMatch((other) -> Math.abs(other - base) >= 10))
                {
                    bases.add(base);
                }
            }
        }
        return Members.parse(bases.stream().map((base) -> "127.0.0.1:" + base).collect(Collectors.joining(",")));
    }

    /**
     * Starts, or starts again; the recording goes on where it ended.
     *
     * @return this.
     */
    public EventNode start()
    {
        final String aeronDirectory = CommonContext.generateRandomDirName();
        driver = ArchivingMediaDriver.launch(
            new MediaDriver.Context()
                .aeronDirectoryName(aeronDirectory)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .termBufferSparseFile(true)
                .threadingMode(ThreadingMode.SHARED),
            new Archive.Context()
                .aeronDirectoryName(aeronDirectory)
                .archiveDir(directory.toFile())
                .controlChannel("aeron:udp?endpoint=" + node.archiveEndpoint())
                .replicationChannel("aeron:udp?endpoint=127.0.0.1:0")
                .segmentFileLength(EventStream.TERM_LENGTH)
                .recordingEventsEnabled(false)
                .threadingMode(ArchiveThreadingMode.SHARED));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(aeronDirectory));
        archive = AeronArchive.connect(new AeronArchive.Context()
            .aeron(aeron)
            .controlRequestChannel("aeron:ipc?term-length=64k")
            .controlResponseChannel("aeron:ipc?term-length=64k"));
        final long[] found = {Aeron.NULL_VALUE, 0};
        archive.listRecordingsForUri(0, 10, "alias=events", EventStream.STREAM_ID,
            (c, r, recording, s, t, startPosition, stopPosition, i, g, b, m, n, d, stripped, original, source) ->
            {
                found[0] = recording;
                found[1] = stopPosition;
            });
        final ChannelUriStringBuilder channel = new ChannelUriStringBuilder().media("ipc").alias(EventStream.ALIAS)
            .mtu(EventStream.MTU_LENGTH).linger(0L);
        channel.initialPosition(found[1], 0, EventStream.TERM_LENGTH);
        publication = aeron.addExclusivePublication(channel.build(), EventStream.STREAM_ID);
        final String recorded = "aeron:ipc?alias=events|session-id=" + publication.sessionId();
        if (Aeron.NULL_VALUE == found[0])
        {
            archive.startRecording(recorded, EventStream.STREAM_ID, SourceLocation.LOCAL);
        }
        else
        {
            archive.extendRecording(found[0], recorded, EventStream.STREAM_ID, SourceLocation.LOCAL);
        }
        Awaitility.await().until(publication::isConnected);
        Awaitility.await().until(() ->
        {
            recordingId = archive.findLastMatchingRecording(
                0, "alias=events", EventStream.STREAM_ID, publication.sessionId());
            return Aeron.NULL_VALUE != recordingId || Aeron.NULL_VALUE != found[0];
        });
        if (Aeron.NULL_VALUE == recordingId)
        {
            recordingId = found[0];
        }
        return this;
    }

    /**
     * Publishes a batch, and waits until it is recorded.
     *
     * @param batch whole.
     * @return position behind it.
     */
    public long publish(final byte[] batch)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(batch);
        final long[] position = {0};
        Awaitility.await().until(() -> (position[0] = publication.offer(buffer)) > 0);
        Awaitility.await().until(() -> archive.getRecordingPosition(recordingId) >= position[0]);
        return position[0];
    }

    /** Ends the recording; the archive lives on. */
    public void stopRecording()
    {
        archive.stopRecording("aeron:ipc?alias=events|session-id=" + publication.sessionId(), EventStream.STREAM_ID);
    }

    /** Stops the node; {@link #start()} starts it again. */
    @Override
    public void close()
    {
        CloseHelper.quietCloseAll(archive, aeron, driver);
        driver = null;
    }
}
