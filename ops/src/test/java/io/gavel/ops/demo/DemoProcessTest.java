package io.gavel.ops.demo;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.ops.Gavel;
import io.gavel.ops.venue.VenuePointer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process of its own, and what it leaves behind however it ends. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class DemoProcessTest
{
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path temporary;

    private Process process;

    @AfterEach
    void end() throws InterruptedException
    {
        if (process != null)
        {
            process.destroyForcibly().waitFor();
        }
    }

    private Path pointer()
    {
        return temporary.resolve(".gavel/venue.properties");
    }

    private List<ProcessHandle> startDemo() throws IOException
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("--")).forEach(command::add);
        command.addAll(List.of("-Xmx256m", "-Dgavel.home=" + temporary, "-Djava.io.tmpdir=" + temporary, "-cp",
            System.getProperty("java.class.path"), Gavel.class.getName(), "demo", "--symbols", "1", "--rate", "20"));
        process = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(temporary.resolve("demo.log").toFile()).start();
        await().atMost(PATIENCE).until(() -> Files.exists(pointer()) || !process.isAlive());
        assertTrue(process.isAlive(), () -> "the demo ended: " + log());
        final List<ProcessHandle> children = process.children().toList();
        assertEquals(4, children.size());
        return children;
    }

    private String log()
    {
        try
        {
            return Files.readString(temporary.resolve("demo.log"));
        }
        catch (final IOException e)
        {
            return e.toString();
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsAskedToEnd() throws Exception
    {
        final List<ProcessHandle> children = startDemo();
        final Path directory = VenuePointer.read(pointer()).orElseThrow().getParent();
        assertTrue(Files.isDirectory(directory));
        process.destroy();
        assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        assertFalse(Files.exists(directory), () -> directory + " is still there: " + log());
        assertFalse(Files.exists(pointer()));
    }

    @Test
    void shouldTakeItsProcessesWithItWhenItIsKilled() throws Exception
    {
        final List<ProcessHandle> children = startDemo();
        process.destroyForcibly().waitFor();
        await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
}
