package io.gavel.chaos.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * A short round of every drill that a build has time for, on a venue that they share. How long a failover takes is for
 * {@code ./gavel drill}, on a machine that does nothing else: here the bounds are only to be met in order of magnitude.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class DrillsTest
{
    private static final long SEED = Long.getLong("gavel.drill.seed", 20200130L);
    private static final int BOUND_FACTOR = 10;

    private final DrillRun run = new DrillRun(
        new DrillSettings(1, null, SEED, false, BOUND_FACTOR, line -> System.out.println("drill: " + line)));

    @AfterEach
    void end()
    {
        run.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldLoseAndDoubleNothing()
    {
        System.out.println("drill: -Dgavel.drill.seed=" + SEED);
        final Stream<DynamicTest> drills = DrillCatalog.all().stream().map(this::test);
        return Stream.concat(drills, Stream.of(DynamicTest.dynamicTest("the logs executed again", () ->
        {
            run.end();
            assertTrue(run.audits().size() > 0, "no venue was started");
            run.audits().forEach(audit ->
            {
                assertNull(audit.notChecked(), audit::text);
                assertEquals(List.of(), audit.faults(), audit::text);
            });
        })));
    }

    private DynamicTest test(final Drill drill)
    {
        return DynamicTest.dynamicTest(drill.name(), () ->
        {
            drill.leftOutOfBuild().ifPresent(reason ->
            {
                System.out.println("drill: " + drill.name() + " is left to ./gavel drill: " + reason);
                abort(drill.name() + " is left to ./gavel drill: " + reason);
            });
            final DrillResult result = run.run(drill);
            assumeTrue(result.skipped() == null, () -> drill.name() + " was skipped: " + result.skipped());
            assertEquals(List.of(), result.failures(), () -> "run it again by: ./gavel drill " + drill.name() +
                " --seed " + SEED);
        });
    }
}
