import { html, svg, type TemplateResult } from 'lit';
import { t } from '../base/messages';
import { language } from '../base/settings';
import type { Link } from '../base/subject-types';

const WIDTH = 240;
const HEIGHT = 12;

const signed = (bits: number) => `${bits > 0 ? '+' : bits < 0 ? '−' : ''}${Math.abs(bits).toLocaleString(language() === 'es' ? 'es-MX' : 'en-US', { maximumFractionDigits: 1 })}`;

/** Where each reason begins and ends, as a share of the width; the whole from the least sum to the greatest. */
export function bars(steps: readonly number[]): { from: number; to: number }[] {
    const sums = steps.reduce<number[]>((all, each) => [...all, (all[all.length - 1] ?? 0) + each], [0]);
    const least = Math.min(...sums);
    const span = Math.max(...sums) - least || 1;
    return steps.map((_, at) => {
        const [a, b] = [((sums[at] ?? 0) - least) / span, ((sums[at + 1] ?? 0) - least) / span];
        return { from: Math.min(a, b), to: Math.max(a, b) };
    });
}

/** Evidence for and against, in the order in which a person would argue; it adds up to the probability. */
export function waterfall(link: Link): TemplateResult {
    const places = bars(link.reasons.map((each) => each.bits));
    return html`<table class="waterfall">
        <caption class="visually-hidden">${t('web.subjects.why')}</caption>
        <thead><tr><th scope="col">${t('web.subjects.reason')}</th><th scope="col" class="waterfall-bar" aria-hidden="true"></th><th scope="col" class="figure">${t('web.subjects.bits')}</th></tr></thead>
        <tbody>
            ${link.reasons.map((each, at) => {
                const { from, to } = places[at] ?? { from: 0, to: 0 };
                return html`<tr>
                    <td><strong>${each.label[language()]}</strong> <span class="quiet">${each.text[language()]}</span></td>
                    <td class="waterfall-bar" aria-hidden="true"><svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">${svg`<rect data-for=${each.bits >= 0 ? 'yes' : 'no'} x=${Math.round(from * WIDTH)} y="1" width=${Math.max(2, Math.round((to - from) * WIDTH))} height=${HEIGHT - 2} />`}</svg></td>
                    <td class="figure">${signed(each.bits)}</td>
                </tr>`;
            })}
        </tbody>
        <tfoot><tr><th scope="row">${t('web.subjects.sum', { percent: Math.round(link.probability * 100) })}</th><td class="waterfall-bar" aria-hidden="true"></td><td class="figure">${signed(link.bits)}</td></tr></tfoot>
    </table>`;
}
