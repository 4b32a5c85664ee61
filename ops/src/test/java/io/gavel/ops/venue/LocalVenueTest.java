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
