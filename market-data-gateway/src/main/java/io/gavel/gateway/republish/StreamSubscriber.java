package io.gavel.gateway.republish;

/**
 * Port of a client of the stream. Called on the feed's thread; must not block.
 */
public interface StreamSubscriber
{
    /**
     * Hands over a message; it may stay in a buffer until {@link #flush()}. Where the client reads too slowly the
     * message is dropped together with the client.
     *
     * @param json one JSON document.
     */
    void send(String json);

    /** Sends what is in the buffer. */
    void flush();
}
