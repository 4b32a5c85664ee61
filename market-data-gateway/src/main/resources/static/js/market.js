/** What the page knows of each symbol: its instrument, its quote, its day and, where it is subscribed, its book. */

import {Book} from './book.js';
import {CONTINUOUS} from './phase.js';
import {decimalsOf, millisOf, priceUnits} from './format.js';

const DAY_SECONDS = 86400;

/** One symbol. Prices are in units of 1/10,000, null where there is none. */
export class Market
{
    constructor(instrument)
    {
        this.symbol = instrument.symbol;
        this.book = new Book();
        this.bid = null;
        this.bidSize = null;
        this.ask = null;
        this.askSize = null;
        this.last = null;
        this.lastMatchId = -1n;
        this.direction = '';
        this.base = null;
        this.baseName = '';
        this.open = null;
        this.high = null;
        this.low = null;
        this.volume = null;
        this.trades = null;
        // Known only while they are subscribed.
        this.state = null;
        this.statistics = null;
        this.dayStart = 0;
        // Stale until the gateway said otherwise, by a quote or by a book.
        this.stale = true;
        this.update(instrument);
    }

    /** Takes the terms of an instrument. */
    update(instrument)
    {
        this.instrument = instrument;
        this.decimals = decimalsOf(instrument.tickSize);
    }

    /** The phase of the trading day; the list of instruments knows it less well than the state. */
    phase()
    {
        return this.state?.phase ?? this.instrument.phase ?? CONTINUOUS;
    }

    /** Takes a message of the channels state or statistics. */
    takeDocument(message)
    {
        this[message.channel] = message;
    }

    /** Forgets what is known only while it is subscribed. */
    dropDocuments()
    {
        this.state = null;
        this.statistics = null;
    }

    /**
     * The day's figures: those of the venue's trading day, or of the day of the calendar in UTC where it has none.
     *
     * @return {{open: ?number, high: ?number, low: ?number, vwap: ?number, volume: ?number, trades: ?number}}
     */
    day()
    {
        const told = this.statistics;
        if (told?.tradingDate)
        {
            return {
                open: priceUnits(told.open), high: priceUnits(told.high), low: priceUnits(told.low),
                vwap: priceUnits(told.vwap), volume: told.volume, trades: told.trades
            };
        }
        return {
            open: this.open, high: this.high, low: this.low, vwap: null, volume: this.volume, trades: this.trades
        };
    }

    /** Takes a bust or a correction of a trade: where it is the last one, the next quote has the last price. */
    takeTradeChange(change)
    {
        if (BigInt(change.matchId) === this.lastMatchId)
        {
            this.lastMatchId = -1n;
        }
    }

    /** Takes a REST quote. A live book knows bid and ask better. */
    takeQuote(quote)
    {
        if (!this.book.isLive())
        {
            this.bid = priceUnits(quote.bid);
            this.bidSize = quote.bidSize;
            this.ask = priceUnits(quote.ask);
            this.askSize = quote.askSize;
        }
        if (this.lastMatchId < 0n)
        {
            this.last = priceUnits(quote.last);
        }
        this.stale = quote.stale;
    }

    /** Takes bid and ask from the book, after it applied a message. */
    takeBook()
    {
        const bid = this.book.side('bids')[0];
        const ask = this.book.side('asks')[0];
        this.bid = bid?.units ?? null;
        this.bidSize = bid?.size ?? null;
        this.ask = ask?.units ?? null;
        this.askSize = ask?.size ?? null;
    }

    /** Takes a trade, in whatever order they come. */
    takeTrade(trade)
    {
        const matchId = BigInt(trade.matchId);
        if (matchId <= this.lastMatchId)
        {
            return;
        }
        const price = priceUnits(trade.price);
        this.direction = null === this.last || price === this.last ? this.direction : price > this.last ? 'up' : 'down';
        this.last = price;
        this.lastMatchId = matchId;
        const day = Math.floor(millisOf(trade.timeNs) / 1000 / DAY_SECONDS) * DAY_SECONDS;
        if (day === this.dayStart)
        {
            this.high = Math.max(this.high, price);
            this.low = Math.min(this.low, price);
        }
    }

    /** Whether a trade of this time begins a day that takeDays has not seen. */
    isNewDay(trade)
    {
        return millisOf(trade.timeNs) / 1000 >= this.dayStart + DAY_SECONDS;
    }

    /** Takes the candles of whole days: the change is since the close before the last of them, or since its open. */
    takeDays(days)
    {
        const day = days[days.length - 1];
        if (!day)
        {
            return;
        }
        const before = days[days.length - 2];
        this.base = priceUnits(before ? before.close : day.open);
        this.baseName = before ? 'since the close of the day before' : "since the day's open";
        this.dayStart = day.time;
        this.open = priceUnits(day.open);
        this.high = priceUnits(day.high);
        this.low = priceUnits(day.low);
        this.volume = day.volume;
        this.trades = day.trades;
    }
}
