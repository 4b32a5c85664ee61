package io.gavel.chaos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gavel.ops.venue.VenueContext;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each maker of faults makes what it says, ends it, and leaves nothing behind. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FaultMakersTest
{
    private static final int CUT_TIMEOUT_MS = 700;

    private static void assumeAvailable(final Optional<String> unavailable)
    {
        assumeTrue(unavailable.isEmpty(), () -> "skipped: " + unavailable.orElse(""));
    }

    @Test
    void shouldCutALinkInEitherDirectionAndHealIt() throws Exception
    {
        assumeAvailable(BridgedNetwork.unavailable());
        try (BridgedNetwork network = BridgedNetwork.create(2))
        {
            assertTrue(isReached(network.address(0)) && isReached(network.address(1)));
            for (final BridgedNetwork.Direction direction : BridgedNetwork.Direction.values())
            {
                network.cut(0, direction);
                assertFalse(isReached(network.address(0)), direction + " was cut");
                assertTrue(isReached(network.address(1)), "the other one was not cut");
                network.heal();
                assertTrue(isReached(network.address(0)));
            }
            network.cutFromPeers(0, BridgedNetwork.Direction.IN);
            assertTrue(isReached(network.address(0)), "clients still reach a node that is cut off from its peers");
        }
        final String name = "gv" + ProcessHandle.current().pid();
        assertFalse(SystemCommand.run("ip", "-o", "link").contains(name));
        assertFalse(SystemCommand.run("ip", "netns", "list").contains(name));
        assertFalse(SystemCommand.run("ebtables", "--concurrent", "-L").contains(name));
    }

    // Nobody listens: a machine that is reached refuses at once.
    private static boolean isReached(final String address) throws IOException
    {
        try (Socket socket = new Socket())
        {
            socket.connect(new InetSocketAddress(InetAddress.getByName(address), 9), CUT_TIMEOUT_MS);
            return true;
        }
        catch (final SocketTimeoutException e)
        {
            return false;
        }
        catch (final ConnectException e)
        {
            return true;
        }
    }

    @Test
    void shouldLeaveNoSpaceOnADiskUntilItIsFreed() throws Exception
    {
        assumeAvailable(SmallDisk.unavailable());
        final Path directory;
        try (SmallDisk disk = SmallDisk.mount("test", 8 << 20))
        {
            directory = disk.directory();
            Files.write(directory.resolve("before"), new byte[1 << 20]);
            disk.fill();
            final IOException e = assertThrows(
                IOException.class, () -> Files.write(directory.resolve("during"), new byte[1 << 16]));
            assertTrue(e.getMessage().contains("No space left"), e.getMessage());
            disk.free();
            Files.write(directory.resolve("after"), new byte[1 << 20]);
            assertEquals(1 << 20, Files.size(directory.resolve("before")));
        }
        assertFalse(Files.exists(directory));
    }

    @Test
    void shouldSetTheWallClockOfOneProcess() throws Exception
    {
        assumeAvailable(WallClock.unavailable());
        try (WallClock clock = new WallClock())
        {
            final VenueContext context = new VenueContext();
            clock.place(context.node(0));
            clock.shift(Duration.ofHours(1));
            assertEquals(3_600, shownBy(clock) - System.currentTimeMillis() / 1_000, 30);
            clock.shift(Duration.ofHours(-1));
            assertEquals(-3_600, shownBy(clock) - System.currentTimeMillis() / 1_000, 30);
            clock.shift(Duration.ZERO);
            assertEquals(0, shownBy(clock) - System.currentTimeMillis() / 1_000, 30);
        }
    }

    private static long shownBy(final WallClock clock) throws Exception
    {
        final ProcessBuilder builder = new ProcessBuilder("date", "+%s");
        builder.environment().putAll(clock.environment());
        return Long.parseLong(new String(builder.start().getInputStream().readAllBytes()).strip());
    }
}
