package io.gavel.cluster.backup;

import io.aeron.security.CredentialsSupplier;
import io.gavel.venue.ScramSha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Proves to a node that this process knows the operator's password, each time that it asks where the log is. */
final class OperatorLogon implements CredentialsSupplier
{
    private static final String OPERATOR = "operator";
    private static final int NONCE_LENGTH = 18;

    private final SecureRandom random = new SecureRandom();
    private final char[] password;
    private String clientFirst;

    OperatorLogon(final char[] password)
    {
        this.password = password.clone();
    }

    @Override
    public byte[] encodedCredentials()
    {
        final byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        clientFirst = ScramSha256.clientFirst(OPERATOR, Base64.getEncoder().encodeToString(nonce));
        return clientFirst.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] onChallenge(final byte[] encodedChallenge)
    {
        return ScramSha256.clientFinal(password, clientFirst, new String(encodedChallenge, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    }
}
