package io.gavel.cluster;

import io.gavel.engine.Limits;
import io.gavel.engine.ParticipantCredential;
import io.gavel.venue.ScramSha256;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may log on, and by what each is checked. The service writes as its state learns of participants, the consensus
 * module's authenticator reads. A node answers logons as the leader only, and it leads only after its service has
 * loaded the snapshot and replayed the log, so that every committed participant is here by then.
 */
final class CredentialDirectory
{
    private final Map<String, ParticipantCredential> byName = new ConcurrentHashMap<>();
    private final Set<Integer> reserved = ConcurrentHashMap.newKeySet();
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
     * @param isReserved whether it runs the venue, and gets in where all other places are taken.
     */
    void put(final ParticipantCredential credential, final boolean isReserved)
    {
        if (isReserved)
        {
            reserved.add(credential.participantId());
        }
        byName.put(credential.name(), credential);
    }

    /**
     * Whether a participant may have the places that are kept for those who run the venue.
     *
     * @param participantId that proved who it is.
     * @return true for operators and risk officers.
     */
    boolean isReserved(final int participantId)
    {
        return Limits.FIRST_OPERATOR_ID == participantId || reserved.contains(participantId);
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
