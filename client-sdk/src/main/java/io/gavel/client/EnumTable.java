package io.gavel.client;

import java.util.function.IntFunction;

/**
 * The values of an enum by their code on the wire, for messages that come often: a look-up is one read. Codes that this
 * version does not know have the unknown value.
 *
 * @param <E> the enum.
 */
final class EnumTable<E>
{
    private static final int CODES = 256;

    private final Object[] values = new Object[CODES];
    private final E unknown;

    /**
     * A table.
     *
     * @param lookup  of the enum; throws {@link IllegalArgumentException} for what it does not know.
     * @param unknown of the enum, its {@code NULL_VAL}.
     */
    EnumTable(final IntFunction<E> lookup, final E unknown)
    {
        this.unknown = unknown;
        for (int code = 0; code < CODES; code++)
        {
            values[code] = WireEnums.known(code, lookup, unknown);
        }
    }

    /** The value of a code, from 0. */
    @SuppressWarnings("unchecked")
    E get(final int code)
    {
        return code < CODES ? (E)values[code] : unknown;
    }
}
