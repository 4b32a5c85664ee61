package io.gavel.reference;

/**
 * What a random order flow looks like.
 *
 * @param symbols       books, 1 and up.
 * @param openOrders    about how many orders the flow keeps open, over all symbols.
 * @param strideTicks   distance between prices that are used, 1 and up.
 * @param spanStrides   how far from the middle prices lie, in strides.
 * @param quantityMax   largest quantity, lots.
 * @param crossPercent  of the orders that reach across the middle.
 * @param plain         true where every venue can run the flow: NEW with GTC or IOC and CANCEL only, ids that are never
 *                      used again, every price and quantity right; a REPLACE becomes a CANCEL and a NEW.
 */
public record FlowShape(
    int symbols,
    int openOrders,
    long strideTicks,
    int spanStrides,
    int quantityMax,
    int crossPercent,
    boolean plain)
{
    /**
     * A shape that follows from the seed, so that a run over seeds goes over all kinds: one symbol and many, prices
     * that lie close and far, levels that are deep and empty.
     *
     * @param seed of the flow.
     * @return the shape.
     */
    public static FlowShape of(final long seed)
    {
        final int kind = (int)Math.floorMod(seed, 6L);
        return switch (kind)
        {
            case 0 -> new FlowShape(1, 200, 1, 30, 50, 25, false);
            case 1 -> new FlowShape(5, 300, 1, 100, 1_000, 15, false);
            case 2 -> new FlowShape(2, 1_000, 1, 3, 20, 10, false);
            case 3 -> new FlowShape(3, 300, 64, 200, 500, 20, false);
            case 4 -> new FlowShape(2, 200, 5_000_000_011L, 100, 1_000_000_000, 20, false);
            default -> new FlowShape(20, 100, 7, 20, 10, 45, false);
        };
    }

    /**
     * The same without what only some venues have.
     *
     * @return a plain shape.
     */
    public FlowShape asPlain()
    {
        return new FlowShape(symbols, openOrders, strideTicks, spanStrides, quantityMax, crossPercent, true);
    }
}
