package io.gavel.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Counts logons that failed, and says how long the next answer to a name has to wait. Written by the consensus module's
 * thread, read by any; this node's own memory, which a restart forgets.
 *
 * <p>Names share a table of fixed size by a keyed hash, whether anybody has them or not: hostile names cannot grow it,
 * and a delay tells nobody which names there are. Whoever fills the table delays every logon, by the longest delay at
 * most.
 */
final class FailedLogons
{
    /** The longest delay: clients give up a logon after 3 s, and the right password must get in before. */
    static final long DELAY_MAX_MS = 2_000;

    /** The delay after one failure; each one more doubles it. */
    static final long DELAY_MIN_MS = 100;

    /** A name without failures for so long is answered at once again. */
    static final long FORGOTTEN_AFTER_MS = 300_000;

    private static final int SLOTS = 1 << 16;
    private static final int RECENT_MAX = 30;
    private static final String HMAC = "HmacSHA256";

    private final byte[] recent = new byte[SLOTS];
    private final long[] lastMs = new long[SLOTS];
    private final AtomicLong count = new AtomicLong();
    // Bounded by the participants: nobody's names are not kept.
    private final Map<String, AtomicLong> byParticipant = new ConcurrentHashMap<>();
    private final Mac hash;

    /** A name and how often it failed. */
    record Count(String name, long failures)
    {
    }

    /** Nobody has failed yet. */
    FailedLogons()
    {
        final byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try
        {
            hash = Mac.getInstance(HMAC);
            hash.init(new SecretKeySpec(key, HMAC));
        }
        catch (final GeneralSecurityException e)
        {
            throw new IllegalStateException("this JDK has no " + HMAC, e);
        }
    }

    /**
     * Where a name is kept.
     *
     * @param name as given at logon.
     * @return to ask and tell by.
     */
    int slot(final String name)
    {
        return ByteBuffer.wrap(hash.doFinal(name.getBytes(StandardCharsets.UTF_8))).getInt() & SLOTS - 1;
    }

    /**
     * How long the answer to a name has to wait, be it yes or no.
     *
     * @param slot  of the name.
     * @param nowMs of the cluster's clock.
     * @return 0 where it did not fail lately, at most {@link #DELAY_MAX_MS}.
     */
    long delayMs(final int slot, final long nowMs)
    {
        if (0 == recent[slot] || nowMs - lastMs[slot] > FORGOTTEN_AFTER_MS)
        {
            return 0;
        }
        return Math.min(DELAY_MAX_MS, DELAY_MIN_MS << recent[slot] - 1);
    }

    /**
     * A proof was wrong.
     *
     * @param slot  of the name.
     * @param nowMs of the cluster's clock.
     */
    void onWrongProof(final int slot, final long nowMs)
    {
        final boolean isForgotten = nowMs - lastMs[slot] > FORGOTTEN_AFTER_MS;
        recent[slot] = (byte)(isForgotten ? 1 : Math.min(RECENT_MAX, recent[slot] + 1));
        lastMs[slot] = nowMs;
    }

    /**
     * A proof was right: what failed before is forgotten.
     *
     * @param slot of the name.
     */
    void onRightProof(final int slot)
    {
        recent[slot] = 0;
    }

    /**
     * A logon was refused.
     *
     * @param name of the participant, or null where it is nobody's or the proof was not what was wrong.
     */
    void onRefused(final String name)
    {
        count.incrementAndGet();
        if (null != name)
        {
            byParticipant.computeIfAbsent(name, (absent) -> new AtomicLong()).incrementAndGet();
        }
    }

    /**
     * How many were refused.
     *
     * @return since the node was started.
     */
    long count()
    {
        return count.get();
    }

    /**
     * The participants whose names failed most.
     *
     * @param limit of the list's length.
     * @return most failures first.
     */
    List<Count> most(final int limit)
    {
        final List<Count> counts = new ArrayList<>();
        byParticipant.forEach((name, failures) -> counts.add(new Count(name, failures.get())));
        counts.sort(Comparator.comparingLong(Count::failures).reversed().thenComparing(Count::name));
        return List.copyOf(counts.subList(0, Math.min(limit, counts.size())));
    }
}
