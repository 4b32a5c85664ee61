package io.gavel.ops.venue;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A venue of real child processes. */
class LocalVenueTest
{
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void shouldServeThroughTheDeathOfItsLeaderAndLeaveNothingBehind() throws Exception
    {
        final List<ProcessHandle> children = new ArrayList<>();
        final Path directory;
        final Path drivers;
        try (LocalVenue venue = LocalVenue.start())
        {
            directory = venue.directory();
            final VenueFile file = VenueFile.read(venue.venueFile());
            assertEquals(venue.members().toString(), file.members());
            assertEquals(venue.gatewayUri(), file.gateway());
            assertEquals(new String(venue.operatorPassword()), file.passwords().get(VenueFile.OPERATOR));
            assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(venue.venueFile())));
            assertTrue(NodeStatus.json(venue.gatewayUri().resolve("/v1/status")).isPresent());

            final int leader = venue.leader().orElseThrow();
            drivers = driverDirectory(directory, leader);
            remember(children, venue);
            final long pid = venue.nodePid(leader);
            venue.killNode(leader);
            assertFalse(venue.isNodeAlive(leader));
            assertEquals(List.of("node " + leader + " was killed by signal 9"), venue.obituaries());
            assertNotEquals(leader, venue.awaitLeader(PATIENCE));

            venue.restartNode(leader);
            assertNotEquals(pid, venue.nodePid(leader));
            await().atMost(PATIENCE).until(() -> NodeStatus.of(venue.members().nodes().get(leader))
                .filter(status -> "FOLLOWER".equals(status.role()) || status.isLeader()).isPresent());
            assertEquals(List.of(), venue.obituaries());

            venue.killGateway();
            assertFalse(venue.isGatewayAlive());
            venue.restartGateway();
            await().atMost(PATIENCE).until(
                () -> NodeStatus.json(venue.gatewayUri().resolve("/v1/status")).isPresent());
            remember(children, venue);
        }
        for (final ProcessHandle child : children)
        {
            assertFalse(child.isAlive(), "process " + child.pid() + " is still there");
        }
        assertFalse(Files.exists(directory));
        assertFalse(Files.exists(drivers));
    }

    // It looks at the process by /proc, and 127.0.0.2 is an address of Linux's alone.
    @EnabledOnOs(OS.LINUX)
    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void shouldStartANodeAsItIsPlaced(@TempDir final Path data) throws Exception
    {
        final VenueContext context = new VenueContext().nodes(1).withGateway(false).nodeHeap("600m")
            .nodeProperty("gavel.sessions.max", "100");
        context.node(0).host("127.0.0.2").commandPrefix("env", "GAVEL_PREFIX=put").environment("GAVEL_SET", "too")
            .jvmFlag("-Dgavel.flag=given").classPath(data.resolve("classes")).heap("300m")
            .property("gavel.sessions.max", "101").dataDir(data.resolve("node"));
        try (LocalVenue venue = LocalVenue.start(context))
        {
            assertEquals("127.0.0.2", venue.members().nodes().get(0).host());
            final Path process = Path.of("/proc", Long.toString(venue.nodePid(0)));
            final List<String> arguments = words(process.resolve("cmdline"));
            assertTrue(arguments.get(0).endsWith("/java"), arguments.get(0));
            assertTrue(arguments.containsAll(List.of("-Dgavel.flag=given", "-Xmx300m")), arguments.toString());
            assertTrue(arguments.get(arguments.indexOf("-cp") + 1).startsWith(data.resolve("classes") + ":"));
            assertTrue(words(process.resolve("environ")).containsAll(List.of("GAVEL_PREFIX=put", "GAVEL_SET=too")));
            assertTrue(Files.readAllLines(venue.directory().resolve("node0.properties"))
                .contains("gavel.sessions.max=101"));
            assertTrue(Files.exists(data.resolve("node").resolve("archive")));

            venue.killNode(0);
            venue.placement(0).jvmFlag("-Dgavel.flag=another");
            venue.restartNode(0);
            venue.awaitLeader(PATIENCE);
            assertTrue(words(Path.of("/proc", Long.toString(venue.nodePid(0)), "cmdline"))
                .contains("-Dgavel.flag=another"));
        }
        assertTrue(Files.exists(data.resolve("node").resolve("archive")), "who placed the data removes it");
    }

    private static List<String> words(final Path file) throws IOException
    {
        return List.of(Files.readString(file).split("\0"));
    }

    private static void remember(final List<ProcessHandle> children, final LocalVenue venue)
    {
        for (int i = 0; i < venue.members().nodes().size(); i++)
        {
            ProcessHandle.of(venue.nodePid(i)).ifPresent(children::add);
        }
        ProcessHandle.of(venue.gatewayPid()).ifPresent(children::add);
    }

    private static Path driverDirectory(final Path directory, final int nodeId) throws IOException
    {
        return Files.readAllLines(directory.resolve("node" + nodeId + ".properties")).stream()
            .filter(line -> line.startsWith("gavel.aeron.dir="))
            .map(line -> Path.of(line.substring("gavel.aeron.dir=".length()))).findFirst().orElseThrow();
    }
}
