package io.gavel.chaos.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was found wrong: counted by kind, with a sentence for the first of each.
 */
public final class Violations
{
    private static final int SENTENCES_MAX = 20;

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<String> sentences = new ArrayList<>();

    /** What kinds of wrong there are. */
    public enum Kind
    {
        /** Something acknowledged is not there, or something was never told. */
        LOST,

        /** Something happened, or was told, twice. */
        DUPLICATED,

        /** A command of which nobody knows what became of it. */
        UNRESOLVED,

        /** Two that must be equal differ: nodes, books, journals and events, balances and what moved them. */
        DIVERGED
    }

    /**
     * Adds a violation.
     *
     * @param kind     of it.
     * @param sentence that says what was expected and found.
     */
    public void add(final Kind kind, final String sentence)
    {
        counts.merge(kind, 1L, Long::sum);
        if (sentences.size() < SENTENCES_MAX)
        {
            sentences.add(kind.name().toLowerCase(java.util.Locale.ROOT) + ": " + sentence);
        }
    }

    /**
     * Adds a violation where a condition does not hold.
     *
     * @param holds    the condition.
     * @param kind     of the violation.
     * @param sentence that says what was expected and found.
     */
    public void check(final boolean holds, final Kind kind, final String sentence)
    {
        if (!holds)
        {
            add(kind, sentence);
        }
    }

    /**
     * Adds those of another.
     *
     * @param other that stays as it is.
     */
    public void addAll(final Violations other)
    {
        other.counts.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
        other.sentences.stream().limit(SENTENCES_MAX - sentences.size()).forEach(sentences::add);
    }

    /**
     * How many of a kind.
     *
     * @param kind of violation.
     * @return 0 or more.
     */
    public long count(final Kind kind)
    {
        return counts.getOrDefault(kind, 0L);
    }

    /**
     * Whether all is well.
     *
     * @return true where there is none.
     */
    public boolean isEmpty()
    {
        return counts.isEmpty();
    }

    /**
     * The first of them.
     *
     * @return at most 20 sentences.
     */
    public List<String> sentences()
    {
        return List.copyOf(sentences);
    }

    /** Forgets all. */
    void clear()
    {
        counts.clear();
        sentences.clear();
    }

    /**
     * For the last line of a drill.
     *
     * @return {@code lost=0 duplicated=0 unresolved=0 diverged=0}.
     */
    @Override
    public String toString()
    {
        return "lost=" + count(Kind.LOST) + " duplicated=" + count(Kind.DUPLICATED) +
            " unresolved=" + count(Kind.UNRESOLVED) + " diverged=" + count(Kind.DIVERGED);
    }
}
