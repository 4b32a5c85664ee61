package io.gavel.engine.book;

import io.gavel.engine.InvariantViolation;
import java.util.Arrays;

/**
 * The inner nodes and leaves of every price tree: 64 children each, with a bit for each child that is there. A child is
 * a node (&gt; 0), a level (&lt; 0), or {@link #NONE}.
 */
final class TreeNodes
{
    static final int NONE = 0;

    /** Children of a node, as a shift. */
    static final int FAN_SHIFT = 6;

    /** Nodes from the root to a leaf of a tree over every price there may be: 7 x 6 bits hold 2^41 keys. */
    static final int HEIGHT_MAX = 7;

    private static final int INITIAL_NODES = 64;

    // Replaced when they grow: nobody may keep them over an allocation. Invariant: a bit is set where the child is not
    // NONE, and a free node has no children.
    long[] bits;
    int[] kids;
    int[] parents;

    private final int chargeMax;
    private int used = 1;
    private int freeNode = NONE;

    /**
     * Nodes that there would be, were every tree of full height: unlike their real number, which depends on how high
     * each tree has once grown, this follows from the levels alone. So what is decided by it is the same on a node
     * that was restored from a snapshot. It is never less than the real number.
     */
    private int charge;

    TreeNodes(final int chargeMax)
    {
        this.chargeMax = chargeMax;
        bits = new long[INITIAL_NODES];
        kids = new int[INITIAL_NODES << FAN_SHIFT];
        parents = new int[INITIAL_NODES];
    }

    boolean hasRoomForAnyLevel()
    {
        return charge + HEIGHT_MAX <= chargeMax;
    }

    int charge()
    {
        return charge;
    }

    void charge(final int nodes)
    {
        charge += nodes;
        if (charge > chargeMax)
        {
            throw new InvariantViolation("price trees: expected at most " + chargeMax + " nodes, actual=" + charge);
        }
    }

    int allocate(final int parent)
    {
        final int node;
        if (NONE != freeNode)
        {
            node = freeNode;
            freeNode = parents[node];
        }
        else
        {
            if (used == parents.length)
            {
                grow();
            }
            node = used++;
        }
        parents[node] = parent;
        return node;
    }

    void free(final int node)
    {
        parents[node] = freeNode;
        freeNode = node;
    }

    void put(final int node, final int index, final int kid)
    {
        kids[(node << FAN_SHIFT) + index] = kid;
        bits[node] |= 1L << index;
    }

    /** Takes a child out. Returns true where the node has others. */
    boolean remove(final int node, final int index)
    {
        kids[(node << FAN_SHIFT) + index] = NONE;
        return 0 != (bits[node] &= ~(1L << index));
    }

    /** The level with the largest key at or below a child. */
    int largest(final int from)
    {
        int kid = from;
        while (kid > 0)
        {
            kid = kids[(kid << FAN_SHIFT) + 63 - Long.numberOfLeadingZeros(bits[kid])];
        }
        return kid;
    }

    private void grow()
    {
        final int capacity = 2 * parents.length;
        bits = Arrays.copyOf(bits, capacity);
        kids = Arrays.copyOf(kids, capacity << FAN_SHIFT);
        parents = Arrays.copyOf(parents, capacity);
    }
}
