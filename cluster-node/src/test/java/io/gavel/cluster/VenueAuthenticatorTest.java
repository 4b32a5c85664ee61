package io.gavel.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.security.SessionProxy;
import io.gavel.engine.ParticipantCredential;
import io.gavel.venue.ScramSha256;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The door lets in who knows the password, and tells nobody which names there are. */
class VenueAuthenticatorTest
{
    private final ScramSha256.Verifier operator = verifier("operator-secret", 1);
    private final CredentialDirectory directory = new CredentialDirectory(operator);
    private final AtomicLong failed = new AtomicLong();
    private final VenueAuthenticator authenticator = new VenueAuthenticator(directory, failed, 10_000);
    private long nextSessionId = 1;

    /** What the cluster would do with a session. */
    private static final class Door implements SessionProxy
    {
        private final long sessionId;
        private byte[] challenge;
        private byte[] principal;
        private boolean rejected;
        private boolean busy;

        private Door(final long sessionId)
        {
            this.sessionId = sessionId;
        }

        @Override
        public long sessionId()
        {
            return sessionId;
        }

        @Override
        public boolean challenge(final byte[] encodedChallenge)
        {
            challenge = encodedChallenge;
            return !busy;
        }

        @Override
        public boolean authenticate(final byte[] encodedPrincipal)
        {
            if (!busy)
            {
                principal = encodedPrincipal;
            }
            return !busy;
        }

        @Override
        public void reject()
        {
            rejected = true;
        }
    }

    private static ScramSha256.Verifier verifier(final String password, final int salt)
    {
        final byte[] bytes = new byte[ScramSha256.SALT_LENGTH];
        bytes[0] = (byte)salt;
        return ScramSha256.verifier(password.toCharArray(), bytes, ScramSha256.ITERATIONS);
    }

    private Door logOn(final String name, final String password)
    {
        final Door door = new Door(nextSessionId++);
        final String clientFirst = ScramSha256.clientFirst(name, "client-nonce");
        authenticator.onConnectRequest(door.sessionId, clientFirst.getBytes(StandardCharsets.UTF_8), 0);
        authenticator.onConnectedSession(door, 0);
        if (null != door.challenge)
        {
            final String clientFinal = ScramSha256.clientFinal(password.toCharArray(), clientFirst, text(door));
            authenticator.onChallengedSession(door, 1);
            authenticator.onChallengeResponse(door.sessionId, clientFinal.getBytes(StandardCharsets.UTF_8), 2);
            authenticator.onChallengedSession(door, 3);
        }
        return door;
    }

    private static String text(final Door door)
    {
        return new String(door.challenge, StandardCharsets.UTF_8);
    }

    @Test
    void shouldLetInWhoKnowsThePassword()
    {
        final ScramSha256.Verifier alice = verifier("wonder", 2);
        assertNull(logOn("alice", "wonder").principal);
        directory.put(new ParticipantCredential(
            0x01020304, "alice", alice.iterations(), alice.salt(), alice.storedKey(), alice.serverKey()));
        assertArrayEquals(new byte[]{4, 3, 2, 1}, logOn("alice", "wonder").principal);
        assertArrayEquals(new byte[]{0, 0, 0, 0}, logOn("operator", "operator-secret").principal);
        assertEquals(1, failed.get());
    }

    @Test
    void shouldRefuseAWrongPassword()
    {
        final Door door = logOn("operator", "wrong");
        assertTrue(door.rejected);
        assertNull(door.principal);
        assertEquals(1, failed.get());
    }

    @Test
    void shouldChallengeANameThatNobodyHasAsItDoesAKnownOne()
    {
        final Door first = logOn("nobody", "guess");
        final Door second = logOn("nobody", "guess");
        final Door other = logOn("nobody-else", "guess");
        assertTrue(first.rejected);
        assertEquals(ScramSha256.attribute(text(first), 's'), ScramSha256.attribute(text(second), 's'));
        assertNotEquals(ScramSha256.attribute(text(first), 's'), ScramSha256.attribute(text(other), 's'));
        assertNotEquals(ScramSha256.attribute(text(first), 'r'), ScramSha256.attribute(text(second), 'r'));
        assertEquals(Integer.toString(ScramSha256.ITERATIONS), ScramSha256.attribute(text(first), 'i'));
        assertEquals(3, failed.get());
    }

    @Test
    void shouldAnswerAgainWhenTheChallengeOrTheAdmissionCouldNotBeSent()
    {
        final Door door = new Door(77);
        final String clientFirst = ScramSha256.clientFirst("operator", "nonce");
        authenticator.onConnectRequest(77, clientFirst.getBytes(StandardCharsets.UTF_8), 0);
        door.busy = true;
        authenticator.onConnectedSession(door, 0);
        final String challenge = text(door);
        door.busy = false;
        authenticator.onConnectedSession(door, 1);
        assertEquals(challenge, text(door));
        authenticator.onChallengeResponse(77, ScramSha256.clientFinal(
            "operator-secret".toCharArray(), clientFirst, challenge).getBytes(StandardCharsets.UTF_8), 2);
        door.busy = true;
        authenticator.onChallengedSession(door, 3);
        assertNull(door.principal);
        door.busy = false;
        authenticator.onChallengedSession(door, 4);
        assertArrayEquals(new byte[]{0, 0, 0, 0}, door.principal);
    }

    @Test
    void shouldRefuseWhatIsNoLogon()
    {
        final byte[][] malformed =
        {
            null, {}, {(byte)0xFF, (byte)0xFE}, "hello".getBytes(StandardCharsets.UTF_8),
            "n=operator".getBytes(StandardCharsets.UTF_8), "n=operator,r=".getBytes(StandardCharsets.UTF_8),
            new byte[100_000]
        };
        for (final byte[] bytes : malformed)
        {
            final Door door = new Door(nextSessionId++);
            authenticator.onConnectRequest(door.sessionId, bytes, 0);
            authenticator.onConnectedSession(door, 0);
            assertTrue(door.rejected);
        }
        assertEquals(malformed.length, failed.get());
    }

    @Test
    void shouldRefuseAnAnswerToAForgottenChallenge()
    {
        final Door door = new Door(5);
        authenticator.onConnectRequest(5, "n=operator,r=x".getBytes(StandardCharsets.UTF_8), 0);
        authenticator.onConnectedSession(door, 0);
        authenticator.onConnectRequest(6, "n=operator,r=y".getBytes(StandardCharsets.UTF_8), 10_001);
        authenticator.onChallengeResponse(5, "c=biws".getBytes(StandardCharsets.UTF_8), 10_002);
        authenticator.onChallengedSession(door, 10_003);
        assertTrue(door.rejected);
    }

    @Test
    void shouldNotLetAParticipantTakeTheOperatorsName()
    {
        final ScramSha256.Verifier other = verifier("other", 3);
        directory.put(new ParticipantCredential(
            9, "operator", other.iterations(), other.salt(), other.storedKey(), other.serverKey()));
        assertTrue(logOn("operator", "other").rejected);
        assertArrayEquals(new byte[]{0, 0, 0, 0}, logOn("operator", "operator-secret").principal);
    }
}
