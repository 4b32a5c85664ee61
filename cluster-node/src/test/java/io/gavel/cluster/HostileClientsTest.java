package io.gavel.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.cluster.codecs.AdminResponseCode;
import io.gavel.schema.AdjustCashEncoder;
import io.gavel.schema.InstrumentQueryEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.venue.Members;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What no client may do to a node, over ingress and over HTTP. */
@Timeout(90)
class HostileClientsTest
{
    private static TestCluster cluster;

    @BeforeAll
    static void launch()
    {
        cluster = TestCluster.launch(1);
    }

    @AfterAll
    static void close()
    {
        CloseHelper.close(cluster);
    }

    private static VenueClient operator()
    {
        return new VenueClient(cluster.members(), "operator", TestCluster.OPERATOR_PASSWORD);
    }

    @Test
    void shouldLiveOnAfterMalformedFrames()
    {
        final long seed = 20_200_130;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final long errors = cluster.statusLong(0, "errors");
        try (VenueClient client = operator())
        {
            final UnsafeBuffer bytes = new UnsafeBuffer(new byte[512]);
            for (int i = 0; i < 500; i++)
            {
                final int length = random.nextInt(bytes.capacity());
                random.nextBytes(bytes.byteArray());
                if (i % 2 == 0)
                {
                    // A header that is right, before a body that is cut short or is none.
                    new AdjustCashEncoder().wrapAndApplyHeader(bytes, 0, new MessageHeaderEncoder());
                }
                if (i % 4 != 0 || length < MessageHeaderEncoder.ENCODED_LENGTH + AdjustCashEncoder.BLOCK_LENGTH)
                {
                    client.sendRaw(bytes, length);
                }
            }
            client.addInstrument("AFTER");
        }
        assertEquals(errors, cluster.statusLong(0, "errors"));
        assertFalse(cluster.node(0).isTerminated());
    }

    @Test
    void shouldGoOnWhenAClientReadsNothing()
    {
        try (VenueClient deaf = operator(); VenueClient other = trader("bob"))
        {
            // Answers pile up at a client that never polls.
            final UnsafeBuffer query = new UnsafeBuffer(new byte[32]);
            final int length = MessageHeaderEncoder.ENCODED_LENGTH + new InstrumentQueryEncoder()
                .wrapAndApplyHeader(query, 0, new MessageHeaderEncoder()).correlationId(1).encodedLength();
            for (int i = 0; i < 50_000; i++)
            {
                while (deaf.cluster().offer(query, 0, length) < 0)
                {
                    Thread.onSpinWait();
                }
            }
            // The command of another client, behind all of those, is answered.
            assertTrue(assertThrows(IllegalStateException.class, other::hashState).getMessage()
                .contains("NOT_PERMITTED"));
            assertTrue(egressDropped() > 0);
        }
    }

    private static long egressDropped()
    {
        final String health = cluster.statusClient().get(0, "/health");
        return Long.parseLong(health.replaceAll(".*\"egressDropped\":([0-9]+).*", "$1"));
    }

    @Test
    void shouldTakeASnapshotForTheOperatorAlone()
    {
        try (VenueClient trader = trader("carol"))
        {
            assertEquals(AdminResponseCode.UNAUTHORISED_ACCESS, trader.takeSnapshot());
        }
        final long before = cluster.statusLong(0, "snapshotCount");
        try (VenueClient client = operator())
        {
            assertEquals(AdminResponseCode.OK, client.takeSnapshot());
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(
                () -> cluster.statusLong(0, "snapshotCount") == before + 1);
        }
    }

    private static VenueClient trader(final String name)
    {
        try (VenueClient client = operator())
        {
            client.addParticipant(name, name + "-secret");
        }
        return new VenueClient(cluster.members(), name, name + "-secret");
    }

    @Test
    void shouldAnswerStatusWhileOthersSendGarbageOrNothing() throws IOException
    {
        final Members.Node node = cluster.members().nodes().get(0);
        final List<Socket> sockets = new ArrayList<>();
        try
        {
            for (int i = 0; i < 32; i++)
            {
                final Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.statusPort());
                sockets.add(socket);
                socket.getOutputStream().write(
                    "GET /status HTTP/1.1\r\nHost: half".getBytes(StandardCharsets.US_ASCII));
            }
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(
                () -> "LEADER".equals(cluster.statusText(0, "role")));
        }
        finally
        {
            CloseHelper.closeAll(sockets);
        }
        assertTrue(answer(node, "\u0000\u0001\u0002 garbage\r\n\r\n").startsWith("HTTP/1.1 400"));
        assertTrue(answer(node, "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 404"));
        assertTrue(answer(node, "DELETE /status HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 405"));
        final String oversized = answer(
            node, "GET /status HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(2_000_000) + "\r\n\r\n");
        assertFalse(oversized.contains("200 OK"), oversized);
        assertEquals("LEADER", cluster.statusText(0, "role"));
        assertTrue(cluster.statusClient().get(0, "/health").contains("\"status\":\"UP\""));
    }

    private static String answer(final Members.Node node, final String request) throws IOException
    {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.statusPort()))
        {
            socket.setSoTimeout(10_000);
            try
            {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                final InputStream in = socket.getInputStream();
                final byte[] bytes = new byte[4096];
                final int length = in.read(bytes);
                return length < 0 ? "" : new String(bytes, 0, length, StandardCharsets.US_ASCII);
            }
            catch (final IOException e)
            {
                // The server has closed the connection on us, as it may.
                return "closed: " + e.getMessage();
            }
        }
    }
}
