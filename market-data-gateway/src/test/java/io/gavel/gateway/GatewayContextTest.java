package io.gavel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to an operator whose configuration is wrong. */
@Timeout(120)
class GatewayContextTest
{
    private static final String MEMBERS = "127.0.0.1:9000,127.0.0.1:9010";

    @TempDir
    Path directory;

    private Path file(final String text) throws IOException
    {
        return Files.writeString(directory.resolve("gateway.properties"), text);
    }

    private GatewayContext valid()
    {
        return new GatewayContext().set(GatewayContext.MEMBERS, MEMBERS)
            .set(GatewayContext.DATA_DIR, directory.resolve("data").toString());
    }

    private static void assertRefused(final GatewayContext context, final String... parts)
    {
        final String message = assertThrows(GatewayConfigurationException.class, context::conclude).getMessage();
        for (final String part : parts)
        {
            assertTrue(message.contains(part), message);
        }
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void shouldReadAFileAndTakeDefaults() throws IOException
    {
        final GatewayContext context = GatewayContext.load(file("gavel.members=" + MEMBERS + "\n" +
            "gavel.gateway.data.dir=" + directory.resolve("deep/data") + "\n")).conclude();
        assertEquals(MEMBERS, context.members().toString());
        assertEquals("127.0.0.1", context.httpHost());
        assertEquals(0, context.httpPort());
        assertTrue(Files.isDirectory(directory.resolve("deep/data")));
        assertTrue(context.aeronDir().getFileName().toString().startsWith("gavel-gateway-"));
    }

    @Test
    void shouldLetSystemPropertiesWin() throws IOException
    {
        System.setProperty(GatewayContext.HTTP_PORT, "8123");
        try
        {
            final Path file = file("gavel.members=" + MEMBERS + "\ngavel.gateway.http.port=1\n" +
                "gavel.gateway.data.dir=" + directory.resolve("data") + "\n");
            assertEquals(8123, GatewayContext.load(file).conclude().httpPort());
        }
        finally
        {
            System.clearProperty(GatewayContext.HTTP_PORT);
        }
    }

    @Test
    void shouldRefuseAKeyThatIsNotKnown() throws IOException
    {
        final Path file = file("gavel.gateway.http.prot=80\n");
        final String message =
            assertThrows(GatewayConfigurationException.class, () -> GatewayContext.load(file)).getMessage();
        assertTrue(message.contains("gavel.gateway.http.prot") && message.contains("gavel.gateway.http.port"), message);

        System.setProperty("gavel.gateway.tls", "on");
        try
        {
            assertTrue(assertThrows(GatewayConfigurationException.class, () -> GatewayContext.load(null)).getMessage()
                .contains("system property 'gavel.gateway.tls' is not known"));
        }
        finally
        {
            System.clearProperty("gavel.gateway.tls");
        }
    }

    @Test
    void shouldRefuseADriverDirectoryThatHoldsWhatIsNoDrivers() throws IOException
    {
        final Path precious = Files.createDirectories(directory.resolve("precious"));
        Files.writeString(precious.resolve("letters"), "x");
        final Path file = file("gavel.members=127.0.0.1:9000\ngavel.gateway.data.dir=" + directory.resolve("data") +
            "\ngavel.gateway.aeron.dir=" + precious + "\n");
        final GatewayContext context = GatewayContext.load(file);
        assertTrue(assertThrows(GatewayConfigurationException.class, context::conclude).getMessage()
            .contains("' holds letters, which is no media driver's"));
    }

    @Test
    void shouldRefuseAFileThatCannotBeRead() throws IOException
    {
        final Path missing = directory.resolve("missing.properties");
        assertTrue(assertThrows(GatewayConfigurationException.class, () -> GatewayContext.load(missing)).getMessage()
            .endsWith("missing.properties does not exist"));
        assertTrue(assertThrows(GatewayConfigurationException.class, () -> GatewayContext.load(directory)).getMessage()
            .endsWith(" is not a file"));
        final Path latin = Files.write(directory.resolve("latin.properties"), new byte[]{'a', '=', (byte)0xE9});
        assertTrue(assertThrows(GatewayConfigurationException.class, () -> GatewayContext.load(latin)).getMessage()
            .contains("is not a properties file in UTF-8"));
    }

    @ParameterizedTest
    @CsvSource({
        "gavel.members, '', members are empty",
        "gavel.members, 127.0.0.1, expected host:port",
        "gavel.members, 127.0.0.1:x, the port is not a number",
        "gavel.members, '127.0.0.1:9000,127.0.0.1:9001', share ports",
        "gavel.gateway.http.host, ' ', expected an address",
        "gavel.gateway.http.port, 65536, expected 0 (any free port) to 65535",
        "gavel.gateway.http.port, -1, expected 0 (any free port) to 65535",
        "gavel.gateway.http.port, http, is not a number",
        "gavel.gateway.data.dir, '', expected a directory",
    })
    void shouldNameKeyValueAndWhatToChange(final String key, final String value, final String expected)
    {
        assertRefused(valid().set(key, value), key, value.trim(), expected);
    }

    @Test
    void shouldRefuseADataDirectoryThatIsAFile() throws IOException
    {
        final Path file = file("");
        assertRefused(valid().set(GatewayContext.DATA_DIR, file.toString()),
            GatewayContext.DATA_DIR, file.toString(), "name another directory");
    }

    @Test
    void shouldRefuseAPortInUseAndLeaveNothingBehind() throws IOException
    {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            final GatewayContext context = valid()
                .set(GatewayContext.HTTP_PORT, Integer.toString(taken.getLocalPort())).conclude();
            final String message =
                assertThrows(GatewayConfigurationException.class, () -> Gateway.launch(context)).getMessage();
            assertTrue(message.contains("http.port='" + taken.getLocalPort() + "'"), message);
            assertTrue(message.contains("choose another port"), message);
            assertFalse(Files.exists(context.aeronDir()));
        }
        // The data directory is free again.
        Gateway.launch(valid().conclude()).close();
    }

