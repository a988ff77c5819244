import { html, nothing, type TemplateResult } from 'lit';
import './plot';
import '../views/revisions';
import { ApiProblem } from '../base/api';
import { PuenteElement } from '../base/element';
import { number } from '../base/format';
import { t, word } from '../base/messages';
import { doubtsPanel, empty } from '../base/parts';
import { Remote } from '../base/remote';
import { language } from '../base/settings';
import { areaLabel, codeLabel, dimensionLabel } from '../base/vocabulary';
import { doubtsIn, doubtsOf } from '../views/doubts';
import { isMonth, periodName, type Slot, slotsOf } from '../views/periods';
import type { Revision } from '../views/revisions';
import { download, figureLines, type Series } from '../views/series';
import { addressOf, type Chart, questionOf, type State } from './charts';
import { cite, framed, invented, sourced } from './cite';
import { ask, type Changes, type Expected, type Figures, type Forecast, type Revisions, type Row } from './data';
import { figureOf, how, incomplete, isIncomplete, sentence, title } from './finding';
import type { Point } from './plot';

interface Shown {
    figures: Figures;
    forecast: Forecast | undefined;
    changes: Changes | undefined;
}

/** One chart whole: finding, measure, drawing, source, table, file, and how to lead to it, embed it and cite it. */
export class Figure extends PuenteElement {
    static override properties = { chart: { attribute: false }, state: { attribute: false }, level: { type: Number }, embedded: { type: Boolean } };
    declare chart: Chart | undefined;
    declare state: State | undefined;
    /** Of its heading. */
    declare level: number;
    declare embedded: boolean;

    private readonly shown = new Remote<Shown>(this, (signal) => this.ask(signal), { spoken: false });

    constructor() {
        super();
        this.chart = undefined;
        this.state = undefined;
        this.level = 3;
        this.embedded = false;
    }

    private async ask(signal: AbortSignal): Promise<Shown> {
        const question = questionOf(this.chart!, this.state!);
        const { years: _years, rate: _rate, share: _share, ...series } = question;
        const [figures, forecast, changes] = await Promise.all([
            ask<Figures>('series', question, signal),
            this.state!.forecast ? ask<Forecast>('forecast', series, signal) : undefined,
            this.chart!.changes && this.state!.area !== '' && this.state!.length === 'month' && !this.state!.rate ? found(ask<Changes>('changes', series, signal)) : undefined,
        ]);
        return { figures, forecast, changes };
    }

    private revised(chart: Chart, state: State): TemplateResult | typeof nothing {
        if (this.level !== 1 && !this.embedded) return nothing;
        return html`<puente-revisions .question=${addressOf(chart, { ...state, asOf: '' })} .ask=${this.revisions} .address=${(asOf: string) => addressOf(chart, { ...state, asOf })} .asOf=${state.asOf}></puente-revisions>`;
    }

    private readonly revisions = async (signal: AbortSignal): Promise<Revision[]> => {
        const { indicator, area, dimension } = questionOf(this.chart!, this.state!);
        return (await ask<Revisions>('revisions', { indicator, area, dimension }, signal)).data.revisions;
    };

    private rows(figures: Figures): Row[] {
        const wanted = this.state!.length;
        return figures.data.rows.filter((each) => (wanted === 'month' ? isMonth(each) : wanted === 'rolling' ? each.calendar === 'rolling-12-months' : wanted === 'half-year' ? each.calendar === 'half-year' : each.calendar === wanted && /^\d{4}$/.test(each.period)));
    }

    private length(): Series['length'] {
        const { length } = this.state!;
        return length === 'month' || length === 'rolling' ? 'month' : length === 'half-year' ? 'other' : 'year';
    }

    private unit(figures: Figures): string {
        if (this.chart!.share !== undefined) return '%';
        const unit = codeLabel('unit', figures.about.unit);
        return this.state!.rate ? t('web.public.per', { unit, per: number(figures.data.denominator?.per ?? 0) }) : unit;
    }

