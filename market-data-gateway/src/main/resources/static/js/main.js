/** The market page: brings the stream, the REST answers and the panels together. */

import {Outcome} from './book.js';
import {Candles} from './candles.js';
import {Connection, Link} from './connection.js';
import {formatQuantity} from './format.js';
import * as gateway from './gateway.js';
import {InstrumentStrip} from './instrument.js';
import {Ladder} from './ladder.js';
import {Market} from './market.js';
import {Status} from './status.js';
import {SymbolList} from './symbols.js';
import {Toasts} from './toasts.js';
import {Tape} from './trades.js';

const DEPTH = 15;
const DEPTH_IN_LIST = 1;
const TRADES_LOADED = 100;
const STATUS_EVERY_MS = 2000;
const STATUS_FAILURES_MAX = 3;
const INSTRUMENTS_EVERY_MS = 5000;
const DAY_EVERY_MS = 5000;
const DAYS_BACK_SECONDS = 5 * 86400;

const byId = id => document.getElementById(id);

/** The page and everything that it shows. */
class MarketPage
{
    constructor()
    {
        this.markets = new Map();
        this.visible = new Set();
        this.dirty = new Set();
        this.selected = null;
        this.instrumentsKnown = false;
        this.statusFailures = 0;
        this.drawing = false;
        this.toasts = new Toasts(byId('toasts'));
        this.buildPanels();
        this.connection = new Connection(
            (location.protocol === 'https:' ? 'wss://' : 'ws://') + location.host + '/v1/stream',
            {
                onMessage: message => this.onMessage(message),
                onLink: link => this.onLink(link),
                onMalformed: text => this.toasts.show('MALFORMED_JSON', text)
            });
        this.listen();
    }

    buildPanels()
    {
        this.status = new Status({
            root: byId('connection'), badge: byId('connection-state'), node: byId('connection-node'),
            event: byId('connection-event'), clock: byId('connection-clock'), notice: byId('notice'),
            words: byId('notice-text'), retry: byId('notice-retry')
        });
        this.symbols = new SymbolList(
            {
                list: byId('symbols-list'), filter: byId('symbols-filter'), count: byId('symbols-count'),
                empty: byId('symbols-empty')
            },
            {
                onSelect: symbol => this.go(symbol),
                onVisible: (symbol, visible) => this.onVisible(symbol, visible)
            });
        this.strip = new InstrumentStrip(Object.fromEntries(
            ['symbol', 'terms', 'last', 'change', 'bid', 'ask', 'high', 'low', 'volume'].map(
                name => [name, byId('instrument-' + name)])));
        this.ladder = new Ladder(byId('ladder'), DEPTH);
        this.tape = new Tape(byId('tape-rows'), byId('tape-empty'));
        this.candles = new Candles(
            {
                chart: byId('candles-chart'), legend: byId('candles-legend'), empty: byId('candles-empty'),
                resolutions: byId('candles-resolutions')
            },
            error => this.onRestError(error));
    }

    listen()
    {
        addEventListener('hashchange', () => this.onHash());
        document.addEventListener('keydown', event => this.onKey(event));
        document.addEventListener('visibilitychange', () => this.onVisibility());
        byId('notice-retry').addEventListener('click', () => this.connection.retryNow());
        byId('skip').addEventListener('click', event =>
        {
            event.preventDefault();
            this.view('book');
            byId('book').focus();
        });
        byId('symbols-list').addEventListener('click', event => event.target.closest('a') && this.view('chart'));
        for (const button of document.querySelectorAll('[data-show]'))
        {
            button.addEventListener('click', () => this.view(button.dataset.show));
        }
    }

    start()
    {
        this.connection.open();
        this.loadInstruments();
        this.pollStatus();
        setInterval(() => document.hidden || this.pollStatus(), STATUS_EVERY_MS);
        setInterval(() => document.hidden || this.loadInstruments(), INSTRUMENTS_EVERY_MS);
        setInterval(() => document.hidden || this.loadDay(this.market(), true), DAY_EVERY_MS);
        setInterval(() => this.status.draw(), 500);
        this.status.draw();
    }

