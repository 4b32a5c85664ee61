package io.gavel.engine.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.engine.InvariantViolation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestKeysTest
{
    private final RequestKeys keys = new RequestKeys(4711);

    @Test
    void shouldRememberWhatAKeyWasUsedForAndWhatItWasAnswered()
    {
        keys.add(5, 50, 500);
        keys.add(Long.MAX_VALUE, -1, Long.MIN_VALUE);
        assertTrue(keys.contains(5) && keys.contains(Long.MAX_VALUE));
        assertFalse(keys.contains(6) || keys.contains(0) || keys.contains(-5));
        assertEquals(50, keys.digest(5));
        assertEquals(500, keys.resultId(5));
        assertEquals(-1, keys.digest(Long.MAX_VALUE));
        assertEquals(Long.MIN_VALUE, keys.resultId(Long.MAX_VALUE));
    }

    @Test
    void shouldForgetTheOldestKeyWhenItIsFull()
    {
        final int added = RequestKeys.KEYS_MAX * 2 + 10;
        for (long key = 1; key <= added; key++)
        {
            keys.add(key * 64, key, -key);
            assertEquals(Math.min(key, RequestKeys.KEYS_MAX), keys.count());
        }
        final long oldest = added - RequestKeys.KEYS_MAX + 1;
        for (long key = 1; key <= added; key++)
        {
            assertEquals(key >= oldest, keys.contains(key * 64), "key " + key);
        }
        assertEquals(oldest * 64, keys.keyAt(0));
        assertEquals(oldest, keys.digestAt(0));
        assertEquals(-oldest, keys.resultIdAt(0));
        assertEquals(added * 64L, keys.keyAt(RequestKeys.KEYS_MAX - 1));
        keys.add(64, 1, 1);
        assertFalse(keys.contains(oldest * 64), "a forgotten key is a new one");
        assertTrue(keys.contains(64));
    }

    @Test
    void shouldGoOnFromASnapshotAsIfNothingHadHappened()
    {
        for (long key = 1; key <= RequestKeys.KEYS_MAX + 1_000; key++)
        {
            keys.add(key, key * 3, key * 5);
        }
        final RequestKeys restored = new RequestKeys(4711);
        for (int i = 0; i < keys.count(); i++)
        {
            restored.restore(keys.keyAt(i), keys.digestAt(i), keys.resultIdAt(i));
        }
        assertThrows(InvariantViolation.class, () -> restored.restore(1, 1, 1), "more than there may be");
        for (final RequestKeys each : List.of(keys, restored))
        {
            each.add(1_000_000, 1, 2);
            each.add(1, 3, 4);
        }
        assertEquals(rows(keys), rows(restored));
        assertEquals(RequestKeys.KEYS_MAX, rows(keys).size());
    }

    @Test
    void shouldRefuseAKeyTwiceOrOutOfBoundsAndAnAnswerForNone()
    {
        keys.add(1, 1, 1);
        assertThrows(InvariantViolation.class, () -> keys.add(1, 2, 2));
        assertThrows(InvariantViolation.class, () -> keys.add(0, 2, 2));
        assertThrows(InvariantViolation.class, () -> keys.restore(1, 2, 2));
        assertThrows(InvariantViolation.class, () -> keys.restore(-1, 2, 2));
        assertThrows(InvariantViolation.class, () -> keys.digest(2));
        assertThrows(InvariantViolation.class, () -> keys.resultId(2));
        assertThrows(InvariantViolation.class, () -> keys.keyAt(1));
    }

    private static List<String> rows(final RequestKeys keys)
    {
        final List<String> rows = new ArrayList<>();
        for (int i = 0; i < keys.count(); i++)
        {
            final long key = keys.keyAt(i);
            assertEquals(keys.digestAt(i), keys.digest(key));
            assertEquals(keys.resultIdAt(i), keys.resultId(key));
            rows.add(key + " " + keys.digestAt(i) + " " + keys.resultIdAt(i));
        }
        return rows;
    }
}
