/** Short messages in the corner: what the gateway refused, in its own words. */

const SHOWN_MS = 12000;
const SHOWN_MAX = 4;

/** Shows each error once at a time. */
export class Toasts
{
    constructor(root)
    {
        this.root = root;
    }

    /**
     * Shows an error until it is dismissed or old.
     *
     * @param {string} code as in UNKNOWN_SYMBOL.
     * @param {string} text one sentence.
     */
    show(code, text)
    {
        const same = [...this.root.children].find(toast => toast.dataset.code === code && toast.dataset.text === text);
        same?.remove();
        while (this.root.children.length >= SHOWN_MAX)
        {
            this.root.firstElementChild.remove();
        }
        const toast = document.createElement('div');
        toast.className = 'toast';
        toast.dataset.code = code;
        toast.dataset.text = text;
        const title = document.createElement('strong');
        title.textContent = code;
        const words = document.createElement('p');
        words.textContent = text;
        const close = document.createElement('button');
        close.type = 'button';
        close.textContent = '×';
        close.setAttribute('aria-label', 'Dismiss');
        close.addEventListener('click', () => toast.remove());
        toast.append(title, words, close);
        this.root.append(toast);
        setTimeout(() => toast.remove(), SHOWN_MS);
    }
}
