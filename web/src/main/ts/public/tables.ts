import { html, nothing, svg, type TemplateResult } from 'lit';
import { PuenteElement } from '../base/element';
import { number } from '../base/format';
import { t, word } from '../base/messages';
import { Remote } from '../base/remote';
import { language } from '../base/settings';
import { areaLabel, codeLabel, dimensionLabel, dimensionValue } from '../base/vocabulary';
import { periodName } from '../views/periods';
import { download } from '../views/series';
import { cite, framed, invented, sourced } from './cite';
import { cursor } from './cursor';
import { type AreaRate, ask, type Tables, type WholeTable } from './data';

const ROW = 26;
const LABELS = 150;
const FOOT = 34;

/** Counts in groups that may be small, as one whole table, with rates per exposure by area where an exposure is published. */
export class SmallTable extends PuenteElement {
    static override properties = { code: {}, level: { type: Number }, embedded: { type: Boolean }, at: { state: true } };
    declare code: string;
    /** Of its heading. */
    declare level: number;
    declare embedded: boolean;
    /** The area that is told. */
    declare at: number;

    private readonly shown = new Remote<Tables>(this, (signal) => ask<Tables>('table', { indicator: this.code }, signal), { spoken: false });

    constructor() {
        super();
        this.code = '';
        this.level = 3;
        this.embedded = false;
        this.at = 0;
    }

    private partName(tables: Tables, part: string): string {
        return part === 'unspecified' ? t('web.public.table.unspecified') : dimensionValue(tables.data.by, part);
    }

    private cell(label: string, count: number | undefined, least: number): TemplateResult {
        return html`<td role="cell" class="number" data-label=${label}>${count === undefined ? html`<span class="quiet" title=${t('web.public.table.held', { least })}>*<span class="visually-hidden">${t('web.public.table.held', { least })}</span></span>` : number(count)}</td>`;
    }

