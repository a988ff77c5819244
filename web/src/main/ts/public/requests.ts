import { html, nothing, type TemplateResult } from 'lit';
import { PuenteElement } from '../base/element';
import { date, number } from '../base/format';
import { t, word } from '../base/messages';
import { channelMark, partyMark } from '../base/parts';
import { Remote } from '../base/remote';
import type { MedianOf } from '../base/request-types';
import { codeLabel } from '../base/vocabulary';
import { periodName } from '../views/periods';
import { medianText } from '../views/response';
import { download } from '../views/series';
import { cite, invented } from './cite';
import { ask, type Method } from './data';

interface Line {
    counts: Record<string, number>;
    all?: number;
    median?: MedianOf;
    from?: string;
    to?: string;
    category?: string;
    month?: string;
}

interface Table {
    columns: string[];
    rows: Line[];
    sums: Record<string, number>;
    all?: number;
    median?: MedianOf;
    heldBack: number;
    days?: number;
}

interface Answer {
    data: { on: string; least: number; method: Method; synthetic: boolean; party: string; requests: Table; tips: Table };
    fingerprint: string;
}

const ADDRESS = '/public/requests';

/** Requests between the parties and tips from residents, for everybody: protected tables, and days until half were answered. */
export class PublicRequests extends PuenteElement {
    private readonly shown = new Remote<Answer>(this, (signal) => ask<Answer>('requests', {}, signal), { spoken: false });

    private cell(label: string, count: number | undefined, least: number): TemplateResult {
        const held = t('web.public.table.held', { least });
        return html`<td role="cell" class="number" data-label=${label}>${count === undefined ? html`<span class="quiet" title=${held}>*<span class="visually-hidden">${held}</span></span>` : number(count)}</td>`;
    }

    private table(name: string, first: string, table: Table, least: number, head: (line: Line) => TemplateResult | string, hasMedian: boolean): TemplateResult {
        const columns = table.columns.map((each) => [each, word('web.public.requests.column', each)] as const);
        const together = t('web.public.together');
        const median = t('web.requests.column.median');
        const row = (title: TemplateResult | string, line: Pick<Line, 'counts' | 'all' | 'median'>, isSum: boolean) => html`<tr role="row" ?data-chosen=${isSum}><th role="rowheader" scope="row">${title}</th>${columns.map(([column, label]) => this.cell(label, line.counts[column], least))}${this.cell(together, line.all, least)}${hasMedian ? html`<td role="cell" class="number" data-label=${median}>${line.median ? medianText(line.median) : '–'}</td>` : nothing}</tr>`;
        return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${name}><table role="table">
            <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${first}</th>${columns.map(([, label]) => html`<th role="columnheader" scope="col" class="number">${label}</th>`)}<th role="columnheader" scope="col" class="number">${together}</th>${hasMedian ? html`<th role="columnheader" scope="col" class="number">${median}</th>` : nothing}</tr></thead>
            <tbody role="rowgroup">${table.rows.map((line) => row(head(line), line, false))}${row(together, { counts: table.sums, ...(table.all === undefined ? {} : { all: table.all }), ...(table.median ? { median: table.median } : {}) }, true)}</tbody>
        </table></div>`;
    }

    private csv({ data, fingerprint }: Answer): void {
        const names = ['what', 'from', 'to', 'category', 'month', 'part', 'count_rounded_down_to_tens', 'median_days', 'median_lower', 'median_upper', 'as_of', 'synthetic', 'fingerprint'];
        const tags = ['#indicator+code', '#org+from', '#org+to', '#indicator+category', '#date+month', '#indicator+part', '#indicator+value+num+rounded', '#indicator+median+num', '#indicator+median+lower+num', '#indicator+median+upper+num', '#date+asof', '#meta+synthetic', '#meta+fingerprint'];
        const lines = (['requests', 'tips'] as const).flatMap((what) =>
            data[what].rows.flatMap((line) =>
                [...data[what].columns, ''].map((part) => {
                    const median = part === '' ? line.median : undefined;
                    return [what, line.from ?? '', line.to ?? '', line.category ?? '', line.month ?? '', part, String((part === '' ? line.all : line.counts[part]) ?? ''), String(median?.days ?? ''), String(median?.lower ?? ''), String(median?.upper ?? ''), data.on, String(data.synthetic), fingerprint];
                }),
            ),
        );
        download(`requests-${fingerprint.slice(0, 8)}`, [names, tags, ...lines]);
    }

    private tools(answer: Answer, heading: string): TemplateResult {
        const { data, fingerprint } = answer;
        return html`<div class="public-tools">${cite({ heading, source: t('web.public.requests.source'), updated: data.on, fingerprint, method: data.method, address: () => ADDRESS })}<button type="button" class="link" @click=${() => this.csv(answer)}>${t('web.indicators.csv')}</button></div>`;
    }

    private requests(answer: Answer): TemplateResult {
        const { data } = answer;
        const { requests, on, least, synthetic } = data;
        const title = t('web.public.requests.title', { date: date(on) });
        return html`<section class="public-section" aria-labelledby="answers-title"><h2 id="answers-title">${t('web.public.requests.between')}</h2>
            ${requests.rows.length === 0
                ? html`<p>${t('web.public.requests.none')}</p>`
                : html`<figure class="public-figure panel whole-table"><figcaption><h3>${title}</h3><p class="quiet">${t('web.public.requests.measure')}</p></figcaption>
                  ${invented(synthetic)}
                  ${requests.median ? html`<p class="public-note">${t('web.public.requests.reading', { median: medianText(requests.median), all: requests.all === undefined ? '–' : number(requests.all) })}</p>` : nothing}
                  ${this.table(title, t('web.requests.column.category'), requests, least, (line) => html`<span class="flow">${channelMark(`${line.from ?? ''}/${line.to ?? ''}`)} ${codeLabel('request-category', line.category ?? '')}</span>`, true)}
                  <p class="quiet public-small">${t('web.public.requests.why', { least })}</p>
                  ${this.tools(answer, title)}</figure>`}</section>`;
    }

    private tips(answer: Answer): TemplateResult {
        const { data } = answer;
        const { tips, on, least, synthetic, party } = data;
        const days = tips.days ?? 0;
        const title = t('web.public.requests.tips.title', { days, date: date(on) });
        return html`<section class="public-section" aria-labelledby="tips-title"><h2 id="tips-title">${t('web.requests.tips')}</h2><p class="flow">${partyMark(party)} <span>${t('web.public.requests.tips.text')}</span></p>
            ${tips.rows.length === 0
                ? html`<p>${t('web.public.requests.tips.none')}</p>`
                : html`<figure class="public-figure panel whole-table"><figcaption><h3>${title}</h3></figcaption>
                  ${invented(synthetic)}
                  ${tips.median ? html`<p class="public-note">${t('web.requests.tips.median')} ${medianText(tips.median)}.</p>` : nothing}
                  ${this.table(title, t('web.requests.tips.month'), tips, least, (line) => periodName({ period: line.month ?? '', calendar: 'calendar' }), false)}
                  <p class="quiet public-small">${t('web.public.requests.why', { least })}</p>
                  ${this.tools(answer, title)}</figure>`}</section>`;
    }

    override render(): TemplateResult {
        this.shown.want('');
        return html`<header class="public-head"><h1>${t('web.public.requests')}</h1><p class="lead">${t('web.public.requests.lead')}</p></header>
            ${this.shown.draw((answer) => html`${this.requests(answer)} ${this.tips(answer)}`, 12)}`;
    }
}

customElements.define('puente-public-requests', PublicRequests);
