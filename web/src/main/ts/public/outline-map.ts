import { html, svg, type TemplateResult } from 'lit';
import outlines from '#generated/mexico.json';
import { PuenteElement } from '../base/element';
import { number } from '../base/format';
import { t } from '../base/messages';
import { empty } from '../base/parts';
import { Remote } from '../base/remote';
import { language } from '../base/settings';
import { areaLabel } from '../base/vocabulary';
import { isIncomplete } from '../views/periods';
import { classesOf, classOf, shadeOf } from '../views/scale';
import { download, figureLines } from '../views/series';
import { addressOf, type Chart, questionOf, type State } from './charts';
import { cite, framed, sourced } from './cite';
import { ask, type Figures, type Row } from './data';

const shapes = outlines as unknown as { width: number; height: number; paths: Readonly<Record<string, string>> };

/** The states of Mexico, shaded by rate; each is a link to its own chart. The list under the map says the same. */
export class OutlineMap extends PuenteElement {
    static override properties = { chart: { attribute: false }, state: { attribute: false }, level: { type: Number }, embedded: { type: Boolean } };
    declare chart: Chart | undefined;
    declare state: State | undefined;
    /** Of its heading. */
    declare level: number;
    declare embedded: boolean;

    private readonly shown = new Remote<Figures>(this, (signal) => this.ask(signal), { spoken: false });

    constructor() {
        super();
        this.chart = undefined;
        this.state = undefined;
        this.level = 3;
        this.embedded = false;
    }

    private ask(signal: AbortSignal): Promise<Figures> {
        const { indicator, dimension, asOf } = questionOf(this.chart!, this.state!);
        return ask<Figures>('series', { indicator, dimension, years: 'calendar', by: 'area', rate: 'true', asOf }, signal);
    }

    /** The chart of one state, by month. */
    private of(code: string): State {
        return { ...this.state!, area: code, length: 'month', rate: false, forecast: false };
    }

    /** The map of the chosen crime; it is of all areas and of the newest whole year. */
    private address(): string {
        return addressOf(this.chart!, { ...this.state!, area: '', length: this.chart!.lengths[0]!, rate: false, forecast: false }, { map: '1' });
    }

    private csv(figures: Figures, rows: readonly Row[]): void {
        const part = questionOf(this.chart!, this.state!).dimension.join(' ');
        const [names = [], tags = [], ...lines] = figureLines(rows, { indicator: figures.about.indicator, area: '', part, source: figures.about.source[language()], updated: figures.lastUpdate ?? '' });
        download(`map-${figures.fingerprint.slice(0, 8)}`, [
            [...names, 'rate', 'denominator', 'fingerprint'],
            [...tags, '#indicator+rate+num', '#population+num', '#meta+fingerprint'],
            ...lines.map((line, at) => [...line, rows[at]!.rate ?? '', rows[at]!.denominator ?? '', figures.fingerprint]),
        ]);
    }

    private heading(title: string): TemplateResult {
        return this.level === 1 ? html`<h1>${title}</h1>` : this.level === 2 ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`;
    }

    private drawn(figures: Figures): TemplateResult {
        if (figures.data.rows.every((each) => each.rate === undefined)) return empty(t('web.indicators.empty'), t('web.public.map.none'));
        const year = figures.data.rows.filter((each) => !isIncomplete(each)).reduce((last, each) => (each.period > last ? each.period : last), '');
        const rows = figures.data.rows.filter((each): each is Row & { rate: string; area: string } => each.period === year && each.rate !== undefined && each.area !== undefined);
        const classes = classesOf(rows.map((each) => Number(each.rate)));
        const sorted = rows.toSorted((a, b) => Number(b.rate) - Number(a.rate) || areaLabel(a.area).localeCompare(areaLabel(b.area), language()));
        const per = number(figures.data.denominator?.per ?? 0);
        const label = (row: Row & { rate: string; area: string }) => t('web.public.map.state', { area: areaLabel(row.area), rate: number(Math.round(Number(row.rate) * 10) / 10), per, value: number(row.value) });
        const source = `${figures.about.source[language()]}; ${t('web.public.map.population')}`;
        const title = t('web.public.map.title', { area: areaLabel(sorted[0]?.area ?? ''), year });
        const shade = (row: Row & { rate: string }) => shadeOf(classOf(Number(row.rate), classes), classes.length);
        return html`<div class="public-map"><div>
                ${this.heading(title)}
                <p class="quiet">${t('web.public.map.measure', { per, year })}</p>
                <svg class="public-outline" viewBox="0 0 ${shapes.width} ${shapes.height}" role="group" aria-label=${t('web.public.map.label')}>
                    ${sorted.map((row) => svg`<a tabindex="-1" href=${addressOf(this.chart!, this.of(row.area))} aria-label=${label(row)}><path d=${shapes.paths[row.area] ?? ''} data-shade=${shade(row)} ?data-chosen=${row.area === this.state!.area}><title>${label(row)}</title></path></a>`)}
                </svg>
                <ul class="plain map-legend" aria-label=${t('web.public.map.legend')}>${classes.map((each, at) => html`<li><span class="swatch" data-shade=${shadeOf(at, classes.length)}></span>${number(Math.round(each.least * 10) / 10)} – ${number(Math.round(each.most * 10) / 10)}</li>`)}</ul>
            </div>
            <div class="map-table" tabindex="0" role="region" aria-label=${t('web.indicators.map.table')}><table>
                <thead><tr><th scope="col">${t('web.records.area')}</th><th scope="col" class="number">${t('web.public.map.rate', { per })}</th><th scope="col" class="number">${t('web.public.map.count', { year })}</th></tr></thead>
                <tbody>${sorted.map((row) => html`<tr ?data-chosen=${row.area === this.state!.area}><th scope="row"><span class="swatch" data-shade=${shade(row)}></span><a href=${addressOf(this.chart!, this.of(row.area))}>${areaLabel(row.area)}</a></th><td class="number">${number((Math.round(Number(row.rate) * 10) / 10).toFixed(1))}</td><td class="number">${number(row.value)}</td></tr>`)}</tbody>
            </table></div></div>
            ${sourced(source, figures.lastUpdate, rows[0]?.to)}
            ${this.embedded
                ? framed(() => this.address(), figures.fingerprint)
                : html`<div class="public-tools">${cite({ heading: title, source, updated: figures.lastUpdate, fingerprint: figures.fingerprint, method: figures.data.method, address: () => this.address(), height: 760 })}<button type="button" class="link" @click=${() => this.csv(figures, rows)}>${t('web.indicators.csv')}</button></div>`}`;
    }

    override render(): TemplateResult {
        if (!this.chart || !this.state) return html``;
        const { dimension, asOf } = questionOf(this.chart, this.state);
        this.shown.want(JSON.stringify([dimension, asOf]));
        return html`${this.shown.draw((figures) => this.drawn(figures), 10)}`;
    }
}

customElements.define('puente-outline-map', OutlineMap);
