import { svg, nothing, type SVGTemplateResult, type TemplateResult, html } from 'lit';
import { t } from '../base/messages';
import type { Link, Statement } from '../base/subject-types';

const SIZE = 320;
const MIDDLE = SIZE / 2;
const AROUND = 104;
const NODE = 22;

interface Place {
    x: number;
    y: number;
}

/** Where each statement stands: on a circle, the first at the top; two side by side. */
export function places(count: number): Place[] {
    if (count === 1) return [{ x: MIDDLE, y: MIDDLE }];
    const turn = count === 2 ? Math.PI : -Math.PI / 2;
    return Array.from({ length: count }, (_, at) => {
        const angle = turn + (2 * Math.PI * at) / count;
        return { x: Math.round(MIDDLE + AROUND * Math.cos(angle)), y: Math.round(MIDDLE + AROUND * Math.sin(angle)) };
    });
}

/** The number that a statement bears beside each other, and in the graph. */
export function letter(at: number): string {
    return String(at + 1);
}

/** A probability as people read it; nothing is ever wholly certain. */
export function percent(probability: number): string {
    return probability > 0.99 ? '> 99 %' : `${Math.round(probability * 100)} %`;
}

function edge(link: Link, from: Place, to: Place): SVGTemplateResult {
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    const text = percent(link.probability);
    return svg`<g class="edge" data-state=${link.state}>
        <line x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y} />
        ${link.state === 'rejected' ? svg`<path d=${`M${middle.x - 6} ${middle.y - 6}l12 12m0 -12l-12 12`} />` : svg`<text x=${middle.x} y=${middle.y - 6} text-anchor="middle">${text}</text>`}
    </g>`;
}

/** What people and the node say holds these statements together. The list beside it says the same in words. */
export function linkGraph(statements: readonly Statement[], links: readonly Link[]): TemplateResult | typeof nothing {
    if (statements.length < 2) return nothing;
    const at = places(statements.length);
    const place = (id: string) => at[statements.findIndex((each) => each.id === id)];
    return html`<svg class="link-graph" viewBox=${statements.length === 2 ? `0 ${MIDDLE - 44} ${SIZE} 104` : `0 0 ${SIZE} ${SIZE}`} role="img" aria-label=${t('web.subjects.graph', { count: statements.length, links: links.length })}>
        ${links.map((link) => {
            const from = place(link.one);
            const to = place(link.other);
            return from && to ? edge(link, from, to) : nothing;
        })}
        ${statements.map((each, index) => {
            const { x, y } = at[index] ?? { x: MIDDLE, y: MIDDLE };
            const party = each.agency.split('/')[0] ?? '';
            return svg`<g class="node" data-party=${party}><circle cx=${x} cy=${y} r=${NODE} /><text x=${x} y=${y + 5} text-anchor="middle">${letter(index)}</text><text class="node-party" x=${x} y=${y + NODE + 16} text-anchor="middle">${each.agency.toUpperCase().replace('/', ' ')}</text></g>`;
        })}
    </svg>`;
}
