import { html, nothing, svg, type TemplateResult } from 'lit';
import { PuenteElement } from '../base/element';
import { number } from '../base/format';
import { fill, t, word } from '../base/messages';
import { Remote } from '../base/remote';
import { navigate } from '../base/router';
import { language } from '../base/settings';
import { areaLabel, dimensionLabel, dimensionValue, indicatorLabel } from '../base/vocabulary';
import { periodName } from '../views/periods';
import { download } from '../views/series';
import { type Chart, chartNamed, charts, questionOf, type State, stateOf, stateQuery } from './charts';
import { cite, framed, invented, sourced } from './cite';
import { cursor } from './cursor';
import { ask, type LagRow, type Relation } from './data';
import { select } from './select';

/** One of the two series: a chart in a state. */
interface Side {
    chart: Chart;
    state: State;
}

interface Pair {
    one: Side;
    other: Side;
    /** What months are summed to; empty where they stay months. */
    as: string;
}

const AS = ['', 'rolling-12-months', 'half-year', 'quarter', 'calendar-year'] as const;
const HEIGHT = 260;
const LEFT = 44;
const FOOT = 44;
const TOP = 12;

/** The charts of which a series can be had. */
const related = charts.filter((each) => each.share === undefined && !each.declared);

function side(query: URLSearchParams, prefix: string, standard: string): Side {
    const chart = related.find((each) => each.id === query.get(prefix)) ?? chartNamed(standard)!;
    const own = new URLSearchParams();
    for (const [name, value] of query) if (name.startsWith(`${prefix}.`)) own.set(name.slice(prefix.length + 1), value);
    return { chart, state: stateOf(chart, own) };
}

/** The pair that an address names; where it names none, fentanyl at the southwest border and deaths in New Mexico. */
export function pairOf(query: URLSearchParams): Pair {
    const asked = query.has('one') || query.has('other') ? query : new URLSearchParams('one=seizures&one.region=southwest-border&other=overdoses&as=rolling-12-months');
    return { one: side(asked, 'one', 'seizures'), other: side(asked, 'other', 'overdoses'), as: AS.find((each) => each === asked.get('as')) ?? '' };
}

export function addressOf({ one, other, as }: Pair): string {
    const query = new URLSearchParams();
    for (const [prefix, { chart, state }] of [['one', one], ['other', other]] as const) {
        query.set(prefix, chart.id);
        for (const [name, value] of stateQuery(chart, { ...state, length: chart.lengths[0]!, rate: false, forecast: false })) query.set(`${prefix}.${name}`, value);
    }
    if (as !== '') query.set('as', as);
    return `/public/relation?${query.toString()}`;
}

/** Which of two public series moves first: correlations by lag with their intervals, in words, as a table and as a file. */
export class RelationPanel extends PuenteElement {
    static override properties = { query: {}, level: { type: Number }, embedded: { type: Boolean }, at: { state: true } };
    /** The address's own query. */
    declare query: string;
    declare level: number;
    declare embedded: boolean;
    /** The lag that is told; before one is chosen, that of the strongest correlation. */
    declare at: number;

    private readonly shown = new Remote<Relation>(this, (signal) => this.ask(signal), { spoken: false });

    constructor() {
        super();
        this.query = '';
        this.level = 1;
        this.embedded = false;
        this.at = -1;
    }

    private pair(): Pair {
        return pairOf(new URLSearchParams(this.query));
    }

    private ask(signal: AbortSignal): Promise<Relation> {
        const { one, other, as } = this.pair();
        const [left, right] = [questionOf(one.chart, one.state), questionOf(other.chart, other.state)];
        return ask<Relation>('relation', { indicator: left.indicator, area: left.area, dimension: left.dimension, with: right.indicator, withArea: right.area, withDimension: right.dimension, as: as === '' ? undefined : as }, signal);
    }

