/** The book of one symbol as far as it is subscribed: a snapshot, then deltas in order. */

import {priceUnits} from './format.js';

/** What a book made of a message. */
export const Outcome = Object.freeze({APPLIED: 'APPLIED', IGNORED: 'IGNORED', GAP: 'GAP'});

/** Levels of both sides, best first. */
export class Book
{
    constructor()
    {
        this.reset();
    }

    /** Forgets everything: the next message that counts is a snapshot. */
    reset()
    {
        this.live = false;
        this.depth = 0;
        this.seq = 0;
        this.eventSeq = 0;
        this.levels = {bids: new Map(), asks: new Map()};
    }

    /** Whether a snapshot was taken since the last reset. */
    isLive()
    {
        return this.live;
    }

    /**
     * Applies a message of the book channel.
     *
     * @param {Object} message a snapshot or a delta.
     * @param {number} depth that was subscribed; levels that fall out of it are dropped.
     * @return {string} an Outcome; after a GAP the book is empty until the next snapshot.
     */
    apply(message, depth)
    {
        if ('snapshot' === message.type)
        {
            this.reset();
            this.live = true;
            this.depth = depth;
        }
        else if (!this.isLive())
        {
            return Outcome.IGNORED;
        }
        else if (message.seq !== this.seq + 1)
        {
            this.reset();
            return Outcome.GAP;
        }
        this.seq = message.seq;
        this.eventSeq = message.eventSeq;
        this.applySide('bids', message.bids);
        this.applySide('asks', message.asks);
        return Outcome.APPLIED;
    }

    applySide(side, rows)
    {
        const levels = this.levels[side];
        for (const [price, size, orders] of rows ?? [])
        {
            const units = priceUnits(price);
            if (size > 0)
            {
                levels.set(units, {units, size, orders});
            }
            else
            {
                levels.delete(units);
            }
        }
        for (const level of this.side(side).slice(this.depth))
        {
            levels.delete(level.units);
        }
    }

    /** Levels of a side, best first. */
    side(side)
    {
        const sign = 'bids' === side ? -1 : 1;
        return [...this.levels[side].values()].sort((a, b) => sign * (a.units - b.units));
    }
}
