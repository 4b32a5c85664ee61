package io.gavel.client;

/** What a call does where the client's queue is full. */
public enum BackPressure
{
    /**
     * The call waits up to {@link GavelClient.Context#backPressureTimeout(java.time.Duration)}, then throws
     * {@link BackPressureException}. On the client's own thread it never waits.
     */
    WAIT,

    /** The call throws {@link BackPressureException} at once. */
    FAIL
}
