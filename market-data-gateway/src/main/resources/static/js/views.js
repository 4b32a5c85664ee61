/** Which panel shows on a narrow screen, what stands in for a market that is not there, and the keys of the page. */

const SYMBOLS_NAMED_MAX = 12;

const byId = id => document.getElementById(id);

/** The page's views. */
export class Views
{
    /**
     * @param {function(number)} onStep told to go so many symbols on, or back.
     */
    constructor(onStep)
    {
        this.onStep = onStep;
        document.addEventListener('keydown', event => this.onKey(event));
        byId('skip').addEventListener('click', event =>
        {
            event.preventDefault();
            this.show('book');
            byId('book').focus();
        });
        byId('symbols-list').addEventListener('click', event => event.target.closest('a') && this.show('chart'));
        for (const button of document.querySelectorAll('[data-show]'))
        {
            button.addEventListener('click', () => this.show(button.dataset.show));
        }
    }

    /** Shows a panel where there is room for one alone. */
    show(name)
    {
        document.body.dataset.view = name;
        for (const button of document.querySelectorAll('[data-show]'))
        {
            button.setAttribute('aria-pressed', String(button.dataset.show === name));
        }
    }

    /** Shows the panels of a market. */
    market()
    {
        document.body.dataset.market = 'shown';
        byId('fresh').hidden = true;
    }

    /** Shows what to do on a venue that has listed nothing. */
    empty()
    {
        this.fresh('empty', 'No instruments yet',
            'The gateway is up, and the venue has listed nothing so far. ' +
                'List an instrument, and it shows here by itself:',
            './gavel instrument add --help',
            'For a venue that trades by itself, stop this one and run ./gavel demo.');
    }

    /** Shows that the venue has no such symbol. */
    unknown(symbol, symbols)
    {
        this.fresh('unknown', 'There is no symbol “' + symbol + '” on this venue',
            'Choose one from the list' + (symbols.length <= SYMBOLS_NAMED_MAX ? ': ' + symbols.join(', ') + '.' : '.'),
            null,
            'If it is listed later, this page shows it by itself.');
    }

    fresh(kind, title, text, command, hint)
    {
        document.body.dataset.market = kind;
        byId('fresh').hidden = false;
        byId('fresh-title').textContent = title;
        byId('fresh-text').textContent = text;
        byId('fresh-command').hidden = null === command;
        byId('fresh-command').firstElementChild.textContent = command ?? '';
        byId('fresh-hint').textContent = hint;
    }

    onKey(event)
    {
        if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey)
        {
            return;
        }
        if ('/' === event.key)
        {
            event.preventDefault();
            this.show('symbols');
            byId('symbols-filter').focus();
            byId('symbols-filter').select();
        }
        else if ('[' === event.key || ']' === event.key)
        {
            this.onStep('[' === event.key ? -1 : 1);
        }
    }
}
