/** The strip that names the symbol shown, with its last price and its day. */

import {CONTINUOUS, indicativeText, isAuction, phaseName, phaseNotice, phaseTimes} from './phase.js';
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
        const day = market.day();
        const texts = {
            symbol: market.symbol,
            terms: terms.currency + ' · tick ' + formatPrice(terms.tickSize, decimals) +
                ' · lot ' + formatQuantity(terms.lotSize),
            last,
            change: change.absolute ? change.absolute + ' (' + change.percent + ')' : '',
            bid: this.withSize(market.bid, market.bidSize, decimals),
            ask: this.withSize(market.ask, market.askSize, decimals),
            phase: phaseName(market.phase()),
            notice: phaseNotice(market.symbol, market.state),
            indicative: indicativeText(market.state?.indicative, decimals),
            open: formatUnits(day.open, decimals),
            high: formatUnits(day.high, decimals),
            low: formatUnits(day.low, decimals),
            vwap: formatUnits(day.vwap, decimals),
            volume: formatCompact(day.volume),
            trades: formatQuantity(day.trades)
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
        this.parts.volume.title = formatQuantity(day.volume) + ' shares';
        this.drawPhase(market);
        document.title = (null === market.last ? '' : last + ' ') + market.symbol + ' · Gavel market';
    }

    drawPhase(market)
    {
        const phase = market.phase();
        this.parts.phase.dataset.phase = phase;
        this.parts.phase.title = CONTINUOUS === phase && !market.state?.phaseReason ? '' : phaseTimes(market.state);
        this.parts.notice.dataset.phase = phase;
        this.parts.notice.hidden = '' === this.parts.notice.textContent;
        this.parts.auction.hidden = !isAuction(phase);
    }

    withSize(units, size, decimals)
    {
        return formatUnits(units, decimals) + (null === units ? '' : ' × ' + formatCompact(size));
    }
}
