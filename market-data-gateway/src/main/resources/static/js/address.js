/** The symbol in the page's address: #AAPL. */

/** The symbol that the address asks for; empty where it asks for none. */
export function asked()
{
    const text = location.hash.slice(1);
    try
    {
        return decodeURIComponent(text);
    }
    catch (malformed)
    {
        // A lone percent sign is no escape: then the text is what was meant.
        return text;
    }
}

/** Puts a symbol into the address, without an entry in the browser's history. */
export function put(symbol)
{
    history.replaceState(null, '', '#' + encodeURIComponent(symbol));
}

/**
 * The symbol to show.
 *
 * @param {string} text that the address asks for; its case does not matter where no symbol is written just so.
 * @param {string[]} symbols of the venue, in order.
 * @param {?string} current symbol, shown on where the address asks for none.
 * @return {string|undefined} undefined where there is none.
 */
export function find(text, symbols, current)
{
    if ('' === text)
    {
        return current ?? symbols[0];
    }
    return symbols.find(symbol => symbol === text) ?? symbols.find(symbol => symbol === text.toUpperCase());
}
