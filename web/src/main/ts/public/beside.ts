import { html, nothing, type TemplateResult } from 'lit';
import { PuenteElement } from '../base/element';
import { t } from '../base/messages';
import { Remote } from '../base/remote';
import { language } from '../base/settings';
import { codeLabel, dimensionLabel, dimensionValue } from '../base/vocabulary';
import { periodName } from '../views/periods';
import { addressOf, type Chart, questionOf, type State } from './charts';
import { ask, type Figures, type Row } from './data';
import { download, figureLines } from '../views/series';
import { cite, sourced } from './cite';
import { incomplete, isIncomplete, rounded } from './finding';

/** Most periods of the table, the newest. */
const PERIODS = 20;

/** What a chart shows one of, side by side: every drug, mode or stage by year. They are never added. */
export class Beside extends PuenteElement {
    static override properties = { chart: { attribute: false }, state: { attribute: false } };
    declare chart: Chart | undefined;
    declare state: State | undefined;

    private readonly shown = new Remote<Figures>(this, (signal) => ask<Figures>('series', this.question(), signal), { spoken: false });

    constructor() {
        super();
        this.chart = undefined;
        this.state = undefined;
    }

    private question(): { indicator: string; area: string | undefined; dimension: string[]; years: string; by: string; asOf: string | undefined } {
        const { indicator, area, dimension, asOf } = questionOf(this.chart!, this.state!);
        const name = this.chart!.beside!;
        return { indicator, area, dimension: dimension.filter((each) => !each.startsWith(`${name}=`)), years: this.chart!.lengths.find((each) => each !== 'month') ?? 'calendar', by: name, asOf };
    }

    private csv(figures: Figures, rows: readonly Row[]): void {
        const name = this.chart!.beside!;
        const fixed = this.question().dimension.join(' ');
        const about = { indicator: figures.about.indicator, area: this.state!.area, part: fixed, source: figures.about.source[language()], updated: figures.lastUpdate ?? '' };
        const [names = [], tags = [], ...lines] = figureLines(rows, about);
        download(`${this.chart!.id}-${name}-${figures.fingerprint.slice(0, 8)}`, [
            [...names, name, 'fingerprint'],
            [...tags, `#indicator+${name}`, '#meta+fingerprint'],
            ...lines.map((line, at) => [...line, rows[at]!.dimensions?.[name] ?? '', figures.fingerprint]),
        ]);
    }

    private drawn(figures: Figures): TemplateResult | typeof nothing {
        const chart = this.chart!;
        const name = chart.beside!;
        const rows = figures.data.rows.filter((each) => /^\d{4}$/.test(each.period));
        const periods = [...new Set(rows.map((each) => each.period))].sort().toReversed().slice(0, PERIODS);
        const values = (chart.choices.find((each) => each.dimension === name)?.values ?? []).filter((value) => rows.some((each) => each.dimensions?.[name] === value));
        if (values.length < 2 || periods.length === 0) return nothing;
        const of = new Map(rows.map((each) => [`${each.period} ${each.dimensions?.[name] ?? ''}`, each]));
        const unit = codeLabel('unit', figures.about.unit);
        const heading = t('web.public.beside', { dimension: dimensionLabel(name).toLocaleLowerCase(language()), unit });
        const cell = (row: Row | undefined) => html`<td class="number">${row === undefined ? '–' : html`<span title=${row.value}>${rounded(row.value)}${isIncomplete(chart, row) ? '*' : ''}</span>`}</td>`;
        return html`<section class="panel" aria-labelledby="beside-title"><h2 id="beside-title">${heading}</h2>
            <p class="quiet">${t('web.public.beside.text')}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=${heading}><table>
                <thead><tr><th scope="col">${t('web.indicators.period')}</th>${values.map((value) => html`<th scope="col" class="number"><a href=${addressOf(chart, { ...this.state!, chosen: { ...this.state!.chosen, [name]: value } })}>${dimensionValue(name, value)}</a></th>`)}</tr></thead>
                <tbody>${periods.map((period) => html`<tr><th scope="row">${periodName({ period, calendar: rows[0]?.calendar ?? 'calendar' })}</th>${values.map((value) => cell(of.get(`${period} ${value}`)))}</tr>`)}</tbody>
            </table></div>
            ${rows.some((each) => isIncomplete(chart, each)) ? html`<p class="quiet public-small">${incomplete(chart)}</p>` : nothing}
            ${sourced(figures.about.source[language()], figures.lastUpdate, rows.reduce((last, each) => ((each.until ?? each.to) > last ? (each.until ?? each.to) : last), ''))}
            <div class="public-tools">${cite({ heading, source: figures.about.source[language()], updated: figures.lastUpdate, fingerprint: figures.fingerprint, method: figures.data.method, address: () => addressOf(chart, this.state!) })}<button type="button" class="link" @click=${() => this.csv(figures, rows)}>${t('web.indicators.csv')}</button></div></section>`;
    }

    override render(): TemplateResult {
        if (!this.chart?.beside || !this.state) return html``;
        this.shown.want(JSON.stringify(this.question()));
        return html`${this.shown.draw((figures) => this.drawn(figures), 6)}`;
    }
}

customElements.define('puente-beside', Beside);
