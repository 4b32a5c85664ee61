package io.gavel.benchmarks.cluster;

import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.Header;
import io.aeron.security.CredentialsSupplier;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.NewOrderSingleEncoder;
import io.gavel.venue.ScramSha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NoOpIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The echo's client: one session of Aeron Cluster's own client, with a media driver that has the settings of the SDK's,
 * both driven by the thread that sends.
 */
final class EchoLoad implements Load, EgressListener
{
    /** That of a new order. */
    static final int MESSAGE_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + NewOrderSingleEncoder.BLOCK_LENGTH;

    private static final int TERM_LENGTH = 1024 * 1024;
    private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(2);
    private static final int POLLS_MAX = 16;
    private static final int NONCE_LENGTH = 18;
    private static final String NAME = "operator";

    private final UnsafeBuffer message = new UnsafeBuffer(new byte[MESSAGE_LENGTH]);
    private final MediaDriver driver;
    private final Aeron aeron;
    private final AeronCluster cluster;
    private Histogram latencies;
    private String fault;
    private long sent;
    private long answered;
    private long lost;
    // Messages below this one were answered, or given up.
    private long nextSeq;
    private long nextKeepAliveNs;

    /**
     * Connects.
     *
     * @param venue of echo nodes.
     */
    EchoLoad(final LocalVenue venue)
    {
        final Path memory = Path.of("/dev/shm");
        driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName((memory.toFile().canWrite() ? memory : venue.directory())
            .resolve("gavel-echo-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID()).toString())
            .threadingMode(ThreadingMode.INVOKER)
            .termBufferSparseFile(true)
            .publicationTermBufferLength(TERM_LENGTH)
            .ipcTermBufferLength(TERM_LENGTH)
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName())
            .useConductorAgentInvoker(true).driverAgentInvoker(driver.sharedAgentInvoker()));
        cluster = AeronCluster.connect(new AeronCluster.Context()
            .aeron(aeron)
            .ownsAeronClient(false)
            .agentInvoker(driver.sharedAgentInvoker())
            .idleStrategy(NoOpIdleStrategy.INSTANCE)
            .messageTimeoutNs(TimeUnit.SECONDS.toNanos(30))
            .ingressChannel("aeron:udp")
            .ingressEndpoints(venue.members().ingressEndpoints())
            .egressChannel("aeron:udp?endpoint=127.0.0.1:0")
            .egressListener(this)
            .credentialsSupplier(new Logon(venue.operatorPassword())));
    }

    private record Logon(char[] password, String clientFirst) implements CredentialsSupplier
    {
        Logon(final char[] password)
        {
            this(password, ScramSha256.clientFirst(NAME, Base64.getEncoder().encodeToString(nonce())));
        }

        private static byte[] nonce()
        {
            final byte[] nonce = new byte[NONCE_LENGTH];
            new SecureRandom().nextBytes(nonce);
            return nonce;
        }

        @Override
        public byte[] encodedCredentials()
        {
            return clientFirst.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] onChallenge(final byte[] encodedChallenge)
        {
            return ScramSha256.clientFinal(
                password, clientFirst, new String(encodedChallenge, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public boolean send(final long dueNs)
    {
        message.putLong(0, sent);
        message.putLong(Long.BYTES, dueNs);
        if (cluster.offer(message, 0, MESSAGE_LENGTH) <= 0)
        {
            return false;
        }
        sent++;
        return true;
    }

    @Override
    public int poll(final Histogram latencyNs)
    {
        latencies = latencyNs;
        final long before = answered;
        driver.sharedAgentInvoker().invoke();
        aeron.conductorAgentInvoker().invoke();
        for (int i = 0; i < POLLS_MAX && cluster.pollEgress() > 0; i++)
        {
            Thread.onSpinWait();
        }
        final long nowNs = System.nanoTime();
        if (nowNs - nextKeepAliveNs >= 0)
        {
            nextKeepAliveNs = nowNs + KEEP_ALIVE_NS;
            cluster.sendKeepAlive();
        }
        if (fault != null || cluster.isClosed())
        {
            throw new CommandFailure(fault != null ? fault : "the echo's session was closed");
        }
        return (int)(answered - before);
    }

    @Override
    public void onMessage(
        final long clusterSessionId,
        final long timestamp,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final Header header)
    {
        final long seq = buffer.getLong(offset);
        if (length != MESSAGE_LENGTH || seq < 0 || seq >= sent)
        {
            // Aeron would take an exception for its own error handler.
            fault = "expected the echo of message " + nextSeq + " of " + MESSAGE_LENGTH + " bytes, actual " + seq +
                " of " + length;
        }
        else if (seq >= nextSeq)
        {
            nextSeq = seq + 1;
            answered++;
            latencies.recordValue(
                Math.min(System.nanoTime() - buffer.getLong(offset + Long.BYTES), LATENCY_NS_MAX));
        }
    }

    @Override
    public long unanswered()
    {
        return sent - answered - lost;
    }

    // Aeron Cluster's client does not send again what got lost in an election.
    @Override
    public long giveUp()
    {
        final long givenUp = unanswered();
        lost += givenUp;
        nextSeq = sent;
        return givenUp;
    }

    /**
     * Messages that were given up, of the warm-up too.
     *
     * @return from 0.
     */
    long lost()
    {
        return lost;
    }

    /**
     * Messages that were sent.
     *
     * @return from 0.
     */
    long sent()
    {
        return sent;
    }

    @Override
    public void close()
    {
        CloseHelper.quietCloseAll(cluster, aeron, driver);
    }
}
