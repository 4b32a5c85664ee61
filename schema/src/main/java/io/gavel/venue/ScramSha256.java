package io.gavel.venue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Salted challenge and response, as RFC 5802 and RFC 7677 define it (SCRAM-SHA-256, no channel binding): the password
 * never crosses the wire, and what the venue keeps of it cannot be used to log on.
 */
public final class ScramSha256
{
    /** Iterations of PBKDF2 that a new verifier gets; RFC 7677 asks for at least this many. */
    public static final int ITERATIONS = 4096;

    /** Bytes of a salt. */
    public static final int SALT_LENGTH = 16;

    private static final String HMAC = "HmacSHA256";

    private ScramSha256()
    {
    }

    /**
     * What the venue keeps of a password.
     *
     * @param iterations of PBKDF2.
     * @param salt       {@link #SALT_LENGTH} bytes.
     * @param storedKey  32 bytes.
     * @param serverKey  32 bytes.
     */
    public record Verifier(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey)
    {
        /**
         * Reads the one-line form.
         *
         * @param text {@code SCRAM-SHA-256$iterations:salt$storedKey:serverKey}, parts in base 64.
         * @return the verifier.
         * @throws IllegalArgumentException where the text is not of that form.
         */
        public static Verifier parse(final String text)
        {
            final String[] parts = text.trim().split("[$:]");
            if (parts.length != 5 || !"SCRAM-SHA-256".equals(parts[0]))
            {
                throw new IllegalArgumentException(
                    "expected a verifier of the form SCRAM-SHA-256$iterations:salt$storedKey:serverKey");
            }
            try
            {
                final Base64.Decoder base64 = Base64.getDecoder();
                final Verifier verifier = new Verifier(Integer.parseInt(parts[1]),
                    base64.decode(parts[2]), base64.decode(parts[3]), base64.decode(parts[4]));
                if (verifier.iterations < ITERATIONS || verifier.salt.length != SALT_LENGTH ||
                    verifier.storedKey.length != 32 || verifier.serverKey.length != 32)
                {
                    throw new IllegalArgumentException("verifier: expected at least " + ITERATIONS +
                        " iterations, a salt of " + SALT_LENGTH + " bytes and keys of 32 bytes");
                }
                return verifier;
            }
            catch (final NumberFormatException e)
            {
                throw new IllegalArgumentException("verifier: the iterations are not a number", e);
            }
        }

        /**
         * The one-line form, as PostgreSQL writes it too.
         *
         * @return text that {@link #parse(String)} reads.
         */
        public String format()
        {
            final Base64.Encoder base64 = Base64.getEncoder();
            return "SCRAM-SHA-256$" + iterations + ":" + base64.encodeToString(salt) + "$" +
                base64.encodeToString(storedKey) + ":" + base64.encodeToString(serverKey);
        }
    }

    /**
     * Makes a verifier.
     *
     * @param password   the secret.
     * @param salt       {@link #SALT_LENGTH} random bytes.
     * @param iterations of PBKDF2.
     * @return what the venue may keep.
     */
    public static Verifier verifier(final char[] password, final byte[] salt, final int iterations)
    {
        final byte[] salted = saltedPassword(password, salt, iterations);
        return new Verifier(iterations, salt.clone(),
            sha256(hmac(salted, "Client Key")), hmac(salted, "Server Key"));
    }

    /**
     * The client's first message.
     *
     * @param name  of the participant.
     * @param nonce printable, without commas.
     * @return {@code n=name,r=nonce}.
     */
    public static String clientFirst(final String name, final String nonce)
    {
        return "n=" + name + ",r=" + nonce;
    }

    /**
     * The server's challenge.
     *
     * @param clientNonce of the client's first message.
     * @param serverNonce printable, without commas.
     * @param salt        of the verifier.
     * @param iterations  of the verifier.
     * @return {@code r=nonces,s=salt,i=iterations}.
     */
    public static String serverFirst(
        final String clientNonce, final String serverNonce, final byte[] salt, final int iterations)
    {
        return "r=" + clientNonce + serverNonce + ",s=" + Base64.getEncoder().encodeToString(salt) + ",i=" + iterations;
    }

