package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.AuctionExecutedDecoder;
import io.gavel.schema.AuctionIndicativeDecoder;
import io.gavel.schema.AuctionUncrossedDecoder;
import io.gavel.schema.CollarSetDecoder;
import io.gavel.schema.DayStatisticsDecoder;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.InstrumentAddedDecoder;
import io.gavel.schema.InstrumentSetDecoder;
import io.gavel.schema.OrderAddedDecoder;
import io.gavel.schema.OrderDeletedDecoder;
import io.gavel.schema.OrderExecutedDecoder;
import io.gavel.schema.OrderReducedDecoder;
import io.gavel.schema.TradeBustedDecoder;
import io.gavel.schema.TradeCorrectedDecoder;
import io.gavel.schema.TradingPhaseChangedDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What everybody may read names nobody. */
class PublicEventsTest
{
    private static final int PRIVATE_FROM = 50;
    private static final List<Class<?>> PUBLIC = List.of(InstrumentAddedDecoder.class, OrderAddedDecoder.class,
        OrderExecutedDecoder.class, OrderReducedDecoder.class, OrderDeletedDecoder.class,
        TradingPhaseChangedDecoder.class, AuctionIndicativeDecoder.class, AuctionUncrossedDecoder.class,
        AuctionExecutedDecoder.class, TradeBustedDecoder.class, TradeCorrectedDecoder.class,
        DayStatisticsDecoder.class, CollarSetDecoder.class, InstrumentSetDecoder.class);

    private static boolean namesOwner(final Class<?> decoder)
    {
        return Arrays.stream(decoder.getMethods()).map((method) -> method.getName().toLowerCase(Locale.ROOT))
            .anyMatch((name) -> name.contains("participant") || name.contains("account") ||
                name.contains("clordid") || name.contains("connection") || name.contains("why"));
    }

    @Test
    void shouldNameNoOwnerInAnEventThatEverybodyMayRead() throws ReflectiveOperationException
    {
        final TreeSet<Integer> known = new TreeSet<>();
        for (final Class<?> decoder : PUBLIC)
        {
            assertTrue(!namesOwner(decoder), decoder.getSimpleName());
            known.add(decoder.getField("TEMPLATE_ID").getInt(null));
        }
        assertTrue(namesOwner(ExecutionReportDecoder.class));

        final RecordedOutput output = new RecordedOutput();
        final TreeSet<Integer> seen = new TreeSet<>();
        output.consumer = (templateId, buffer, offset, length, eventSeq) ->
        {
            if (templateId < PRIVATE_FROM)
            {
                seen.add(templateId);
            }
        };
        final Exchange exchange = new Exchange(output);
        final RandomFlow flow = new RandomFlow(2, new DirectInput(exchange), exchange, output);
        flow.setUp();
        for (int i = 0; i < 5_000; i++)
        {
            flow.step();
        }
        assertEquals(known, seen);
    }
}
