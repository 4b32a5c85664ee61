/** The strip that names the symbol shown, with its last price and its day. */

import {formatChange, formatCompact, formatPrice, formatQuantity, formatUnits} from './format.js';

/** Draws one market into the strip, and its last price into the page's title. */
export class InstrumentStrip
{
    constructor(parts)
    {
        this.parts = parts;
    }

    draw(market)
    {
        const decimals = market.decimals;
        const terms = market.instrument;
        const change = formatChange(market.last, market.base, decimals);
        const last = formatUnits(market.last, decimals);
        const texts = {
            symbol: market.symbol,
            terms: terms.currency + ' · tick ' + formatPrice(terms.tickSize, decimals) +
                ' · lot ' + formatQuantity(terms.lotSize),
            last,
            change: change.absolute ? change.absolute + ' (' + change.percent + ')' : '',
            bid: this.withSize(market.bid, market.bidSize, decimals),
            ask: this.withSize(market.ask, market.askSize, decimals),
            high: formatUnits(market.high, decimals),
            low: formatUnits(market.low, decimals),
            volume: formatCompact(market.volume)
        };
        for (const [name, text] of Object.entries(texts))
        {
            if (this.parts[name].textContent !== text)
            {
                this.parts[name].textContent = text;
            }
        }
        this.parts.change.dataset.direction = change.direction;
        this.parts.change.title = market.baseName;
        this.parts.last.dataset.direction = market.direction;
        this.parts.volume.title = formatQuantity(market.volume) + ' shares';
        document.title = (null === market.last ? '' : last + ' ') + market.symbol + ' · Gavel market';
    }

    withSize(units, size, decimals)
    {
        return formatUnits(units, decimals) + (null === units ? '' : ' × ' + formatCompact(size));
    }
}
