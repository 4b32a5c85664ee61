package io.gavel.chaos.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each failure that a drill makes has a runbook of its name, and each runbook a drill. */
class RunbooksTest
{
    // Breaks no venue: it is the simulation of one.
    private static final Set<String> WITHOUT_A_RUNBOOK = Set.of("simulation");
    private static final List<String> PARTS = List.of("Seen", "safe", "type", "over");

    @Test
    void shouldHaveARunbookForEachDrillAndADrillForEachRunbook() throws IOException
    {
        final Set<String> drills = DrillCatalog.all().stream().map(Drill::name)
            .filter(name -> !WITHOUT_A_RUNBOOK.contains(name)).collect(Collectors.toCollection(TreeSet::new));
        final Set<String> runbooks = new TreeSet<>(runbooks().stream().map(lines -> lines.get(0)).toList());
        assertEquals(drills, runbooks);
    }

    @Test
    void shouldSayWhatIsSeenWhatIsSafeWhatToTypeAndWhenItIsOver() throws IOException
    {
        for (final List<String> runbook : runbooks())
        {
            final String text = String.join(" ", runbook).toLowerCase(java.util.Locale.ROOT);
            for (final String part : PARTS)
            {
                assertTrue(text.matches(".*- [a-z, ]*" + part.toLowerCase(java.util.Locale.ROOT) + "[a-z, ]*:.*"),
                    "'" + part + "' is missing in the runbook " + runbook.get(0));
            }
        }
    }

    /** The lines of each, its name first. */
    private static List<List<String>> runbooks() throws IOException
    {
        final List<List<String>> runbooks = new ArrayList<>();
        boolean isInside = false;
        for (final String line : Files.readAllLines(Path.of("..", "docs", "OPERATIONS.md")))
        {
            if (line.startsWith("## "))
            {
                isInside = line.equals("## Runbooks");
            }
            else if (isInside && line.startsWith("### "))
            {
                runbooks.add(new ArrayList<>(List.of(line.substring(4))));
            }
            else if (isInside && !runbooks.isEmpty())
            {
                runbooks.get(runbooks.size() - 1).add(line);
            }
        }
        return runbooks;
    }
}
