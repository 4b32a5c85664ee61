package io.gavel.ops.venue;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RehearsalTest
{
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void shouldTradeWithANodeAGatewayAndAClientInOneProcess() throws Exception
    {
        assertTrue(Rehearsal.run() > 100);
    }
}
