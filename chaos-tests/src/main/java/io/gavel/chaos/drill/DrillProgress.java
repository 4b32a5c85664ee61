package io.gavel.chaos.drill;

/** Hears how far drills are. */
@FunctionalInterface
public interface DrillProgress
{
    /**
     * What is being done now; of no interest once the next line comes.
     *
     * @param line one line.
     */
    void now(String line);

    /**
     * What a round, or a venue, came to.
     *
     * @param line one line, to be kept in sight.
     */
    default void done(final String line)
    {
        now(line);
    }
}
