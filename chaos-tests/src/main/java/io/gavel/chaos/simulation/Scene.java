package io.gavel.chaos.simulation;

import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What everything in a simulation shares: one clock, one random, what is counted and what is told. */
final class Scene
{
    private final VirtualTime time = new VirtualTime();
    private final Coverage coverage = new Coverage();
    private final SplittableRandom random;
    private final Trace trace;
    private final FaultRates rates;
    private final Sabotage sabotage;
    private RuntimeException failure;

    Scene(final long seed, final Trace trace, final Sabotage sabotage)
    {
        this.trace = trace;
        this.sabotage = sabotage;
        random = new SplittableRandom(seed);
        rates = new FaultRates(random);
        trace.clock(time);
    }

    VirtualTime time()
    {
        return time;
    }

    SplittableRandom random()
    {
        return random;
    }

    Coverage coverage()
    {
        return coverage;
    }

    FaultRates rates()
    {
        return rates;
    }

    Sabotage sabotage()
    {
        return sabotage;
    }

    /** True this often, of a million. */
    boolean chance(final int ofMillion)
    {
        return ofMillion > 0 && random.nextInt(1_000_000) < ofMillion;
    }

    /** A time between the two, mostly nearer to the first. */
    long delayNs(final long fromNs, final long toNs)
    {
        final double share = random.nextDouble();
        return fromNs + (long)((toNs - fromNs) * share * share);
    }

    void count(final Happening happening)
    {
        coverage.count(happening);
    }

    /** Whether somebody wants to know everything. */
    boolean isTraced()
    {
        return trace.isOn();
    }

    void trace(final Supplier<String> line)
    {
        trace.line(line);
    }

    /** Something failed where an exception would not get through: the next step throws it. */
    void fail(final Throwable cause)
    {
        if (null == failure)
        {
            failure = cause instanceof SimulationFailure known ? known :
                new SimulationFailure("a client failed: " + cause, cause);
        }
    }

    void throwFailure()
    {
        if (null != failure)
        {
            throw failure;
        }
    }
}
