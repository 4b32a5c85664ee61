package io.gavel.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.AdminResponseCode;
import io.aeron.security.AuthenticationException;
import io.gavel.engine.session.Session;
import io.gavel.schema.AdjustCashEncoder;
import io.gavel.schema.InstrumentQueryEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.Side;
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
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final int SESSIONS_PER_PARTICIPANT_MAX = 16;
    private static final EgressListener NOT_HEARD = (session, time, buffer, offset, length, header) ->
    {
    };
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
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[512]);
        for (int session = 0; session < 5; session++)
        {
            try (VenueClient client = operator())
            {
                for (int i = 0; i < Session.MALFORMED_MAX; i++)
                {
                    sendMalformed(client, random, bytes);
                }
                client.addInstrument("AFTER" + session);
            }
        }
        assertEquals(errors, cluster.statusLong(0, "errors"));
        assertFalse(cluster.node(0).isTerminated());
    }

    private static void sendMalformed(final VenueClient client, final Random random, final UnsafeBuffer bytes)
    {
        random.nextBytes(bytes.byteArray());
        int length = random.nextInt(bytes.capacity());
        if (random.nextBoolean())
        {
            // A header that is right, before a body that is cut short.
            new AdjustCashEncoder().wrapAndApplyHeader(bytes, 0, new MessageHeaderEncoder());
            length = random.nextInt(MessageHeaderEncoder.ENCODED_LENGTH + AdjustCashEncoder.BLOCK_LENGTH);
        }
        client.sendRaw(bytes, length);
    }

    @Test
    void shouldEndASessionThatSendsNothingButGarbage()
    {
        final long ended = cluster.statusLong(0, "sessionsEnded");
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[64]);
        try (VenueClient other = trader("mallory"); VenueClient client = operator())
        {
            for (int i = 0; i < Session.MALFORMED_MAX; i++)
            {
                other.sendRaw(bytes, bytes.capacity());
            }
            client.hashState();
            assertFalse(other.cluster().isClosed());
            other.sendRaw(bytes, bytes.capacity());
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() ->
            {
                other.cluster().pollEgress();
                return other.cluster().isClosed();
            });
            client.hashState();
        }
        assertEquals(ended + 1, cluster.statusLong(0, "sessionsEnded"));
    }

    @Test
    void shouldDropAMessageThatNoLogHasRoomFor()
    {
        final long errors = cluster.statusLong(0, "errors");
        try (VenueClient client = operator();
            ClusterClient large = ClusterClient.connect(cluster.members(), "operator", TestCluster.OPERATOR_PASSWORD,
                NOT_HEARD, "256m"))
        {
            final UnsafeBuffer bytes = new UnsafeBuffer(new byte[3 * 1024 * 1024]);
            Awaitility.await().until(() -> large.cluster().offer(bytes, 0, bytes.capacity()) > 0);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(
                () -> cluster.statusLong(0, "errors") > errors);
            client.hashState();
        }
        assertFalse(cluster.node(0).isTerminated());
    }

    @Test
    void shouldLetOthersTradeWhileSomebodyGuessesAPasswordAndTakesEveryPlace() throws InterruptedException
    {
        final long failed = cluster.statusLong(0, "failedLogons");
        final List<ClusterClient> taken = new ArrayList<>();
        try (VenueClient client = operator())
        {
            client.addParticipant("victim", "victim-secret");
            final int accountId = (int)client.addAccount(0);
            client.adjustCash(accountId, 1_000_000_000);
            final int instrumentId = (int)client.addInstrument("BUSY");
            final AtomicBoolean isOver = new AtomicBoolean();
            final Thread guesser = new Thread(() -> guess(isOver), "guesser");
            guesser.start();
            for (int i = 0; i < SESSIONS_PER_PARTICIPANT_MAX; i++)
            {
                taken.add(ClusterClient.connect(cluster.members(), "victim", "victim-secret", NOT_HEARD, "64k"));
                // On a busy machine the first would be gone before the last has come.
                taken.forEach((each) -> each.cluster().sendKeepAlive());
                client.keepAlive();
            }
            assertThrows(AuthenticationException.class, () ->
                ClusterClient.connect(cluster.members(), "victim", "victim-secret", NOT_HEARD, "64k"));
            for (int i = 0; i < 500; i++)
            {
                client.sendOrder(accountId, instrumentId, Side.BUY, 1, 1);
                client.awaitAnswers(16);
            }
            client.awaitAnswers(0);
            isOver.set(true);
            guesser.join();
            // The name that was guessed at is let in with the right password.
            operator().close();
        }
        finally
        {
            CloseHelper.closeAll(taken);
        }
        assertTrue(cluster.statusLong(0, "failedLogons") - failed >= 2);
        assertTrue(cluster.status(0).contains("\"failedLogonsByName\":{\"operator\":"), cluster.status(0));
        assertTrue(cluster.statusLong(0, "logonsWithoutPlace") >= 1);
    }

    private static void guess(final AtomicBoolean isOver)
    {
        int guesses = 0;
        while (!isOver.get() || guesses < 2)
        {
            final String password = "guess-" + guesses++;
            assertThrows(AuthenticationException.class,
                () -> ClusterClient.connect(cluster.members(), "operator", password, NOT_HEARD, "64k"));
        }
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
