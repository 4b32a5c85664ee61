/**
 * The WebSocket to the gateway: opens it, opens it again with growing pauses, and keeps its subscriptions.
 * What is wanted is kept here and sent anew on each socket, so that the rest of the page never sees a reconnect
 * other than by fresh snapshots.
 */

const PAUSE_FIRST_MS = 500;
const PAUSE_MAX_MS = 15000;
const OPENING_MAX_MS = 10000;

/** State of the link, apart from the state of the feed behind it. */
export const Link = Object.freeze({CONNECTING: 'CONNECTING', OPEN: 'OPEN', WAITING: 'WAITING'});

/** One page's stream of market data. */
export class Connection
{
    /**
     * @param {string} url of the stream, ws: or wss:.
     * @param {{onMessage: function(Object), onLink: function(string), onMalformed: function(string)}} listener
     */
    constructor(url, listener)
    {
        this.url = url;
        this.listener = listener;
        // Invariant: while the link is OPEN, the gateway was asked for exactly these, key to subscribe message.
        this.wanted = new Map();
        this.socket = null;
        this.link = Link.CONNECTING;
        this.attempts = 0;
        this.retryAtMs = 0;
        this.timer = 0;
        addEventListener('online', () => this.retryNow());
        addEventListener('pagehide', () => this.socket?.close());
        addEventListener('pageshow', event => event.persisted && this.retryNow());
    }

    /** Opens the stream. */
    open()
    {
        clearTimeout(this.timer);
        this.setLink(Link.CONNECTING);
        const socket = new WebSocket(this.url);
        this.socket = socket;
        this.timer = setTimeout(() => this.lost(socket), OPENING_MAX_MS);
        socket.onopen = () => this.opened(socket);
        socket.onmessage = event => this.received(socket, event.data);
        socket.onclose = () => this.lost(socket);
    }

    /** Tries again at once where the link is waiting to. */
    retryNow()
    {
        if (Link.WAITING === this.link)
        {
            this.open();
        }
    }

    /** Gives up a socket that seems dead although nobody closed it, and opens another. */
    suspect()
    {
        if (Link.OPEN === this.link)
        {
            this.lost(this.socket);
        }
    }

    /**
     * Wants a channel of a symbol. Where it is subscribed with another depth, it is subscribed anew.
     *
     * @param {string} channel book or trades.
     * @param {string} symbol of an instrument.
     * @param {number} depth levels for each side; 0 for channels without.
     */
    subscribe(channel, symbol, depth = 0)
    {
        const key = channel + ':' + symbol;
        const existing = this.wanted.get(key);
        if (existing && (existing.depth ?? 0) === depth)
        {
            return;
        }
        if (existing)
        {
            this.send({op: 'unsubscribe', channel, symbol});
        }
        const request = depth > 0 ? {op: 'subscribe', channel, symbol, depth} : {op: 'subscribe', channel, symbol};
        this.wanted.set(key, request);
        this.send(request);
    }

    /** Wants a channel of a symbol no longer. */
    unsubscribe(channel, symbol)
    {
        if (this.wanted.delete(channel + ':' + symbol))
        {
            this.send({op: 'unsubscribe', channel, symbol});
        }
    }

    /** Asks for a new snapshot of a channel whose sequence broke. */
    resubscribe(channel, symbol)
    {
        const request = this.wanted.get(channel + ':' + symbol);
        if (request)
        {
            this.send({op: 'unsubscribe', channel, symbol});
            this.send(request);
        }
    }

    /** Asks once more for a channel that the gateway refused. */
    renew(channel, symbol)
    {
        const request = this.wanted.get(channel + ':' + symbol);
        if (request)
        {
            this.send(request);
        }
    }

    send(message)
    {
        if (Link.OPEN === this.link)
        {
            this.socket.send(JSON.stringify(message));
        }
    }

    opened(socket)
    {
        if (socket !== this.socket)
        {
            return;
        }
        clearTimeout(this.timer);
        this.setLink(Link.OPEN);
        for (const request of this.wanted.values())
        {
            this.send(request);
        }
    }

    received(socket, data)
    {
        if (socket !== this.socket)
        {
            return;
        }
        let message;
        try
        {
            message = JSON.parse(data);
        }
        catch (error)
        {
            this.listener.onMalformed('The gateway sent something that is not JSON: ' + error.message);
            return;
        }
        // A gateway that closes right after opening must not be asked twice a second: only data ends the pauses.
        this.attempts = 0;
        this.listener.onMessage(message);
    }

    lost(socket)
    {
        if (socket !== this.socket)
        {
            return;
        }
        clearTimeout(this.timer);
        this.socket = null;
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close();
        const pause = Math.min(PAUSE_MAX_MS, PAUSE_FIRST_MS * 2 ** this.attempts) * (0.8 + 0.4 * Math.random());
        this.attempts++;
        this.retryAtMs = Date.now() + pause;
        this.timer = setTimeout(() => this.open(), pause);
        this.setLink(Link.WAITING);
    }

    setLink(link)
    {
        this.link = link;
        this.listener.onLink(link);
    }
}
