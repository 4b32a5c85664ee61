package io.gavel.cluster.storage;

/** Hears how far something is that may take long. Called often, by one thread. */
@FunctionalInterface
public interface ReadingProgress
{
    /** Nobody listens. */
    ReadingProgress NONE = (step, done, total) ->
    {
    };

    /**
     * How far it is.
     *
     * @param step  what is done now, a few words.
     * @param done  of the total, in the step's unit.
     * @param total 0 where it is not known.
     */
    void onProgress(String step, long done, long total);
}