    private points(figures: Figures, rows: readonly Row[], forecast: readonly Expected[], changes: Changes | undefined): { points: Point[]; length: Series['length'] } {
        const length = this.length();
        const ahead: Row[] = forecast.map((each) => ({ period: each.period, calendar: rows[0]?.calendar ?? 'calendar', from: '', to: '', value: '', unit: '', observations: 0 }));
        const expected = new Map(forecast.map((each) => [each.period, each]));
        const marks = new Map((changes?.data.changes ?? []).map((each) => [each.detected, each]));
        const per = figures.data.denominator?.per ?? 0;
        const slots = slotsOf(length, [...rows, ...ahead]);
        return {
            length,
            points: slots.map((slot): Point => {
                const row = slot.one as Row | undefined;
                const to = row ? expected.get(row.period) : undefined;
                if (!row || to) return { slot, how: '', ...(to ? { expected: { mean: Number(to.mean), lower: Number(to.lower), upper: Number(to.upper), naive: Number(to.seasonalNaive) } } : {}) };
                const value = figureOf(this.chart!, this.state!, row);
                const change = marks.get(row.period);
                return { slot, value: value === undefined ? undefined : Number(value), open: isIncomplete(this.chart!, row), how: how(this.chart!, this.state!, row, per), ...(change ? { mark: t('web.public.change.mark', { expected: number(Math.round(Number(change.expected))) }) } : {}) };
            }),
        };
    }

    private expectation({ data }: Forecast, unit: string): TemplateResult {
        if (data.refused) return html`<p class="public-note">${data.refused.text[language()]} ${data.refused.remedy[language()]}</p>`;
        const score = data.logScore;
        return html`<div class="public-note"><p>${t('web.public.forecast.text', { origins: data.origins ?? 0, error: number(Math.round(Number(data.error) * 10) / 10), naive: number(Math.round(Number(data.seasonalNaiveError) * 10) / 10), unit, beside: word('web.public.naive', this.state!.length) })}</p>
            ${score
                ? html`<p>${t(score.beatsOrEquals ? 'web.public.forecast.beats' : 'web.public.forecast.worse', { score: number(Number(score.score).toFixed(2)), naive: number(Number(score.seasonalNaive).toFixed(2)), origins: score.origins, coverage: percentOf(score.coverage) })}</p>`
                : html`<p>${t('web.public.forecast.unscored')}</p>`}
            <ul class="plain legend"><li><svg class="legend-line" viewBox="0 0 40 12" aria-hidden="true"><rect class="plot-band" width="40" height="12" /><path class="plot-expected" d="M0 6H40" /></svg>${t('web.public.forecast.legend')}</li><li><svg class="legend-line" viewBox="0 0 40 12" aria-hidden="true"><path class="plot-naive" d="M0 6H40" /></svg>${word('web.public.naive', this.state!.length)}</li></ul></div>`;
    }

    private table(figures: Figures, slots: readonly Slot[], unit: string, heading: string): TemplateResult {
        const per = figures.data.denominator?.per ?? 0;
        return html`<details class="public-table"><summary>${t('web.indicators.table')}</summary><div tabindex="0" role="region" aria-label=${heading}><table>
            <thead><tr><th scope="col">${t('web.indicators.period')}</th><th scope="col" class="number">${unit}</th><th scope="col">${t('web.public.how')}</th></tr></thead>
            <tbody>${slots.toReversed().map((slot) => {
                const each = slot.one as Row | undefined;
                if (!each) return html`<tr><th scope="row">${slot.label}</th><td class="number">–</td><td>${t('web.public.none')}</td></tr>`;
                const value = figureOf(this.chart!, this.state!, each);
                return html`<tr><th scope="row">${periodName(each)}${isIncomplete(this.chart!, each) ? html` <span class="chip">${each.months === undefined ? t('web.public.unsettled.chip') : t('web.indicators.months', { count: each.months })}</span>` : nothing}</th><td class="number">${value === undefined ? '–' : number(value)}</td><td>${how(this.chart!, this.state!, each, per)}</td></tr>`;
            })}</tbody>
        </table></div></details>`;
    }

    private csv(figures: Figures, rows: readonly Row[]): void {
        const part = Object.entries(this.state!.chosen).filter(([, value]) => value !== '').map((each) => each.join('=')).join(' ');
        const lines = figureLines(rows, { indicator: figures.about.indicator, area: this.state!.area, part, source: figures.about.source[language()], updated: figures.lastUpdate ?? '' });
        const [names = [], tags = []] = lines;
        const extra: [string, string, (row: Row) => string][] = [
            ...(this.chart!.share === undefined ? [] : ([['share', '#indicator+share+pct', (row: Row) => row.share ?? ''], ['part_value', '#indicator+part+num', (row: Row) => row.part ?? '']] as [string, string, (row: Row) => string][])),
            ...(this.state!.rate ? ([['rate', '#indicator+rate+num', (row: Row) => row.rate ?? ''], ['denominator', '#population+num', (row: Row) => row.denominator ?? '']] as [string, string, (row: Row) => string][]) : []),
            ['fingerprint', '#meta+fingerprint', () => figures.fingerprint],
        ];
        download(`${this.chart!.id}-${figures.fingerprint.slice(0, 8)}`, [[...names, ...extra.map(([name]) => name)], [...tags, ...extra.map(([, tag]) => tag)], ...lines.slice(2).map((line, at) => [...line, ...extra.map(([, , cell]) => cell(rows[at]!))])]);
    }

