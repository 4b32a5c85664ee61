package io.gavel.cluster.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node's directory is read only while no node lives there. */
@Timeout(60)
class NodeFilesTest
{
    @TempDir
    private Path dir;

    @BeforeEach
    void setUp() throws IOException
    {
        Files.createDirectories(dir.resolve("archive"));
        Files.createDirectories(dir.resolve("cluster"));
        Files.createFile(dir.resolve("archive/archive.catalog"));
        Files.createFile(dir.resolve("cluster/recording.log"));
    }

    @Test
    void shouldMakeNothingWhereNoNodeHasLived()
    {
        try (NodeFiles files = NodeFiles.open(dir))
        {
            assertEquals(dir.resolve("cluster").resolve("recording.log"), files.recordingLog());
            assertFalse(Files.exists(dir.resolve(NodeLock.FILE)));
        }
    }

    @Test
    void shouldRefuseWhatThisProcessHolds()
    {
        final NodeLock node = NodeLock.exclusive(dir);
        final NodeInUseException refused = assertThrows(NodeInUseException.class, () -> NodeFiles.open(dir));
        assertEquals(ProcessHandle.current().pid(), refused.pid());
        // The refusal must not have given the lock back.
        assertThrows(NodeInUseException.class, () -> NodeLock.exclusive(dir));
        node.close();
        NodeFiles.open(dir).close();
    }

    @Test
    void shouldKeepNodesOffWhileTwoReadersShareIt()
    {
        NodeLock.exclusive(dir).close();
        final NodeFiles first = NodeFiles.open(dir);
        final NodeFiles second = NodeFiles.open(dir);
        first.close();
        first.close();
        assertThrows(NodeInUseException.class, () -> NodeLock.exclusive(dir));
        second.close();
        NodeLock.exclusive(dir).close();
    }

    @Test
    void shouldNameTheProcessThatHoldsIt() throws IOException, InterruptedException
    {
        final Process holder = holder("exclusive");
        final NodeInUseException refused = assertThrows(NodeInUseException.class, () -> NodeFiles.open(dir));
        assertEquals(dir + " is in use by node process " + holder.pid() + ": stop it first (kill " + holder.pid() +
            "; SIGTERM), or ask the running venue by ./gavel snapshots", refused.getMessage());
        // Killed, not ended: the operating system gives the lock back.
        holder.destroyForcibly();
        assertTrue(holder.waitFor(10, TimeUnit.SECONDS));
        NodeFiles.open(dir).close();
    }

    @Test
    void shouldLetReadersOfOtherProcessesShareIt() throws IOException, InterruptedException
    {
        NodeLock.exclusive(dir).close();
        final Process holder = holder("shared");
        NodeFiles.open(dir).close();
        assertThrows(NodeInUseException.class, () -> NodeLock.exclusive(dir));
        holder.getOutputStream().close();
        assertTrue(holder.waitFor(10, TimeUnit.SECONDS));
        NodeLock.exclusive(dir).close();
    }

    private Process holder(final String mode) throws IOException
    {
        final Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path"), Holder.class.getName(), mode, dir.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertEquals('!', process.getInputStream().read());
        return process;
    }

    @Test
    void shouldSayWhatIsMissing() throws IOException
    {
        Files.delete(dir.resolve("cluster/recording.log"));
        assertTrue(assertThrows(StorageException.class, () -> NodeFiles.open(dir)).getMessage().contains(
            " is no node's directory, it has no cluster/recording.log: give the data directory of a node"));
        assertTrue(assertThrows(StorageException.class, () -> NodeFiles.open(dir.resolve("nowhere"))).getMessage()
            .contains("nowhere does not exist: give the data directory of a node"));
        assertTrue(assertThrows(StorageException.class, () -> NodeFiles.open(dir.resolve("archive/archive.catalog")))
            .getMessage().contains("is not a directory"));
    }

    @Test
    void shouldReadALockFileThatOnlyOthersMayWrite() throws IOException
    {
        NodeLock.exclusive(dir).close();
        assertTrue(dir.resolve(NodeLock.FILE).toFile().setReadOnly());
        try (NodeFiles files = NodeFiles.open(dir);
            FileChannel channel = FileChannel.open(files.recordingLog(), StandardOpenOption.READ))
        {
            assertEquals(0, channel.size());
        }
    }

    /** Another process that holds the lock until its input ends. */
    static final class Holder
    {
        private Holder()
        {
        }

        public static void main(final String[] args) throws IOException
        {
            final Path dir = Path.of(args[1]);
            try (NodeLock lock = "shared".equals(args[0]) ? NodeLock.shared(dir) : NodeLock.exclusive(dir))
            {
                System.out.print('!');
                System.out.flush();
                if (System.in.read() >= 0)
                {
                    throw new IllegalStateException("unexpected input, holding " + lock);
                }
            }
        }
    }
}
