package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.AccountStatus;
import io.gavel.schema.CancelReason;
import io.gavel.schema.LimitType;
import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Role;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.TimeInForce;
import io.gavel.schema.TradingPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds docs/RULES.md against the schema and the golden scripts: what it does not name fails here. */
class RulesDocumentTest
{
    private static final Path PAGE = Path.of("../docs/RULES.md");
    private static final Path SCRIPTS = Path.of("src/test/resources/golden");

    // They need more orders, levels or rows than a script can have; BoundsTest and its like show them.
    private static final Set<String> WITHOUT_SCRIPT = Set.of(
        "ORDERS_FULL", "PRICE_LEVELS_FULL", "TOO_MANY_OPEN_ORDERS", "CL_ORD_IDS_FULL", "TOO_MANY", "NO_ROOM");

    private static String page;

    @BeforeAll
    static void readPage() throws IOException
    {
        page = Files.readString(PAGE);
    }

    @Test
    void shouldNameWhatTheSchemaNames()
    {
        final Set<String> missing = names(RejectReason.values(), CancelReason.values(), OrdType.values(),
            TimeInForce.values(), TradingPhase.values(), LimitType.values(), Role.values(), AccountStatus.values(),
            SelfTradePrevention.values(), PostOnly.values());
        missing.removeAll(words(page));

        assertEquals(Set.of(), missing, "not named in " + PAGE);
    }

    @Test
    void shouldLinkEachScriptAndUseTheLink() throws IOException
    {
        final Set<String> missing = new TreeSet<>();
        for (final Path script : scripts())
        {
            final String name = script.getFileName().toString();
            final String label = "[" + name.substring(0, name.indexOf('-')) + "]";
            final String definition = label + ": ../cluster-node/" + SCRIPTS + "/" + name + "\n";
            if (!page.contains(definition) || !page.replace(definition, "").contains(label))
            {
                missing.add(name);
            }
        }

        assertEquals(Set.of(), missing, "scripts without a link of their number in " + PAGE);
    }

    @Test
    void shouldLinkOnlyWhatIsThere()
    {
        final Set<String> broken = new TreeSet<>();
        Pattern.compile("(?m)^\\[[^]]+]: (\\S+)$|]\\(([^)]+)\\)").matcher(page).results()
            .map((link) -> null == link.group(1) ? link.group(2) : link.group(1))
            .filter((link) -> !Files.isRegularFile(PAGE.resolveSibling(link)))
            .forEach(broken::add);
        Pattern.compile("\\[(\\d\\d)](?!:)").matcher(page).results()
            .filter((use) -> !page.contains("\n[" + use.group(1) + "]: "))
            .forEach((use) -> broken.add(use.group()));

        assertEquals(Set.of(), broken, "links of " + PAGE + " to nothing");
    }

    @Test
    void shouldShowEachReasonInAScript() throws IOException
    {
        final Set<String> missing = names(RejectReason.values(), CancelReason.values());
        for (final Path script : scripts())
        {
            missing.removeAll(words(Files.readAllLines(script).stream()
                .filter((line) -> !line.startsWith("#")).collect(Collectors.joining("\n"))));
        }

        assertEquals(new TreeSet<>(WITHOUT_SCRIPT), missing, "reasons that no script shows");
    }

    private static List<Path> scripts() throws IOException
    {
        try (Stream<Path> list = Files.list(SCRIPTS))
        {
            final List<Path> scripts = list.sorted().toList();
            assertTrue(scripts.size() > 0, "no scripts in " + SCRIPTS.toAbsolutePath());
            return scripts;
        }
    }

    private static Set<String> words(final String text)
    {
        return Arrays.stream(text.split("\\W+")).collect(Collectors.toSet());
    }

    private static Set<String> names(final Enum<?>[]... enums)
    {
        return Arrays.stream(enums).flatMap(Arrays::stream).map(Enum::name)
            .filter((name) -> !"NULL_VAL".equals(name) && !"NONE".equals(name))
            .collect(Collectors.toCollection(TreeSet::new));
    }
}
