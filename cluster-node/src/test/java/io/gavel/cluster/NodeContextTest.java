package io.gavel.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.venue.ScramSha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake in a configuration gets one sentence with the key, the value and what to change. */
class NodeContextTest
{
    private static final String MEMBERS = "127.0.0.1:9000,127.0.0.1:9010,127.0.0.1:9020";
    private static final String VERIFIER =
        ScramSha256.verifier("secret".toCharArray(), new byte[ScramSha256.SALT_LENGTH], 4096).format();

    @TempDir
    private Path dir;

    @Test
    void shouldTakeTheDefaultsOfTheSmallProfile() throws IOException
    {
        final NodeContext context = load(file("")).conclude();
        assertEquals(NodeProfile.SMALL, context.profile());
        assertEquals(400_000_000L, context.timeouts().leaderHeartbeatNs());
        assertEquals(200_000_000L, context.timeouts().electionNs());
        assertEquals(16 << 20, context.sizes().logTermLength());
        assertEquals(1, context.node().nodeId());
        assertEquals(9010, context.node().basePort());
        assertTrue(context.aeronDir().endsWith("-9010"), context.aeronDir());
        assertTrue(Files.isDirectory(dir.resolve("data")));
    }

    @Test
    void shouldTakeTheDefaultsOfTheProductionProfile() throws IOException
    {
        final NodeContext context = load(file("gavel.profile=production\n")).conclude();
        assertEquals(1_000_000_000L, context.timeouts().leaderHeartbeatNs());
        assertEquals(io.aeron.driver.ThreadingMode.DEDICATED, context.threads().driver());
        assertEquals(NodeThreads.Idle.SPIN, context.threads().idle());
    }

    @Test
    void shouldPreferASystemPropertyToTheFile() throws IOException
    {
        final Properties properties = new Properties();
        properties.setProperty("gavel.node.id", "2");
        properties.setProperty("gavel.log.term.length", "8m");
        properties.setProperty("gavel.demo.home", "/of/another/part");
        final NodeContext context = NodeContext.load(file(""), properties).conclude();
        assertEquals(2, context.node().nodeId());
        assertEquals(8 << 20, context.sizes().logTermLength());
    }

