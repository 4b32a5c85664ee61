/**
 * How prices, quantities and times are written. Prices travel as strings with four decimals and are counted here in
 * 1/10,000, as the venue counts money, so that no sum is rounded.
 */

/** How many units a price of 1 has. */
export const UNITS = 10000;

const quantities = new Intl.NumberFormat('en-US', {maximumFractionDigits: 0});
const compact = new Intl.NumberFormat('en-US', {notation: 'compact', maximumFractionDigits: 1});
const DASH = '–';
const MINUS = '−';

/**
 * Units of 1/10,000 in a price string.
 *
 * @param {?string} price as in "320.1400", or null where there is none.
 * @return {?number} an integer, or null.
 */
export function priceUnits(price)
{
    if (null === price || undefined === price || '' === price)
    {
        return null;
    }
    const text = String(price);
    const negative = text.startsWith('-');
    const [whole, fraction = ''] = (negative ? text.slice(1) : text).split('.');
    const units = parseInt(whole, 10) * UNITS + parseInt(fraction.padEnd(4, '0').slice(0, 4), 10);
    return negative ? -units : units;
}

/**
 * The decimals that prices of a tick size need, at least two.
 *
 * @param {string} tickSize as in "0.0100".
 * @return {number} 2 to 4.
 */
export function decimalsOf(tickSize)
{
    const fraction = (String(tickSize).split('.')[1] || '').replace(/0+$/, '');
    return Math.min(4, Math.max(2, fraction.length));
}

/** A price for reading, with at least `decimals` and never fewer than it has digits; a dash where there is none. */
export function formatUnits(units, decimals)
{
    if (null === units || undefined === units)
    {
        return DASH;
    }
    const absolute = Math.abs(units);
    let fraction = String(absolute % UNITS).padStart(4, '0');
    while (fraction.length > decimals && fraction.endsWith('0'))
    {
        fraction = fraction.slice(0, -1);
    }
    return (units < 0 ? MINUS : '') + quantities.format(Math.floor(absolute / UNITS)) + '.' + fraction;
}

/** A price string for reading. */
export function formatPrice(price, decimals)
{
    return formatUnits(priceUnits(price), decimals);
}

/** A number of shares or of events, with thousands apart. */
export function formatQuantity(quantity)
{
    return null === quantity || undefined === quantity ? DASH : quantities.format(quantity);
}

/** A large number of shares, short: 12.3K. */
export function formatCompact(quantity)
{
    return null === quantity || undefined === quantity ? DASH : compact.format(quantity);
}

/**
 * A change against a base, with its sign: direction is never told by colour alone.
 *
 * @return {{direction: string, absolute: string, percent: string}} direction is up, down or flat.
 */
export function formatChange(units, base, decimals)
{
    if (null === units || undefined === units || !base)
    {
        return {direction: 'flat', absolute: '', percent: ''};
    }
    const difference = units - base;
    const sign = difference > 0 ? '+' : difference < 0 ? MINUS : '';
    return {
        direction: difference > 0 ? 'up' : difference < 0 ? 'down' : 'flat',
        absolute: sign + formatUnits(Math.abs(difference), decimals),
        percent: sign + (Math.abs(difference) * 100 / base).toFixed(2) + '%'
    };
}

/** Milliseconds since 1970 of a string of nanoseconds. */
export function millisOf(timeNs)
{
    return Number(BigInt(timeNs) / 1000000n);
}

/** Time of day of a string of nanoseconds in UTC, to the millisecond. */
export function timeOfDay(timeNs)
{
    return new Date(millisOf(timeNs)).toISOString().slice(11, 23);
}

/** Time of day of a string of nanoseconds in UTC, to the second; with its date where that is not today. */
export function momentOf(timeNs)
{
    const text = new Date(millisOf(timeNs)).toISOString();
    const isToday = text.slice(0, 10) === new Date().toISOString().slice(0, 10);
    return (isToday ? '' : text.slice(0, 10) + ' ') + text.slice(11, 19);
}

/** Time of day in UTC, to the second. */
export function clockOf(millis)
{
    return new Date(millis).toISOString().slice(11, 19);
}
