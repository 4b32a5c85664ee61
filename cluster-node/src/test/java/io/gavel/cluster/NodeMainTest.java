package io.gavel.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.venue.Members;
import io.gavel.venue.ScramSha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node that cannot run says why in one line, and ends with the status that tells a wrong configuration apart. */
@Timeout(60)
class NodeMainTest
{
    private final Members.Node node = TestCluster.freeMembers(1).nodes().get(0);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @TempDir
    private Path dir;

    @Test
    void shouldEndWithTwoWhenTheConfigurationIsWrong() throws IOException
    {
        assertEquals(2, run("gavel.node.id=7"));
        assertTrue(output().contains("gavel.node.id=7 is not among the 1 members"), output());
    }

    @Test
    void shouldEndWithOneWhenAUdpPortIsInUse() throws IOException
    {
        try (DatagramSocket taken = new DatagramSocket(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), node.basePort() + 4)))
        {
            assertEquals(1, run(""));
            assertTrue(output().contains("UDP port " + taken.getLocalPort() + " (archive of node 0)"), output());
            assertTrue(output().contains("stop what uses it, or change gavel.members"), output());
        }
    }

    @Test
    void shouldEndWithOneWhenTheStatusPortIsInUse() throws IOException
    {
        try (ServerSocket taken = new ServerSocket(node.statusPort(), 1, InetAddress.getLoopbackAddress()))
        {
            assertEquals(1, run(""));
            assertTrue(output().contains("TCP port " + taken.getLocalPort() + " (status of node 0)"), output());
        }
    }

    @Test
    void shouldEndWithOneWhenAnotherNodeHasTheDirectory() throws IOException
    {
        final Path data = Files.createDirectories(dir.resolve("data"));
        try (DataDirectory taken = DataDirectory.lock(data.toFile()))
        {
            assertEquals(1, run(""));
            assertTrue(output().contains(taken.archive().getParent() + " is in use by another node"), output());
        }
    }

    @Test
    void shouldEndWithOneWhenTheHostIsNotOfThisMachine() throws IOException
    {
        assertEquals(1, run("gavel.members=203.0.113.7:" + node.basePort()));
        assertTrue(output().contains("on 203.0.113.7 cannot be bound"), output());
    }

    private int run(final String line) throws IOException
    {
        final Path file = Files.writeString(dir.resolve("node.properties"),
            "gavel.node.id=0\ngavel.members=127.0.0.1:" + node.basePort() + "\ngavel.data.dir=" +
            dir.resolve("data") + "\ngavel.operator.verifier=" + ScramSha256.verifier(
            "secret".toCharArray(), new byte[ScramSha256.SALT_LENGTH], 4096).format() + "\n" + line + "\n");
        final int status = NodeMain.run(file, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertEquals(1, output().lines().count(), output());
        return status;
    }

    private String output()
    {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
