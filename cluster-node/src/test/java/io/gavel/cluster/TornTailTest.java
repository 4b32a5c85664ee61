package io.gavel.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.BitUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node whose process died in the midst of a write starts again, without what was never whole. */
@Timeout(90)
class TornTailTest
{
    private static final int FRAME_ALIGNMENT = 32;
    private static final int TORN_LENGTH = 8_000;

    @TempDir
    private Path dir;

    @Test
    void shouldCutTheTornFragmentOfEachRecordingAndStart() throws IOException
    {
        try (ProcessCluster cluster = new ProcessCluster(dir, 1))
        {
            cluster.start(0);
            cluster.status().awaitLeader();
            final long eventSeq;
            try (VenueClient operator = operator(cluster))
            {
                operator.addInstrument("AAPL");
                eventSeq = operator.hashState();
            }
            cluster.kill(0);
            final int torn = tear(cluster.dataDir(0).resolve("archive"));
            assertTrue(torn >= 2, "the log and the events, found " + torn);

            cluster.start(0);
            cluster.status().awaitLeader();
            assertEquals(torn, cluster.outputs().lines().filter((line) -> line.contains("torn fragment")).count(),
                cluster.outputs());
            try (VenueClient operator = operator(cluster))
            {
                operator.addInstrument("MSFT");
            }
            assertTrue(cluster.status().number(0, "eventSeq") > eventSeq);
            assertTrue(RecordedEvents.read(cluster.members().nodes().get(0).archiveEndpoint()).lastEventSeq() >
                eventSeq);
        }
    }

    private static VenueClient operator(final ProcessCluster cluster)
    {
        return new VenueClient(cluster.members(), "operator", TestCluster.OPERATOR_PASSWORD);
    }

    /** Begins a frame of two pages behind the last one of each recording, and leaves the rest of it out. */
    private static int tear(final Path archive) throws IOException
    {
        final List<Path> segments = new ArrayList<>();
        try (Stream<Path> files = Files.list(archive))
        {
            files.filter((file) -> file.toString().endsWith(".rec")).forEach(segments::add);
        }
        for (final Path segment : segments)
        {
            try (FileChannel channel = FileChannel.open(
                segment, StandardOpenOption.READ, StandardOpenOption.WRITE))
            {
                final ByteBuffer header = ByteBuffer.allocate(FRAME_ALIGNMENT).order(ByteOrder.LITTLE_ENDIAN);
                long offset = 0;
                int length;
                while ((length = frameLength(channel, header, offset)) > 0)
                {
                    offset += BitUtil.align(length, FRAME_ALIGNMENT);
                }
                header.clear();
                header.putInt(0, TORN_LENGTH).putLong(16, 77);
                channel.write(header, offset);
            }
        }
        return segments.size();
    }

    private static int frameLength(final FileChannel channel, final ByteBuffer header, final long offset)
        throws IOException
    {
        header.clear();
        return channel.read(header, offset) < FRAME_ALIGNMENT ? 0 : header.getInt(0);
    }
}
