package io.gavel.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Money and prices between the state machine's integers and the decimals that people write. Every currency is counted
 * in 1/10,000 (the minor unit), which is what the finest tick of an equity market needs.
 */
public final class Money
{
    /** Decimals of a minor unit. */
    public static final int DECIMALS = 4;

    /** Minor units in one unit of a currency. */
    public static final long MINOR_PER_UNIT = 10_000;

    private Money()
    {
    }

    /**
     * Reads an amount.
     *
     * @param text decimal, at most {@link #DECIMALS} decimals.
     * @param what the amount is, for the error.
     * @return minor units.
     * @throws IllegalArgumentException where it is no number, too fine or too large.
     */
    public static long parseMinor(final String text, final String what)
    {
        final BigDecimal value;
        try
        {
            value = new BigDecimal(text.trim());
        }
        catch (final NumberFormatException e)
        {
            throw new IllegalArgumentException(what + " '" + text + "' is not a decimal number", e);
        }
        return toMinor(value, what);
    }

    /**
     * Converts an amount.
     *
     * @param value at most {@link #DECIMALS} decimals.
     * @param what  the amount is, for the error.
     * @return minor units.
     * @throws IllegalArgumentException where it is too fine or too large.
     */
    public static long toMinor(final BigDecimal value, final String what)
    {
        if (value.precision() - value.scale() > 15)
        {
            throw new IllegalArgumentException(what + " " + value + " is too large: at most 15 digits");
        }
        try
        {
            return value.setScale(DECIMALS, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
        }
        catch (final ArithmeticException e)
        {
            throw new IllegalArgumentException(
                what + " " + value.toPlainString() + " has more than " + DECIMALS + " decimals or is too large", e);
        }
    }

    /**
     * As people read it.
     *
     * @param minor minor units.
     * @return with {@link #DECIMALS} decimals.
     */
    public static BigDecimal toDecimal(final long minor)
    {
        return BigDecimal.valueOf(minor, DECIMALS);
    }

    /**
     * The price of one share.
     *
     * @param priceTicks    ticks.
     * @param tickSizeMinor minor units in a tick.
     * @return with {@link #DECIMALS} decimals.
     */
    public static BigDecimal priceOf(final long priceTicks, final long tickSizeMinor)
    {
        return toDecimal(Math.multiplyExact(priceTicks, tickSizeMinor));
    }

    /**
     * A price in ticks.
     *
     * @param price         of one share, &gt; 0.
     * @param tickSizeMinor minor units in a tick.
     * @param symbol        for the error.
     * @return ticks.
     * @throws IllegalArgumentException where it is not above zero, or not a whole number of ticks.
     */
    public static long toTicks(final BigDecimal price, final long tickSizeMinor, final String symbol)
    {
        final long minor = toMinor(price, "price");
        if (minor <= 0)
        {
            throw new IllegalArgumentException("price " + price.toPlainString() + " must be above zero");
        }
        if (minor % tickSizeMinor != 0)
        {
            throw new IllegalArgumentException("price " + price.toPlainString() + " is off the tick: " + symbol +
                " trades in steps of " + toDecimal(tickSizeMinor).toPlainString());
        }
        return minor / tickSizeMinor;
    }

    /**
     * A quantity in lots.
     *
     * @param shares  &gt; 0.
     * @param lotSize shares in a lot.
     * @param symbol  for the error.
     * @return lots.
     * @throws IllegalArgumentException where it is not above zero, or not a whole number of lots.
     */
    public static long toLots(final long shares, final long lotSize, final String symbol)
    {
        if (shares <= 0)
        {
            throw new IllegalArgumentException("quantity " + shares + " must be above zero");
        }
        if (shares % lotSize != 0)
        {
            throw new IllegalArgumentException("quantity " + shares + " is off the lot: " + symbol +
                " trades in lots of " + lotSize);
        }
        return shares / lotSize;
    }
}
