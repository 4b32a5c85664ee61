/** The market page: brings the stream, the REST answers and the panels together. */

import * as address from './address.js';
import {Outcome} from './book.js';
import {Connection, Link} from './connection.js';
import {formatQuantity} from './format.js';
import {GatewayError} from './gateway.js';
import {Loader} from './loader.js';
import {DEPTH, panelsOf} from './panels.js';
import {Toasts} from './toasts.js';
import {Views} from './views.js';

const DEPTH_IN_LIST = 1;
// Told of the symbol that is shown, whole and whenever they change.
const DOCUMENTS = ['state', 'statistics'];
const STATUS_EVERY_MS = 2000;
const INSTRUMENTS_EVERY_MS = 5000;
const DAY_EVERY_MS = 5000;
const REVIEW_AFTER_MS = 300;

const byId = id => document.getElementById(id);

/** The page and everything that it shows. */
class MarketPage
{
    constructor()
    {
        this.markets = new Map();
        this.visible = new Set();
        this.dirty = new Set();
        // Symbols whose book was asked for, until its snapshot came: symbol to when.
        this.unanswered = new Map();
        // Markets with trades that were busted or corrected, until what was made of them is asked for again.
        this.changed = new Set();
        this.selected = null;
        this.instrumentsKnown = false;
        this.stale = true;
        this.drawing = false;
        this.toasts = new Toasts(byId('toasts'));
        this.views = new Views(step => this.go(this.panels.symbols.neighbour(step)));
        this.loader = new Loader(error => this.onRestError(error));
        this.panels = panelsOf(
            {
                onSelect: symbol => this.go(symbol),
                onVisible: (symbol, visible) => this.onVisible(symbol, visible)
            },
            error => this.onRestError(error));
        this.connection = new Connection(
            (location.protocol === 'https:' ? 'wss://' : 'ws://') + location.host + '/v1/stream',
            {
                onMessage: message => this.onMessage(message),
                onLink: link => this.onLink(link),
                onMalformed: text => this.toasts.show('MALFORMED_JSON', text)
            });
        this.listen();
    }

    listen()
    {
        addEventListener('hashchange', () => this.onHash());
        document.addEventListener('visibilitychange', () => this.onVisibility());
        byId('notice-retry').addEventListener('click', () => this.connection.retryNow());
    }

    start()
    {
        this.connection.open();
        this.loadInstruments();
        this.pollStatus();
        setInterval(() => document.hidden || this.pollStatus(), STATUS_EVERY_MS);
        setInterval(() => document.hidden || this.loadInstruments(), INSTRUMENTS_EVERY_MS);
        setInterval(() => document.hidden || this.refreshDay(), DAY_EVERY_MS);
        setInterval(() => this.drawStatus(), 500);
        this.drawStatus();
    }

    market()
    {
        return this.markets.get(this.selected) ?? null;
    }

    // --- what the gateway says ---

    onLink(link)
    {
        this.panels.status.takeLink(link, this.connection);
        this.drawStatus();
        if (Link.OPEN === link)
        {
            this.unanswered.clear();
            for (const request of this.connection.wanted.values())
            {
                this.unanswered.set(request.symbol, Date.now());
            }
            this.pollStatus();
            this.loadInstruments();
        }
    }

    onMessage(message)
    {
        this.panels.status.takeEventSeq(message.eventSeq);
        if ('error' === message.type)
        {
            // A gateway that catches up does not know every symbol yet; the notice says that it is behind.
            if ('UNKNOWN_SYMBOL' !== message.error || !this.panels.status.isStale())
            {
                this.toasts.show(message.error, message.message);
            }
        }
        else if ('status' === message.channel)
        {
            this.panels.status.takeFeed(message);
            this.drawStatus();
        }
        else if ('book' === message.channel)
        {
            this.onBook(message);
        }
        else if ('trades' === message.channel && 'trade' === message.type)
        {
            this.onTrade(message);
        }
        else if ('trades' === message.channel)
        {
            this.onTradeChange(message);
        }
        else if (DOCUMENTS.includes(message.channel) && message.symbol === this.selected)
        {
            this.market().takeDocument(message);
            this.touch(this.market());
        }
    }

