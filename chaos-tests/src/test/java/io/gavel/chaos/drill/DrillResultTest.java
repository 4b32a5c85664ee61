package io.gavel.chaos.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.chaos.check.VenueCheck;
import io.gavel.chaos.check.Violations;
import io.gavel.chaos.drill.kill.LeaderKill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a drill has passed, and what its report says. */
class DrillResultTest
{
    @TempDir
    Path directory;

    @Test
    void shouldPassWithinTheBounds()
    {
        assertTrue(result(1, good(900), good(800), good(2_900), good(700), good(990)).isPassed());
    }

    @Test
    void shouldFailWhereTheLongestIsBeyondTheBound()
    {
        assertEquals(List.of("the first new answer took 3.10 s, and 3.00 s is the bound"),
            result(1, good(900), good(3_100)).failures());
    }

    @Test
    void shouldFailWhereTheMedianOfFiveIsBeyondItsBound()
    {
        final DrillResult result = result(1, good(1_100), good(1_200), good(1_300), good(1_100), good(100));
        assertEquals(Duration.ofMillis(1_100), result.median());
        assertEquals(List.of("the first new answer took 1.10 s in the median, and 1.00 s is the bound"),
            result.failures());
        assertTrue(result(2, good(1_100), good(1_200), good(1_300), good(1_100), good(100)).isPassed());
    }

    @Test
    void shouldFailWhereNothingWasMeasured()
    {
        assertFalse(result(1).isPassed());
        assertFalse(result(1, round(List.of(), new Violations(), List.of())).isPassed());
    }

    @Test
    void shouldFailWhereARoundFoundSomething() throws IOException
    {
        final Violations violations = new Violations();
        violations.add(Violations.Kind.LOST, "order <7> is gone");
        final DrillResult lost = result(1, good(100), round(List.of(Duration.ofMillis(5)), violations, List.of()));
        final DrillResult broken =
            result(1, round(List.of(Duration.ofMillis(5)), new Violations(), List.of("node 1 ended by itself")));
        assertFalse(lost.isPassed());
        assertFalse(broken.isPassed());
        final DrillReport report = new DrillReport(5, "./gavel drill all --rounds 2 --seed 5",
            List.of(lost, broken), List.of(VenueAudit.notChecked("leader-kill", "a test")));
        assertFalse(report.isPassed());
        assertTrue(report.text().contains("lost=1 duplicated=0 unresolved=0 diverged=0"), report.text());
        assertTrue(report.text().contains("./gavel drill all --rounds 2 --seed 5"), report.text());
        final String page = Files.readString(report.write(directory));
        assertTrue(page.contains("order &lt;7&gt; is gone"), page);
        assertTrue(page.contains("NOT executed again"), page);
        assertEquals(1, report.document().path("lost").asInt());
    }

    @Test
    void shouldFailWhereTheLogExecutedAgainMakesOtherEvents()
    {
        final DrillResult passed = result(1, good(100));
        assertTrue(new DrillReport(5, "", List.of(passed), List.of(
            new VenueAudit("leader-kill", null, 10, 20, "ab", List.of()))).isPassed());
        final DrillReport report = new DrillReport(5, "", List.of(passed), List.of(
            new VenueAudit("leader-kill", null, 10, 20, "ab", List.of("node 1: event 7 differs"))));
        assertFalse(report.isPassed());
        assertEquals("lost=0 duplicated=0 unresolved=0 diverged=1", report.violations().toString());
    }

    @Test
    void shouldNotCountSkippedDrillsAsPassed()
    {
        final DrillResult skipped = new DrillResult(new LeaderKill(), "no such machine", List.of(), 1);
        assertFalse(skipped.isPassed());
        assertFalse(new DrillReport(5, "", List.of(skipped), List.of()).isPassed(), "nothing was proved");
        assertTrue(new DrillReport(5, "", List.of(skipped, result(1, good(100))), List.of()).isPassed());
    }

    @Test
    void shouldGiveEachRoundOfEachDrillASeedOfItsOwn()
    {
        final DrillSettings settings = new DrillSettings(1, null, 42, false, 1, line ->
        {
        });
        final HashSet<Long> seeds = new HashSet<>();
        final List<String> names = new ArrayList<>();
        for (final Drill drill : DrillCatalog.all())
        {
            assertFalse(names.contains(drill.name()), drill.name());
            names.add(drill.name());
            for (int round = 1; round <= 100; round++)
            {
                assertTrue(seeds.add(settings.seedOf(drill.name(), round)), drill.name() + " round " + round);
            }
        }
    }

    private static DrillResult result(final int boundFactor, final RoundResult... rounds)
    {
        return new DrillResult(new LeaderKill(), null, List.of(rounds), boundFactor);
    }

    private static RoundResult good(final long firstAnswerMs)
    {
        return round(List.of(Duration.ofMillis(firstAnswerMs)), new Violations(), List.of());
    }

    private static RoundResult round(
        final List<Duration> firstAnswers, final Violations violations, final List<String> failures)
    {
        return new RoundResult(1, 7, Duration.ofSeconds(9), firstAnswers, firstAnswers,
            List.of(new Timeline.Entry(12, Timeline.Kind.FAULT, "kill")),
            new VenueCheck.Result(violations, 10, 20, 5, 3, 20, "00"), failures);
    }
}
