package io.gavel.gateway.book;

/**
 * The prices that the venue lets an instrument trade at.
 *
 * @param referenceMinor static reference price of one share, minor units; 0 where there is none.
 * @param staticBandBps  how far a limit price may be from it, basis points; 0 where there is no such band.
 * @param dynamicBandBps how far the next trade may be from the last, basis points; 0 where there is no such band.
 * @param pauseNs        how long the auction takes that follows where the next trade would leave the dynamic band.
 */
public record Collar(long referenceMinor, int staticBandBps, int dynamicBandBps, long pauseNs)
{
    /** No band and no reference. */
    static final Collar NONE = new Collar(0, 0, 0, 0);

    Collar withReference(final long minor)
    {
        return new Collar(minor, staticBandBps, dynamicBandBps, pauseNs);
    }
}