    onBook(message)
    {
        const market = this.markets.get(message.symbol);
        if (!market)
        {
            return;
        }
        const outcome = market.book.apply(message, this.depthOf(market.symbol));
        if (Outcome.GAP === outcome)
        {
            this.connection.resubscribe('book', market.symbol);
        }
        else if (Outcome.APPLIED === outcome)
        {
            this.unanswered.delete(market.symbol);
            market.takeBook();
            market.stale = this.panels.status.isStale();
        }
        this.touch(market);
    }

    onTrade(message)
    {
        const market = this.markets.get(message.symbol);
        if (!market)
        {
            return;
        }
        if (market.isNewDay(message))
        {
            this.loadDay(market);
        }
        market.takeTrade(message);
        if (market.symbol === this.selected && this.panels.tape.add(message))
        {
            this.panels.candles.take(message);
        }
        this.touch(market);
    }

    /** A trade of before is void, or has another price: what was made of it is asked for again. */
    onTradeChange(message)
    {
        const market = this.markets.get(message.symbol);
        if (!market)
        {
            return;
        }
        market.takeTradeChange(message);
        if (market.symbol === this.selected)
        {
            this.panels.tape.change(message);
        }
        this.touch(market);
        // Trades are often busted many at a time.
        if (0 === this.changed.size)
        {
            setTimeout(() => this.reviewChanged(), REVIEW_AFTER_MS);
        }
        this.changed.add(market);
    }

    reviewChanged()
    {
        for (const market of this.changed)
        {
            this.loadQuote(market);
            this.loadDay(market);
        }
        if (this.changed.has(this.market()))
        {
            this.panels.candles.reload(true);
        }
        this.changed.clear();
    }

    onRestError(error)
    {
        // A gateway that can't be reached is told by the notice; what it answers is told here.
        if (error instanceof GatewayError)
        {
            if ('UNKNOWN_SYMBOL' !== error.code || !this.panels.status.isStale())
            {
                this.toasts.show(error.code, error.message);
            }
        }
        else if (!['TypeError', 'TimeoutError', 'AbortError'].includes(error.name))
        {
            throw error;
        }
    }

    // --- what the page asks for ---

    async pollStatus()
    {
        const status = await this.loader.status();
        if (null === status)
        {
            if (this.loader.isGatewaySilent())
            {
                // The gateway answers no more, although its socket is open: the machine may be gone.
                this.connection.suspect();
            }
        }
        else if (Link.OPEN === this.connection.link)
        {
            this.panels.status.takeFeed(status);
            if (this.panels.status.isOtherVenue(status))
            {
                location.reload();
            }
            this.renewUnanswered();
        }
        this.drawStatus();
    }

    /** Asks again for the books that a gateway did not know when it was asked, just after its start say. */
    renewUnanswered()
    {
        if (this.panels.status.isStale())
        {
            return;
        }
        for (const [symbol, askedMs] of this.unanswered)
        {
            if (Date.now() - askedMs > STATUS_EVERY_MS)
            {
                this.unanswered.set(symbol, Date.now());
                ['book', 'trades', ...DOCUMENTS].forEach(channel => this.connection.renew(channel, symbol));
            }
        }
    }

    async loadInstruments()
    {
        const added = await this.loader.instruments(this.markets);
        if (null === added)
        {
            return;
        }
        if (!this.instrumentsKnown || added > 0)
        {
            this.instrumentsKnown = true;
            const sorted = [...this.markets.values()].sort((a, b) => a.symbol < b.symbol ? -1 : 1);
            this.panels.symbols.show(sorted);
            sorted.forEach(market => this.touch(market));
            this.onHash();
        }
        // Their phases may be others.
        this.visible.forEach(symbol => this.touch(this.markets.get(symbol)));
    }

    async loadQuote(market)
    {
        if (await this.loader.quote(market))
        {
            this.touch(market);
        }
    }

    async loadDay(market)
    {
        if (await this.loader.day(market))
        {
            this.touch(market);
        }
    }

    refreshDay()
    {
        if (null !== this.market() && Link.OPEN === this.connection.link)
        {
            this.loadDay(this.market());
        }
    }

    async loadTrades()
    {
        const market = this.market();
        const trades = null === market ? null : await this.loader.trades(market);
        if (null !== trades && market === this.market())
        {
            this.panels.tape.load(trades, market.decimals);
            const last = trades.find(trade => !trade.busted);
            if (last)
            {
                market.takeTrade(last);
            }
            this.touch(market);
        }
    }

