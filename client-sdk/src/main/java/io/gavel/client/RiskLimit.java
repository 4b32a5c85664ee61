package io.gavel.client;

import io.gavel.schema.LimitType;
import io.gavel.schema.Scope;
import io.gavel.venue.Money;
import java.math.BigDecimal;

/**
 * A limit on what an account or a participant may do. Its value is counted as the venue does: {@code MAX_..._LOTS} in
 * lots, {@code MAX_..._NOTIONAL} in 1/10,000 of the currency, {@code MAX_OPEN_ORDERS} in orders, {@code ORDER_RATE} in
 * orders a second, {@code RESTRICTED} 1. A limit for an instrument wins over the one for each instrument.
 *
 * @param scope   {@code ACCOUNT} or {@code PARTICIPANT}.
 * @param ownerId the account or the participant.
 * @param type    what is bounded.
 * @param symbol  of the instrument; null for each instrument, as it must be for MAX_OPEN_ORDERS and ORDER_RATE.
 * @param value   the bound; {@link #NONE} takes the limit away.
 * @param burst   of {@code ORDER_RATE}: orders at once, 1 to 1,000,000; else 0.
 */
public record RiskLimit(Scope scope, long ownerId, LimitType type, String symbol, long value, int burst)
{
    /** The value that takes a limit away. */
    public static final long NONE = -1;

    /**
     * A limit for each instrument.
     *
     * @param scope   {@code ACCOUNT} or {@code PARTICIPANT}.
     * @param ownerId the account or the participant.
     * @param type    what is bounded, any but {@code ORDER_RATE}.
     * @param value   the bound, counted as the venue does.
     * @return the limit.
     */
    public static RiskLimit of(final Scope scope, final long ownerId, final LimitType type, final long value)
    {
        return new RiskLimit(scope, ownerId, type, null, value, 0);
    }

    /**
     * A limit on notional, for each instrument.
     *
     * @param scope   {@code ACCOUNT} or {@code PARTICIPANT}.
     * @param ownerId the account or the participant.
     * @param type    {@code MAX_ORDER_NOTIONAL} or {@code MAX_DAY_NOTIONAL}.
     * @param amount  the bound in the instrument's currency, at most four decimals.
     * @return the limit.
     * @throws IllegalArgumentException where the amount is too fine or too large.
     */
    public static RiskLimit notional(
        final Scope scope, final long ownerId, final LimitType type, final BigDecimal amount)
    {
        return of(scope, ownerId, type, Money.toMinor(amount, "limit"));
    }

    /**
     * A limit on how often orders and replaces may come.
     *
     * @param scope   {@code ACCOUNT} or {@code PARTICIPANT}.
     * @param ownerId the account or the participant.
     * @param rate    orders a second.
     * @param burst   orders at once, 1 to 1,000,000.
     * @return the limit.
     */
    public static RiskLimit orderRate(final Scope scope, final long ownerId, final long rate, final int burst)
    {
        return new RiskLimit(scope, ownerId, LimitType.ORDER_RATE, null, rate, burst);
    }

    /**
     * The same limit for one instrument.
     *
     * @param instrumentSymbol of the instrument.
     * @return the limit.
     */
    public RiskLimit on(final String instrumentSymbol)
    {
        return new RiskLimit(scope, ownerId, type, instrumentSymbol, value, burst);
    }

    /**
     * What takes this limit away.
     *
     * @return the limit without a bound.
     */
    public RiskLimit cleared()
    {
        return new RiskLimit(scope, ownerId, type, symbol, NONE, 0);
    }

    /**
     * The bound of a limit on notional.
     *
     * @return in the instrument's currency, four decimals.
     */
    public BigDecimal notional()
    {
        return Money.toDecimal(value);
    }
}
