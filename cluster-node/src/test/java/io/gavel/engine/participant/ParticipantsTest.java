package io.gavel.engine.participant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gavel.engine.ParticipantCredential;
import io.gavel.schema.Role;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ParticipantsTest
{
    @Test
    void shouldSaltTheHashesOfAParticipantByTheKeysOfAllUpToIt()
    {
        assertEquals(salt(1, 0, 0, 0, 0), salt(1, 0, 0, 0, 0));
        for (final int changed : new int[]{ 0, 1, 2, 3 })
        {
            final int[] keys = new int[4];
            keys[changed] = 1;
            assertNotEquals(salt(2, 0, 0, 0, 0), salt(2, keys), "key " + changed);
        }
        assertEquals(salt(1, 5, 6, 7, 8), salt(1, 5, 6, 9, 9), "later keys change nothing");
        assertNotEquals(salt(2, 0, 0, 5, 6), salt(2, 5, 6, 0, 0));
        assertNotEquals(salt(1, 5, 6, 5, 6), salt(2, 5, 6, 5, 6));
    }

    @Test
    void shouldGiveTheFirstOperatorASaltToo()
    {
        assertEquals(salt(0, 1, 2, 3, 4), salt(0, 4, 3, 2, 1));
        assertEquals(new Participants().get(0).hashSalt(), salt(0, 0, 0, 0, 0));
    }

    private static long salt(final int participantId, final int... lastBytesOfKeys)
    {
        final Participants participants = new Participants();
        for (int i = 0; i < lastBytesOfKeys.length; i += 2)
        {
            participants.add(new ParticipantCredential(participants.count(), "p" + i, 4096, new byte[16],
                key(lastBytesOfKeys[i]), key(lastBytesOfKeys[i + 1])), Role.TRADER);
        }
        return participants.get(participantId).hashSalt();
    }

    private static byte[] key(final int lastByte)
    {
        final byte[] key = new byte[Participants.KEY_LENGTH];
        Arrays.fill(key, (byte)7);
        key[key.length - 1] = (byte)lastByte;
        return key;
    }
}
