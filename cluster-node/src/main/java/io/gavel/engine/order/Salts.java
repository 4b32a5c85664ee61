package io.gavel.engine.order;

/** Where the index of open orders has the salts of its hash from. */
@FunctionalInterface
public interface Salts
{
    /**
     * The salt of a participant's client order ids.
     *
     * @param participantId of one that has orders, or asks for them.
     * @return the same for as long as the participant is there.
     */
    long salt(int participantId);
}
