package io.gavel.dropcopy;

import io.gavel.venue.ScramSha256;
import java.util.Map;

/** Knows its readers by their passwords, which are their names. */
final class PasswordGatekeeper implements Gatekeeper
{
    private final Map<String, Reader> readers;

    PasswordGatekeeper(final Map<String, Reader> readers)
    {
        this.readers = readers;
    }

    @Override
    public Reader logOn(final String clientFirst, final Challenge challenge)
    {
        final String name = ScramSha256.attribute(clientFirst, 'n');
        final ScramSha256.Verifier verifier = ScramSha256.verifier(
            name.toCharArray(), new byte[ScramSha256.SALT_LENGTH], ScramSha256.ITERATIONS);
        final String serverFirst = ScramSha256.serverFirst(
            ScramSha256.attribute(clientFirst, 'r'), "server", verifier.salt(), verifier.iterations());
        final String clientFinal = challenge.answer(serverFirst);
        if (!ScramSha256.verify(verifier.storedKey(), clientFirst, serverFirst, clientFinal))
        {
            throw new LogonRefusedException("wrong");
        }
        return readers.get(name);
    }
}
