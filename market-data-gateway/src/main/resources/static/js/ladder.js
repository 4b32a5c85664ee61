/** The depth ladder: asks above, bids below, the spread between them. */

import {formatQuantity, formatUnits} from './format.js';

const FLASH = {up: '--flash-more', down: '--flash-less'};
const COLUMNS = ['Price', 'Size', 'Total', 'Orders'];

function element(name, className, role)
{
    const node = document.createElement(name);
    node.className = className;
    if (role)
    {
        node.setAttribute('role', role);
    }
    return node;
}

/** Draws a book into rows that are made once. */
export class Ladder
{
    /**
     * @param {HTMLElement} root an empty element with role table.
     * @param {number} depth rows for each side.
     */
    constructor(root, depth)
    {
        this.root = root;
        this.depth = depth;
        this.previous = {symbol: null, bids: new Map(), asks: new Map()};
        this.calm = matchMedia('(prefers-reduced-motion: reduce)');
        const head = element('div', 'ladder-columns', 'row');
        for (const column of COLUMNS)
        {
            const cell = element('span', '', 'columnheader');
            cell.textContent = column;
            head.append(cell);
        }
        this.asks = this.rows('ask', 'Asks');
        this.spread = element('div', 'ladder-spread', 'row');
        this.spreadText = element('span', '', 'cell');
        this.spread.append(this.spreadText);
        this.bids = this.rows('bid', 'Bids');
        root.append(head, this.asks.group, this.spread, this.bids.group);
    }

    rows(side, label)
    {
        const group = element('div', 'ladder-side ' + side + 's', 'rowgroup');
        group.setAttribute('aria-label', label);
        const rows = [];
        for (let i = 0; i < this.depth; i++)
        {
            const row = element('div', 'level ' + side, 'row');
            const cells = COLUMNS.map(column => element('span', column.toLowerCase(), 'cell'));
            row.append(...cells);
            group.append(row);
            rows.push({row, cells});
        }
        return {group, rows};
    }

    /**
     * Draws a book, and marks the levels that changed since the last time.
     *
     * @param {string} symbol whose book it is: nothing is marked where it is another than the last.
     * @param {Book} book to draw.
     * @param {number} decimals of its prices.
     */
    draw(symbol, book, decimals)
    {
        const bids = book.side('bids').slice(0, this.depth);
        const asks = book.side('asks').slice(0, this.depth);
        const largest = Math.max(1, ...bids.map(level => level.size), ...asks.map(level => level.size));
        const marks = symbol === this.previous.symbol && !this.calm.matches;
        this.drawSide(this.bids.rows, bids, largest, decimals, marks ? this.previous.bids : null);
        // The best ask stands next to the spread: the rows of this side go from the bottom up.
        this.drawSide([...this.asks.rows].reverse(), asks, largest, decimals, marks ? this.previous.asks : null);
        this.drawSpread(bids[0], asks[0], decimals, book.isLive());
        this.previous = {
            symbol: book.isLive() ? symbol : null,
            bids: new Map(bids.map(level => [level.units, level.size])),
            asks: new Map(asks.map(level => [level.units, level.size]))
        };
    }

    drawSide(rows, levels, largest, decimals, previous)
    {
        let total = 0;
        rows.forEach(({row, cells}, i) =>
        {
            const level = levels[i];
            row.classList.toggle('vacant', !level);
            row.setAttribute('aria-hidden', String(!level));
            if (!level)
            {
                cells.forEach(cell => cell.textContent = '');
                row.style.setProperty('--fill', '0');
                row.getAnimations().forEach(animation => animation.cancel());
                return;
            }
            total += level.size;
            const texts = [formatUnits(level.units, decimals), formatQuantity(level.size), formatQuantity(total),
                formatQuantity(level.orders)];
            cells.forEach((cell, column) =>
            {
                if (cell.textContent !== texts[column])
                {
                    cell.textContent = texts[column];
                }
            });
            row.style.setProperty('--fill', (level.size / largest).toFixed(4));
            const before = previous?.get(level.units) ?? 0;
            if (previous && before !== level.size)
            {
                this.flash(row, level.size > before ? FLASH.up : FLASH.down);
            }
        });
    }

    flash(row, colour)
    {
        row.getAnimations().forEach(animation => animation.cancel());
        row.animate(
            [{backgroundColor: 'var(' + colour + ')'}, {backgroundColor: 'transparent'}],
            {duration: 700, easing: 'ease-out'});
    }

    drawSpread(bid, ask, decimals, live)
    {
        if (bid && ask)
        {
            const spread = ask.units - bid.units;
            const middle = (ask.units + bid.units) / 2;
            // While an auction collects orders, bids may be above asks.
            this.spreadText.textContent = spread < 0 ? 'Crossed by ' + formatUnits(-spread, decimals) :
                'Spread ' + formatUnits(spread, decimals) + ' (' + (spread * 10000 / middle).toFixed(1) + ' bp)';
        }
        else if (!live)
        {
            this.spreadText.textContent = 'Waiting for the book';
        }
        else
        {
            this.spreadText.textContent = bid ? 'No asks' : ask ? 'No bids' : 'No orders';
        }
    }
}
