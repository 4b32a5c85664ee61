/** The list of symbols, with a search and the keyboard. */

import {CONTINUOUS, phaseName, phaseWord} from './phase.js';
import {formatChange, formatUnits} from './format.js';

/** Draws one link for each symbol, and tells which of them are in view. */
export class SymbolList
{
    /**
     * @param {Object<string, HTMLElement>} parts of the page: list, filter, count, empty.
     * @param {{onSelect: function(string), onVisible: function(string, boolean)}} listener
     */
    constructor(parts, listener)
    {
        this.parts = parts;
        this.listener = listener;
        this.rows = new Map();
        this.selected = null;
        this.observer = new IntersectionObserver(
            entries => this.observed(entries), {root: parts.list, rootMargin: '60px'});
        parts.filter.addEventListener('input', () => this.filter());
        parts.filter.addEventListener('keydown', event => this.onFilterKey(event));
        parts.list.addEventListener('keydown', event => this.onListKey(event));
    }

    /** Shows these markets, in their order. */
    show(markets)
    {
        for (const market of markets)
        {
            if (!this.rows.has(market.symbol))
            {
                this.rows.set(market.symbol, this.row(market));
            }
        }
        const wanted = markets.map(market => this.rows.get(market.symbol));
        wanted.forEach((row, i) =>
        {
            const there = this.parts.list.children[i];
            if (there !== row.item)
            {
                this.parts.list.insertBefore(row.item, there ?? null);
                this.observer.observe(row.item);
            }
        });
        this.filter();
    }

    row(market)
    {
        const item = document.createElement('li');
        item.dataset.symbol = market.symbol;
        const link = document.createElement('a');
        link.className = 'symbol';
        link.href = '#' + encodeURIComponent(market.symbol);
        const cells = {};
        for (const [name, className] of [
            ['symbol', 'symbol-name'], ['currency', 'symbol-currency'], ['bid', 'bid'], ['ask', 'ask'],
            ['last', 'symbol-last'], ['change', 'change']])
        {
            const cell = document.createElement('span');
            cell.className = className;
            cells[name] = cell;
        }
        cells.symbol.textContent = market.symbol;
        link.append(
            this.group(cells.symbol, cells.currency), this.group(cells.bid, cells.ask),
            this.group(cells.last, cells.change));
        item.append(link);
        return {item, link, cells, market, last: null};
    }

    group(...cells)
    {
        const group = document.createElement('span');
        group.className = 'symbol-group';
        group.append(...cells);
        return group;
    }

    /** Draws what changed of a market. */
    draw(market)
    {
        const row = this.rows.get(market.symbol);
        const cells = row.cells;
        const bid = formatUnits(market.bid, market.decimals);
        const ask = formatUnits(market.ask, market.decimals);
        const last = formatUnits(market.last, market.decimals);
        const change = formatChange(market.last, market.base, market.decimals);
        const phase = CONTINUOUS === market.phase() ? '' : phaseName(market.phase());
        cells.currency.textContent = market.instrument.currency + (phase ? ' · ' + phaseWord(market.phase()) : '');
        cells.currency.dataset.phase = market.phase();
        cells.bid.textContent = bid;
        cells.ask.textContent = ask;
        cells.last.textContent = last;
        cells.last.dataset.direction = market.direction;
        cells.change.textContent = change.percent;
        cells.change.dataset.direction = change.direction;
        row.link.classList.toggle('stale', market.stale);
        row.link.title = market.symbol + (phase ? ': ' + phase.toLowerCase() : '') +
            (market.stale ? ': stale' : '') +
            (change.absolute ? ': ' + change.absolute + ' ' + market.baseName : '');
        row.link.setAttribute('aria-label', market.symbol + ', last ' + last + ' ' + change.percent +
            ', bid ' + bid + ', ask ' + ask +
            (phase ? ', ' + phase.toLowerCase() : '') + (market.stale ? ', stale' : ''));
        this.flash(row, market);
    }

    flash(row, market)
    {
        if (null !== row.last && market.last !== row.last && !matchMedia('(prefers-reduced-motion: reduce)').matches)
        {
            const colour = market.last > row.last ? '--flash-more' : '--flash-less';
            row.cells.last.animate(
                [{backgroundColor: 'var(' + colour + ')'}, {backgroundColor: 'transparent'}], {duration: 700});
        }
        row.last = market.last;
    }

    /** Marks the symbol that the rest of the page shows. */
    select(symbol)
    {
        this.rows.get(this.selected)?.link.removeAttribute('aria-current');
        this.selected = symbol;
        const row = this.rows.get(symbol);
        if (row)
        {
            row.link.setAttribute('aria-current', 'true');
            row.item.scrollIntoView({block: 'nearest'});
        }
    }

    /** The symbol that stands `step` rows from the selected one among those shown; null where there is none. */
    neighbour(step)
    {
        const shown = this.shown();
        const at = shown.findIndex(item => item.dataset.symbol === this.selected);
        return (at < 0 ? shown[0] : shown[at + step])?.dataset.symbol ?? null;
    }

    shown()
    {
        return [...this.parts.list.children].filter(item => !item.hidden);
    }

    observed(entries)
    {
        for (const entry of entries)
        {
            this.listener.onVisible(entry.target.dataset.symbol, entry.isIntersecting);
        }
    }

    filter()
    {
        const text = this.parts.filter.value.trim().toUpperCase();
        let matches = 0;
        for (const item of this.parts.list.children)
        {
            item.hidden = !item.dataset.symbol.toUpperCase().includes(text);
            matches += item.hidden ? 0 : 1;
        }
        this.parts.count.textContent = matches === this.rows.size ? String(matches) : matches + ' of ' + this.rows.size;
        this.parts.empty.hidden = matches > 0 || 0 === this.rows.size;
        this.parts.empty.textContent = 'No symbol contains “' + text + '”. Press Esc to show all.';
    }

    onFilterKey(event)
    {
        const first = this.shown()[0];
        if ('Escape' === event.key)
        {
            this.parts.filter.value = '';
            this.filter();
            this.parts.filter.blur();
        }
        else if ('ArrowDown' === event.key && first)
        {
            first.firstElementChild.focus();
        }
        else if ('Enter' === event.key && first)
        {
            this.listener.onSelect(first.dataset.symbol);
        }
        else
        {
            return;
        }
        event.preventDefault();
    }

    onListKey(event)
    {
        const shown = this.shown();
        const at = shown.indexOf(event.target.closest('li'));
        const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1}[event.key];
        if (undefined === to)
        {
            return;
        }
        event.preventDefault();
        if (to < 0)
        {
            this.parts.filter.focus();
        }
        else if (to < shown.length)
        {
            shown[to].firstElementChild.focus();
            this.listener.onSelect(shown[to].dataset.symbol);
        }
    }
}
