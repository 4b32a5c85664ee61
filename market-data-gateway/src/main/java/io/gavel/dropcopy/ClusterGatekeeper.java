package io.gavel.dropcopy;

import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.Header;
import io.aeron.security.AuthenticationException;
import io.aeron.security.CredentialsSupplier;
import io.gavel.schema.InstrumentQueryEncoder;
import io.gavel.schema.InstrumentReplyDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.QueryRejectDecoder;
import io.gavel.schema.SelfQueryEncoder;
import io.gavel.schema.SelfReplyDecoder;
import io.gavel.venue.Members;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Lets the cluster decide: a reader's logon messages are relayed to the cluster's own logon, so that no password and no
 * verifier of one ever gets here. The session is asked who it is, and what instruments there are, and closed.
 */
final class ClusterGatekeeper implements Gatekeeper
{
    private static final long LOGON_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long ANSWER_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);

    private final Aeron aeron;
    private final Members members;
    private final Instruments instruments;

    /**
     * A gatekeeper.
     *
     * @param aeron       to connect with, owned by the caller.
     * @param members     of the venue.
     * @param instruments that learn of those that the venue has.
     */
    ClusterGatekeeper(final Aeron aeron, final Members members, final Instruments instruments)
    {
        this.aeron = aeron;
        this.members = members;
        this.instruments = instruments;
    }

    @Override
    public Reader logOn(final String clientFirst, final Challenge challenge)
    {
        final Conversation conversation = new Conversation();
        try (AeronCluster cluster = AeronCluster.connect(new AeronCluster.Context()
            .aeron(aeron)
            .ownsAeronClient(false)
            .messageTimeoutNs(LOGON_TIMEOUT_NS)
            .ingressChannel("aeron:udp?term-length=64k")
            .ingressEndpoints(members.ingressEndpoints())
            .egressChannel("aeron:udp?endpoint=" + localHost() + ":0")
            .egressListener(conversation)
            .credentialsSupplier(new Relay(clientFirst, challenge))))
        {
            return conversation.hold(cluster);
        }
        catch (final AuthenticationException e)
        {
            throw new LogonRefusedException("the venue does not let you in: check name and password, and that " +
                "you have not too many sessions");
        }
        catch (final AeronException e)
        {
            throw new LogonRefusedException("the venue cannot be asked now: try again later");
        }
    }

    /** The address of this machine that the nodes can send to. */
    private String localHost()
    {
        try (DatagramSocket socket = new DatagramSocket())
        {
            // Connecting a datagram socket sends nothing: it asks the routing table only.
            socket.connect(new InetSocketAddress(members.nodes().get(0).host(), 1));
            return socket.getLocalAddress().getHostAddress();
        }
        catch (final IOException | UncheckedIOException e)
        {
            throw new LogonRefusedException("the venue's host is not known: " + e.getMessage());
        }
    }

    private record Relay(String clientFirst, Challenge challenge) implements CredentialsSupplier
    {
        @Override
        public byte[] encodedCredentials()
        {
            return clientFirst.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] onChallenge(final byte[] encodedChallenge)
        {
            return challenge.answer(new String(encodedChallenge, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** What is asked over the session, and answered. */
    private final class Conversation implements EgressListener
    {
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final SelfReplyDecoder selfReply = new SelfReplyDecoder();
        private final InstrumentReplyDecoder instrumentReply = new InstrumentReplyDecoder();
        private long correlationId;
        private long answeredId;
        private int nextInstrumentId;
        private Reader reader;

        Reader hold(final AeronCluster cluster)
        {
            final SelfQueryEncoder self = new SelfQueryEncoder()
                .wrapAndApplyHeader(buffer, 0, headerEncoder).correlationId(++correlationId);
            ask(cluster, self.encodedLength());
            if (null == reader)
            {
                throw new LogonRefusedException("the venue does not say who you are: it is of an older version");
            }
            do
            {
                final InstrumentQueryEncoder query = new InstrumentQueryEncoder()
                    .wrapAndApplyHeader(buffer, 0, headerEncoder)
                    .correlationId(++correlationId).afterInstrumentId(nextInstrumentId);
                nextInstrumentId = 0;
                ask(cluster, query.encodedLength());
            }
            while (nextInstrumentId > 0);
            return reader;
        }

        private void ask(final AeronCluster cluster, final int length)
        {
            await(cluster, () -> cluster.offer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + length) > 0);
            await(cluster, () ->
            {
                cluster.pollEgress();
                return answeredId == correlationId;
            });
        }

        private void await(final AeronCluster cluster, final BooleanSupplier condition)
        {
            final long deadlineNs = System.nanoTime() + ANSWER_TIMEOUT_NS;
            while (!condition.getAsBoolean())
            {
                if (cluster.isClosed() || System.nanoTime() - deadlineNs > 0)
                {
                    throw new LogonRefusedException("the venue did not say who you are: try again later");
                }
                LockSupport.parkNanos(200_000);
            }
        }

        @Override
        public void onMessage(
            final long clusterSessionId,
            final long timestamp,
            final DirectBuffer message,
            final int offset,
            final int length,
            final Header frame)
        {
            header.wrap(message, offset);
            if (SelfReplyDecoder.SCHEMA_ID != header.schemaId())
            {
                return;
            }
            switch (header.templateId())
            {
                case SelfReplyDecoder.TEMPLATE_ID:
                    selfReply.wrapAndApplyHeader(message, offset, header);
                    reader = new Reader(selfReply.participantId(), selfReply.ofParticipantId(), selfReply.role(),
                        selfReply.name());
                    answeredId = selfReply.correlationId();
                    break;

                case InstrumentReplyDecoder.TEMPLATE_ID:
                    onInstruments(message, offset);
                    break;

                case QueryRejectDecoder.TEMPLATE_ID:
                    answeredId = new QueryRejectDecoder().wrapAndApplyHeader(message, offset, header).correlationId();
                    break;

                default:
                    break;
            }
        }

        private void onInstruments(final DirectBuffer message, final int offset)
        {
            instrumentReply.wrapAndApplyHeader(message, offset, header);
            nextInstrumentId = instrumentReply.nextInstrumentId();
            answeredId = instrumentReply.correlationId();
            for (final InstrumentReplyDecoder.InstrumentsDecoder instrument : instrumentReply.instruments())
            {
                instruments.put(instrument.instrumentId(), new Instruments.Instrument(instrument.symbol(),
                    instrument.currency(), instrument.tickSizeMinor(), instrument.lotSize()));
            }
        }
    }
}
