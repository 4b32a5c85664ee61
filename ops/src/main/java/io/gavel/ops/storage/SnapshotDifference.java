package io.gavel.ops.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.cluster.storage.SnapshotReader;
import io.gavel.ops.cli.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares two snapshots row by row, each found by what names it. Only sections that differ are held in memory. */
final class SnapshotDifference
{
    // What names a row, where it is not the first of its numbers.
    private static final List<String> KEYS = List.of("orderId", "matchId", "sessionId", "key", "slot", "page", "kind");
    private static final List<String> PARTS = List.of("scope", "ownerId", "participantId", "connectionId", "accountId",
        "instrumentId", "groupId", "feeClass", "currency", "limitType", "clientSeq", "firstReportSeq");
    private static final Set<String> BY_PARTICIPANT = Set.of("clOrdIds");

    private final SnapshotSource a;
    private final SnapshotSource b;
    private final Progress progress;
    private String hashA;
    private String hashB;
    private ObjectNode firstA;
    private ObjectNode firstB;
    private long rows;

    /**
     * A section that differs.
     *
     * @param name         of it.
     * @param rowsA        in the first snapshot.
     * @param rowsB        in the second.
     * @param onlyA        rows that the second has not.
     * @param onlyB        rows that the first has not.
     * @param changed      rows that both have, with other fields.
     * @param isOtherOrder the same rows in another order, which is state as well.
     * @param firstKey     of the first row that differs; empty where only the order does.
     */
    record Section(
        String name,
        long rowsA,
        long rowsB,
        long onlyA,
        long onlyB,
        long changed,
        boolean isOtherOrder,
        String firstKey)
    {
    }

    /** One section of one snapshot in short. */
    private static final class Digest
    {
        private long rows;
        private long hash;
    }

    SnapshotDifference(final SnapshotSource a, final SnapshotSource b, final Progress progress)
    {
        this.a = a;
        this.b = b;
        this.progress = progress;
    }

    /**
     * Compares.
     *
     * @return the sections that differ.
     */
    List<Section> compare()
    {
        final Map<String, Digest> digestsA = new LinkedHashMap<>();
        final Map<String, Digest> digestsB = new LinkedHashMap<>();
        hashA = hash(digest(a, digestsA));
        hashB = hash(digest(b, digestsB));
        final Set<String> names = new LinkedHashSet<>(digestsA.keySet());
        names.addAll(digestsB.keySet());
        final List<Section> sections = new ArrayList<>();
        for (final String name : names)
        {
            final Digest inA = digestsA.getOrDefault(name, new Digest());
            final Digest inB = digestsB.getOrDefault(name, new Digest());
            if (inA.rows != inB.rows || inA.hash != inB.hash)
            {
                sections.add(section(name, inA.rows, inB.rows));
            }
        }
        if (!sections.isEmpty() && !sections.get(0).firstKey.isEmpty())
        {
            firstA = find(a, sections.get(0));
            firstB = find(b, sections.get(0));
        }
        return sections;
    }

    private static String hash(final SnapshotReader reader)
    {
        return String.format("%016x", reader.hash());
    }

    private SnapshotReader digest(final SnapshotSource source, final Map<String, Digest> digests)
    {
        return source.read((name, row, hash) ->
        {
            final Digest digest = digests.computeIfAbsent(name, (key) -> new Digest());
            digest.rows++;
            digest.hash = digest.hash * 31 + hash;
            progress.onProgress("comparing", ++rows, 0);
        });
    }

    private Section section(final String name, final long rowsA, final long rowsB)
    {
        final Map<String, Long> inA = new LinkedHashMap<>();
        keyed(a, name, (key, hash) -> inA.put(key, hash));
        final long[] counts = new long[2];
        final String[] first = new String[1];
        keyed(b, name, (key, hash) ->
        {
            final Long other = inA.remove(key);
            if (null == other || other.longValue() != hash)
            {
                counts[null == other ? 0 : 1]++;
                first[0] = null == first[0] ? key : first[0];
            }
        });
        if (null == first[0] && !inA.isEmpty())
        {
            first[0] = inA.keySet().iterator().next();
        }
        return new Section(name, rowsA, rowsB, inA.size(), counts[0], counts[1], null == first[0],
            null == first[0] ? "" : first[0]);
    }

    private ObjectNode find(final SnapshotSource source, final Section section)
    {
        final ObjectNode[] found = new ObjectNode[1];
        final Map<String, Integer> seen = new HashMap<>();
        source.read((name, row, hash) ->
        {
            if (section.name.equals(name) && section.firstKey.equals(key(name, row, seen)))
            {
                found[0] = row;
            }
        });
        return found[0];
    }

    /** Takes keys. */
    private interface KeyConsumer
    {
        void onKey(String key, long hash);
    }

    private void keyed(final SnapshotSource source, final String section, final KeyConsumer consumer)
    {
        final Map<String, Integer> seen = new HashMap<>();
        source.read((name, row, hash) ->
        {
            if (section.equals(name))
            {
                consumer.onKey(key(name, row, seen), hash);
            }
        });
    }

    private static String key(final String section, final ObjectNode row, final Map<String, Integer> seen)
    {
        for (final String name : KEYS)
        {
            if (row.has(name))
            {
                final String prefix = BY_PARTICIPANT.contains(section) ?
                    "participantId=" + row.path("participantId").asText() + " " : "";
                return prefix + name + "=" + row.path(name).asText();
            }
        }
        final StringBuilder key = new StringBuilder();
        for (final String name : PARTS)
        {
            if (row.has(name))
            {
                key.append(key.isEmpty() ? "" : " ").append(name).append('=').append(row.path(name).asText());
            }
        }
        final int count = seen.merge(key.toString(), 1, Integer::sum);
        return 1 == count ? key.toString() : key + " #" + count;
    }

    String hashA()
    {
        return hashA;
    }

    String hashB()
    {
        return hashB;
    }

    ObjectNode firstA()
    {
        return firstA;
    }

    ObjectNode firstB()
    {
        return firstB;
    }
}
