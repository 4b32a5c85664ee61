package io.gavel.ops.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.CncFileDescriptor;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a venue leaves on disk, and how commands find it. */
class VenueFilesTest
{
    private final String systemTemporary = System.getProperty("java.io.tmpdir");

    @TempDir
    private Path temporary;

    @BeforeEach
    void useATemporaryDirectory()
    {
        System.setProperty("java.io.tmpdir", temporary.toString());
    }

    @AfterEach
    void restore()
    {
        System.setProperty("java.io.tmpdir", systemTemporary);
    }

    @Test
    void shouldReadWhatItWroteForItsOwnerOnly() throws Exception
    {
        final Path path = temporary.resolve(VenueFile.NAME);
        final VenueFile written = new VenueFile("127.0.0.1:9000", URI.create("http://127.0.0.1:8080/"),
            Map.of(VenueFile.OPERATOR, "a=b:c\\d", "alice", " spaced "), "alice");
        written.write(path);
        assertEquals(written, VenueFile.read(path));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void shouldSayThatAFileIsNoVenues() throws Exception
    {
        final Path path = Files.writeString(temporary.resolve("other.properties"), "a=b\n");
        final String message = assertThrows(IllegalArgumentException.class, () -> VenueFile.read(path)).getMessage();
        assertTrue(message.contains("gavel.members is missing"), message);
    }

    @Test
    void shouldRemoveAPointerOnlyWhileItNamesItsVenue() throws Exception
    {
        final Path pointer = temporary.resolve(".gavel").resolve(VenueFile.NAME);
        final Path first = temporary.resolve("first");
        final Path second = temporary.resolve("second");
        assertEquals(Optional.empty(), VenuePointer.read(pointer));
        VenuePointer.write(pointer, first);
        VenuePointer.write(pointer, second);
        VenuePointer.remove(pointer, first);
        assertEquals(Optional.of(second), VenuePointer.read(pointer));
        VenuePointer.remove(pointer, second);
        assertFalse(Files.exists(pointer));
    }

    @Test
    void shouldRemoveAnAbandonedDirectoryAndNoOther() throws Exception
    {
        final VenueDirectory running = VenueDirectory.create(temporary);
        final VenueDirectory kept = VenueDirectory.create(temporary);
        kept.keep();
        final Path abandoned = Files.createDirectories(temporary.resolve("gavel-venue-1").resolve("node0")).getParent();
        Files.writeString(abandoned.resolve("node0").resolve("data"), "x");
        final long dead = deadProcess();
        Files.writeString(abandoned.resolve("lock"), Long.toString(dead));
        final Path itsClient = Files.createDirectories(temporary.resolve("gavel-client-" + dead + "-x"));
        final Path otherClient = Files.createDirectories(temporary.resolve("gavel-client-" + dead + "0-x"));
        final Path foreign = Files.createDirectories(temporary.resolve("gavel-venue-2"));

        final VenueDirectory next = VenueDirectory.create(temporary);
        assertFalse(Files.exists(abandoned));
        assertFalse(Files.exists(itsClient));
        assertTrue(Files.exists(otherClient));
        assertTrue(Files.exists(foreign));
        assertTrue(Files.exists(running.path()));
        assertTrue(Files.exists(kept.path()));
        next.delete();
        running.delete();
        assertFalse(Files.exists(running.path()));
        assertFalse(Files.exists(running.driver("node0").getParent()));
    }

    @Test
    void shouldRemoveTheBuffersOfAKilledClientAndNoOther() throws Exception
    {
        final Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        final Path ofTheDead = oldDirectory("gavel-client-" + gone.pid() + "-a");
        final Path young = Files.createDirectory(temporary.resolve("gavel-client-" + gone.pid() + "-b"));
        final Path ofTheLiving = oldDirectory("gavel-client-" + ProcessHandle.current().pid() + "-c");
        final Path foreign = oldDirectory("gavel-other-" + gone.pid() + "-d");
        // Killed while it started: its file is there, with nothing in it.
        final Path ofTheStillborn = Files.createDirectory(temporary.resolve("gavel-client-" + gone.pid() + "-e"));
        Files.write(ofTheStillborn.resolve(CncFileDescriptor.CNC_FILE), new byte[64 * 1024]);
        makeOld(ofTheStillborn);
        AbandonedDrivers.remove(temporary);
        assertFalse(Files.exists(ofTheDead));
        assertFalse(Files.exists(ofTheStillborn));
        assertTrue(Files.exists(young));
        assertTrue(Files.exists(ofTheLiving));
        assertTrue(Files.exists(foreign));
    }

    private Path oldDirectory(final String name) throws IOException
    {
        final Path directory = Files.createDirectory(temporary.resolve(name));
        makeOld(directory);
        return directory;
    }

    private static void makeOld(final Path directory) throws IOException
    {
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minusSeconds(600)));
    }

    private static long deadProcess() throws Exception
    {
        final Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void shouldNotCallAPortFreeThatIsBoundForUdpOrTcp() throws Exception
    {
        final int base = FreePorts.blocks(1);
        assertTrue(FreePorts.isFree(base, 10));
        final InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), base + 3);
        try (DatagramSocket socket = new DatagramSocket(address))
        {
            assertFalse(FreePorts.isFree(base, 10), "UDP " + socket.getLocalPort());
        }
        try (ServerSocket socket = new ServerSocket())
        {
            socket.bind(address);
            assertFalse(FreePorts.isFree(base, 10), "TCP " + socket.getLocalPort());
        }
    }
}