    /**
     * The client's answer to a challenge.
     *
     * @param password    the secret.
     * @param clientFirst message that was sent.
     * @param serverFirst message that was received.
     * @return {@code c=biws,r=nonces,p=proof}.
     * @throws IllegalArgumentException where the challenge is malformed, or not an answer to the first message.
     */
    public static String clientFinal(final char[] password, final String clientFirst, final String serverFirst)
    {
        final String nonce = attribute(serverFirst, 'r');
        final String clientNonce = attribute(clientFirst, 'r');
        if (!nonce.startsWith(clientNonce) || nonce.length() == clientNonce.length())
        {
            throw new IllegalArgumentException("the challenge does not carry this client's nonce");
        }
        final int iterations = Integer.parseInt(attribute(serverFirst, 'i'));
        if (iterations < ITERATIONS || iterations > 10_000_000)
        {
            throw new IllegalArgumentException("the challenge asks for " + iterations + " iterations");
        }
        final byte[] salted = saltedPassword(
            password, Base64.getDecoder().decode(attribute(serverFirst, 's')), iterations);
        final byte[] clientKey = hmac(salted, "Client Key");
        final String withoutProof = "c=biws,r=" + nonce;
        final byte[] signature = hmac(sha256(clientKey), clientFirst + "," + serverFirst + "," + withoutProof);
        return withoutProof + ",p=" + Base64.getEncoder().encodeToString(xor(clientKey, signature));
    }

    /**
     * Checks the client's answer.
     *
     * @param storedKey   of the verifier.
     * @param clientFirst message that was received.
     * @param serverFirst message that was sent.
     * @param clientFinal message that was received.
     * @return true where the client knows the password.
     */
    public static boolean verify(
        final byte[] storedKey, final String clientFirst, final String serverFirst, final String clientFinal)
    {
        try
        {
            final String withoutProof = "c=biws,r=" + attribute(serverFirst, 'r');
            if (!clientFinal.startsWith(withoutProof + ",p="))
            {
                return false;
            }
            final byte[] proof = Base64.getDecoder().decode(attribute(clientFinal, 'p'));
            final byte[] signature = hmac(storedKey, clientFirst + "," + serverFirst + "," + withoutProof);
            return proof.length == signature.length &&
                MessageDigest.isEqual(storedKey, sha256(xor(proof, signature)));
        }
        catch (final IllegalArgumentException e)
        {
            return false;
        }
    }

    /**
     * One attribute of a message.
     *
     * @param message of {@code x=value} parts with commas between them.
     * @param name    the letter.
     * @return the value.
     * @throws IllegalArgumentException where it is not there.
     */
    public static String attribute(final String message, final char name)
    {
        for (final String part : message.split(","))
        {
            if (part.length() >= 2 && part.charAt(0) == name && part.charAt(1) == '=')
            {
                return part.substring(2);
            }
        }
        throw new IllegalArgumentException("no attribute " + name + " in the logon message");
    }

    private static byte[] saltedPassword(final char[] password, final byte[] salt, final int iterations)
    {
        try
        {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password, salt, iterations, 256)).getEncoded();
        }
        catch (final GeneralSecurityException e)
        {
            throw new IllegalStateException("this JDK has no PBKDF2WithHmacSHA256", e);
        }
    }

    private static byte[] hmac(final byte[] key, final String text)
    {
        try
        {
            final Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        }
        catch (final GeneralSecurityException e)
        {
            throw new IllegalStateException("this JDK has no " + HMAC, e);
        }
    }

    private static byte[] sha256(final byte[] bytes)
    {
        try
        {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        }
        catch (final GeneralSecurityException e)
        {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    private static byte[] xor(final byte[] a, final byte[] b)
    {
        final byte[] result = a.clone();
        for (int i = 0; i < result.length; i++)
        {
            result[i] ^= b[i % b.length];
        }
        return result;
    }
}
