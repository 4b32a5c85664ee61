package io.gavel.cluster;

import java.util.Locale;

/** What a node has done when it says that it has written something. */
enum Durability
{
    /** It is in the operating system's page cache: it survives the process, not the machine. */
    PAGE_CACHE(0),

    /** It is forced to the disk, write by write: it survives the loss of power too. */
    SYNC(1);

    private final int syncLevel;

    Durability(final int syncLevel)
    {
        this.syncLevel = syncLevel;
    }

    /**
     * What Aeron calls it.
     *
     * @return file sync level of archive and cluster.
     */
    int syncLevel()
    {
        return syncLevel;
    }

    /**
     * As it is written in a configuration.
     *
     * @return page-cache or sync.
     */
    String text()
    {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
