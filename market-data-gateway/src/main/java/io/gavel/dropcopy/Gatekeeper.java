package io.gavel.dropcopy;

/** Port: who says whether a reader is who it says it is (SCRAM-SHA-256, RFC 5802). */
@FunctionalInterface
public interface Gatekeeper
{
    /** Asks the one who logs on. */
    @FunctionalInterface
    interface Challenge
    {
        /**
         * Blocks for a bounded time.
         *
         * @param serverFirst the challenge.
         * @return the client's answer to it.
         * @throws LogonRefusedException where none comes in time.
         */
        String answer(String serverFirst);
    }

    /**
     * Logs on; blocks for a bounded time.
     *
     * @param clientFirst of the reader.
     * @param challenge   to ask it for its proof, once.
     * @return who it is.
     * @throws LogonRefusedException where it did not prove it, or nobody can tell.
     */
    Reader logOn(String clientFirst, Challenge challenge);
}
