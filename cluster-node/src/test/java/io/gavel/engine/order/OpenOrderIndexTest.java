package io.gavel.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gavel.engine.InvariantViolation;
import io.gavel.engine.Limits;
import io.gavel.schema.OrdType;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpenOrderIndexTest
{
    private final Orders orders = new Orders((participantId) -> participantId * 31L);

    @Test
    void shouldFindWhatIsOpenByItsParticipantAndItsId()
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final Map<String, Integer> expected = new HashMap<>();
        final boolean[] isOpen = new boolean[200_000];
        for (int slot = 0; slot < 200_000; slot++)
        {
            final int participantId = random.nextInt(3);
            final long clOrdId = slot / 3 + 1L;
            if (Orders.NIL == orders.find(participantId, clOrdId))
            {
                begin(slot, participantId, clOrdId);
                orders.open(slot);
                isOpen[slot] = true;
                expected.put(participantId + "/" + clOrdId, slot);
            }
        }
        for (int slot = 0; slot < 200_000; slot += 7)
        {
            if (isOpen[slot])
            {
                expected.remove(orders.participantId(slot) + "/" + orders.clOrdId(slot));
                orders.close(slot);
            }
        }
        for (int participantId = 0; participantId < 4; participantId++)
        {
            for (long clOrdId = 0; clOrdId < 70_000; clOrdId++)
            {
                assertEquals(expected.getOrDefault(participantId + "/" + clOrdId, Orders.NIL),
                    orders.find(participantId, clOrdId), "seed " + seed);
            }
        }
        assertEquals(expected.size(), orders.openCount());
    }

    @Test
    void shouldRefuseToCloseWhatIsNotOpen()
    {
        begin(1, 1, 1);
        assertThrows(InvariantViolation.class, () -> orders.close(1));
    }

    private void begin(final int slot, final int participantId, final long clOrdId)
    {
        orders.begin(slot, clOrdId, participantId * Limits.CONNECTIONS_PER_PARTICIPANT_MAX, 1,
            OrderFlags.of(Side.BUY, OrdType.LIMIT, TimeInForce.GTC, false), slot);
    }
}
