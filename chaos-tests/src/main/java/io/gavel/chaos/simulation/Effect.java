package io.gavel.chaos.simulation;

import java.util.Arrays;

/**
 * One call that the engine made while it executed an entry.
 *
 * @param kind   of the call.
 * @param id     first event, session, timer or participant.
 * @param number last event, or deadline; else 0.
 * @param bytes  of events or of a message; else empty.
 */
record Effect(Kind kind, long id, long number, byte[] bytes)
{
    static final byte[] NONE = {};

    /** The calls of an engine's output. */
    enum Kind
    {
        EVENTS, MESSAGE, TIMER_WANTED, TIMER_UNWANTED, CREDENTIAL, SESSION_REFUSED
    }

    boolean isSame(final Effect other)
    {
        return kind == other.kind && id == other.id && number == other.number && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public String toString()
    {
        return switch (kind)
        {
            case EVENTS -> "events " + id + ".." + number + " [" + EventLine.of(bytes) + "]";
            case MESSAGE -> "to session " + id + ": " + MessageLine.of(bytes);
            case TIMER_WANTED -> "timer " + id + " wanted at " + (number - VirtualTime.EPOCH_NS) / 1_000 + "us";
            case TIMER_UNWANTED -> "timer " + id + " unwanted";
            case CREDENTIAL -> "credential of participant " + id;
            case SESSION_REFUSED -> "session " + id + " refused";
        };
    }
}
