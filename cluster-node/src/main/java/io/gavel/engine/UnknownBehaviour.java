package io.gavel.engine;

/**
 * The log, or a snapshot, wants rules that this build does not have: the node has to stop before it executes anything
 * by other rules than the others do.
 */
public final class UnknownBehaviour extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * A node whose build is too old.
     *
     * @param source     that wants it, such as {@code the log activates}.
     * @param version    that it wants.
     * @param versionMax newest one of this build.
     */
    public UnknownBehaviour(final String source, final int version, final int versionMax)
    {
        super(source + " behaviour " + version + ", this build knows up to " + versionMax +
            ": start this node with a newer build");
    }
}
