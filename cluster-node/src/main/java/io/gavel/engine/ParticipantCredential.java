package io.gavel.engine;

/**
 * What the door needs to check a password without knowing it (RFC 5802).
 *
 * @param participantId whose it is.
 * @param name          by which the participant logs on.
 * @param iterations    of PBKDF2.
 * @param salt          16 bytes.
 * @param storedKey     32 bytes.
 * @param serverKey     32 bytes.
 */
public record ParticipantCredential(
    int participantId, String name, int iterations, byte[] salt, byte[] storedKey, byte[] serverKey)
{
}
