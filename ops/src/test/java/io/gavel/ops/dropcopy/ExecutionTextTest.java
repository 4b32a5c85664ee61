package io.gavel.ops.dropcopy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gavel.ops.cli.Output;
import org.junit.jupiter.api.Test;

/** What a person reads of an execution. */
class ExecutionTextTest
{
    private static final String COMMON = "\"eventSeq\":12,\"timeNs\":\"1580371200000000001\",\"side\":\"BUY\"," +
        "\"instrumentId\":5,\"orderId\":6,\"clOrdId\":7,\"priceTicks\":100,\"lastPxTicks\":99,\"orderQtyLots\":40," +
        "\"lastQtyLots\":4,\"leavesQtyLots\":36,";

    private static String text(final String fields) throws JsonProcessingException
    {
        return ExecutionText.of(Output.JSON.readTree("{" + COMMON + fields + "}"));
    }

    @Test
    void shouldTellATrade() throws JsonProcessingException
    {
        assertEquals("12 2020-01-30T08:00:00.000000001Z TRADE BUY 40 AAPL at 0.9900, order 6 (7), left 360",
            text("\"execType\":\"TRADE\",\"symbol\":\"AAPL\",\"lastPx\":\"0.9900\",\"price\":\"1.0000\"," +
            "\"orderQty\":400,\"lastQty\":40,\"leavesQty\":360,\"rejectReason\":\"NONE\",\"cancelReason\":\"NONE\""));
    }

    @Test
    void shouldTellWhyAnOrderIsGoneAndDoWithoutItsInstrument() throws JsonProcessingException
    {
        assertEquals("12 2020-01-30T08:00:00.000000001Z CANCELED BUY 4 lots instrument 5 at 100 ticks, order 6 (7), " +
            "left 36 lots, SELF_TRADE",
            text("\"execType\":\"CANCELED\",\"rejectReason\":\"NONE\",\"cancelReason\":\"SELF_TRADE\""));
        assertEquals("12 2020-01-30T08:00:00.000000001Z REJECTED BUY 40 lots instrument 5 at 100 ticks, order 6 (7), " +
            "left 36 lots, UNKNOWN_ORDER",
            text("\"execType\":\"REJECTED\",\"rejectReason\":\"UNKNOWN_ORDER\",\"cancelReason\":\"NONE\""));
    }
}
