package io.gavel.dropcopy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gavel.schema.Role;
import org.junit.jupiter.api.Test;

/** Who may read whose executions. */
class ReaderTest
{
    private static int read(final Role role, final int asked)
    {
        return new Reader(7, Role.DROP_COPY_READER == role ? 3 : -1, role, "x").executionsOf(asked);
    }

    @Test
    void shouldGiveEachItsOwnAndOperatorsAnybodys()
    {
        assertEquals(7, read(Role.TRADER, Reader.NOBODY));
        assertEquals(7, read(Role.TRADER, 7));
        assertEquals(Reader.NOBODY, read(Role.TRADER, 3));
        assertEquals(3, read(Role.DROP_COPY_READER, Reader.NOBODY));
        assertEquals(3, read(Role.DROP_COPY_READER, 3));
        assertEquals(Reader.NOBODY, read(Role.DROP_COPY_READER, 7));
        assertEquals(7, read(Role.OPERATOR, Reader.NOBODY));
        assertEquals(3, read(Role.OPERATOR, 3));
        for (final Role role : new Role[]{Role.MARKET_DATA_READER, Role.RISK_OFFICER, Role.NULL_VAL})
        {
            assertEquals(Reader.NOBODY, read(role, Reader.NOBODY), role.name());
            assertEquals(Reader.NOBODY, read(role, 7), role.name());
        }
    }
}