    private name({ chart, state }: Side): string {
        const parts = chart.choices.map(({ dimension }) => [dimension, state.chosen[dimension] ?? ''] as const).filter(([, value]) => value !== '').map(([dimension, value]) => dimensionValue(dimension, value));
        const what = `${indicatorLabel(chart.indicator)}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
        return state.area === '' ? what : `${what}, ${areaLabel(state.area)}`;
    }

    private choose(pair: Pair, which: 'one' | 'other', legend: string): TemplateResult {
        const { chart, state } = pair[which];
        const to = (changed: Partial<State>) => navigate(addressOf({ ...pair, [which]: { chart, state: { ...state, ...changed } } }));
        const places = (chart.areas ?? []).map((each) => [each, areaLabel(each)] as const).toSorted((a, b) => a[1].localeCompare(b[1], language()));
        return html`<fieldset class="public-side"><legend>${legend}</legend>
            ${select(which, t('web.public.relation.series'), chart.id, related.map((each) => [each.id, t(each.measure)] as const), (id) => {
                const chosen = chartNamed(id)!;
                navigate(addressOf({ ...pair, [which]: { chart: chosen, state: stateOf(chosen, new URLSearchParams()) } }));
            })}
            ${chart.choices.map(({ dimension, values, all }) =>
                select(`${which}.${dimension}`, dimensionLabel(dimension), state.chosen[dimension] ?? '', [...(all ? [['', t('web.public.together')] as const] : []), ...values.map((each) => [each, dimensionValue(dimension, each)] as const)], (value) => to({ chosen: { ...state.chosen, [dimension]: value } })),
            )}
            ${chart.areas ? select(`${which}.area`, t('web.records.area'), state.area, [...(chart.area ? [] : [['', t('web.public.together')] as const]), ...places], (area) => to({ area })) : nothing}
        </fieldset>`;
    }

    private readonly move = (event: PointerEvent, width: number, count: number): void => {
        const drawing = (event.currentTarget as SVGElement).getBoundingClientRect();
        const x = ((event.clientX - drawing.left) / drawing.width) * width;
        this.at = Math.max(0, Math.min(count - 1, Math.floor(((x - LEFT) / (width - LEFT)) * count)));
    };

    private place(lags: readonly LagRow[]): number {
        const strongest = lags.reduce((best, each, at) => (Math.abs(Number(each.correlation)) > Math.abs(Number(lags[best]!.correlation)) ? at : best), 0);
        return this.at >= 0 && this.at < lags.length ? this.at : strongest;
    }

    private drawing(lags: readonly LagRow[], label: string, step: string): TemplateResult {
        const width = matchMedia('(max-width: 600px)').matches ? 360 : 960;
        const foot = HEIGHT - FOOT;
        const most = Math.max(0.2, ...lags.flatMap((each) => [Math.abs(Number(each.lower)), Math.abs(Number(each.upper))]));
        const top = Math.min(1, Math.ceil(most * 5) / 5);
        const y = (value: number) => TOP + ((top - value) * (foot - TOP)) / (2 * top);
        const x = (at: number) => LEFT + ((at + 0.5) * (width - LEFT)) / lags.length;
        const every = width === 360 && lags.length > 15 ? 6 : 3;
        return html`<svg class="plot-drawing" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label=${label} @pointermove=${(event: PointerEvent) => this.move(event, width, lags.length)} @pointerdown=${(event: PointerEvent) => this.move(event, width, lags.length)}>
            ${[-top, -top / 2, 0, top / 2, top].map((value) => svg`<line class=${value === 0 ? 'relation-zero' : 'chart-line'} x1=${LEFT} x2=${width} y1=${y(value)} y2=${y(value)} /><text class="chart-text" x=${LEFT - 8} y=${y(value) + 4} text-anchor="end">${number(Math.round(value * 10) / 10)}</text>`)}
            ${lags.map((each, at) => svg`<g class="relation-lag" ?data-seen=${each.seen} ?data-told=${at === this.place(lags)}><line x1=${x(at)} x2=${x(at)} y1=${y(Number(each.lower))} y2=${y(Number(each.upper))} /><circle cx=${x(at)} cy=${y(Number(each.correlation))} r=${each.seen ? 5 : 3.5} /></g>`)}
            ${lags.map((each, at) => (each.lag % every === 0 ? svg`<text class="chart-text" x=${x(at)} y=${foot + 18} text-anchor="middle">${each.lag > 0 ? `+${each.lag}` : each.lag}</text>` : nothing))}
            <text class="chart-text" x=${LEFT} y=${HEIGHT - 6}>← ${t('web.public.relation.second-first')}</text>
            <text class="chart-text" x=${width} y=${HEIGHT - 6} text-anchor="end">${t('web.public.relation.first-first')} →</text>
        </svg>${cursor(lags.length, this.place(lags), this.told(lags[this.place(lags)]!, step), (at) => (this.at = at))}`;
    }

    private told({ lag, correlation, lower, upper }: LagRow, step: string): string {
        const which = t(lag > 0 ? 'web.public.relation.one' : 'web.public.relation.other');
        const written = lag === 0 ? t('web.public.relation.same') : t('web.public.relation.earlier', { one: which, lag: Math.abs(lag), step });
        return t('web.public.relation.lag', { lag: written, correlation: two(correlation), lower: two(lower), upper: two(upper) });
    }

    private table(lags: readonly LagRow[], step: string, heading: string): TemplateResult {
        return html`<details class="public-table"><summary>${t('web.indicators.table')}</summary><div tabindex="0" role="region" aria-label=${heading}><table>
            <thead><tr><th scope="col" class="number">${t('web.public.relation.step', { step })}</th><th scope="col" class="number">${t('web.public.relation.correlation')}</th><th scope="col" class="number">${t('web.public.relation.lower')}</th><th scope="col" class="number">${t('web.public.relation.upper')}</th></tr></thead>
            <tbody>${lags.map((each) => html`<tr ?data-chosen=${each.seen}><th scope="row" class="number">${each.lag > 0 ? `+${each.lag}` : each.lag}</th><td class="number">${two(each.correlation)}</td><td class="number">${two(each.lower)}</td><td class="number">${two(each.upper)}</td></tr>`)}</tbody>
        </table></div></details>`;
    }

    private csv({ data, fingerprint, lastUpdate }: Relation, pair: Pair, source: string): void {
        const names = ['first', 'second', 'first_name', 'second_name', 'period', 'from', 'to', 'lag', 'correlation', 'lower', 'upper', 'source', 'updated', 'fingerprint'];
        const tags = ['#indicator+code+first', '#indicator+code+second', '#indicator+name+first', '#indicator+name+second', '#date+calendar', '#date+start', '#date+end', '#indicator+lag+num', '#indicator+correlation+num', '#indicator+lower+num', '#indicator+upper+num', '#meta+source', '#date+updated', '#meta+fingerprint'];
        const same = [data.first.indicator, data.second.indicator, this.name(pair.one), this.name(pair.other), data.period ?? '', data.from ?? '', data.to ?? ''];
        download(`relation-${fingerprint.slice(0, 8)}`, [names, tags, ...(data.lags ?? []).map((each) => [...same, String(each.lag), each.correlation, each.lower, each.upper, source, lastUpdate ?? '', fingerprint])]);
    }

    private drawn(relation: Relation, pair: Pair): TemplateResult {
        const { data, fingerprint, about, lastUpdate } = relation;
        const source = [...new Set(about.map((each) => each.source[language()]))].join('; ');
        const inMonths = data.period === 'month' || data.period === 'rolling-12-months';
        const step = word('web.public.relation.as', inMonths ? 'none' : (data.period ?? ''));
        const names = { one: this.name(pair.one), other: this.name(pair.other) };
        const quoted = (name: string) => (language() === 'es' ? `«${name}»` : `“${name}”`);
        const reading = fill(data.reading[language()], { one: quoted(names.one), other: quoted(names.other) });
        const heading = data.order === undefined ? t('web.public.relation.title', names) : fill(word('web.public.relation.order', data.order), names);
        const title = this.level === 1 ? html`<h1>${heading}</h1>` : html`<h3><a href=${addressOf(pair)}>${heading}</a></h3>`;
        const months = (period: string | undefined) => (period && /^\d{4}-\d{2}$/.test(period) ? periodName({ period, calendar: 'calendar' }) : (period ?? ''));
        return html`<figcaption>${title}<p class="quiet">${names.one} · ${names.other}</p></figcaption>
            ${invented(relation.synthetic)}
            ${data.lags ? this.drawing(data.lags, `${heading}. ${reading}`, step) : nothing}
            <p class="public-note">${reading}</p>
            ${data.converted.length > 0 ? html`<p class="quiet public-small">${t('web.public.relation.converted', { series: data.converted.map((each) => (each === 'first' ? names.one : names.other)).join('; '), as: word('web.public.relation.as', pair.as) })}</p>` : nothing}
            ${data.periods ? html`<p class="quiet public-small">${t('web.public.relation.compared', { periods: data.periods, from: months(data.from), to: months(data.to), least: two(data.detectable ?? '') })}</p>` : nothing}
            ${sourced(source, lastUpdate)}
            ${this.level === 1 ? html`${about.map((each) => html`<p class="quiet public-small">${each.note[language()]}</p>`)}` : nothing}
            ${this.embedded ? framed(() => addressOf(pair), fingerprint) : html`<div class="public-tools">${data.lags ? this.table(data.lags, step, heading) : nothing}${cite({ heading, source, updated: lastUpdate, fingerprint, method: data.method, address: () => addressOf(pair), height: 640 })}${data.lags ? html`<button type="button" class="link" @click=${() => this.csv(relation, pair, source)}>${t('web.indicators.csv')}</button>` : nothing}${this.level === 1 ? nothing : html`<a class="screen-only" href=${addressOf(pair)}>${t('web.public.relation.choose')}</a>`}</div>`}`;
    }

    override render(): TemplateResult {
        const pair = this.pair();
        this.shown.want(addressOf(pair));
        const figure = html`<figure class="public-figure panel">${this.shown.draw((relation) => this.drawn(relation, pair), 8)}</figure>`;
        if (this.level !== 1 || this.embedded) return figure;
        return html`<p class="public-back"><a href="/public/drugs">${t('web.public.drugs')}</a></p>${this.shown.value === undefined ? html`<h1>${t('web.public.relation')}</h1>` : nothing}${figure}
            <div class="public-sides" role="group" aria-label=${t('web.public.controls')}>${this.choose(pair, 'one', t('web.public.relation.one'))}${this.choose(pair, 'other', t('web.public.relation.other'))}
                ${select('as', t('web.public.relation.as'), pair.as, AS.map((each) => [each, word('web.public.relation.as', each === '' ? 'none' : each)] as const), (as) => navigate(addressOf({ ...pair, as })))}</div>`;
    }
}

function two(value: string): string {
    return value === '' ? '' : Number(value).toLocaleString(language() === 'es' ? 'es-MX' : 'en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

customElements.define('puente-relation', RelationPanel);
