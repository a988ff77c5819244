import { announce } from './settings';

/** Where the page is. State lives in the address: whoever opens the same address sees the same. */
export interface Location {
    /** The view's name, the first segment; `overview` at the root. */
    view: string;
    /** The second segment, where there is one: a record's id, a version. */
    item: string;
    query: URLSearchParams;
}

export function parseLocation(pathname: string, search: string): Location {
    const segments = pathname
        .split('/')
        .filter((each) => each !== '')
        .map((each) => {
            try {
                return decodeURIComponent(each);
            } catch {
                return each;
            }
        });
    return { view: segments[0] ?? 'overview', item: segments.slice(1).join('/'), query: new URLSearchParams(search) };
}

export function here(): Location {
    return parseLocation(location.pathname, location.search);
}

/** Goes to an address of this page. Replacing leaves no step behind: for filters while they are typed. */
export function navigate(address: string, { replace = false } = {}): void {
    const before = location.pathname;
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    announce();
    if (location.pathname !== before) {
        scrollTo(0, 0);
        // A reader who does not see the change hears the new view's heading.
        requestAnimationFrame(() => document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true }));
    }
}

/** Changes parameters of the present address; an empty value takes one away. */
export function setQuery(changes: Readonly<Record<string, string | undefined>>, { replace = true } = {}): void {
    const search = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
        if (value === undefined || value === '') search.delete(name);
        else search.set(name, value);
    }
    const text = search.toString();
    navigate(location.pathname + (text === '' ? '' : `?${text}`), { replace });
}

/** What is filled in of a search form, as parameters of an address. */
export function filledIn(form: HTMLFormElement): URLSearchParams {
    const search = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
        const text = String(value).trim();
        if (text !== '') search.append(name, text);
    }
    return search;
}

/** What a search form does when it is sent: it goes to the address of what it finds. */
export function searched(path: string): (event: Event) => void {
    return (event) => {
        event.preventDefault();
        navigate(`${path}?${filledIn(event.currentTarget as HTMLFormElement)}`);
    };
}

/**
 * Links of the page are ordinary links; a plain click on one changes the view without loading the page again. `below` is where all
 * addresses of this page begin; the public pages are another page than the rest.
 */
export function startRouter(below = ''): void {
    const isBelow = (path: string) => (below === '' ? path !== '/public' && !path.startsWith('/public/') : path === below || path.startsWith(`${below}/`));
    addEventListener('popstate', announce);
    document.addEventListener('click', (event) => {
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        const link = (event.composedPath() as Element[]).find((each) => each instanceof HTMLAnchorElement);
        if (!(link instanceof HTMLAnchorElement) || link.target !== '' || link.hasAttribute('download')) return;
        const address = new URL(link.href);
        const isPage = address.origin === location.origin && !/^\/(api|auth|channels|taxii2|misp\/|openapi\.yaml|metrics|health|journal\/)/.test(address.pathname) && isBelow(address.pathname);
        if (!isPage || (address.hash !== '' && address.pathname === location.pathname)) return;
        event.preventDefault();
        navigate(address.pathname + address.search);
    });
}
