package io.gavel.cluster;

import io.aeron.security.Authenticator;
import io.aeron.security.SessionProxy;
import io.gavel.engine.ParticipantCredential;
import io.gavel.venue.ScramSha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The door: SCRAM-SHA-256 (RFC 5802) over the cluster's challenge and response. A name that nobody has gets a challenge
 * like any other, with a salt that is always the same for it, and fails at the proof as a wrong password does. Called
 * from the consensus module's thread alone.
 *
 * <p>The answer to a name that failed lately waits, be it yes or no. Nothing else waits with it: the session stays
 * challenged, and the consensus module asks again in its next round, for as long as its session timeout after the
 * client's last message. A right proof is let in where {@link OpenSessions} has a place.
 */
final class VenueAuthenticator implements Authenticator
{
    private static final int LOGON_BYTES_MAX = 1_024;
    private static final int NONCE_BYTES = 18;

    /** Logons under way at one time: beyond it, the oldest one that did not answer its challenge is refused. */
    static final int LOGONS_MAX = 512;

    /** How long a right proof waits for a place: what its participant lost sight of may be about to time out. */
    static final long PLACE_WAIT_MS = 2_000;

    // In the order of their connect requests.
    private final Map<Long, Logon> logons = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final CredentialDirectory directory;
    private final FailedLogons failedLogons;
    private final OpenSessions sessions;
    private final long timeoutMs;

    /** A logon under way; challenge is null until it has been sent. */
    private static final class Logon
    {
        private final String clientFirst;
        private String serverFirst;
        private ParticipantCredential credential;
        private byte[] principal;
        private long lastMs;
        private long answerMs;
        private int slot;
        private boolean answered;
        private boolean pushedOut;

        private Logon(final String clientFirst, final long lastMs)
        {
            this.clientFirst = clientFirst;
            this.lastMs = lastMs;
        }
    }

    /**
     * An authenticator.
     *
     * @param directory    of those who may log on.
     * @param failedLogons counts them, and slows them down.
     * @param sessions     knows whether there is a place.
     * @param timeoutMs    after which an unfinished logon is forgotten, as its session is.
     */
    VenueAuthenticator(
        final CredentialDirectory directory,
        final FailedLogons failedLogons,
        final OpenSessions sessions,
        final long timeoutMs)
    {
        this.directory = directory;
        this.failedLogons = failedLogons;
        this.sessions = sessions;
        this.timeoutMs = timeoutMs;
    }

    @Override
    public void onConnectRequest(final long sessionId, final byte[] encodedCredentials, final long nowMs)
    {
        logons.values().removeIf((logon) -> nowMs - logon.lastMs > timeoutMs);
        if (logons.size() >= LOGONS_MAX)
        {
            pushOutOldest();
        }
        logons.put(sessionId, new Logon(text(encodedCredentials), nowMs));
    }

    private void pushOutOldest()
    {
        for (final Logon logon : logons.values())
        {
            if (!logon.answered && !logon.pushedOut)
            {
                logon.pushedOut = true;
                return;
            }
        }
    }

    @Override
    public void onConnectedSession(final SessionProxy sessionProxy, final long nowMs)
    {
        final Logon logon = logons.get(sessionProxy.sessionId());
        if (null == logon || null == logon.clientFirst || logon.pushedOut)
        {
            reject(sessionProxy, null);
            return;
        }
        if (null == logon.serverFirst)
        {
            try
            {
                challenge(logon);
            }
            catch (final IllegalArgumentException e)
            {
                // Not of the form n=name,r=nonce: there is nothing to challenge.
                reject(sessionProxy, null);
                return;
            }
        }
        // Where it cannot be sent now, the session stays connected, and this is called again.
        sessionProxy.challenge(logon.serverFirst.getBytes(StandardCharsets.UTF_8));
    }

    private void challenge(final Logon logon)
    {
        final String name = ScramSha256.attribute(logon.clientFirst, 'n');
        final String clientNonce = ScramSha256.attribute(logon.clientFirst, 'r');
        if (clientNonce.isEmpty())
        {
            throw new IllegalArgumentException("empty nonce");
        }
        final ParticipantCredential known = directory.find(name);
        logon.credential = null != known ? known : nobody(name);
        logon.slot = failedLogons.slot(name);
        final byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        logon.serverFirst = ScramSha256.serverFirst(clientNonce, Base64.getEncoder().encodeToString(nonce),
            logon.credential.salt(), logon.credential.iterations());
    }

