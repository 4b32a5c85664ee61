package io.gavel.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.reference.FlowShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BookPeersTest
{
    private static final int COMMANDS = 10_000;

    static LongStream seeds()
    {
        return LongStream.rangeClosed(1, 24);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldTradeAsExchangeCoreAndParityMatchDo(final long seed)
    {
        final BookFlow flow = BookFlow.random(seed, FlowShape.of(seed), COMMANDS);
        final List<String> trades = trades(flow, GavelRun::new);

        assertTrue(trades.size() > COMMANDS / 20, "trades: " + trades.size());
        assertTrades(seed, "exchange-core, direct", trades(flow, ExchangeCoreRun::direct), trades);
        assertTrades(seed, "exchange-core, naive", trades(flow, ExchangeCoreRun::naive), trades);
        assertTrades(seed, "parity-match", trades(flow, ParityRun::new), trades);
    }

    private static List<String> trades(final BookFlow flow, final BookRun.Maker make)
    {
        final List<String> trades = new ArrayList<>();
        make.make(flow, new TradeDigest()
        {
            @Override
            public void onTrade(final long aggressorId, final long restingId, final long price, final long quantity)
            {
                trades.add(aggressorId + " with " + restingId + ": " + quantity + "@" + price);
            }
        }).run(0, flow.size());
        return trades;
    }

    private static void assertTrades(
        final long seed, final String peer, final List<String> expected, final List<String> actual)
    {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++)
        {
            assertEquals(expected.get(i), actual.get(i), "trade " + (i + 1) + " of seed " + seed + ", " + peer);
        }
        assertEquals(expected.size(), actual.size(), "trades of seed " + seed + ", " + peer);
    }
}
