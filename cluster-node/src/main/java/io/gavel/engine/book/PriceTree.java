package io.gavel.engine.book;

import io.gavel.engine.InvariantViolation;

/**
 * The price levels of one side of one book, found by key. The key of a price is {@code price} for a bid and
 * {@code ~price} for an ask, so that the best is the largest on both sides, and its sign tells the side.
 * <p>
 * The tree is as high as the span of the prices has required since the side was last empty: it grows at the root when a
 * price is beyond, and is not made lower before it is empty.
 */
final class PriceTree
{
    /** Below every key. */
    static final long NO_KEY = Long.MIN_VALUE;

    private static final int INDEX_MASK = 63;
    private static final int STEP = TreeNodes.FAN_SHIFT;

    private final Nodes nodes;
    private final TreeNodes tree;

    private int root = TreeNodes.NONE;

    /** Of the root: the bits of a key that stand right of the root's index. */
    private int rootShift;

    /** Any key that the root covers; of use for its upper bits. */
    private long rootKey;

    private int best = Nodes.NIL;

    // Invariant: the key of the best level, NO_KEY where there is none.
    private long bestKey = NO_KEY;

    PriceTree(final Nodes nodes, final TreeNodes tree)
    {
        this.nodes = nodes;
        this.tree = tree;
    }

    static long price(final long key)
    {
        return key ^ (key >> 63);
    }

    int best()
    {
        return best;
    }

    long bestKey()
    {
        return bestKey;
    }

    /** The level of a key, NIL where there is none. */
    int find(final long key)
    {
        if (TreeNodes.NONE == root || !isCovered(key))
        {
            return Nodes.NIL;
        }
        int kid = root;
        for (int shift = rootShift; shift >= 0 && TreeNodes.NONE != kid; shift -= STEP)
        {
            kid = tree.kids[(kid << STEP) + index(key, shift)];
        }
        return TreeNodes.NONE == kid ? Nodes.NIL : kid;
    }

    /** The level of a key, made where there is none: its tree nodes must have been asked for. */
    int findOrAdd(final long key)
    {
        if (TreeNodes.NONE == root)
        {
            tree.charge(TreeNodes.HEIGHT_MAX);
            root = tree.allocate(TreeNodes.NONE);
            rootShift = 0;
            rootKey = key;
        }
        else
        {
            while (!isCovered(key))
            {
                addRoot();
            }
        }
        int node = root;
        for (int shift = rootShift; shift > 0; shift -= STEP)
        {
            final int index = index(key, shift);
            int kid = tree.kids[(node << STEP) + index];
            if (TreeNodes.NONE == kid)
            {
                tree.charge(1);
                kid = tree.allocate(node);
                tree.put(node, index, kid);
            }
            node = kid;
        }
        final int level = tree.kids[(node << STEP) + index(key, 0)];
        return TreeNodes.NONE == level ? addLevel(node, key) : level;
    }

    /** Takes out a level that has no orders left, and frees it. */
    void remove(final int level)
    {
        final long key = nodes.key(level);
        if (level == best)
        {
            best = after(level);
            bestKey = Nodes.NIL == best ? NO_KEY : nodes.key(best);
        }
        int node = nodes.get(level, Nodes.LEAF);
        int shift = 0;
        while (!tree.remove(node, index(key, shift)))
        {
            final int parent = tree.parents[node];
            tree.free(node);
            if (TreeNodes.NONE == parent)
            {
                root = TreeNodes.NONE;
                tree.charge(-(TreeNodes.HEIGHT_MAX - rootShift / STEP));
                break;
            }
            tree.charge(-1);
            node = parent;
            shift += STEP;
        }
        nodes.freeLevel(level);
    }

    /** The next level in priority, NIL after the last. */
    int after(final int level)
    {
        final long key = nodes.key(level);
        int node = nodes.get(level, Nodes.LEAF);
        int shift = 0;
        do
        {
            final long lower = tree.bits[node] & ((1L << index(key, shift)) - 1);
            if (0 != lower)
            {
                return tree.largest(tree.kids[(node << STEP) + 63 - Long.numberOfLeadingZeros(lower)]);
            }
            node = tree.parents[node];
            shift += STEP;
        }
        while (TreeNodes.NONE != node);
        return Nodes.NIL;
    }

    /** Walks over every node. Returns how many there are, with those that the tree lacks to full height. */
    int checkInvariants()
    {
        if (TreeNodes.NONE == root)
        {
            check(Nodes.NIL == best && NO_KEY == bestKey, "an empty side has a best level");
            return 0;
        }
        check(best == tree.largest(root) && bestKey == nodes.key(best), "the best level is not the largest key");
        check(TreeNodes.NONE == tree.parents[root], "the root of a price tree has a parent");
        final int missing = TreeNodes.HEIGHT_MAX - 1 - rootShift / STEP;
        return missing + check(root, rootShift, rootKey >>> (rootShift + STEP));
    }

    private int check(final int node, final int shift, final long prefix)
    {
        check(0 != tree.bits[node], "a price tree keeps an empty node");
        int count = 1;
        for (int i = 0; i <= INDEX_MASK; i++)
        {
            final int kid = tree.kids[(node << STEP) + i];
            check((TreeNodes.NONE != kid) == (0 != (tree.bits[node] & (1L << i))), "a tree node's bits and children");
            if (TreeNodes.NONE == kid)
            {
                continue;
            }
            final long kidPrefix = (prefix << STEP) | i;
            check(kid > 0 == shift > 0, "a level stands in an inner node, or a node in a leaf");
            if (shift > 0)
            {
                check(tree.parents[kid] == node, "a tree node does not know its parent");
                count += check(kid, shift - STEP, kidPrefix);
            }
            else
            {
                check(nodes.key(kid) == kidPrefix, "level key: expected " + kidPrefix + ", actual=" + nodes.key(kid));
                check(nodes.get(kid, Nodes.LEAF) == node, "a level does not know its leaf");
            }
        }
        return count;
    }

    private static void check(final boolean condition, final String message)
    {
        if (!condition)
        {
            throw new InvariantViolation(message);
        }
    }

    private static int index(final long key, final int shift)
    {
        return (int)(key >>> shift) & INDEX_MASK;
    }

    private boolean isCovered(final long key)
    {
        return 0 == (key ^ rootKey) >>> (rootShift + STEP);
    }

    private void addRoot()
    {
        // The tree was charged as one of full height: that it grows towards it adds nothing.
        final int grown = tree.allocate(TreeNodes.NONE);
        rootShift += STEP;
        tree.put(grown, index(rootKey, rootShift), root);
        tree.parents[root] = grown;
        root = grown;
    }

    private int addLevel(final int leaf, final long key)
    {
        final int level = nodes.allocateLevel(key, leaf);
        tree.put(leaf, index(key, 0), level);
        if (key > bestKey)
        {
            best = level;
            bestKey = key;
        }
        return level;
    }
}