    @Test
    void shouldRefuseASlipInASystemProperty() throws IOException
    {
        final Properties properties = new Properties();
        properties.setProperty("gavel.node.ids", "2");
        final Path file = file("");
        final String message = assertThrows(
            ConfigurationException.class, () -> NodeContext.load(file, properties)).getMessage();
        assertEquals("system property -Dgavel.node.ids=2 is unknown, did you mean gavel.node.id?", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value =
    {
        "gavel.mebmers=x | unknown key gavel.mebmers, did you mean gavel.members?",
        "gavel.profile=large | gavel.profile=large is not known: expected small or production",
        "gavel.node.id=three | gavel.node.id=three is no number: expected a number from 0",
        "gavel.node.id=3 | gavel.node.id=3 is not among the 3 members: expected 0 to 2",
        "gavel.members=localhost | gavel.members=localhost: member 'localhost': expected host:port",
        "gavel.members= | gavel.members is not set",
        "gavel.operator.verifier=password | gavel.operator.verifier: expected a verifier of the form SCRAM-SHA-256",
        "gavel.session.timeout=10 | gavel.session.timeout=10 is no duration: expected a duration such as 10s",
        "gavel.session.timeout=1ns | is out of range: expected a duration such as 10s, from 10ms to 60m",
        "gavel.socket.buffer.length=1 | is out of range: expected a number of bytes such as 2m, from 64k to 1g",
        "gavel.mtu=1500 | gavel.mtu=1500 is no multiple of 32: expected a number of bytes from 1408 to 32k",
        "gavel.mtu=64k | gavel.mtu=64k is out of range",
        "gavel.egress.term.length=3m | gavel.egress.term.length=3m is no power of two",
        "gavel.data.space.min=17179869184g | gavel.data.space.min=17179869184g is out of range",
        "gavel.session.timeout=999999999999m | gavel.session.timeout=999999999999m is too long",
        "gavel.election.timeout=-1s | gavel.election.timeout=-1s is no duration",
        "gavel.startup.canvass.timeout=700ms | must be a multiple of the heartbeat timeout, and at least twice",
        "gavel.leader.heartbeat.interval=400ms | the interval must be at most half of the timeout",
        "gavel.log.term.length=3m | gavel.log.term.length=3m is no power of two",
        "gavel.log.term.length=2g | gavel.log.term.length=2g is out of range",
        "gavel.log.term.length=64m | a segment must hold a whole term of the log",
        "gavel.sessions.max=0 | gavel.sessions.max=0 is out of range: expected a number from 1 to 65536",
        "gavel.sessions.max=99999999999999999999 | gavel.sessions.max=99999999999999999999 is no number",
        "gavel.durability=raid | gavel.durability=raid is not known: expected page-cache or sync",
        "gavel.driver.threading=INVOKER | gavel.driver.threading=INVOKER needs a program that drives it",
        "gavel.idle=sleepy | gavel.idle=sleepy is not known: expected backoff, yield, spin or noop",
        "gavel.sparse.files=yes | gavel.sparse.files=yes is neither: expected true or false",
        "gavel.data.dir= | gavel.data.dir is not set: give it a directory",
        "gavel.data.space.min=1000000g | free some, or give another directory"
    })
    void shouldNameTheMistake(final String line, final String expected) throws IOException
    {
        final Path file = file(line + "\n");
        final String message =
            assertThrows(ConfigurationException.class, () -> load(file).conclude()).getMessage();
        assertTrue(message.contains(expected), message);
        assertTrue(message.lines().count() == 1, message);
    }

    @Test
    void shouldRefuseAFileThatIsNotThere()
    {
        final String message = assertThrows(
            ConfigurationException.class, () -> load(dir.resolve("missing.properties"))).getMessage();
        assertTrue(message.contains("missing.properties cannot be read (there is no such file)"), message);
    }

    @Test
    void shouldRefuseADataDirectoryThatIsAFile() throws IOException
    {
        final Path occupied = Files.writeString(dir.resolve("occupied"), "a file");
        final Path file = file("gavel.data.dir=" + occupied + "\n");
        final String message =
            assertThrows(ConfigurationException.class, () -> load(file).conclude()).getMessage();
        assertTrue(message.contains("occupied is not a directory"), message);
    }

    @Test
    void shouldRefuseADataDirectoryThatCannotBeWritten() throws IOException
    {
        // A place where not even the superuser can make a directory.
        final Path file = file("gavel.data.dir=/proc/gavel\n");
        final String message =
            assertThrows(ConfigurationException.class, () -> load(file).conclude()).getMessage();
        assertTrue(message.contains("gavel.data.dir=/proc/gavel cannot be written"), message);
    }

    @Test
    void shouldRefuseADriverDirectoryThatHoldsTheData() throws IOException
    {
        final Path file = file("gavel.aeron.dir=" + dir + "\n");
        final String message =
            assertThrows(ConfigurationException.class, () -> load(file).conclude()).getMessage();
        assertTrue(message.contains("is wiped at every start"), message);
    }

    @Test
    void shouldRefuseADriverDirectoryThatHoldsWhatIsNoDrivers() throws IOException
    {
        final Path precious = Files.createDirectories(dir.resolve("precious"));
        Files.writeString(precious.resolve("letters"), "x");
        final Path file = file("gavel.aeron.dir=" + precious + "\n");
        final String message =
            assertThrows(ConfigurationException.class, () -> load(file).conclude()).getMessage();
        assertTrue(message.contains(" holds letters, which is no media driver's"), message);
    }

    @Test
    void shouldNotTellTheVerifier() throws IOException
    {
        final String text = load(file("")).conclude().toString();
        assertTrue(text.contains("gavel.election.timeout=200ms"), text);
        assertTrue(!text.contains("SCRAM"), text);
    }

    private NodeContext load(final Path file)
    {
        return NodeContext.load(file, new Properties());
    }

    private Path file(final String lines) throws IOException
    {
        // Of two lines with one key the later one holds.
        return Files.writeString(dir.resolve("node.properties"),
            "gavel.node.id=1\ngavel.members=" + MEMBERS + "\ngavel.data.dir=" + dir.resolve("data") +
            "\ngavel.operator.verifier=" + VERIFIER + "\n" + lines);
    }
}