    market()
    {
        return this.markets.get(this.selected) ?? null;
    }

    // --- what the gateway says ---

    onLink(link)
    {
        this.status.takeLink(link, this.connection);
        this.status.draw();
        if (Link.OPEN === link)
        {
            this.pollStatus();
            this.loadInstruments();
            this.visible.forEach(symbol => this.loadQuote(this.markets.get(symbol)));
            this.loadTrades(this.market());
            if (this.candles.loaded)
            {
                this.candles.reload();
            }
        }
    }

    onMessage(message)
    {
        this.status.takeEventSeq(message.eventSeq);
        if ('error' === message.type)
        {
            this.toasts.show(message.error, message.message);
        }
        else if ('status' === message.channel)
        {
            this.status.takeFeed(message);
            this.status.draw();
        }
        else if ('book' === message.channel)
        {
            this.onBook(message);
        }
        else if ('trades' === message.channel)
        {
            this.onTrade(message);
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
            market.takeBook();
            market.stale = this.status.isStale();
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
            this.loadDay(market, false);
        }
        market.takeTrade(message);
        if (market.symbol === this.selected && this.tape.add(message))
        {
            this.candles.take(message);
        }
        this.touch(market);
    }

    onRestError(error)
    {
        // A gateway that can't be reached is told by the notice; what it answers is told here.
        if (error instanceof gateway.GatewayError)
        {
            this.toasts.show(error.code, error.message);
        }
        else if (!['TypeError', 'TimeoutError', 'AbortError'].includes(error.name))
        {
            throw error;
        }
    }

    // --- what the page asks for ---

    async pollStatus()
    {
        try
        {
            const status = await gateway.status();
            this.statusFailures = 0;
            if (Link.OPEN === this.connection.link)
            {
                this.status.takeFeed(status);
            }
            this.status.draw();
        }
        catch (error)
        {
            this.onRestError(error);
            this.statusFailures++;
            if (this.statusFailures >= STATUS_FAILURES_MAX)
            {
                // The gateway answers no more, although its socket is open: the machine may be gone.
                this.statusFailures = 0;
                this.connection.suspect();
            }
        }
    }

    async loadInstruments()
    {
        let instruments;
        try
        {
            instruments = await gateway.instruments();
        }
        catch (error)
        {
            this.onRestError(error);
            return;
        }
        const first = !this.instrumentsKnown;
        this.instrumentsKnown = true;
        const before = this.markets.size;
        for (const instrument of instruments)
        {
            const market = this.markets.get(instrument.symbol);
            if (market)
            {
                market.update(instrument);
            }
            else
            {
                this.markets.set(instrument.symbol, new Market(instrument));
            }
        }
        if (first || this.markets.size > before)
        {
            const sorted = [...this.markets.values()].sort((a, b) => a.symbol < b.symbol ? -1 : 1);
            this.symbols.show(sorted);
            sorted.forEach(market => this.touch(market));
            this.onHash();
        }
    }

    async loadQuote(market)
    {
        try
        {
            market.takeQuote(await gateway.quote(market.symbol));
            this.touch(market);
        }
        catch (error)
        {
            this.onRestError(error);
        }
    }

    /** The change of the day, and its high, low and volume. */
    async loadDay(market, quietly)
    {
        if (null === market || Link.OPEN !== this.connection.link && quietly)
        {
            return;
        }
        try
        {
            const newest = Math.floor(Date.now() / 1000);
            let days = await gateway.candles(market.symbol, 86400, newest - DAYS_BACK_SECONDS);
            if (days.length < 2 && 0 === market.dayStart)
            {
                days = await gateway.candles(market.symbol, 86400);
            }
            market.takeDays(days);
            this.touch(market);
        }
        catch (error)
        {
            this.onRestError(error);
        }
    }

