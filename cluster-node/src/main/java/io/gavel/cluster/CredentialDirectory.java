package io.gavel.cluster;

import io.gavel.engine.Limits;
import io.gavel.engine.ParticipantCredential;
import io.gavel.venue.ScramSha256;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may log on, and by what each is checked. The service writes as its state learns of participants, the consensus
 * module's authenticator reads. A node answers logons as the leader only, and it leads only after its service has
 * loaded the snapshot and replayed the log, so that every committed participant is here by then.
 */
final class CredentialDirectory
{
    private final Map<String, ParticipantCredential> byName = new ConcurrentHashMap<>();
    private final ParticipantCredential operator;

    /**
     * A directory that knows the first operator only.
     *
     * @param verifier of the operator, from the configuration.
     */
    CredentialDirectory(final ScramSha256.Verifier verifier)
    {
        operator = new ParticipantCredential(Limits.FIRST_OPERATOR_ID, Limits.FIRST_OPERATOR_NAME,
            verifier.iterations(), verifier.salt(), verifier.storedKey(), verifier.serverKey());
    }

    /**
     * A participant is known from now on. The first operator stays the configured one.
     *
     * @param credential of the participant.
     */
    void put(final ParticipantCredential credential)
    {
        byName.put(credential.name(), credential);
    }

    /**
     * Looks a name up.
     *
     * @param name as given at logon.
     * @return null where nobody has it.
     */
    ParticipantCredential find(final String name)
    {
        return Limits.FIRST_OPERATOR_NAME.equals(name) ? operator : byName.get(name);
    }

    /**
     * The first operator.
     *
     * @return its credential.
     */
    ParticipantCredential operator()
    {
        return operator;
    }
}
