package io.gavel.client;

import io.aeron.security.CredentialsSupplier;
import io.gavel.venue.ScramSha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** Proves to the venue that this client knows the participant's password, without sending it (SCRAM-SHA-256). */
final class Logon implements CredentialsSupplier
{
    private static final int NONCE_LENGTH = 18;

    private final SecureRandom random = new SecureRandom();
    private final String participant;
    private final char[] password;
    private String clientFirst;

    Logon(final String participant, final char[] password)
    {
        this.participant = participant;
        this.password = password;
    }

    @Override
    public byte[] encodedCredentials()
    {
        final byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        clientFirst = ScramSha256.clientFirst(participant, Base64.getEncoder().encodeToString(nonce));
        return clientFirst.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] onChallenge(final byte[] encodedChallenge)
    {
        return ScramSha256.clientFinal(password, clientFirst, new String(encodedChallenge, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    }

    /** Forgets the password. */
    void wipe()
    {
        Arrays.fill(password, '\0');
    }
}