    // --- what the page shows ---

    depthOf(symbol)
    {
        return symbol === this.selected ? DEPTH : DEPTH_IN_LIST;
    }

    /** Subscribes a symbol as deep as it is shown, or not at all. */
    subscribe(symbol)
    {
        const market = this.markets.get(symbol);
        for (const channel of DOCUMENTS)
        {
            if (symbol === this.selected)
            {
                this.connection.subscribe(channel, symbol);
            }
            else
            {
                this.connection.unsubscribe(channel, symbol);
                market.dropDocuments();
            }
        }
        if (symbol === this.selected || this.visible.has(symbol))
        {
            const depth = this.depthOf(symbol);
            if (this.connection.wanted.get('book:' + symbol)?.depth !== depth)
            {
                // Deltas of the old depth may still be on their way: only a snapshot counts from here.
                market.book.reset();
                this.unanswered.set(symbol, Date.now());
                this.connection.subscribe('book', symbol, depth);
            }
            this.connection.subscribe('trades', symbol);
        }
        else
        {
            market.book.reset();
            this.unanswered.delete(symbol);
            this.connection.unsubscribe('book', symbol);
            this.connection.unsubscribe('trades', symbol);
        }
    }

    onVisible(symbol, visible)
    {
        if (visible === this.visible.has(symbol))
        {
            return;
        }
        const market = this.markets.get(symbol);
        if (visible)
        {
            this.visible.add(symbol);
            this.loadQuote(market);
            this.loadDay(market);
        }
        else
        {
            this.visible.delete(symbol);
        }
        this.subscribe(symbol);
    }

    go(symbol)
    {
        if (null !== symbol && symbol !== this.selected)
        {
            address.put(symbol);
            this.onHash();
        }
    }

    onHash()
    {
        if (!this.instrumentsKnown)
        {
            return;
        }
        const asked = address.asked();
        const symbols = [...this.markets.keys()].sort();
        const symbol = address.find(asked, symbols, this.selected);
        if (0 === symbols.length)
        {
            this.views.empty();
        }
        else if (undefined === symbol)
        {
            this.views.unknown(asked, symbols);
            this.select(null);
        }
        else
        {
            this.views.market();
            this.select(symbol);
        }
    }

    select(symbol)
    {
        const before = this.selected;
        this.selected = symbol;
        this.panels.symbols.select(symbol);
        if (symbol === before)
        {
            return;
        }
        for (const changed of [before, symbol])
        {
            if (null !== changed)
            {
                this.subscribe(changed);
            }
        }
        this.panels.tape.clear();
        const market = this.market();
        if (null !== market)
        {
            this.panels.tape.decimals = market.decimals;
            this.loadTrades();
            this.loadQuote(market);
            this.loadDay(market);
            this.panels.candles.show(market);
            this.touch(market);
        }
    }

    onVisibility()
    {
        if (!document.hidden)
        {
            this.connection.retryNow();
            this.pollStatus();
            this.loadInstruments();
        }
    }

    /** Draws the state; where the page becomes stale or live, so do its quotes. */
    drawStatus()
    {
        this.panels.status.draw();
        const stale = this.panels.status.isStale();
        if (stale === this.stale)
        {
            return;
        }
        this.stale = stale;
        if (!stale && null !== this.market())
        {
            this.loadTrades();
            this.panels.candles.reload();
        }
        for (const symbol of this.visible)
        {
            const market = this.markets.get(symbol);
            market.stale = true;
            this.touch(market);
            if (!stale)
            {
                this.loadQuote(market);
            }
        }
    }

    /** Draws a market with the next frame, however often it changes until then. */
    touch(market)
    {
        this.dirty.add(market);
        if (!this.drawing)
        {
            this.drawing = true;
            requestAnimationFrame(() => this.draw());
        }
    }

    draw()
    {
        this.drawing = false;
        const touched = [...this.dirty];
        this.dirty.clear();
        touched.forEach(market => this.panels.symbols.draw(market));
        const market = this.market();
        if (null !== market && touched.includes(market))
        {
            this.panels.strip.draw(market);
            this.panels.ladder.draw(market.symbol, market.book, market.decimals);
            byId('book-seq').textContent = market.book.isLive() ? 'event ' + formatQuantity(market.book.eventSeq) : '';
            this.panels.tape.draw();
        }
    }
}

new MarketPage().start();
