package io.gavel.benchmarks.durability;

/** The values of a node's setting {@code gavel.durability}. */
enum DurabilitySetting
{
    /** What is written is in the operating system's page cache. */
    PAGE_CACHE("page-cache"),

    /** What is written is forced to the disk. */
    SYNC("sync");

    /** The setting's key. */
    static final String KEY = "gavel.durability";

    private final String text;

    DurabilitySetting(final String text)
    {
        this.text = text;
    }

    /**
     * As it stands in a configuration and in a node's status.
     *
     * @return page-cache or sync.
     */
    String text()
    {
        return text;
    }
}
