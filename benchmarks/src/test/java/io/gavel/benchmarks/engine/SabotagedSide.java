package io.gavel.benchmarks.engine;

import java.util.List;
import java.util.stream.Collectors;

/** Its reports are right but for one. */
final class SabotagedSide implements EngineSide
{
    private final EngineSide side;
    private final Sabotage sabotage;
    private boolean isDone;

    private SabotagedSide(final EngineSide side, final Sabotage sabotage)
    {
        this.side = side;
        this.sabotage = sabotage;
    }

    /** What is wrong. */
    enum Sabotage
    {
        LOSES_A_TRADE, TRADES_ANOTHER_QUANTITY, CHANGES_TWO_TRADES_ABOUT, ACCEPTS_ONE_MORE
    }

    /** The same sides, one of them sabotaged. */
    static List<SideKind> in(final List<SideKind> sides, final String name, final Sabotage sabotage)
    {
        return sides.stream().map(side -> !name.equals(side.name()) ? side : new SideKind(name, flow ->
        {
            final EngineSide.Maker maker = side.preparation().prepare(flow);
            return () -> new SabotagedSide(maker.make(), sabotage);
        })).collect(Collectors.toList());
    }

    @Override
    public void run(final int from, final int to)
    {
        side.run(from, to);
    }

    @Override
    public void drain(final FlowDigest digest)
    {
        if (isDone)
        {
            side.drain(digest);
            return;
        }
        isDone = true;
        switch (sabotage)
        {
            case LOSES_A_TRADE -> side.discard();
            case TRADES_ANOTHER_QUANTITY ->
            {
                digest.onTrade(2, 1, 100, 1);
                side.drain(digest);
            }
            case CHANGES_TWO_TRADES_ABOUT ->
            {
                side.drain(digest);
                digest.onTrade(2, 1, 100, 1);
            }
            default ->
            {
                side.drain(digest);
                digest.onAccepted(1, 1, 1);
            }
        }
    }

    @Override
    public void discard()
    {
        side.discard();
    }
}
