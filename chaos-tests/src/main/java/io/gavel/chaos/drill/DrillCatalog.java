package io.gavel.chaos.drill;

import io.gavel.chaos.drill.kill.LeaderKill;
import java.util.List;
import java.util.Optional;

/** All drills, in the order in which they are run. */
public final class DrillCatalog
{
    private static final List<Drill> DRILLS = List.of(
        new LeaderKill());

    private DrillCatalog()
    {
    }

    /**
     * All drills.
     *
     * @return in the order in which they are run.
     */
    public static List<Drill> all()
    {
        return DRILLS;
    }

    /**
     * A drill.
     *
     * @param name of it.
     * @return nothing where there is no such drill.
     */
    public static Optional<Drill> named(final String name)
    {
        return DRILLS.stream().filter(drill -> drill.name().equals(name)).findFirst();
    }
}
