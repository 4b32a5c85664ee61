package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class SaltedHashTest
{
    private static final int BUCKETS = 1 << 12;
    private static final int KEYS = 1 << 14;

    @Test
    void shouldBeTheSameForEver()
    {
        assertEquals(0, SaltedHash.mix(0, 0));
        assertEquals(reference(reference(1 ^ 2) + 2), SaltedHash.mix(1, 2));
        assertEquals((int)SaltedHash.mix(-5, 77) & 255, SaltedHash.bucket(-5, 77, 256));
        assertEquals(0, SaltedHash.bucket(-5, 77, 1));
    }

    @Test
    void shouldSpreadKeysOfAnyPatternOverTheBuckets()
    {
        for (final long salt : new long[]{ 0, 1, -1, 0x123456789ABCDEFL })
        {
            assertSpread(salt, (i) -> i);
            assertSpread(salt, (i) -> i << 12);
            assertSpread(salt, (i) -> i << 40);
            assertSpread(salt, (i) -> Long.MAX_VALUE - i * BUCKETS);
            assertSpread(salt, (i) -> i << 32 | i);
        }
    }

    @Test
    void shouldScatterUnderOneSaltTheKeysThatMeetUnderAnother()
    {
        int found = 0;
        final Set<Integer> buckets = new HashSet<>();
        for (long key = 1; found < 1_000; key++)
        {
            if (0 == SaltedHash.bucket(key, 4711, BUCKETS))
            {
                found++;
                buckets.add(SaltedHash.bucket(key, 4712, BUCKETS));
            }
        }
        assertTrue(buckets.size() > 800, "buckets: " + buckets.size());
    }

    private static void assertSpread(final long salt, final LongUnaryOperator key)
    {
        final int[] counts = new int[BUCKETS];
        int most = 0;
        for (int i = 1; i <= KEYS; i++)
        {
            most = Math.max(most, ++counts[SaltedHash.bucket(key.applyAsLong(i), salt, BUCKETS)]);
        }
        assertTrue(most <= 20, "expected 4 keys a bucket or a few more, actual " + most + " with salt " + salt);
    }

    private static long reference(final long value)
    {
        long bits = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
        bits = (bits ^ bits >>> 33) * 0xC4CEB9FE1A85EC53L;
        return bits ^ bits >>> 33;
    }
}
