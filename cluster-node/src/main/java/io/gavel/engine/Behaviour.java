package io.gavel.engine;

/**
 * Which rules the state machine follows. A log is executed by the rules that held when it was written, on every build:
 * a later version holds from the command on that activates it, and is in every snapshot after it.
 */
public final class Behaviour
{
    /** Every venue is born with it. */
    public static final int FIRST = 1;

    /** From this version on a halted market is resumed in slices; before, in one command. */
    public static final int RESUMES_IN_SLICES = 2;

    /** The newest version that this code can execute. */
    public static final int VERSION_MAX = RESUMES_IN_SLICES;

    private final int versionMax;
    private int version = FIRST;
    // As the log says: the same on every node, whatever its own build.
    private int leaderVersionMax = FIRST;

    /**
     * The rules of a new venue.
     *
     * @param versionMax newest version to execute, 1..{@link #VERSION_MAX}; less than that only to stand in for an
     *                   older build.
     */
    Behaviour(final int versionMax)
    {
        if (versionMax < FIRST || versionMax > VERSION_MAX)
        {
            throw new IllegalArgumentException(
                "expected behaviour versions up to " + FIRST + ".." + VERSION_MAX + ", actual " + versionMax);
        }
        this.versionMax = versionMax;
    }

    /**
     * The rules that hold.
     *
     * @return from 1.
     */
    public int version()
    {
        return version;
    }

    /**
     * Whether rules hold.
     *
     * @param since version that brought them.
     * @return true from that version on.
     */
    public boolean includes(final int since)
    {
        return version >= since;
    }

    /**
     * The newest version that the build of the leader can execute.
     *
     * @return from 1.
     */
    public int leaderVersionMax()
    {
        return leaderVersionMax;
    }

    /**
     * A leader begins its term.
     *
     * @param knownUpTo newest version that its build can execute, as the log says; below 1 where it does not say.
     */
    void leaderVersionMax(final int knownUpTo)
    {
        leaderVersionMax = Math.max(FIRST, knownUpTo);
    }

    /**
     * Puts back what a snapshot has.
     *
     * @param current   version that holds, from 1.
     * @param knownUpTo newest version that the leader's build can execute.
     */
    public void restore(final int current, final int knownUpTo)
    {
        version = current;
        leaderVersionMax = knownUpTo;
    }

    /**
     * Whether this build can execute a version.
     *
     * @param other version.
     * @return false where the node has to stop.
     */
    public boolean isKnown(final int other)
    {
        return other <= versionMax;
    }

    /**
     * The newest version that this build executes.
     *
     * @return 1..{@link #VERSION_MAX}.
     */
    public int versionMax()
    {
        return versionMax;
    }

    /**
     * Puts rules into force.
     *
     * @param next version, from 1.
     * @throws UnknownBehaviour where this build does not have them; nothing has changed then.
     */
    public void activate(final int next)
    {
        if (!isKnown(next))
        {
            throw new UnknownBehaviour("the log activates", next, versionMax);
        }
        version = next;
    }
}