    private ParticipantCredential nobody(final String name)
    {
        final byte[] digest = keyed(directory.operator().serverKey(), "salt of nobody:" + name);
        final byte[] unguessable = new byte[digest.length];
        random.nextBytes(unguessable);
        return new ParticipantCredential(-1, name, ScramSha256.ITERATIONS,
            Arrays.copyOf(digest, ScramSha256.SALT_LENGTH), unguessable, unguessable);
    }

    private static byte[] keyed(final byte[] key, final String text)
    {
        try
        {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        }
        catch (final GeneralSecurityException e)
        {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }

    @Override
    public void onChallengeResponse(final long sessionId, final byte[] encodedCredentials, final long nowMs)
    {
        final Logon logon = logons.get(sessionId);
        if (null == logon || null == logon.serverFirst || logon.answered)
        {
            return;
        }
        logon.answered = true;
        logon.lastMs = nowMs;
        logon.answerMs = nowMs + Math.min(timeoutMs / 2, failedLogons.delayMs(logon.slot, nowMs));
        final String clientFinal = text(encodedCredentials);
        if (null != clientFinal &&
            ScramSha256.verify(logon.credential.storedKey(), logon.clientFirst, logon.serverFirst, clientFinal) &&
            logon.credential.participantId() >= 0)
        {
            logon.principal = principal(logon.credential.participantId());
        }
        else
        {
            // Counted before it is answered, so that guesses that come side by side slow each other down.
            failedLogons.onWrongProof(logon.slot, nowMs);
        }
    }

    @Override
    public void onChallengedSession(final SessionProxy sessionProxy, final long nowMs)
    {
        final Logon logon = logons.get(sessionProxy.sessionId());
        if (null == logon || logon.pushedOut)
        {
            reject(sessionProxy, null);
        }
        else if (logon.answered && nowMs >= logon.answerMs)
        {
            answer(logon, sessionProxy, nowMs);
        }
    }

    private void answer(final Logon logon, final SessionProxy sessionProxy, final long nowMs)
    {
        final int participantId = logon.credential.participantId();
        if (null == logon.principal)
        {
            reject(sessionProxy, participantId >= 0 ? logon.credential.name() : null);
        }
        else if (!sessions.admit(sessionProxy.sessionId(), participantId, directory.isReserved(participantId), nowMs))
        {
            if (nowMs - logon.answerMs >= PLACE_WAIT_MS)
            {
                failedLogons.onRightProof(logon.slot);
                sessions.onRefused();
                logons.remove(sessionProxy.sessionId());
                sessionProxy.reject();
            }
        }
        else if (sessionProxy.authenticate(logon.principal))
        {
            failedLogons.onRightProof(logon.slot);
            logons.remove(sessionProxy.sessionId());
        }
    }

    private void reject(final SessionProxy sessionProxy, final String name)
    {
        logons.remove(sessionProxy.sessionId());
        failedLogons.onRefused(name);
        sessionProxy.reject();
    }

    private static String text(final byte[] bytes)
    {
        if (null == bytes || bytes.length == 0 || bytes.length > LOGON_BYTES_MAX)
        {
            return null;
        }
        try
        {
            final CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return chars.toString();
        }
        catch (final CharacterCodingException e)
        {
            // Bytes that are no text are no logon: refused by the caller as a null.
            return null;
        }
    }

    /**
     * How the log names a participant.
     *
     * @param participantId of the venue.
     * @return int32, little endian.
     */
    static byte[] principal(final int participantId)
    {
        return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(participantId).array();
    }

    /**
     * The participant that the log names.
     *
     * @param principal of a session.
     * @return -1 where it is none of ours.
     */
    static int participantId(final byte[] principal)
    {
        return null == principal || principal.length != Integer.BYTES ?
            -1 : ByteBuffer.wrap(principal).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }
}
