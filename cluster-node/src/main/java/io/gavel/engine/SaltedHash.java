package io.gavel.engine;

/**
 * The hash of every table whose keys somebody outside chooses: without the salt, nobody can choose keys that meet in
 * one bucket. It is a function of key and salt only, so the same on every node.
 */
public final class SaltedHash
{
    private SaltedHash()
    {
    }

    /**
     * The bucket of a key.
     *
     * @param key     any value.
     * @param salt    of the table.
     * @param buckets how many there are, a power of two.
     * @return 0..buckets - 1.
     */
    public static int bucket(final long key, final long salt, final int buckets)
    {
        return (int)mix(key, salt) & buckets - 1;
    }

    /**
     * Mixes a value into a salt: twice the finalizer of MurmurHash3, the salt before and between, so that what the
     * first round does to a key cannot be worked out beforehand.
     *
     * @param value any.
     * @param salt  any.
     * @return for one salt another for each value, and for one value another for nearly each salt.
     */
    public static long mix(final long value, final long salt)
    {
        return finish(finish(value ^ salt) + salt);
    }

    private static long finish(final long value)
    {
        long bits = value;
        bits ^= bits >>> 33;
        bits *= 0xFF51AFD7ED558CCDL;
        bits ^= bits >>> 33;
        bits *= 0xC4CEB9FE1A85EC53L;
        bits ^= bits >>> 33;
        return bits;
    }
}
