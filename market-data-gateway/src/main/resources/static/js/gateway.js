/** The gateway's REST answers, a few requests at a time. */

const TIMEOUT_MS = 8000;
const REQUESTS_AT_ONCE = 6;

const waiting = [];
let running = 0;

/** What the gateway answered instead of data: its error code and its sentence. */
export class GatewayError extends Error
{
    constructor(code, message, status)
    {
        super(message);
        this.name = 'GatewayError';
        this.code = code;
        this.status = status;
    }
}

function release()
{
    running--;
    const next = waiting.shift();
    if (next)
    {
        next();
    }
}

async function admit()
{
    if (running >= REQUESTS_AT_ONCE)
    {
        await new Promise(resolve => waiting.push(resolve));
    }
    running++;
}

async function fetchJson(path)
{
    const response = await fetch(path, {
        headers: {Accept: 'application/json'},
        cache: 'no-store',
        signal: AbortSignal.timeout(TIMEOUT_MS)
    });
    const body = await response.json().catch(() => null);
    if (!response.ok)
    {
        throw new GatewayError(
            body?.error ?? 'HTTP_' + response.status,
            body?.message ?? 'The gateway answered ' + response.status + ' to ' + path,
            response.status);
    }
    if (null === body)
    {
        throw new GatewayError(
            'MALFORMED_JSON', 'The gateway answered ' + path + ' with something that is not JSON', response.status);
    }
    return body;
}

async function get(path)
{
    await admit();
    try
    {
        return await fetchJson(path);
    }
    finally
    {
        release();
    }
}

/** Every instrument of the venue, by symbol. */
export async function instruments()
{
    return (await get('/v1/instruments')).instruments;
}

/** State of the feed. Goes past the queue, so that it tells whether the gateway is there. */
export function status()
{
    return fetchJson('/v1/status');
}

/** Best bid and ask and the last trade of a symbol. */
export function quote(symbol)
{
    return get('/v1/quotes/' + encodeURIComponent(symbol));
}

/** The newest trades of a symbol, newest first. */
export async function trades(symbol, limit)
{
    return (await get('/v1/marketdata/trades?symbol=' + encodeURIComponent(symbol) + '&limit=' + limit)).trades;
}

/**
 * Candles of a symbol, oldest first.
 *
 * @param {number} resolution seconds of a candle.
 * @param {?number} startTime epoch seconds, inclusive; null for all.
 * @param {?number} endTime epoch seconds, exclusive; null for all.
 */
export async function candles(symbol, resolution, startTime = null, endTime = null)
{
    let path = '/v1/marketdata/candles?symbol=' + encodeURIComponent(symbol) + '&resolution=' + resolution;
    path += null === startTime ? '' : '&startTime=' + startTime;
    path += null === endTime ? '' : '&endTime=' + endTime;
    return (await get(path)).candles;
}