    private counts(tables: Tables, table: WholeTable): TemplateResult {
        const { least, by } = tables.data;
        return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${t('web.public.table.of', { name: tables.about.name[language()], period: periodName(table) })}><table role="table">
            <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${t('web.records.area')}</th>${table.parts.map((part) => html`<th role="columnheader" scope="col" class="number">${this.partName(tables, part)}</th>`)}<th role="columnheader" scope="col" class="number">${t('web.public.together')}</th></tr></thead>
            <tbody role="rowgroup">${table.rows.map((row) => html`<tr role="row"><th role="rowheader" scope="row">${areaLabel(row.area)}</th>${table.parts.map((part) => this.cell(this.partName(tables, part), row.counts[part], least))}${this.cell(t('web.public.together'), row.all, least)}</tr>`)}
                <tr role="row" data-chosen><th role="rowheader" scope="row">${t('web.public.together')}</th>${table.parts.map((part) => this.cell(this.partName(tables, part), table.sums[part], least))}${this.cell(t('web.public.together'), table.all, least)}</tr></tbody>
        </table></div><p class="quiet public-small">${t('web.public.table.why', { least, by: dimensionLabel(by).toLocaleLowerCase(language()) })}</p>`;
    }

    /** Each area's ratio to all others, on a scale on which twice and half are as far from the same. */
    private ratios(rates: readonly AreaRate[], label: string): TemplateResult {
        const width = matchMedia('(max-width: 600px)').matches ? 360 : 720;
        const height = rates.length * ROW + FOOT;
        const known = rates.flatMap((each) => [Number(each.ratioLower), Number(each.ratioUpper)]).filter((each) => each > 0 && Number.isFinite(each));
        const far = Math.max(2, ...known.map((each) => Math.max(each, 1 / each)));
        const scale = Math.min(far, 16);
        const x = (ratio: number) => LABELS + ((Math.log(Math.min(scale, Math.max(1 / scale, ratio))) / Math.log(scale) + 1) * (width - LABELS - 16)) / 2;
        const told = Math.min(this.at, rates.length - 1);
        const move = (event: PointerEvent) => {
            const drawing = (event.currentTarget as SVGElement).getBoundingClientRect();
            this.at = Math.max(0, Math.min(rates.length - 1, Math.floor(((event.clientY - drawing.top) / drawing.height) * (height / ROW))));
        };
        const marks = [0.125, 0.25, 0.5, 1, 2, 4, 8].filter((each) => each <= scale && each >= 1 / scale);
        return html`<svg class="plot-drawing" viewBox="0 0 ${width} ${height}" role="img" aria-label=${label} @pointermove=${move} @pointerdown=${move}>
            ${marks.map((each) => svg`<line class=${each === 1 ? 'relation-zero' : 'chart-line'} x1=${x(each)} x2=${x(each)} y1="0" y2=${height - FOOT + 6} /><text class="chart-text" x=${x(each)} y=${height - 12} text-anchor="middle">× ${number(each)}</text>`)}
            ${rates.map((each, at) => svg`<text class="chart-text" x=${LABELS - 12} y=${at * ROW + 18} text-anchor="end">${areaLabel(each.area)}</text><g class="relation-lag" ?data-seen=${each.verdict !== 'cannot-tell'} ?data-told=${at === told}><line x1=${x(Number(each.ratioLower) || 0)} x2=${x(each.ratioUpper === 'unbounded' ? scale : Number(each.ratioUpper))} y1=${at * ROW + 14} y2=${at * ROW + 14} /><circle cx=${x(Number(each.ratio))} cy=${at * ROW + 14} r="5" /></g>`)}
        </svg>${cursor(rates.length, told, this.told(rates[told]!), (at) => (this.at = at))}`;
    }

    private told(rate: AreaRate): string {
        return t('web.public.table.told', { area: areaLabel(rate.area), ratio: decimal(rate.ratio), lower: decimal(rate.ratioLower), upper: rate.ratioUpper === 'unbounded' ? '∞' : decimal(rate.ratioUpper), verdict: word('web.public.table.verdict', rate.verdict) });
    }

    private rates(tables: Tables, rates: readonly AreaRate[]): TemplateResult {
        const { exposure } = tables.data;
        const by = tables.exposure?.name[language()] ?? '';
        const per = t('web.public.table.per', { unit: codeLabel('unit', tables.about.unit), per: number(exposure?.per ?? 1), by: codeLabel('unit', tables.exposure?.unit ?? '') });
        const different = rates.filter((each) => each.verdict !== 'cannot-tell');
        const reading = different.length === 0 ? t('web.public.table.none', { count: rates.length }) : t('web.public.table.some', { areas: different.map((each) => `${areaLabel(each.area)} (${word('web.public.table.verdict', each.verdict)})`).join(', '), count: rates.length });
        return html`${this.subheading(t('web.public.table.rates', { by }))}<p class="public-note">${reading} ${t('web.public.table.not')}</p>
            ${this.ratios(rates, reading)}
            <div class="table-scroll" tabindex="0" role="region" aria-label=${`${tables.about.name[language()]}. ${t('web.public.table.rates', { by })}`}><table role="table">
                <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${t('web.records.area')}</th><th role="columnheader" scope="col" class="number">${per}</th><th role="columnheader" scope="col">${t('web.public.table.interval')}</th><th role="columnheader" scope="col" class="number">${t('web.public.table.ratio')}</th><th role="columnheader" scope="col">${t('web.public.table.together')}</th><th role="columnheader" scope="col">${t('web.public.table.says')}</th></tr></thead>
                <tbody role="rowgroup">${rates.map((each) => html`<tr role="row" ?data-chosen=${each.verdict !== 'cannot-tell'}><th role="rowheader" scope="row">${areaLabel(each.area)}</th><td role="cell" class="number" data-label=${per}>${decimal(each.rate)}</td><td role="cell" class="signed" data-label=${t('web.public.table.interval')}>${decimal(each.lower)} – ${decimal(each.upper)}</td><td role="cell" class="number signed" data-label=${t('web.public.table.ratio')}>× ${decimal(each.ratio)}</td><td role="cell" class="signed" data-label=${t('web.public.table.together')}>${decimal(each.ratioLower)} – ${each.ratioUpper === 'unbounded' ? '∞' : decimal(each.ratioUpper)}</td><td role="cell" data-label=${t('web.public.table.says')}>${word('web.public.table.verdict', each.verdict)}</td></tr>`)}</tbody>
            </table></div>`;
    }

    private csv({ data, about, fingerprint, lastUpdate }: Tables): void {
        const names = ['indicator', 'area', 'part', 'period', 'calendar', 'count_rounded_down_to_tens', 'unit', 'rate', 'rate_lower', 'rate_upper', 'ratio', 'ratio_lower', 'ratio_upper', 'source', 'updated', 'synthetic', 'fingerprint'];
        const tags = ['#indicator+code', '#loc+area+code', '#indicator+part', '#date+period', '#date+calendar', '#indicator+value+num+rounded', '#indicator+unit', '#indicator+rate+num', '#indicator+rate+lower+num', '#indicator+rate+upper+num', '#indicator+ratio+num', '#indicator+ratio+lower+num', '#indicator+ratio+upper+num', '#meta+source', '#date+updated', '#meta+synthetic', '#meta+fingerprint'];
        const lines = data.tables.flatMap((table) =>
            table.rows.flatMap((row) =>
                [...table.parts, ''].map((part) => {
                    const rate = part === '' ? table.rates?.find((each) => each.area === row.area) : undefined;
                    const count = part === '' ? row.all : row.counts[part];
                    return [data.tables.length > 0 ? about.indicator : '', row.area, part === '' ? '' : `${data.by}=${part}`, table.period, table.calendar, String(count ?? ''), about.unit, rate?.rate ?? '', rate?.lower ?? '', rate?.upper ?? '', rate?.ratio ?? '', rate?.ratioLower ?? '', rate?.ratioUpper ?? '', about.source[language()], lastUpdate ?? '', String(data.synthetic), fingerprint];
                }),
            ),
        );
        download(`${about.indicator}-${fingerprint.slice(0, 8)}`, [names, tags, ...lines]);
    }

    private heading(text: string): TemplateResult {
        return this.level === 1 ? html`<h1>${text}</h1>` : html`<h3><a href=${`/public/table?indicator=${encodeURIComponent(this.code)}`}>${text}</a></h3>`;
    }

    private subheading(text: string): TemplateResult {
        return this.level === 1 ? html`<h2>${text}</h2>` : html`<h4>${text}</h4>`;
    }

    private address(): string {
        return `/public/table?indicator=${encodeURIComponent(this.code)}`;
    }

    private drawn(tables: Tables): TemplateResult {
        const { about, data, fingerprint, lastUpdate } = tables;
        const name = about.name[language()];
        const [newest] = data.tables;
        if (!newest) return html`${this.heading(name)}<p>${t('web.public.awaited')}</p>`;
        const title = t('web.public.table.title', { name, period: periodName(newest) });
        return html`<figcaption>${this.heading(title)}<p class="quiet">${codeLabel('unit', about.unit)} · ${t('web.public.table.measure', { by: dimensionLabel(data.by).toLocaleLowerCase(language()) })}</p></figcaption>
            ${invented(data.synthetic)}
            ${newest.rates && newest.rates.length > 1 ? this.rates(tables, newest.rates) : nothing}
            ${newest.rates && newest.rates.length > 1 ? this.subheading(t('web.public.table.counts')) : nothing}${this.counts(tables, newest)}
            ${this.level === 1 && !this.embedded ? data.tables.slice(1).map((table) => html`<h2>${periodName(table)}</h2>${this.counts(tables, table)}`) : nothing}
            ${sourced(about.source[language()], lastUpdate, newest.to)}<p class="quiet public-small">${about.note[language()]}</p>
            ${this.embedded ? framed(() => this.address(), fingerprint) : html`<div class="public-tools">${cite({ heading: title, source: about.source[language()], updated: lastUpdate, fingerprint, method: data.method, address: () => this.address(), height: 720 })}<button type="button" class="link" @click=${() => this.csv(tables)}>${t('web.indicators.csv')}</button></div>`}`;
    }

    override render(): TemplateResult {
        this.shown.want(this.code);
        return html`${this.level === 1 && this.shown.value === undefined ? html`<h1>${t('web.public.rights')}</h1>` : nothing}<figure class="public-figure panel whole-table">${this.shown.draw((tables) => this.drawn(tables), 8)}</figure>`;
    }
}

function decimal(value: string): string {
    const size = Math.abs(Number(value));
    return Number(value).toLocaleString(language() === 'es' ? 'es-MX' : 'en-US', { maximumFractionDigits: size >= 100 ? 0 : size >= 10 ? 1 : 2 });
}

customElements.define('puente-table', SmallTable);
