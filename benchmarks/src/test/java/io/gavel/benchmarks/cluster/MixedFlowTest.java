package io.gavel.benchmarks.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MixedFlowTest
{
    private record Open(boolean isBuy, int account, int priceTicks, int lots)
    {
    }

    private final MixedFlow flow = new MixedFlow();
    private final Map<Long, Open> deep = new HashMap<>();
    private final Map<MixedFlow.Kind, Integer> counts = new EnumMap<>(MixedFlow.Kind.class);
    private int topLots;
    private long gained;

    @Test
    void shouldKeepTheMixAndTheBookForHoweverLong()
    {
        for (int i = 0; i < MixedFlow.DEPTH; i++)
        {
            flow.nextDeep();
            apply();
        }
        counts.clear();
        final int cycles = 50_000;
        for (int i = 0; i < cycles * 20; i++)
        {
            flow.next();
            apply();
            assertTrue(deep.size() == MixedFlow.DEPTH || deep.size() == MixedFlow.DEPTH + 1,
                () -> deep.size() + " open");
            if (flow.kind() == MixedFlow.Kind.IMMEDIATE)
            {
                assertEquals(0, topLots, "lots in the middle after a cycle");
                assertEquals(gained, flow.lotsGained());
            }
        }
        assertEquals(6 * cycles, counts.get(MixedFlow.Kind.DEEP));
        assertEquals(2 * cycles, counts.get(MixedFlow.Kind.TOP));
        assertEquals(6 * cycles, counts.get(MixedFlow.Kind.CANCEL));
        assertEquals(5 * cycles, counts.get(MixedFlow.Kind.REPLACE));
        assertEquals(cycles, counts.get(MixedFlow.Kind.IMMEDIATE));
        assertEquals(cycles, flow.immediates());
        assertTrue(deep.values().stream().anyMatch(Open::isBuy) && !deep.values().stream().allMatch(Open::isBuy));
    }

    private void apply()
    {
        counts.merge(flow.kind(), 1, Integer::sum);
        switch (flow.kind())
        {
            case DEEP ->
            {
                assertEquals(null, deep.put(flow.clOrdId(), order()), "an id that is used already");
                assertUncrossed();
            }
            case CANCEL -> assertEquals(order(), deep.remove(flow.clOrdId()), "what is cancelled");
            case REPLACE ->
            {
                final Open before = deep.put(flow.clOrdId(), order());
                final Open after = order();
                assertEquals(before.isBuy(), after.isBuy());
                assertEquals(before.account(), after.account());
                assertTrue(before.priceTicks() != after.priceTicks() ^ before.lots() != after.lots(),
                    () -> before + " to " + after);
                assertUncrossed();
            }
            case TOP -> topLots += flow.isBuy() ? flow.lots() : -flow.lots();
            default ->
            {
                assertEquals(-topLots, flow.isBuy() ? flow.lots() : -flow.lots(), "what is taken");
                gained += topLots;
                topLots = 0;
                assertEquals(1, flow.account());
            }
        }
    }

    private Open order()
    {
        return new Open(flow.isBuy(), flow.account(), flow.priceTicks(), flow.lots());
    }

    private void assertUncrossed()
    {
        assertTrue(flow.lots() > 0);
        final int aboveTicks = flow.priceTicks() - MixedFlow.MIDDLE_TICKS;
        assertTrue(flow.isBuy() ? aboveTicks < 0 : aboveTicks > 0);
    }
}
