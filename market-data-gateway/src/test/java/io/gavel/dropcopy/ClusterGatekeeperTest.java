package io.gavel.dropcopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.cluster.ClusteredMediaDriver;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.Header;
import io.aeron.security.Authenticator;
import io.aeron.security.SessionProxy;
import io.gavel.gateway.EventNode;
import io.gavel.schema.InstrumentQueryDecoder;
import io.gavel.schema.InstrumentReplyEncoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.Role;
import io.gavel.schema.SelfQueryDecoder;
import io.gavel.schema.SelfReplyEncoder;
import io.gavel.venue.Members;
import io.gavel.venue.ScramSha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reader's logon is relayed to a cluster, which says who the reader is. */
@Timeout(60)
class ClusterGatekeeperTest
{
    private static final ScramSha256.Verifier VERIFIER = ScramSha256.verifier(
        "secret".toCharArray(), new byte[ScramSha256.SALT_LENGTH], ScramSha256.ITERATIONS);

    @TempDir
    static Path directory;

    private static ClusteredMediaDriver driver;
    private static ClusteredServiceContainer container;
    private static Aeron aeron;
    private static Members members;

    /** The door, for one session at a time. */
    private static final class Door implements Authenticator
    {
        private String clientFirst;
        private String serverFirst;
        private Boolean isRight;

        @Override
        public void onConnectRequest(final long sessionId, final byte[] credentials, final long nowMs)
        {
            clientFirst = new String(credentials, StandardCharsets.UTF_8);
            serverFirst = ScramSha256.serverFirst(ScramSha256.attribute(clientFirst, 'r'), "s", VERIFIER.salt(),
                VERIFIER.iterations());
            isRight = null;
        }

        @Override
        public void onChallengeResponse(final long sessionId, final byte[] credentials, final long nowMs)
        {
            isRight = ScramSha256.verify(VERIFIER.storedKey(), clientFirst, serverFirst,
                new String(credentials, StandardCharsets.UTF_8));
        }

        @Override
        public void onConnectedSession(final SessionProxy session, final long nowMs)
        {
            session.challenge(serverFirst.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void onChallengedSession(final SessionProxy session, final long nowMs)
        {
            if (Boolean.TRUE.equals(isRight))
            {
                session.authenticate(new byte[]{1});
            }
            else if (null != isRight)
            {
                session.reject();
            }
        }
    }

    /** Answers the two queries; instruments are on two pages. */
    private static final class Answers implements ClusteredService
    {
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();

        @Override
        public void onSessionMessage(
            final ClientSession session,
            final long timestamp,
            final DirectBuffer message,
            final int offset,
            final int length,
            final Header frame)
        {
            header.wrap(message, offset);
            final int encoded;
            if (SelfQueryDecoder.TEMPLATE_ID == header.templateId())
            {
                final long id = new SelfQueryDecoder().wrapAndApplyHeader(message, offset, header).correlationId();
                encoded = new SelfReplyEncoder().wrapAndApplyHeader(buffer, 0, headerEncoder).correlationId(id)
                    .timeNs(1).participantId(8).ofParticipantId(3).role(Role.DROP_COPY_READER).name("copy")
                    .encodedLength();
            }
            else
            {
                final InstrumentQueryDecoder query =
                    new InstrumentQueryDecoder().wrapAndApplyHeader(message, offset, header);
                final int instrumentId = query.afterInstrumentId() + 1;
                final InstrumentReplyEncoder reply = new InstrumentReplyEncoder()
                    .wrapAndApplyHeader(buffer, 0, headerEncoder).correlationId(query.correlationId())
                    .nextInstrumentId(1 == instrumentId ? 1 : 0);
                reply.instrumentsCount(1).next().tickSizeMinor(25).lotSize(10).instrumentId(instrumentId)
                    .symbol("SYM" + instrumentId).currency("USD");
                encoded = reply.encodedLength();
            }
            while (session.offer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoded) < 0)
            {
                Thread.onSpinWait();
            }
        }

        @Override
        public void onStart(final Cluster cluster, final Image snapshotImage)
        {
        }

        @Override
        public void onSessionOpen(final ClientSession session, final long timestamp)
        {
        }

        @Override
        public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason)
        {
        }

