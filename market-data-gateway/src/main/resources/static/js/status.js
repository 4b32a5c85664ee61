/** The state of the page's link and of the feed behind it, and what it means to who reads the page. */

import {Link} from './connection.js';
import {clockOf, formatQuantity} from './format.js';

const BADGES = {
    LIVE: 'Live', CATCHING_UP: 'Catching up', DISCONNECTED: 'Disconnected', CONNECTING: 'Connecting',
    RECONNECTING: 'Reconnecting'
};

/** Draws the connection widget and the notice below it. */
export class Status
{
    /**
     * @param {Object<string, HTMLElement>} parts of the page.
     */
    constructor(parts)
    {
        this.parts = parts;
        this.link = Link.CONNECTING;
        this.feed = null;
        this.node = null;
        this.eventSeq = 0;
        this.retryAtMs = 0;
        this.attempts = 0;
        this.everOpen = false;
        this.heardMs = 0;
        this.eventSeqBefore = 0;
        this.timesBehind = 0;
    }

    /** One of LIVE, CATCHING_UP, DISCONNECTED of the feed, or CONNECTING, RECONNECTING of the page's own link. */
    state()
    {
        if (Link.OPEN === this.link && null !== this.feed)
        {
            return this.feed;
        }
        return this.everOpen || this.attempts > 0 ? 'RECONNECTING' : 'CONNECTING';
    }

    /** Whether what the page shows may be behind the venue. */
    isStale()
    {
        return 'LIVE' !== this.state();
    }

    /** Takes the state of the feed, of a REST answer or a message. */
    takeFeed(status)
    {
        this.feed = status.state;
        this.node = status.node;
        this.takeEventSeq(status.eventSeq);
    }

    /**
     * Whether the gateway, live again after the link was lost, stays behind what this page has seen before: then it
     * serves a venue that was started anew, whose matches and events are numbered from 1 again.
     */
    isOtherVenue(status)
    {
        this.timesBehind = 'LIVE' === status.state && status.eventSeq < this.eventSeqBefore ? this.timesBehind + 1 : 0;
        return this.timesBehind > 1;
    }

    /** Takes the number of an event that the page saw. */
    takeEventSeq(eventSeq)
    {
        if (Number.isFinite(eventSeq))
        {
            this.eventSeq = Math.max(this.eventSeq, eventSeq);
            this.heardMs = Date.now();
        }
    }

    /** Takes the state of the page's own link. */
    takeLink(link, connection)
    {
        this.link = link;
        this.retryAtMs = connection.retryAtMs;
        this.attempts = connection.attempts;
        if (Link.OPEN === link)
        {
            this.everOpen = true;
            this.eventSeqBefore = this.eventSeq;
        }
        else
        {
            this.feed = null;
        }
    }

    /** Draws it all; once a second at least, for the clock and the countdown. */
    draw()
    {
        const state = this.state();
        const waiting = 'RECONNECTING' === state && Link.WAITING === this.link;
        const seconds = Math.max(1, Math.ceil((this.retryAtMs - Date.now()) / 1000));
        this.parts.root.dataset.state = state;
        this.text(this.parts.badge, BADGES[state] ?? state);
        this.text(this.parts.node, this.node >= 0 && null !== this.node ? String(this.node) : '–');
        this.text(this.parts.event, this.eventSeq > 0 ? formatQuantity(this.eventSeq) : '–');
        this.text(this.parts.clock, clockOf(Date.now()));
        document.body.dataset.stale = String(this.isStale());
        const known = this.heardMs > 0 ? ' Prices are the last known, of ' + clockOf(this.heardMs) + ' UTC.' : '';
        const words = {
            CATCHING_UP: 'The gateway is catching up with the venue: prices are behind until it is done.',
            DISCONNECTED: 'The gateway has lost the venue and is looking for another node.' + known,
            RECONNECTING: 'This page has lost the gateway.' + known +
                (waiting ? ' Next attempt in ' + seconds + ' s (attempt ' + this.attempts + ').' : ' Connecting …')
        }[state] ?? '';
        this.parts.notice.hidden = '' === words;
        this.parts.notice.dataset.state = state;
        this.text(this.parts.words, words);
        this.parts.retry.hidden = !waiting;
    }

    text(node, text)
    {
        if (node.textContent !== text)
        {
            node.textContent = text;
        }
    }
}
