/** The panels of the page, each on its elements. */

import {Candles} from './candles.js';
import {InstrumentStrip} from './instrument.js';
import {Ladder} from './ladder.js';
import {Status} from './status.js';
import {SymbolList} from './symbols.js';
import {Tape} from './trades.js';

/** Levels of each side that the ladder shows. */
export const DEPTH = 15;

function parts(ids)
{
    return Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, document.getElementById(id)]));
}

/**
 * Builds every panel.
 *
 * @param {{onSelect: function(string), onVisible: function(string, boolean)}} symbolListener of the list of symbols.
 * @param {function(Error)} onError told of a request of a panel that failed.
 */
export function panelsOf(symbolListener, onError)
{
    const ladder = parts({root: 'ladder'});
    const tape = parts({rows: 'tape-rows', empty: 'tape-empty'});
    return {
        status: new Status(parts({
            root: 'connection', badge: 'connection-state', node: 'connection-node', event: 'connection-event',
            clock: 'connection-clock', notice: 'notice', words: 'notice-text', retry: 'notice-retry'
        })),
        symbols: new SymbolList(
            parts({
                list: 'symbols-list', filter: 'symbols-filter', count: 'symbols-count', empty: 'symbols-empty'
            }),
            symbolListener),
        strip: new InstrumentStrip(parts({
            symbol: 'instrument-symbol', terms: 'instrument-terms', last: 'instrument-last',
            change: 'instrument-change', bid: 'instrument-bid', ask: 'instrument-ask', high: 'instrument-high',
            low: 'instrument-low', volume: 'instrument-volume', open: 'instrument-open', vwap: 'instrument-vwap',
            trades: 'instrument-trades', phase: 'instrument-phase', notice: 'instrument-notice',
            auction: 'instrument-auction', indicative: 'instrument-indicative'
        })),
        ladder: new Ladder(ladder.root, DEPTH),
        tape: new Tape(tape.rows, tape.empty),
        candles: new Candles(
            parts({
                chart: 'candles-chart', legend: 'candles-legend', empty: 'candles-empty',
                resolutions: 'candles-resolutions'
            }),
            onError)
    };
}