    @Test
    void shouldRefuseADataDirectoryInUse()
    {
        try (Gateway gateway = Gateway.launch(valid().conclude()))
        {
            final GatewayContext second = valid().conclude();
            final String message =
                assertThrows(GatewayConfigurationException.class, () -> Gateway.launch(second)).getMessage();
            assertTrue(message.contains("another gateway") && message.contains(GatewayContext.DATA_DIR), message);
            assertTrue(gateway.url().startsWith("http://127.0.0.1:"));
        }
    }

    @Test
    void shouldEndWithOneLineAndStatusTwo() throws Exception
    {
        final Process process = run("-Dgavel.members=nowhere");
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(2, process.exitValue());
        final String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(List.of("gateway: gavel.members='nowhere': member 'nowhere': expected host:port; " +
            "name every node of the venue"), error.lines().toList());
        assertEquals("", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void shouldSayWhereItListensAndEndWhenTold() throws Exception
    {
        final Path data = directory.resolve("data");
        final Process process = run("-Dgavel.members=" + MEMBERS, "-Dgavel.gateway.data.dir=" + data);
        try
        {
            final String line = process.inputReader().readLine();
            assertTrue(line.matches("gateway listening on http://127\\.0\\.0\\.1:[0-9]+/"), line);
            final String port = Files.readString(data.resolve(Gateway.PORT_FILE_NAME)).trim();
            assertTrue(line.endsWith(":" + port + "/"), line);
        }
        finally
        {
            process.destroy();
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertFalse(Files.exists(data.resolve(Gateway.PORT_FILE_NAME)));
    }

    private static Process run(final String... properties) throws IOException
    {
        final List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(Arrays.asList(properties));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), GatewayMain.class.getName()));
        return new ProcessBuilder(command).start();
    }
}
