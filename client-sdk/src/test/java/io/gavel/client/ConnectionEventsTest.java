package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.QueryRejectEncoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ResumeAckEncoder;
import io.gavel.schema.ResumeDecoder;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What the application is told of its connection: what happened, how long it took, and what comes next. */
class ConnectionEventsTest
{
    private static final long SECOND_NS = 1_000_000_000L;

    private final List<Object> events = new ArrayList<>();

    private final class Recorder implements ConnectionListener
    {
        @Override
        public void onConnected(final Connected connected)
        {
            events.add(connected);
        }

        @Override
        public void onDisconnected(final Disconnection disconnection)
        {
            events.add(disconnection);
        }

        @Override
        public void onLeaderChanged(final LeaderChange change)
        {
            events.add(change);
        }

        @Override
        public void onAttemptFailed(final ConnectAttempt attempt)
        {
            events.add(attempt);
        }

        @Override
        public void onLogonRefused(final ConnectAttempt attempt)
        {
            events.add(attempt);
        }

        @Override
        public void onNodeUnreachable(final NodeAttempt node)
        {
            events.add(node);
        }
    }

    private SimulatedClient client(final VenueSide venue)
    {
        final SimulatedClient client = new SimulatedClient(venue, 7);
        client.listen(new Recorder());
        return client;
    }

    private <T> T last(final Class<T> type)
    {
        return assertInstanceOf(type, events.get(events.size() - 1));
    }

    @Test
    void shouldSayHowLongEachStepTook()
    {
        final SimulatedClient client = client(new ScriptedVenue());
        client.run();
        client.runAfter(2 * SECOND_NS);
        client.connected();
        final Connected first = last(Connected.class);
        assertTrue(first.isFirst());
        assertEquals(2, first.outage().toSeconds());
        client.runAfter(3 * SECOND_NS);
        client.transport().changeLeader(2);
        client.run();
        final LeaderChange change = assertInstanceOf(LeaderChange.class, events.get(1));
        assertEquals(2, change.leaderNodeId());
        assertEquals(0, change.previousLeaderNodeId());
        assertEquals(3, change.silence().toSeconds());
        assertFalse(last(Connected.class).isFirst());
        client.runAfter(4 * SECOND_NS);
        client.transport().disconnect();
        client.run();
        final Disconnection disconnection = last(Disconnection.class);
        assertEquals(DisconnectCause.VENUE_UNREACHABLE, disconnection.cause());
        assertEquals(4, disconnection.silence().toSeconds());
        assertTrue(disconnection.whatNext().contains("connecting again"), disconnection.whatNext());
        client.runAfter(5 * SECOND_NS);
        client.core().session().onAttemptFailed(new IllegalStateException("made by the test"));
        client.core().session().onAttemptFailed(new IllegalStateException("made by the test"));
        final ConnectAttempt attempt = last(ConnectAttempt.class);
        assertEquals(2, attempt.attempt());
        assertEquals(5, attempt.elapsed().toSeconds());
        client.core().session().onLogonRefused(new IllegalStateException("made by the test"));
        final String next = last(ConnectAttempt.class).whatNext();
        assertTrue(next.contains("19 more times"), next);
        client.connected();
        assertEquals(5, last(Connected.class).outage().toSeconds());
        assertEquals(0, last(Connected.class).unresolvedCommands());
    }

    @Test
    void shouldSayHowManyCommandsAreUnresolved()
    {
        final SimulatedClient client = client(new ScriptedVenue()).connected();
        client.transport().loseIn((message) -> true);
        client.client().cancelOrder(1);
        client.client().cancelOrder(2);
        client.run();
        client.transport().loseIn((message) -> false);
        client.transport().changeLeader(1);
        client.run();
        assertEquals(2, last(Connected.class).unresolvedCommands());
    }

    @Test
    void shouldTellWhichNodeDoesNotAnswer()
    {
        final SimulatedClient client = client(new ScriptedVenue()).connected();
        final NodeAttempt node = new NodeAttempt(1, "b:9010", false, Duration.ofMillis(1_000), "no answer");
        client.core().session().onNodeUnreachable(node);
        assertEquals(node, last(NodeAttempt.class));
        assertEquals("node 1 (b:9010) no answer after 1000 ms", node.toString());
    }

    /** A venue of another version: it refuses whatever is of a version that it does not know. */
    private static final class OlderVenue implements VenueSide
    {
        private final List<byte[]> outbox = new ArrayList<>();
        private final ScriptedVenue scripted = new ScriptedVenue();
        private final boolean isRefusingQueries;

        OlderVenue(final boolean isRefusingQueries)
        {
            this.isRefusingQueries = isRefusingQueries;
        }

        @Override
        public long openSession(final int participantId)
        {
            return 1;
        }

        @Override
        public void closeSession(final long sessionId)
        {
            outbox.clear();
        }

        @Override
        public List<byte[]> outbox(final long sessionId)
        {
            outbox.addAll(scripted.outbox(sessionId));
            scripted.outbox(sessionId).clear();
            return outbox;
        }

        @Override
        public void onMessage(final long sessionId, final byte[] message)
        {
            final UnsafeBuffer in = new UnsafeBuffer(message);
            final UnsafeBuffer out = new UnsafeBuffer(new byte[128]);
            final int header = MessageHeaderEncoder.ENCODED_LENGTH;
            int length = 0;
            if (in.getShort(2, ByteOrder.LITTLE_ENDIAN) == ResumeDecoder.TEMPLATE_ID)
            {
                new ResumeAckEncoder().wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
                    .correlationId(in.getLong(header + 8, ByteOrder.LITTLE_ENDIAN))
                    .reason(RejectReason.UNSUPPORTED_VERSION);
                length = header + ResumeAckEncoder.BLOCK_LENGTH;
            }
            else if (isRefusingQueries)
            {
                new QueryRejectEncoder().wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
                    .correlationId(in.getLong(header, ByteOrder.LITTLE_ENDIAN))
                    .reason(RejectReason.UNSUPPORTED_VERSION);
                length = header + QueryRejectEncoder.BLOCK_LENGTH;
            }
            else
            {
                scripted.onMessage(sessionId, message);
                return;
            }
            new MessageHeaderEncoder().wrap(out, 0).version(1);
            final byte[] bytes = new byte[length];
            out.getBytes(0, bytes);
            outbox.add(bytes);
        }
    }

    @Test
    void shouldSayWhichVersionsDoNotMatch()
    {
        for (final boolean isRefusingQueries : new boolean[]{true, false})
        {
            final SimulatedClient client = client(new OlderVenue(isRefusingQueries)).connected();
            final VersionMismatchException mismatch =
                assertInstanceOf(VersionMismatchException.class, client.core().session().terminalCause());
            assertTrue(mismatch.getMessage().contains("speaks version " + CommandCodec.SCHEMA_VERSION + " "),
                mismatch.getMessage());
            assertTrue(mismatch.getMessage().contains("answered in version 1;"), mismatch.getMessage());
        }
    }

    @Test
    void shouldSayThatTheClusterIsOfAnotherGeneration()
    {
        final SimulatedClient client = client(new ScriptedVenue());
        client.run();
        client.core().session().onAttemptFailed(
            new IllegalStateException("invalid client version 0.3.0, cluster is 1.0.0"));
        final VersionMismatchException mismatch =
            assertInstanceOf(VersionMismatchException.class, client.core().session().terminalCause());
        assertTrue(mismatch.getMessage().contains("0.3.0, cluster is 1.0.0"), mismatch.getMessage());
    }
}
