package io.gavel.engine.account;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.SaltedHash;
import java.util.Arrays;

/**
 * The last {@link #KEYS_MAX} idempotency keys of commands that move money or shares, each with a digest of its command
 * and with what it was answered. When it is full, the key that was added first is forgotten.
 */
public final class RequestKeys
{
    /** Keys that are kept. */
    public static final int KEYS_MAX = 65_536;

    private static final int NIL = -1;
    private static final int CAPACITY_INITIAL = 64;

    private final long salt;
    // A ring: the oldest key is at head once all KEYS_MAX are used, and at 0 before.
    private long[] keys = new long[CAPACITY_INITIAL];
    private long[] digests = new long[CAPACITY_INITIAL];
    private long[] resultIds = new long[CAPACITY_INITIAL];
    private int[] nextInBucket = new int[CAPACITY_INITIAL];
    private int[] buckets = new int[CAPACITY_INITIAL];
    private int count;
    private int head;

    /**
     * No keys.
     *
     * @param salt of the hash, so that chosen keys meet in no bucket.
     */
    public RequestKeys(final long salt)
    {
        this.salt = salt;
        Arrays.fill(buckets, NIL);
    }

    /**
     * Whether a key was used, as far as is remembered.
     *
     * @param key any value.
     * @return true where it was.
     */
    public boolean contains(final long key)
    {
        return NIL != find(key);
    }

    /**
     * The digest of the command that used a key.
     *
     * @param key that is remembered.
     * @return as it was added.
     * @throws InvariantViolation where it is not: ask {@link #contains(long)} first.
     */
    public long digest(final long key)
    {
        return digests[require(key)];
    }

    /**
     * What the command that used a key was answered.
     *
     * @param key that is remembered.
     * @return as it was added.
     * @throws InvariantViolation where it is not: ask {@link #contains(long)} first.
     */
    public long resultId(final long key)
    {
        return resultIds[require(key)];
    }

    /**
     * Remembers a key, and forgets the oldest for it where all {@link #KEYS_MAX} are used.
     *
     * @param key      &gt; 0, one that is not remembered.
     * @param digest   of its command.
     * @param resultId what it was answered.
     * @throws InvariantViolation where the key is remembered already, or out of its bounds.
     */
    public void add(final long key, final long digest, final long resultId)
    {
        if (key <= 0 || contains(key))
        {
            throw new InvariantViolation("request keys: expected a new key > 0, actual " + key);
        }
        final int at;
        if (count < KEYS_MAX)
        {
            if (count == keys.length)
            {
                grow();
            }
            at = count++;
        }
        else
        {
            at = head;
            head = head + 1 == KEYS_MAX ? 0 : head + 1;
            unlink(at);
        }
        keys[at] = key;
        digests[at] = digest;
        resultIds[at] = resultId;
        link(at);
    }

    /**
     * How many keys there are.
     *
     * @return 0..{@link #KEYS_MAX}.
     */
    public int count()
    {
        return count;
    }

    /**
     * A key, in the order in which they were added.
     *
     * @param index 0 for the oldest.
     * @return &gt; 0.
     */
    public long keyAt(final int index)
    {
        return keys[position(index)];
    }

    /**
     * The digest of a key's command.
     *
     * @param index 0 for the oldest key.
     * @return as it was added.
     */
    public long digestAt(final int index)
    {
        return digests[position(index)];
    }

    /**
     * What a key's command was answered.
     *
     * @param index 0 for the oldest key.
     * @return as it was added.
     */
    public long resultIdAt(final int index)
    {
        return resultIds[position(index)];
    }

    /**
     * Puts the next key back as a snapshot has it, oldest first.
     *
     * @param key      &gt; 0.
     * @param digest   of its command.
     * @param resultId what it was answered.
     * @throws InvariantViolation where the key is there already or out of its bounds, or there are too many.
     */
    public void restore(final long key, final long digest, final long resultId)
    {
        if (count >= KEYS_MAX || key <= 0 || contains(key))
        {
            throw new InvariantViolation("snapshot: request key " + key + " is out of range, there already, or one " +
                "of more than " + KEYS_MAX);
        }
        add(key, digest, resultId);
    }

    private int position(final int index)
    {
        if (index < 0 || index >= count)
        {
            throw new InvariantViolation("request keys: expected an index below " + count + ", actual " + index);
        }
        final int at = head + index;
        return at < count ? at : at - count;
    }

    private int require(final long key)
    {
        final int at = find(key);
        if (NIL == at)
        {
            throw new InvariantViolation("request keys: expected a key that is remembered, actual " + key);
        }
        return at;
    }

    private int find(final long key)
    {
        int at = buckets[bucket(key)];
        while (NIL != at && keys[at] != key)
        {
            at = nextInBucket[at];
        }
        return at;
    }

    private void link(final int at)
    {
        final int bucket = bucket(keys[at]);
        nextInBucket[at] = buckets[bucket];
        buckets[bucket] = at;
    }

    private void unlink(final int at)
    {
        final int bucket = bucket(keys[at]);
        if (buckets[bucket] == at)
        {
            buckets[bucket] = nextInBucket[at];
            return;
        }
        int before = buckets[bucket];
        while (nextInBucket[before] != at)
        {
            before = nextInBucket[before];
        }
        nextInBucket[before] = nextInBucket[at];
    }

    private void grow()
    {
        final int capacity = count * 2;
        keys = Arrays.copyOf(keys, capacity);
        digests = Arrays.copyOf(digests, capacity);
        resultIds = Arrays.copyOf(resultIds, capacity);
        nextInBucket = new int[capacity];
        buckets = new int[capacity];
        Arrays.fill(buckets, NIL);
        for (int at = 0; at < count; at++)
        {
            link(at);
        }
    }

    private int bucket(final long key)
    {
        return SaltedHash.bucket(key, salt, buckets.length);
    }
}