    private heading(text: string): TemplateResult {
        return this.level === 1 ? html`<h1>${text}</h1>` : this.level === 2 ? html`<h2>${text}</h2>` : html`<h3>${text}</h3>`;
    }

    private measure(figures: Figures): string {
        const { state, chart } = this;
        const parts = [t(chart!.measure), this.unit(figures), word('web.public.by', state!.length), ...(state!.area !== '' ? [areaLabel(state!.area)] : chart!.areas ? [t('web.indicators.everywhere')] : [])];
        for (const { dimension, all } of chart!.choices) if (all && (state!.chosen[dimension] ?? '') === '') parts.push(t('web.public.all', { dimension: dimensionLabel(dimension).toLocaleLowerCase(language()) }));
        return parts.join(' · ');
    }

    private drawn({ figures, forecast, changes }: Shown): TemplateResult {
        const { chart, state } = this;
        if (!chart || !state) return html``;
        const rows = this.rows(figures);
        if (rows.length === 0) return html`${this.heading(figures.about.name[language()])}${this.revised(chart, state)}${empty(t('web.indicators.empty'), t('web.public.empty'))}`;
        const unit = this.unit(figures);
        const change = changes?.data.changes?.[changes.data.changes.length - 1];
        const slots = slotsOf(this.length(), rows);
        const doubts = chart.share === undefined && !state.rate ? doubtsOf(slots, figures.lastUpdate ?? '') : undefined;
        const doubted = [...(doubts?.early ?? []), ...(doubts?.unlike ?? []).map((each) => each.row)];
        const heading = title(chart, state, rows, figures.about.name[language()], unit, doubted, change);
        const address = addressOf(chart, state);
        const { points, length } = this.points(figures, rows, forecast?.data.forecast ?? [], changes);
        const until = rows.map((each) => each.until ?? each.to).reduce((last, each) => (each > last ? each : last), '');
        return html`<figcaption>${this.embedded ? this.heading(heading) : html`${this.level === 1 ? this.heading(heading) : html`<h3><a href=${addressOf(chart, state)}>${heading}</a></h3>`}`}<p class="quiet">${this.measure(figures)}</p></figcaption>
            ${invented(figures.synthetic)}
            <puente-plot .points=${points} .length=${length} .unit=${unit} .label=${`${heading}. ${sentence(chart, state, rows, unit)}`}></puente-plot>
            ${forecast ? this.expectation(forecast, unit) : nothing}
            ${doubtsPanel(doubts ? doubtsIn(doubts, unit) : [])}
            ${rows.some((each) => isIncomplete(chart, each)) ? html`<p class="quiet public-small">${incomplete(chart)}</p>` : nothing}
            ${sourced(figures.about.source[language()], figures.lastUpdate, until)}
            <p class="quiet public-small">${figures.about.note[language()]}</p>
            ${this.revised(chart, state)}
            ${this.embedded
                ? framed(() => address, figures.fingerprint)
                : html`<div class="public-tools">${this.table(figures, slots, unit, heading)}${cite({ heading, source: figures.about.source[language()], updated: figures.lastUpdate, fingerprint: figures.fingerprint, method: figures.data.method, address: () => address, height: 520 })}<button type="button" class="link" @click=${() => this.csv(figures, rows)}>${t('web.indicators.csv')}</button>${this.level === 1 ? nothing : html`<a class="screen-only" href=${addressOf(chart, state)}>${t('web.public.explore')}</a>`}</div>`}`;
    }

    override render(): TemplateResult | typeof nothing {
        if (!this.chart || !this.state) return nothing;
        this.shown.want(`${addressOf(this.chart, this.state)}`);
        const heading = this.level === 1 && this.shown.value === undefined ? this.heading(t(this.chart.measure)) : nothing;
        return html`<figure class="public-figure">${heading}${this.shown.draw((shown) => this.drawn(shown), 8)}</figure>`;
    }
}

/** What a chart is shown without where a method refuses the series; the method's own panel says why. */
async function found<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
        return await answer;
    } catch (refused) {
        if (refused instanceof ApiProblem) return undefined;
        throw refused;
    }
}

function percentOf(value: string): string {
    return number(Math.round(Number(value)));
}

customElements.define('puente-figure', Figure);