        @Override
        public void onTimerEvent(final long correlationId, final long timestamp)
        {
        }

        @Override
        public void onTakeSnapshot(final ExclusivePublication snapshotPublication)
        {
        }

        @Override
        public void onRoleChange(final Cluster.Role newRole)
        {
        }

        @Override
        public void onTerminate(final Cluster cluster)
        {
        }
    }

    @BeforeAll
    static void launch() throws IOException
    {
        members = EventNode.freeMembers(1);
        final Members.Node node = members.nodes().get(0);
        final String aeronDirectory = CommonContext.generateRandomDirName();
        final String clusterDirectory = directory.resolve("cluster").toString();
        driver = ClusteredMediaDriver.launch(
            new MediaDriver.Context().aeronDirectoryName(aeronDirectory).dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true).threadingMode(ThreadingMode.SHARED).termBufferSparseFile(true),
            new Archive.Context().aeronDirectoryName(aeronDirectory).archiveDir(directory.resolve("archive").toFile())
                .controlChannel("aeron:udp?endpoint=" + node.archiveEndpoint())
                .replicationChannel("aeron:udp?endpoint=127.0.0.1:0").threadingMode(ArchiveThreadingMode.SHARED)
                .recordingEventsEnabled(false),
            new ConsensusModule.Context().aeronDirectoryName(aeronDirectory).clusterDirectoryName(clusterDirectory)
                .clusterMemberId(0).clusterMembers(String.join(",", "0", node.ingressEndpoint(),
                    node.consensusEndpoint(), node.logEndpoint(), node.catchupEndpoint(), node.archiveEndpoint()))
                .ingressChannel("aeron:udp?term-length=64k").logChannel("aeron:udp?term-length=256k")
                .replicationChannel("aeron:udp?endpoint=127.0.0.1:0").authenticatorSupplier(Door::new));
        container = ClusteredServiceContainer.launch(new ClusteredServiceContainer.Context()
            .aeronDirectoryName(aeronDirectory).clusterDirectoryName(clusterDirectory)
            .clusteredService(new Answers()));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(aeronDirectory));
    }

    @AfterAll
    static void close()
    {
        CloseHelper.quietCloseAll(aeron, container, driver);
    }

    @Test
    void shouldLearnWhoTheReaderIsAndWhatInstrumentsThereAre()
    {
        final Instruments instruments = new Instruments();
        final String clientFirst = ScramSha256.clientFirst("copy", "nonce");
        assertEquals(new Reader(8, 3, Role.DROP_COPY_READER, "copy"),
            new ClusterGatekeeper(aeron, members, instruments).logOn(clientFirst, (serverFirst) ->
                ScramSha256.clientFinal("secret".toCharArray(), clientFirst, serverFirst)));
        assertEquals(new Instruments.Instrument("SYM1", "USD", 25, 10), instruments.get(1));
        assertEquals(new Instruments.Instrument("SYM2", "USD", 25, 10), instruments.get(2));
    }

    @Test
    void shouldRefuseWhomTheClusterRefuses()
    {
        final String clientFirst = ScramSha256.clientFirst("copy", "nonce");
        final Gatekeeper gatekeeper = new ClusterGatekeeper(aeron, members, new Instruments());
        final LogonRefusedException refusal = assertThrows(LogonRefusedException.class, () ->
            gatekeeper.logOn(clientFirst, (serverFirst) ->
                ScramSha256.clientFinal("guess".toCharArray(), clientFirst, serverFirst)));
        assertEquals("the venue does not let you in: check name and password, and that you have not too many " +
            "sessions", refusal.getMessage());
    }
}
