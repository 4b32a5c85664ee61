/** The tape: the newest trades of one symbol, coloured by who crossed the spread. */

import {formatPrice, formatQuantity, timeOfDay} from './format.js';

const ROWS_MAX = 200;
const AUCTION = {className: 'auction', mark: '◆', words: 'in an auction'};
const SIDES = {
    BUY: {className: 'buy', mark: '▲', words: 'buyer crossed'},
    SELL: {className: 'sell', mark: '▼', words: 'seller crossed'}
};

/** Trades newest first, each once, however often they are told. */
export class Tape
{
    constructor(rows, empty)
    {
        this.rows = rows;
        this.empty = empty;
        this.clear();
    }

    /** Forgets every trade. */
    clear()
    {
        // Invariant: newest first, every matchId once.
        this.trades = [];
        this.known = new Map();
        // What busts and corrections say of trades, also of such as are not here yet: match id to fields of the trade.
        this.patches = new Map();
        this.loaded = false;
        this.decimals = 2;
        this.changed = true;
    }

    /** Takes the trades of a REST answer, newest first, in with those that came live since. */
    load(trades, decimals)
    {
        this.decimals = decimals;
        this.loaded = true;
        this.changed = true;
        for (const trade of trades)
        {
            this.insert(trade);
        }
    }

    /**
     * Takes a live trade.
     *
     * @return {boolean} false where it was there already.
     */
    add(trade)
    {
        this.changed = true;
        return this.insert(trade);
    }

    insert(trade)
    {
        const matchId = BigInt(trade.matchId);
        if (this.known.has(matchId))
        {
            this.replace(this.known.get(matchId), trade);
            return false;
        }
        let at = 0;
        while (at < this.trades.length && this.trades[at].matchId > matchId)
        {
            at++;
        }
        const entry = {matchId, trade: {...trade, ...this.patches.get(matchId)}};
        this.trades.splice(at, 0, entry);
        this.known.set(matchId, entry);
        while (this.trades.length > ROWS_MAX)
        {
            this.known.delete(this.trades.pop().matchId);
        }
        return true;
    }

    /** Takes a bust or a correction. */
    change(message)
    {
        const matchId = BigInt(message.matchId);
        const patch = 'bust' === message.type ? {busted: true} :
            {price: message.price, quantity: message.quantity, corrected: true};
        this.patches.set(matchId, {...this.patches.get(matchId), ...patch});
        const entry = this.known.get(matchId);
        if (entry)
        {
            this.replace(entry, entry.trade);
        }
    }

    /** Puts a trade, as it is told now, in the place of itself; its row is drawn anew where that makes a difference. */
    replace(entry, trade)
    {
        const patched = {...trade, ...this.patches.get(entry.matchId)};
        if (['price', 'quantity', 'busted', 'corrected'].some(field => patched[field] !== entry.trade[field]))
        {
            entry.trade = patched;
            this.changed = true;
            [...this.rows.children].find(row => row.dataset.matchId === String(entry.matchId))?.remove();
        }
    }

    /** Draws the trades where they changed; rows that are there already are kept. */
    draw()
    {
        if (!this.changed)
        {
            return;
        }
        this.changed = false;
        this.empty.hidden = this.trades.length > 0 || !this.loaded;
        const drawn = new Map([...this.rows.children].map(row => [row.dataset.matchId, row]));
        const rows = this.trades.map(({matchId, trade}) => drawn.get(String(matchId)) ?? this.row(matchId, trade));
        const fresh = drawn.size > 0;
        rows.forEach((row, i) =>
        {
            if (this.rows.children[i] !== row)
            {
                this.rows.insertBefore(row, this.rows.children[i] ?? null);
                row.classList.toggle('new', fresh);
            }
        });
        while (this.rows.children.length > rows.length)
        {
            this.rows.lastElementChild.remove();
        }
    }

    row(matchId, trade)
    {
        const side = SIDES[trade.aggressorSide] ?? AUCTION;
        const row = document.createElement('div');
        row.className = 'trade ' + side.className + (trade.busted ? ' busted' : '') +
            (trade.corrected ? ' corrected' : '');
        row.dataset.matchId = String(matchId);
        row.setAttribute('role', 'row');
        const fate = (trade.corrected ? ', corrected' : '') + (trade.busted ? ', void' : '');
        row.title = 'Match ' + matchId + ', ' + side.words + fate;
        const price = document.createElement('span');
        const mark = document.createElement('i');
        mark.textContent = side.mark;
        mark.setAttribute('role', 'img');
        mark.setAttribute('aria-label', side.words + fate);
        price.append(mark, formatPrice(trade.price, this.decimals));
        const size = document.createElement('span');
        size.textContent = formatQuantity(trade.quantity);
        const time = document.createElement('span');
        time.textContent = timeOfDay(trade.timeNs);
        for (const cell of [price, size, time])
        {
            cell.setAttribute('role', 'cell');
        }
        row.append(price, size, time);
        return row;
    }
}
