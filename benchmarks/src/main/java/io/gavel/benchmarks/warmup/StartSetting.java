package io.gavel.benchmarks.warmup;

/** What the nodes do so as to be fast from the first order. */
enum StartSetting
{
    /** Nothing. */
    COLD("cold", false, false),

    /** They warm up. */
    WARM_UP("warm-up", true, false),

    /** They have an ahead-of-time cache. */
    CACHE("cache", false, true),

    /** Both. */
    WARM_UP_AND_CACHE("warm-up and cache", true, true);

    /** A node's setting, and its value for no warm-up. */
    static final String KEY = "gavel.warm.up";
    static final String NONE = "0ms";

    private final String text;
    private final boolean isWarmedUp;
    private final boolean isCached;

    StartSetting(final String text, final boolean isWarmedUp, final boolean isCached)
    {
        this.text = text;
        this.isWarmedUp = isWarmedUp;
        this.isCached = isCached;
    }

    /** For a person, and as a key. */
    String text()
    {
        return text;
    }

    /** Whether the nodes warm up. */
    boolean isWarmedUp()
    {
        return isWarmedUp;
    }

    /** Whether they have a cache. */
    boolean isCached()
    {
        return isCached;
    }
}
