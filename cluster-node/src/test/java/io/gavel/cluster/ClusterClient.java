package io.gavel.cluster;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.security.CredentialsSupplier;
import io.gavel.venue.Members;
import io.gavel.venue.ScramSha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.agrona.CloseHelper;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/** A bare client of the cluster, with a media driver of its own: bytes in and bytes out. */
final class ClusterClient implements AutoCloseable
{
    private final MediaDriver driver;
    private final AeronCluster cluster;

    private ClusterClient(final MediaDriver driver, final AeronCluster cluster)
    {
        this.driver = driver;
        this.cluster = cluster;
    }

    static ClusterClient connect(
        final Members members, final String name, final String password, final EgressListener listener)
    {
        return connect(members, name, password, listener, "64k");
    }

    static ClusterClient connect(
        final Members members,
        final String name,
        final String password,
        final EgressListener listener,
        final String ingressTermLength)
    {
        final Path shm = Path.of("/dev/shm");
        final MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(shm.resolve("gavel-test-client-" + UUID.randomUUID()).toString())
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(new SleepingMillisIdleStrategy(1))
            .termBufferSparseFile(true)
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true));
        try
        {
            final AeronCluster cluster = AeronCluster.connect(new AeronCluster.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .ingressChannel("aeron:udp?term-length=" + ingressTermLength)
                .ingressEndpoints(members.ingressEndpoints())
                .egressChannel("aeron:udp?endpoint=127.0.0.1:0|term-length=1m")
                .egressListener(listener)
                .credentialsSupplier(new Scram(name, password)));
            return new ClusterClient(driver, cluster);
        }
        catch (final RuntimeException e)
        {
            CloseHelper.close(driver);
            throw e;
        }
    }

    AeronCluster cluster()
    {
        return cluster;
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(cluster, driver);
    }

    /** The client's side of the logon. */
    private static final class Scram implements CredentialsSupplier
    {
        private final String clientFirst;
        private final String password;

        private Scram(final String name, final String password)
        {
            clientFirst = ScramSha256.clientFirst(name, UUID.randomUUID().toString());
            this.password = password;
        }

        @Override
        public byte[] encodedCredentials()
        {
            return clientFirst.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] onChallenge(final byte[] encodedChallenge)
        {
            return ScramSha256.clientFinal(password.toCharArray(), clientFirst,
                new String(encodedChallenge, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        }
    }
}