    async loadTrades(market)
    {
        if (null === market)
        {
            return;
        }
        try
        {
            const trades = await gateway.trades(market.symbol, TRADES_LOADED);
            if (market.symbol === this.selected)
            {
                this.tape.load(trades, market.decimals);
                if (trades.length > 0)
                {
                    market.takeTrade(trades[0]);
                }
                this.touch(market);
            }
        }
        catch (error)
        {
            this.onRestError(error);
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
        if (symbol === this.selected || this.visible.has(symbol))
        {
            const depth = this.depthOf(symbol);
            if (this.connection.wanted.get('book:' + symbol)?.depth !== depth)
            {
                // Deltas of the old depth may still be on their way: only a snapshot counts from here.
                market.book.reset();
                this.connection.subscribe('book', symbol, depth);
            }
            this.connection.subscribe('trades', symbol);
        }
        else
        {
            market.book.reset();
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
            this.loadDay(market, false);
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
            history.replaceState(null, '', '#' + encodeURIComponent(symbol));
            this.onHash();
        }
    }

    hashSymbol()
    {
        try
        {
            return decodeURIComponent(location.hash.slice(1));
        }
        catch (malformed)
        {
            return location.hash.slice(1);
        }
    }

    onHash()
    {
        if (!this.instrumentsKnown)
        {
            return;
        }
        const asked = this.hashSymbol();
        const symbols = [...this.markets.keys()].sort();
        const symbol = '' === asked ? this.selected ?? symbols[0] :
            symbols.find(known => known === asked) ?? symbols.find(known => known === asked.toUpperCase());
        if (0 === symbols.length)
        {
            this.fresh('empty', 'No instruments yet',
                'The gateway is up, and the venue has listed nothing so far. List an instrument, and it shows here by itself:',
                './gavel instrument add --help', 'For a venue that trades by itself, stop this one and run ./gavel demo.');
        }
        else if (undefined === symbol)
        {
            this.fresh('unknown', 'There is no symbol “' + asked + '” on this venue',
                'Choose one from the list' + (symbols.length <= 12 ? ': ' + symbols.join(', ') + '.' : '.'),
                null, 'If it is listed later, this page shows it by itself.');
            this.select(null);
        }
        else
        {
            document.body.dataset.market = 'shown';
            byId('fresh').hidden = true;
            this.select(symbol);
        }
    }

    fresh(kind, title, text, command, hint)
    {
        document.body.dataset.market = kind;
        byId('fresh').hidden = false;
        byId('fresh-title').textContent = title;
        byId('fresh-text').textContent = text;
        byId('fresh-command').hidden = null === command;
        byId('fresh-command').firstElementChild.textContent = command ?? '';
        byId('fresh-hint').textContent = hint;
    }

    select(symbol)
    {
        const before = this.selected;
        this.selected = symbol;
        this.symbols.select(symbol);
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
        this.tape.clear();
        const market = this.market();
        if (null !== market)
        {
            this.tape.decimals = market.decimals;
            this.loadTrades(market);
            this.loadQuote(market);
            this.loadDay(market, false);
            this.candles.show(market);
            this.touch(market);
        }
    }

    /** On a narrow screen one panel shows at a time. */
    view(name)
    {
        document.body.dataset.view = name;
        for (const button of document.querySelectorAll('[data-show]'))
        {
            button.setAttribute('aria-pressed', String(button.dataset.show === name));
        }
    }

    onKey(event)
    {
        const typing = event.target instanceof HTMLInputElement;
        if (typing || event.ctrlKey || event.metaKey || event.altKey)
        {
            return;
        }
        if ('/' === event.key)
        {
            event.preventDefault();
            this.view('symbols');
            byId('symbols-filter').focus();
            byId('symbols-filter').select();
        }
        else if ('[' === event.key || ']' === event.key)
        {
            this.go(this.symbols.neighbour('[' === event.key ? -1 : 1));
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
        touched.forEach(market => this.symbols.draw(market));
        const market = this.market();
        if (null !== market && touched.includes(market))
        {
            this.strip.draw(market);
            this.ladder.draw(market.symbol, market.book, market.decimals);
            byId('book-seq').textContent = market.book.isLive() ? 'event ' + formatQuantity(market.book.eventSeq) : '';
            this.tape.draw();
        }
    }
}

new MarketPage().start();
