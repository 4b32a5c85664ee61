package io.gavel.engine.participant;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.engine.ParticipantCredential;
import io.gavel.engine.SaltedHash;
import io.gavel.schema.Role;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.collections.Object2IntHashMap;

/** Participants, numbered from 0 without holes; 0 is the operator who is there from the start. */
public final class Participants
{
    /** Bytes of a name. */
    public static final int NAME_LENGTH = 32;

    /** Bytes of a salt. */
    public static final int SALT_LENGTH = 16;

    /** Bytes of a key. */
    public static final int KEY_LENGTH = 32;

    private final Object2IntHashMap<String> idByName = new Object2IntHashMap<>(-1);
    private Participant[] participants = new Participant[64];
    private int count;
    // Of the keys of all who were added so far, so that it says nothing to who does not know each of them.
    private long saltChain;

    /** The first operator, whose verifier the nodes' configuration has. */
    public Participants()
    {
        add(new ParticipantCredential(Limits.FIRST_OPERATOR_ID, Limits.FIRST_OPERATOR_NAME, 0,
            new byte[SALT_LENGTH], new byte[KEY_LENGTH], new byte[KEY_LENGTH]), Role.OPERATOR);
    }

    /**
     * Whether thirty-two bytes are a name: a to z, A to Z, 0 to 9, '.', '_' and '-', at least one, padded with zeros.
     *
     * @param buffer that holds them.
     * @param offset of the first.
     * @return true where they are.
     */
    public static boolean isName(final DirectBuffer buffer, final int offset)
    {
        int length = 0;
        while (length < NAME_LENGTH && buffer.getByte(offset + length) != 0)
        {
            final byte b = buffer.getByte(offset + length);
            if (!(b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' ||
                b == '.' || b == '_' || b == '-'))
            {
                return false;
            }
            length++;
        }
        for (int i = length; i < NAME_LENGTH; i++)
        {
            if (buffer.getByte(offset + i) != 0)
            {
                return false;
            }
        }
        return length > 0;
    }

    /**
     * Whether a name is taken.
     *
     * @param name of a participant.
     * @return true where it is.
     */
    public boolean hasName(final String name)
    {
        return idByName.containsKey(name);
    }

    /**
     * Adds a participant.
     *
     * @param credential with the next id.
     * @param role       what it may do.
     * @return the participant.
     * @throws InvariantViolation where id or name are not the next, or there is no room: ask first.
     */
    public Participant add(final ParticipantCredential credential, final Role role)
    {
        return add(credential, role, Participant.NOBODY);
    }

    /**
     * Adds a participant that may read another one's executions.
     *
     * @param credential      with the next id.
     * @param role            what it may do.
     * @param ofParticipantId whose executions a drop copy reader reads, else {@link Participant#NOBODY}.
     * @return the participant.
     * @throws InvariantViolation where id or name are not the next, or there is no room: ask first.
     */
    public Participant add(final ParticipantCredential credential, final Role role, final int ofParticipantId)
    {
        if (credential.participantId() != count || hasName(credential.name()) || count >= Limits.PARTICIPANTS_MAX)
        {
            throw new InvariantViolation("participant: expected id " + count + " and a name that is free, actual " +
                credential.participantId() + " " + credential.name());
        }
        if (count == participants.length)
        {
            participants = Arrays.copyOf(participants, count * 2);
        }
        saltChain = mix(mix(saltChain, credential.storedKey()), credential.serverKey());
        final Participant participant = new Participant(credential, role, ofParticipantId, saltChain);
        participants[count++] = participant;
        idByName.put(credential.name(), participant.participantId());
        return participant;
    }

    /**
     * A participant.
     *
     * @param participantId any value.
     * @return the participant, or null where there is none.
     */
    public Participant get(final int participantId)
    {
        return participantId >= 0 && participantId < count ? participants[participantId] : null;
    }

    /**
     * A connection.
     *
     * @param handle of one that was resumed once.
     * @return the connection.
     */
    public Connection connection(final int handle)
    {
        return participants[handle / Limits.CONNECTIONS_PER_PARTICIPANT_MAX]
            .connection(handle % Limits.CONNECTIONS_PER_PARTICIPANT_MAX);
    }

    /**
     * How many there are.
     *
     * @return &gt; 0.
     */
    public int count()
    {
        return count;
    }

    private static long mix(final long chain, final byte[] key)
    {
        long mixed = chain;
        for (int i = 0; i < key.length; i += Long.BYTES)
        {
            long word = 0;
            for (int b = i; b < Math.min(key.length, i + Long.BYTES); b++)
            {
                word = word << Byte.SIZE | key[b] & 0xFF;
            }
            mixed = SaltedHash.mix(word, mixed);
        }
        return mixed;
    }
}
