/** Asks the gateway by REST for what the stream does not tell, and puts it where it belongs. */

import * as gateway from './gateway.js';
import {Market} from './market.js';

const TRADES_LOADED = 100;
const FAILURES_MAX = 3;
const DAY_SECONDS = 86400;
const DAYS_BACK = 5;

/** Requests whose failure is told to one listener, and otherwise answered with null or false. */
export class Loader
{
    /**
     * @param {function(Error)} onError told of each request that failed.
     */
    constructor(onError)
    {
        this.onError = onError;
        this.failures = 0;
    }

    async ask(request)
    {
        try
        {
            return await request();
        }
        catch (error)
        {
            this.onError(error);
            return null;
        }
    }

    /** State of the feed, or null. */
    async status()
    {
        const status = await this.ask(gateway.status);
        this.failures = null === status ? this.failures + 1 : 0;
        return status;
    }

    /** Whether several questions for the state in a row had no answer; then the count begins anew. */
    isGatewaySilent()
    {
        if (this.failures < FAILURES_MAX)
        {
            return false;
        }
        this.failures = 0;
        return true;
    }

    /**
     * Brings the markets up to date with the venue's instruments.
     *
     * @param {Map<string, Market>} markets by symbol.
     * @return {?number} how many are new, or null where the gateway did not answer.
     */
    async instruments(markets)
    {
        const instruments = await this.ask(gateway.instruments);
        const before = markets.size;
        for (const instrument of instruments ?? [])
        {
            const market = markets.get(instrument.symbol);
            if (market)
            {
                market.update(instrument);
            }
            else
            {
                markets.set(instrument.symbol, new Market(instrument));
            }
        }
        return null === instruments ? null : markets.size - before;
    }

    /** Takes the quote of a market; false where the gateway did not answer. */
    async quote(market)
    {
        const quote = await this.ask(() => gateway.quote(market.symbol));
        if (null !== quote)
        {
            market.takeQuote(quote);
        }
        return null !== quote;
    }

    /** Takes the change, high, low and volume of a market's day; false where the gateway did not answer. */
    async day(market)
    {
        const from = Math.floor(Date.now() / 1000) - DAYS_BACK * DAY_SECONDS;
        let days = await this.ask(() => gateway.candles(market.symbol, DAY_SECONDS, from));
        if (null !== days && 0 === days.length && 0 === market.dayStart)
        {
            // The venue has not traded for days, or its clock is not the one on the wall.
            days = await this.ask(() => gateway.candles(market.symbol, DAY_SECONDS));
        }
        if (null !== days)
        {
            market.takeDays(days);
        }
        return null !== days;
    }

    /** The newest trades of a market, newest first, or null. */
    trades(market)
    {
        return this.ask(() => gateway.trades(market.symbol, TRADES_LOADED));
    }
}
