/** What the phases of a trading day are called, and what they mean to who reads the page. */

import {formatQuantity, formatUnits, momentOf, priceUnits} from './format.js';

/** The phase of a symbol that nothing else was said of. */
export const CONTINUOUS = 'CONTINUOUS';

const NAMES = {
    CLOSED: 'Closed', PRE_OPEN: 'Pre-open', OPENING_AUCTION: 'Opening auction', CONTINUOUS: 'Continuous',
    CLOSING_AUCTION: 'Closing auction', POST_CLOSE: 'Post-close', HALTED: 'Halted',
    VOLATILITY_AUCTION: 'Volatility auction'
};
const REASONS = {
    SCHEDULE: 'by schedule', OPERATOR: 'by the operator', VOLATILITY: 'after a price jump',
    AUCTION_ENDED: 'after an auction'
};
const AUCTIONS = new Set(['OPENING_AUCTION', 'CLOSING_AUCTION', 'VOLATILITY_AUCTION']);

/** A phase in words. */
export function phaseName(phase)
{
    return NAMES[phase] ?? phase;
}

/** A phase in one word, for a list. */
export function phaseWord(phase)
{
    return isAuction(phase) ? 'Auction' : phaseName(phase);
}

/** Whether orders are collected for an auction that has an indicative price. */
export function isAuction(phase)
{
    return AUCTIONS.has(phase);
}

/** When a phase began and why, and when it ends; empty where the state is not known. */
export function phaseTimes(state)
{
    if (!state)
    {
        return '';
    }
    const reason = REASONS[state.phaseReason];
    return (state.phaseSinceNs ? 'since ' + momentOf(state.phaseSinceNs) + ' UTC' : '') +
        (reason ? ' ' + reason : '') +
        (state.phaseUntilNs ? ', until ' + momentOf(state.phaseUntilNs) + ' UTC' : '');
}

/** What must not be missed: that trading is halted or paused. Empty in every other phase. */
export function phaseNotice(symbol, state)
{
    switch (state?.phase)
    {
        case 'HALTED':
            return 'Trading in ' + symbol + ' is halted ' + phaseTimes(state) + '. Orders can only be cancelled.';
        case 'VOLATILITY_AUCTION':
            return 'Trading in ' + symbol + ' is paused ' + phaseTimes(state) +
                '. Orders are collected for an auction.';
        default:
            return '';
    }
}

/** What an auction would trade now. */
export function indicativeText(indicative, decimals)
{
    if (!indicative)
    {
        return '–';
    }
    const side = 'BUY' === indicative.surplusSide ? ' more to buy' : ' more to sell';
    const surplus = indicative.surplusSide ? ' · ' + formatQuantity(indicative.surplus) + side : '';
    return (null === indicative.price ? 'no trade' :
        formatUnits(priceUnits(indicative.price), decimals) + ' × ' + formatQuantity(indicative.volume)) + surplus;
}
