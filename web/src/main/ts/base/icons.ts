import { svg, type SVGTemplateResult } from 'lit';

const line = (paths: SVGTemplateResult) =>
    svg`<svg class="icon" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;

/** Twenty-pixel line icons, drawn here. Always beside a word or with an accessible name on what holds them. */
export const icons = {
    overview: line(svg`<path d="M3 9.5 10 3l7 6.5V17H3Z" /><path d="M8 17v-5h4v5" />`),
    records: line(svg`<circle cx="8.5" cy="8.5" r="5.5" /><path d="m13 13 4 4" />`),
    subjects: line(svg`<circle cx="6.5" cy="7" r="3.5" /><circle cx="13.5" cy="13" r="3.5" /><path d="m9 9.3 2 1.7" />`),
    exchange: line(svg`<path d="M3 7h13m-4-4 4 4-4 4" /><path d="M17 14H4m3-3-3 3 3 3" />`),
    requests: line(svg`<circle cx="10" cy="11" r="6.5" /><path d="M10 7.5V11l2.5 1.8M8 2.5h4" />`),
    agreement: line(svg`<path d="M5 2.5h7l3.5 3.5V17.5H5Z" /><path d="M7.5 8h5M7.5 11h5M7.5 14h3" />`),
    ledger: line(svg`<path d="M10 3v4M10 7 5 11M10 7l5 4M5 11v2M15 11v2" /><rect x="8.5" y="1.5" width="3" height="3" /><rect x="3" y="13" width="4" height="4" /><rect x="13" y="13" width="4" height="4" />`),
    indicators: line(svg`<path d="M3 17h14M5 14V9M9 14V5M13 14v-3M17 14V7" />`),
    programmes: line(svg`<circle cx="4.5" cy="10" r="2.5" /><path d="M7 10h3.5" /><circle cx="13" cy="10" r="2.5" /><path d="M4.5 7.5V3h11v4.5M15 17l-2-4.5" />`),
    journal: line(svg`<path d="M4 3h10a2 2 0 0 1 2 2v12H6a2 2 0 0 1-2-2Z" /><path d="M7.5 7h5M7.5 10h5M7.5 13h3" />`),
    menu: line(svg`<path d="M3 5h14M3 10h14M3 15h14" />`),
    person: line(svg`<circle cx="10" cy="6.5" r="3.5" /><path d="M3.5 17.5c0-3.5 3-5.5 6.5-5.5s6.5 2 6.5 5.5" />`),
    theme: line(svg`<circle cx="10" cy="10" r="7" /><path d="M10 3v14a7 7 0 0 0 0-14Z" fill="currentColor" />`),
    help: line(svg`<circle cx="10" cy="10" r="7.5" /><path d="M7.8 7.8a2.3 2.3 0 1 1 3.4 2c-.8.5-1.2.9-1.2 1.9M10 14.2v.1" />`),
};

/** The mark of Puente: two arcs of different hue that meet above one line. */
export const bridge = svg`<svg class="bridge" viewBox="0 0 32 20" aria-hidden="true"><path d="M1 16h30" stroke="currentColor" stroke-width="2.5" /><path d="M4 16A12 12 0 0 1 16 4" fill="none" stroke="var(--mx)" stroke-width="3.2" /><path d="M16 4a12 12 0 0 1 12 12" fill="none" stroke="var(--us)" stroke-width="3.2" /></svg>`;
