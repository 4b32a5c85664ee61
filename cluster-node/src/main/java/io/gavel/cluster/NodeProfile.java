package io.gavel.cluster;

/** Which defaults a node has. */
public enum NodeProfile
{
    /** Three nodes and their clients on one machine with two cores. */
    SMALL,

    /** A node on a machine of its own. */
    PRODUCTION;

    /**
     * The name in a configuration.
     *
     * @return lower case.
     */
    public String text()
    {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
