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
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The door: SCRAM-SHA-256 (RFC 5802) over the cluster's challenge and response. A name that nobody has gets a challenge
 * like any other, with a salt that is always the same for it, and fails at the proof as a wrong password does. Called
 * from the consensus module's thread alone.
 */
final class VenueAuthenticator implements Authenticator
{
    private static final int LOGON_BYTES_MAX = 1_024;
    private static final int NONCE_BYTES = 18;

    private final Long2ObjectHashMap<Logon> logons = new Long2ObjectHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final CredentialDirectory directory;
    private final AtomicLong failedLogons;
    private final long timeoutMs;

    /** A logon under way; challenge is null until it has been sent. */
    private static final class Logon
    {
        private final String clientFirst;
        private final long startMs;
        private String serverFirst;
        private ParticipantCredential credential;
        private byte[] principal;
        private boolean answered;

        private Logon(final String clientFirst, final long startMs)
        {
            this.clientFirst = clientFirst;
            this.startMs = startMs;
        }
    }

    /**
     * An authenticator.
     *
     * @param directory    of those who may log on.
     * @param failedLogons counts them.
     * @param timeoutMs    after which an unfinished logon is forgotten.
     */
    VenueAuthenticator(final CredentialDirectory directory, final AtomicLong failedLogons, final long timeoutMs)
    {
        this.directory = directory;
        this.failedLogons = failedLogons;
        this.timeoutMs = timeoutMs;
    }

    @Override
    public void onConnectRequest(final long sessionId, final byte[] encodedCredentials, final long nowMs)
    {
        logons.values().removeIf((logon) -> nowMs - logon.startMs > timeoutMs);
        logons.put(sessionId, new Logon(text(encodedCredentials), nowMs));
    }

    @Override
    public void onConnectedSession(final SessionProxy sessionProxy, final long nowMs)
    {
        final Logon logon = logons.get(sessionProxy.sessionId());
        if (null == logon || null == logon.clientFirst)
        {
            reject(sessionProxy);
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
                reject(sessionProxy);
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
        final String clientFinal = text(encodedCredentials);
        if (null != clientFinal &&
            ScramSha256.verify(logon.credential.storedKey(), logon.clientFirst, logon.serverFirst, clientFinal) &&
            logon.credential.participantId() >= 0)
        {
            logon.principal = principal(logon.credential.participantId());
        }
    }

    @Override
    public void onChallengedSession(final SessionProxy sessionProxy, final long nowMs)
    {
        final long sessionId = sessionProxy.sessionId();
        final Logon logon = logons.get(sessionId);
        if (null == logon)
        {
            reject(sessionProxy);
        }
        else if (null != logon.principal)
        {
            if (sessionProxy.authenticate(logon.principal))
            {
                logons.remove(sessionId);
            }
        }
        else if (logon.answered)
        {
            reject(sessionProxy);
        }
    }

    private void reject(final SessionProxy sessionProxy)
    {
        logons.remove(sessionProxy.sessionId());
        failedLogons.incrementAndGet();
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
