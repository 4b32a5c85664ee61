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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The door lets in who knows the password, and tells nobody which names there are. */
class VenueAuthenticatorTest
{
    private final ScramSha256.Verifier operator = verifier("operator-secret", 1);
    private final CredentialDirectory directory = new CredentialDirectory(operator);
    private final FailedLogons failed = new FailedLogons();
    private final OpenSessions sessions = new OpenSessions(40, 4, 10_000);
    private final VenueAuthenticator authenticator = new VenueAuthenticator(directory, failed, sessions, 10_000);
    private long nextSessionId = 1;
    private long nowMs = 1_700_000_000_000L;

    /** What the cluster would do with a session. */
    private static final class Door implements SessionProxy
    {
        private final long sessionId;
        private byte[] challenge;
        private byte[] principal;
        private boolean rejected;
        private boolean busy;
        private long waitedMs;

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

    private Door knock(final String name, final String password)
    {
        final Door door = new Door(nextSessionId++);
        final String clientFirst = ScramSha256.clientFirst(name, "client-nonce");
        authenticator.onConnectRequest(door.sessionId, clientFirst.getBytes(StandardCharsets.UTF_8), nowMs);
        authenticator.onConnectedSession(door, nowMs);
        final String clientFinal = ScramSha256.clientFinal(password.toCharArray(), clientFirst, text(door));
        authenticator.onChallengedSession(door, nowMs);
        authenticator.onChallengeResponse(door.sessionId, clientFinal.getBytes(StandardCharsets.UTF_8), nowMs);
        return door;
    }

    private Door logOn(final String name, final String password)
    {
        final Door door = knock(name, password);
        while (!door.rejected && null == door.principal)
        {
            authenticator.onChallengedSession(door, nowMs + door.waitedMs);
            door.waitedMs++;
            assertTrue(door.waitedMs < 10_000, "no answer");
        }
        door.waitedMs--;
        nowMs += door.waitedMs;
        return door;
    }

    private void add(final int participantId, final String name, final String password, final boolean isReserved)
    {
        final ScramSha256.Verifier verifier = verifier(password, participantId);
        directory.put(new ParticipantCredential(participantId, name, verifier.iterations(), verifier.salt(),
            verifier.storedKey(), verifier.serverKey()), isReserved);
    }

    private static String text(final Door door)
    {
        return new String(door.challenge, StandardCharsets.UTF_8);
    }

    @Test
    void shouldLetInWhoKnowsThePassword()
    {
        assertNull(logOn("alice", "wonder").principal);
        add(0x01020304, "alice", "wonder", false);
        assertArrayEquals(new byte[]{4, 3, 2, 1}, logOn("alice", "wonder").principal);
        assertArrayEquals(new byte[]{0, 0, 0, 0}, logOn("operator", "operator-secret").principal);
        assertEquals(1, failed.count());
    }

    @Test
    void shouldRefuseAWrongPassword()
    {
        final Door door = logOn("operator", "wrong");
        assertTrue(door.rejected);
        assertNull(door.principal);
        assertEquals(1, failed.count());
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
        assertEquals(3, failed.count());
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
        assertEquals(malformed.length, failed.count());
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
        add(9, "operator", "other", false);
        assertTrue(logOn("operator", "other").rejected);
        assertArrayEquals(new byte[]{0, 0, 0, 0}, logOn("operator", "operator-secret").principal);
    }

    private List<Long> waitsOf(final String name, final int failures)
    {
        return IntStream.range(0, failures).mapToObj((i) -> logOn(name, "wrong").waitedMs).toList();
    }

    @Test
    void shouldDoubleTheDelayOfANameWithEachFailureUpToTwoSeconds()
    {
        add(7, "alice", "wonder", false);
        final List<Long> delays = List.of(0L, 100L, 200L, 400L, 800L, 1600L, 2000L, 2000L);
        assertEquals(delays, waitsOf("alice", 8));
        assertEquals(delays, waitsOf("nobody", 8));
        assertEquals(0, logOn("operator", "operator-secret").waitedMs);

        // The right password waits as a wrong one would, and is let in.
        final Door door = logOn("alice", "wonder");
        assertEquals(2_000, door.waitedMs);
        assertArrayEquals(new byte[]{7, 0, 0, 0}, door.principal);
        assertEquals(0, logOn("alice", "wonder").waitedMs);
    }

    @Test
    void shouldSlowDownGuessesThatComeSideBySide()
    {
        final List<Door> doors = new ArrayList<>();
        for (int i = 0; i < 100; i++)
        {
            doors.add(knock("operator", "guess" + i));
        }
        doors.add(knock("operator", "operator-secret"));
        final List<Integer> answered = new ArrayList<>();
        for (final long afterMs : new long[]{0, 100, 1_600, 1_999, 2_000})
        {
            for (final Door door : doors)
            {
                if (!door.rejected && null == door.principal)
                {
                    authenticator.onChallengedSession(door, nowMs + afterMs);
                }
            }
            answered.add((int)doors.stream().filter((door) -> door.rejected || null != door.principal).count());
        }
        assertEquals(List.of(1, 2, 6, 6, 101), answered);
        assertArrayEquals(new byte[]{0, 0, 0, 0}, doors.get(100).principal);
        assertEquals(100, failed.count());
    }

