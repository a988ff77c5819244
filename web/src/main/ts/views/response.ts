import { html, nothing, type TemplateResult } from 'lit';
import { date, number } from '../base/format';
import { counted, t } from '../base/messages';
import { channelMark, hashMark } from '../base/parts';
import type { Direction, MedianOf, Open, RequestGroup, ResponseFigures, ShareOf } from '../base/request-types';
import { language } from '../base/settings';
import { codeLabel } from '../base/vocabulary';

/** Until when half were ended, with its interval; why not where it cannot be said. */
export function medianText(median: MedianOf): string {
    if (median.refused) return t('web.requests.few');
    if (!median.reached) return t('web.requests.not-half');
    const range = median.upper === undefined ? t('web.requests.from-on', { lower: number(median.lower ?? 0) }) : t('web.requests.between', { lower: number(median.lower ?? 0), upper: number(median.upper) });
    return `${counted('web.days', median.days ?? 0)} (${range})`;
}

export function shareText(share: ShareOf): string {
    if (share.refused) return share.refused.code === 'measure.response.few' ? t('web.requests.few') : t('web.requests.not-yet');
    return `${number(Math.round(share.percent ?? 0))} % (${t('web.requests.between', { lower: number(Math.round(share.lower ?? 0)), upper: number(Math.round(share.upper ?? 0)) })})`;
}

function openText(open: Open): string {
    if (open.count === 0) return '0';
    const parts = [number(open.count)];
    if (open.overdue > 0) parts.push(counted('web.requests.overdue', open.overdue));
    if (open.oldestDays !== undefined) parts.push(t('web.requests.oldest', { days: number(open.oldestDays) }));
    return parts.join(' · ');
}

function row(name: string, group: RequestGroup, isTotal: boolean): TemplateResult {
    const cell = (label: string, text: string) => html`<td class="number" data-label=${label}>${text}</td>`;
    return html`<tr class=${isTotal ? 'total' : ''}><th scope="row">${name}</th>
        ${cell(t('web.requests.column.count'), number(group.count))}
        ${cell(t('web.requests.column.open'), openText(group.open))}
        ${cell(t('web.requests.column.median'), group.count === 0 ? '–' : medianText(group.median))}
        ${cell(t('web.requests.column.in-time'), group.count === 0 ? '–' : shareText(group.inTime))}</tr>`;
}

function direction(each: Direction): TemplateResult {
    return html`<table class="book">
        <caption><span class="flow">${channelMark(`${each.from}/${each.to}`)} <span class="quiet">${t('web.requests.fingerprint')} ${hashMark(each.fingerprint)}</span></span></caption>
        <thead><tr><th scope="col">${t('web.requests.column.category')}</th><th scope="col" class="number">${t('web.requests.column.count')}</th><th scope="col" class="number">${t('web.requests.column.open')}</th><th scope="col" class="number">${t('web.requests.column.median')}</th><th scope="col" class="number">${t('web.requests.column.in-time')}</th></tr></thead>
        <tbody>${each.categories.map((group) => row(codeLabel('request-category', group.category ?? ''), group, false))}${row(t('web.requests.all'), each.all, true)}</tbody>
    </table>`;
}

function month(value: string): string {
    const [year = 0, number = 1] = value.split('-').map(Number);
    return new Date(Date.UTC(year, number - 1, 1)).toLocaleDateString(language() === 'es' ? 'es-MX' : 'en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

function tips({ tips }: ResponseFigures): TemplateResult {
    const ended = t('web.requests.tips.ended', { days: tips.days });
    return html`<section class="panel" aria-labelledby="tips-title">
        <h2 id="tips-title">${t('web.requests.tips')}</h2>
        <p class="quiet">${t('web.requests.tips.text')}</p>
        ${tips.count === 0
            ? html`<p>${t('web.requests.tips.none')}</p>`
            : html`<p>${t('web.requests.tips.open', { count: number(tips.open.count), all: number(tips.count) })} ${t('web.requests.tips.median')} ${medianText(tips.median)}.</p>
              <table class="book"><caption class="visually-hidden">${t('web.requests.tips')}</caption><thead><tr><th scope="col">${t('web.requests.tips.month')}</th><th scope="col" class="number">${t('web.requests.tips.count')}</th><th scope="col" class="number">${ended}</th></tr></thead>
              <tbody>${tips.months.map((each) => html`<tr><th scope="row">${month(each.month)}</th><td class="number" data-label=${t('web.requests.tips.count')}>${number(each.count)}</td><td class="number" data-label=${ended}>${shareText(each.ended)}</td></tr>`)}</tbody></table>`}
    </section>`;
}

/** How long answers take in each direction, side by side, and what became of tips. */
export function responseFigures(figures: ResponseFigures): TemplateResult {
    return html`<section class="panel" aria-labelledby="times-title">
            <h2 id="times-title">${t('web.requests.times')}</h2>
            <p class="quiet">${t('web.requests.times.text', { date: date(figures.on) })}${figures.synthetic ? html` <strong>${t('web.requests.synthetic')}</strong>` : nothing}${figures.leftOut > 0 ? ` ${counted('web.requests.left-out', figures.leftOut)}` : nothing}</p>
            ${figures.directions.length === 0 ? html`<p>${t('web.requests.none')}</p>` : html`<div class="directions">${figures.directions.map(direction)}</div>`}
        </section>
        ${tips(figures)}`;
}
