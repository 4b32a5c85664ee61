package io.gavel.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.ops.cli.Output;
import io.gavel.venue.ScramSha256;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Arguments, errors and the forms of output, without a venue. */
class GavelTest
{
    @TempDir
    private Path temporary;

    @BeforeEach
    void beInAProjectWithoutADemo()
    {
        System.setProperty("gavel.home", temporary.toString());
    }

    @AfterEach
    void leave()
    {
        System.clearProperty("gavel.home");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "nonsense",
        "--nonsense",
        "status --nonsense",
        "status extra",
        "status",
        "status --venue /no/such/file",
        "status --venue /",
        "order new AAPL buy 1.5 320.14",
        "order new AAPL buy 10 NaN",
        "book AAPL --gateway http://^/",
        "status --members nonsense",
        "status --members 127.0.0.1:80",
        "status --members 127.0.0.1:9000,127.0.0.1:9001",
        "status --members 127.0.0.1:9000 --venue /no/such/file",
        "demo --for nonsense",
        "demo --for 0s",
        "demo --symbols 0",
        "demo --symbols 11",
        "demo --rate 0",
        "demo --seed nonsense",
        "node",
        "node --config /no/such/file",
        "gateway",
        "gateway --config /no/such/file",
        "drop-copy",
        "drop-copy serve --members nonsense",
        "drop-copy serve --members 127.0.0.1:9000 --port 65536",
        "drop-copy serve --members 127.0.0.1:9000 --readers 0",
        "drop-copy read",
        "drop-copy read --url http://127.0.0.1:9000/",
        "drop-copy read --url ws://127.0.0.1:9000/v1/drop-copy --from 0",
        "drop-copy read --url ws://127.0.0.1:9000/v1/drop-copy --from first",
        "drop-copy read --url ws://127.0.0.1:9000/v1/drop-copy --of -1",
        "order",
        "order new",
        "order new AAPL buy",
        "order new AAPL hold 100 320.14",
        "order new AAPL buy many 320.14",
        "order new AAPL buy 100 cheap",
        "order new AAPL buy 100 320.14 --tif NEVER",
        "order new AAPL buy 100 320.14 --members 127.0.0.1:9000",
        "order new AAPL buy 100 320.14 --members 127.0.0.1:9000 --participant alice",
        "order new AAPL buy 100 320.14 --members 127.0.0.1:9000 --participant alice --password-file /no/such/file",
        "order new AAPL buy 100 320.14 --members 127.0.0.1:9000 --participant alice --connection 16",
        "order cancel",
        "order cancel 1 --cl-ord-id 2",
        "order cancel nonsense",
        "order replace 1",
        "order replace",
        "account",
        "account create",
        "account deposit 1 100",
        "account deposit 1 0 USD --members 127.0.0.1:9000",
        "account deposit 1 nonsense USD",
        "participant add",
        "participant add bob --role NOBODY",
        "instrument add",
        "instrument add AAPL --tick 0.00001 --members 127.0.0.1:9000",
        "instrument add AAPL --lot few",
        "book",
        "book AAPL --depth 0",
        "book AAPL --depth 1001",
        "book AAPL --for 1s",
        "book AAPL --members 127.0.0.1:9000",
        "book AAPL --members 127.0.0.1:9000 --gateway nonsense",
        "snapshot --timeout soon",
        "hash",
        "credential",
        "credential operator --new-password-file /no/such/file",
        "completion extra",
        "phase set 256 CLOSED --why x",
        "phase set 0 HALTED --why x",
        "phase set 0 CLOSED",
        "halt --why x",
        "halt AAPL --market --why x",
        "halt AAPL",
        "resume AAPL --auction soon --why x",
        "limit set",
        "limit set market 0 MAX_ORDER_LOTS 1 --why x",
        "limit set account x MAX_ORDER_LOTS 1 --why x",
        "limit set account 1 MAX_ORDER_LOTS --why x",
        "limit set account 1 MAX_ORDER_LOTS 1.5 --why x",
        "limit set account 1 MAX_ORDER_LOTS -1 --why x",
        "limit set account 1 MAX_ORDER_NOTIONAL 0.00001 --why x",
        "limit set account 1 ORDER_RATE 10 --why x",
        "limit set account 1 RESTRICTED 1 --why x",
        "limit list",
        "kill --why x",
        "kill market 1 --why x",
        "kill account --why x",
        "kill account bob --why x",
        "kill world --why x",
        "release market",
        "bust x --why x",
        "bust 1",
        "correct 1 --price 1 --quantity 1 --why x",
        "calendar",
        "calendar set 0 --why x",
        "calendar set 0 /no/such/file --why x",
        "calendar set 0 --defaults --zone Nowhere --why x",
        "calendar set x --defaults --why x",
        "collar set AAPL --static 10000 --why x",
        "collar set AAPL --dynamic 100 --why x",
        "collar set AAPL --pause 1m --why x",
        "fees set --maker 1 --taker 1 --why x",
        "fees set --maker 0.001 --taker 1 --auction 1 --why x",
        "fees set --maker 1 --taker 1001 --auction 1 --why x",
        "instrument set AAPL --why x",
        "instrument set AAPL --group 256 --why x",
        "account status 1 SLEEPING --why x",
        "account deposit 1 1 USD --key 0 --members 127.0.0.1:9000",
        "account transfer 1 2 0 USD --why x",
        "account create --for bob --status CLOSED",
        "participant add bob --role DROP_COPY_READER",
        "participant add bob --of alice",
        "order mass-cancel --side both",
        "order cancel-all",
        "order new AAPL buy 100 320.14 --post-only MAYBE",
    })
    void shouldRefuseAWrongArgumentInOneLineWithStatusTwo(final String arguments)
    {
        final Run run = Run.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertEquals(2, run.status(), run.err());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("gavel"), run.err());
    }

    @Test
    void shouldNotNameJavaWhereANumberIsNone()
    {
        for (final String price : new String[]{ "NaN", "", "x" })
        {
            final Run run = Run.of("order", "new", "AAPL", "buy", "10", price);
            assertTrue(run.err().contains("'" + price + "' is no number: write it as 320.14"), run.err());
        }
        assertFalse(Run.of("order", "cancel", "abc").err().contains("long"));
    }

    @Test
    void shouldNameTheFileThatIsNoText() throws Exception
    {
        final Path binary = Files.write(temporary.resolve("binary"), new byte[]{ (byte)0xff, (byte)0xfe, 0 });
        final Run run = Run.of("status", "--venue", binary.toString());
        assertEquals(2, run.status());
        assertTrue(run.err().contains(binary + ": is no text in UTF-8"), run.err());
        Files.createDirectories(temporary.resolve(".gavel/venue.properties"));
        final Run pointed = Run.of("status");
        assertEquals(2, pointed.status());
        assertTrue(pointed.err().contains("venue.properties cannot be read"), pointed.err());
    }

    @Test
    void shouldNameEveryCommandInOneLineEach()
    {
        final Run run = Run.of("--help");
        assertEquals(0, run.status());
        final CommandLine gavel = Gavel.commandLine(Run.nowhere(), Run.nowhere());
        assertFalse(gavel.getSubcommands().isEmpty());
        for (final String name : gavel.getSubcommands().keySet())
        {
            assertEquals(1,
                run.out().lines().filter(line -> line.matches(" +" + name + "  +\\S.*")).count(), name);
        }
        assertTrue(run.out().lines().allMatch(line -> line.length() <= 120), run.out());
    }

    @Test
    void shouldGiveEveryCommandHelpAndJson()
    {
        checkOptions(Gavel.commandLine(Run.nowhere(), Run.nowhere()));
    }

    private static void checkOptions(final CommandLine command)
    {
        for (final CommandLine each : command.getSubcommands().values())
        {
            final String name = each.getCommandSpec().qualifiedName();
            assertTrue(each.getCommandSpec().optionsMap().containsKey("--help"), name);
            if (each.getSubcommands().isEmpty())
            {
                assertTrue(each.getCommandSpec().optionsMap().containsKey("--json"), name);
            }
            checkOptions(each);
        }
    }

    @Test
    void shouldPrintAVerifierThatThePasswordPasses() throws Exception
    {
        final Path file = Files.writeString(temporary.resolve("password"), "correct horse\nbattery\n");
        final Run run = Run.of("credential", "operator", "--new-password-file", file.toString(), "--json");
        assertEquals(0, run.status(), run.err());
        assertEquals(1, run.out().lines().count());
        final JsonNode document = Output.JSON.readTree(run.out());
        assertEquals("operator", document.path("name").asText());
        final ScramSha256.Verifier verifier = ScramSha256.Verifier.parse(document.path("verifier").asText());
        final String first = ScramSha256.clientFirst("operator", "abc");
        final String challenge = ScramSha256.serverFirst("abc", "def", verifier.salt(), verifier.iterations());
        assertTrue(ScramSha256.verify(verifier.storedKey(), first, challenge,
            ScramSha256.clientFinal("correct horse".toCharArray(), first, challenge)));
        assertFalse(ScramSha256.verify(verifier.storedKey(), first, challenge,
            ScramSha256.clientFinal("battery".toCharArray(), first, challenge)));
    }

    @Test
    void shouldShowNodesThatDoNotAnswerAndFail() throws Exception
    {
        final Run run = Run.of(
            "status", "--json", "--members", "127.0.0.1:1024", "--gateway", "http://127.0.0.1:1034/");
        assertEquals(1, run.status());
        assertEquals("gavel status: no node leads, and there is no answer from node 0 (127.0.0.1:1024)",
            run.err().strip());
        final JsonNode document = Output.JSON.readTree(run.out());
        assertTrue(document.path("leader").isNull());
        assertFalse(document.path("nodes").path(0).path("reachable").asBoolean(true));
        assertEquals("UNREACHABLE", document.path("gateway").path("state").asText());
    }

    @Test
    void shouldSayThatTheDemoIsGoneWhosePointerWasLeft() throws Exception
    {
        Files.createDirectories(temporary.resolve(".gavel"));
        Files.writeString(temporary.resolve(".gavel/venue.properties"), "gavel.venue=/no/such/venue.properties\n");
        final Run run = Run.of("status");
        assertEquals(2, run.status());
        assertEquals(1, run.err().lines().count());
        assertTrue(run.err().contains("is gone: start one by ./gavel demo"), run.err());
    }

    @Test
    void shouldFailInOneLineWhereTheGatewayDoesNotAnswer()
    {
        final Run run = Run.of(
            "book", "AAPL", "--members", "127.0.0.1:1024", "--gateway", "http://127.0.0.1:1034/");
        assertEquals(1, run.status());
        assertEquals("", run.out());
        assertEquals("gavel book: no answer from the gateway at http://127.0.0.1:1034/: start it, or name it by " +
            "--gateway", run.err().strip());
    }
}