    @Test
    void shouldForgetFailuresAfterFiveMinutes()
    {
        waitsOf("operator", 5);
        // The fifth was counted before its answer waited for 800 ms.
        nowMs += FailedLogons.FORGOTTEN_AFTER_MS - 800;
        assertEquals(1_600, logOn("operator", "wrong").waitedMs);
        nowMs += FailedLogons.FORGOTTEN_AFTER_MS - 1_600 + 1;
        assertEquals(List.of(0L, 100L), waitsOf("operator", 2));
    }

    @Test
    void shouldCountFailuresByTheNamesOfParticipantsAlone()
    {
        add(7, "alice", "wonder", false);
        waitsOf("alice", 2);
        waitsOf("operator", 3);
        for (int i = 0; i < 50; i++)
        {
            logOn("random-" + i, "wrong");
        }
        assertEquals(List.of(new FailedLogons.Count("operator", 3), new FailedLogons.Count("alice", 2)),
            failed.most(10));
        assertEquals(List.of(new FailedLogons.Count("operator", 3)), failed.most(1));
        assertEquals(55, failed.count());
    }

    @Test
    void shouldRefuseAParticipantsSessionsBeyondItsShare()
    {
        add(7, "alice", "wonder", false);
        add(8, "bob", "builder", false);
        final List<Door> doors = new ArrayList<>();
        for (int i = 0; i < 4; i++)
        {
            doors.add(logOn("alice", "wonder"));
            assertArrayEquals(new byte[]{7, 0, 0, 0}, doors.get(i).principal);
        }
        final Door fifth = logOn("alice", "wonder");
        assertTrue(fifth.rejected);
        assertEquals(VenueAuthenticator.PLACE_WAIT_MS, fifth.waitedMs);
        assertArrayEquals(new byte[]{8, 0, 0, 0}, logOn("bob", "builder").principal);
        doors.forEach((door) -> sessions.onOpened(door.sessionId, 7));
        assertTrue(logOn("alice", "wonder").rejected);
        assertEquals(2, sessions.refused());
        assertEquals(0, failed.count());

        final Door patient = knock("alice", "wonder");
        authenticator.onChallengedSession(patient, nowMs + 1_000);
        sessions.onClosed(7);
        authenticator.onChallengedSession(patient, nowMs + 1_001);
        assertArrayEquals(new byte[]{7, 0, 0, 0}, patient.principal);
        sessions.onOpened(patient.sessionId, 7);

        sessions.onClosed(7);
        assertArrayEquals(new byte[]{7, 0, 0, 0}, logOn("alice", "wonder").principal);
        assertTrue(logOn("alice", "wonder").rejected);

        // It never opened: after a while its place is free again.
        nowMs += 10_001;
        assertArrayEquals(new byte[]{7, 0, 0, 0}, logOn("alice", "wonder").principal);
    }

    @Test
    void shouldKeepTheLastPlacesForThoseWhoRunTheVenue()
    {
        for (int participantId = 1; participantId <= 10; participantId++)
        {
            add(participantId, "trader-" + participantId, "secret", false);
        }
        add(20, "risk", "secret", true);
        int sessionId = 1_000;
        for (int place = 0; place < 32; place++)
        {
            sessions.onOpened(sessionId++, 1 + place / 4);
        }
        assertTrue(logOn("trader-10", "secret").rejected);
        for (int i = 0; i < 4; i++)
        {
            assertArrayEquals(new byte[]{20, 0, 0, 0}, logOn("risk", "secret").principal);
            assertArrayEquals(new byte[]{0, 0, 0, 0}, logOn("operator", "operator-secret").principal);
        }
        assertTrue(logOn("operator", "operator-secret").rejected);
        sessions.onClosed(1);
        assertArrayEquals(new byte[]{0, 0, 0, 0}, knockAfterOneIsForgotten());
    }

    private byte[] knockAfterOneIsForgotten()
    {
        nowMs += 10_001;
        return logOn("operator", "operator-secret").principal;
    }

    @Test
    void shouldPushOutTheOldestLogonThatDoesNotAnswerItsChallenge()
    {
        final List<Door> silent = new ArrayList<>();
        for (int i = 0; i < VenueAuthenticator.LOGONS_MAX; i++)
        {
            final Door door = new Door(nextSessionId++);
            authenticator.onConnectRequest(door.sessionId, "n=operator,r=x".getBytes(StandardCharsets.UTF_8), nowMs);
            authenticator.onConnectedSession(door, nowMs);
            silent.add(door);
        }
        assertArrayEquals(new byte[]{0, 0, 0, 0}, logOn("operator", "operator-secret").principal);
        silent.forEach((door) -> authenticator.onChallengedSession(door, nowMs));
        assertTrue(silent.get(0).rejected);
        assertEquals(1, silent.stream().filter((door) -> door.rejected).count());
    }
}
