import type { PlainCode } from '#generated/messages';
import { icons } from './base/icons';
import type { SVGTemplateResult } from 'lit';

/**
 * The views, in the order of the navigation. A view is an element of its own in `views/`, loaded when it is first opened; the
 * shell draws `<tag>` and the view reads its address from `here()`.
 */
export interface ViewEntry {
    /** The first segment of its address. */
    name: string;
    tag: `puente-${string}`;
    load: () => Promise<unknown>;
    /** Its name in the navigation; a view without one is reached by links only. */
    label?: PlainCode;
    icon?: SVGTemplateResult;
}

export const views: readonly ViewEntry[] = [
    { name: 'overview', tag: 'puente-overview', load: () => import('./views/overview'), label: 'web.nav.overview', icon: icons.overview },
    { name: 'records', tag: 'puente-records', load: () => import('./views/records'), label: 'web.nav.records', icon: icons.records },
    { name: 'subjects', tag: 'puente-subjects', load: () => import('./views/subjects'), label: 'web.nav.subjects', icon: icons.subjects },
    { name: 'exchange', tag: 'puente-exchange', load: () => import('./views/exchange'), label: 'web.nav.exchange', icon: icons.exchange },
    { name: 'requests', tag: 'puente-requests', load: () => import('./views/requests'), label: 'web.nav.requests', icon: icons.requests },
    { name: 'agreement', tag: 'puente-agreement', load: () => import('./views/agreement'), label: 'web.nav.agreement', icon: icons.agreement },
    { name: 'ledger', tag: 'puente-ledger', load: () => import('./views/ledger'), label: 'web.nav.ledger', icon: icons.ledger },
    { name: 'indicators', tag: 'puente-indicators', load: () => import('./views/indicators'), label: 'web.nav.indicators', icon: icons.indicators },
    { name: 'programmes', tag: 'puente-programmes', load: () => import('./views/programmes'), label: 'web.nav.programmes', icon: icons.programmes },
    { name: 'journal', tag: 'puente-journal', load: () => import('./views/journal'), label: 'web.nav.journal', icon: icons.journal },
    { name: 'quarantine', tag: 'puente-quarantine', load: () => import('./views/quarantine') },
    { name: 'sign-in', tag: 'puente-sign-in', load: () => import('./views/sign-in') },
];

/** One record has a view of its own under the address of the search: `/records/<id>`. */
const record: ViewEntry = { name: 'records', tag: 'puente-record', load: () => import('./views/record') };

export function viewAt(name: string, item: string): ViewEntry | undefined {
    return name === 'records' && item !== '' ? record : viewNamed(name);
}

export function viewNamed(name: string): ViewEntry | undefined {
    return views.find((each) => each.name === name);
}
