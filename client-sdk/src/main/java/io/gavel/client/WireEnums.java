package io.gavel.client;

import io.gavel.schema.RejectReason;
import java.util.function.IntFunction;

/** Values of enums as a newer venue may send them. */
final class WireEnums
{
    // What nearly every report says.
    private static final int NONE = RejectReason.NONE.value();

    private WireEnums()
    {
    }

    static RejectReason reason(final int raw)
    {
        return raw == NONE ? RejectReason.NONE : known(raw, RejectReason::get, RejectReason.NULL_VAL);
    }

    /**
     * The value; what this version does not know becomes the unknown one.
     *
     * @param raw     as encoded.
     * @param lookup  of the enum.
     * @param unknown of the enum, its {@code NULL_VAL}.
     * @param <E>     the enum.
     * @return the value.
     */
    static <E> E known(final int raw, final IntFunction<E> lookup, final E unknown)
    {
        try
        {
            return lookup.apply(raw);
        }
        catch (final IllegalArgumentException e)
        {
            return unknown;
        }
    }
}
