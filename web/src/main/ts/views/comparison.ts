import { html, nothing, type TemplateResult } from 'lit';
import { PuenteElement } from '../base/element';
import { date, instant, number } from '../base/format';
import { t, word } from '../base/messages';
import { empty } from '../base/parts';
import { Remote } from '../base/remote';
import { here, setQuery } from '../base/router';
import { language } from '../base/settings';
import { areaLabel, areas } from '../base/vocabulary';
import { lines } from './chart';
import { areaName, type Figures, figures, seriesTitle } from './figures';
import { areMixed, type Calendar, inYears, monthsOf, parseYear, periodName, type Slot, slotsOf, slotsOfYears, sum, type Year, yearName, yearsIn } from './periods';
import { download, type IndicatorRow, partOf, type Series, seriesOf } from './series';

/** Two areas over the same time, or two years of one area, on one chart. What it compares stands in the address. */
export class Comparison extends PuenteElement {
    static override properties = { chosen: { attribute: false }, breakdown: {}, calendar: {} };
    declare chosen: Figures | undefined;
    declare breakdown: string;
    /** Months are added up to years of this calendar; not at all where it is empty. */
    declare calendar: Calendar | '';

    private readonly other = new Remote<IndicatorRow[]>(this, (signal) => this.ask(signal), { spoken: false });

    constructor() {
        super();
        this.chosen = undefined;
        this.breakdown = '';
        this.calendar = '';
    }

    private async ask(signal: AbortSignal): Promise<IndicatorRow[]> {
        const { query } = here();
        const area = query.get('with');
        if (!this.chosen || !area) return [];
        const get = (name: string) => query.get(name) ?? undefined;
        return (await figures(this.chosen, { area, from: get('from'), to: get('to'), purpose: get('purpose'), asOf: get('asOf') }, signal)).rows;
    }

    private ofPart(rows: readonly IndicatorRow[]): IndicatorRow[] {
        return rows.filter((each) => partOf(each) === this.breakdown);
    }

    private years(): Year[] {
        const rows = this.ofPart(this.chosen?.rows ?? []);
        const own = this.chosen?.year ?? 'calendar';
        const hasMonths = rows.some((each) => /^\d{4}-\d{2}$/.test(each.period));
        return [...yearsIn(rows, own), ...(hasMonths ? yearsIn(rows, own === 'calendar' ? 'us-fiscal' : 'calendar') : [])];
    }

    private select(name: string, label: string, choices: readonly (readonly [string, string])[], chosen: string): TemplateResult {
        return html`<label class="field"><span>${label}</span><select @change=${(event: Event) => setQuery({ [name]: (event.target as HTMLSelectElement).value })}><option value="">${t('web.disclose.choose')}</option>${choices.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}</select></label>`;
    }

    private form(): TemplateResult {
        const { query } = here();
        const places = Object.keys(areas)
            .filter((each) => each !== query.get('area'))
            .map((each) => [each, areaLabel(each)] as const)
            .sort((a, b) => a[1].localeCompare(b[1], language()));
        const years = this.years().map((each) => [yearName(each), `${yearName(each)} · ${word('web.indicators.calendar', each.calendar)}`] as const);
        return html`<div class="exchange-filters">
            ${this.select('with', t('web.indicators.compare.area', { area: areaName(query.get('area')) }), places, query.get('with') ?? '')}
            ${this.select('one', t('web.indicators.compare.one'), years, query.get('one') ?? '')}
            ${this.select('two', t('web.indicators.compare.two'), years, query.get('two') ?? '')}
        </div>`;
    }

    private csv(slots: readonly Slot[], names: readonly [string, string], series: Series): void {
        const { chosen } = this;
        if (!chosen) return;
        const cell = (row: IndicatorRow | undefined) => [row?.period ?? '', row?.value ?? ''];
        const source = [t('web.indicators.source'), chosen.source ?? chosen.indicator, chosen.name ?? chosen.indicator, this.breakdown, series.calendar, series.unit, chosen.lastUpdate ?? ''];
        download(`${chosen.indicator}-${names.join('-')}`, [['period', names[0], 'period', names[1], 'unit', 'calendar'], ...slots.map((each) => [...cell(each.one), ...cell(each.two), series.unit, series.calendar]), source]);
    }

    private difference(slot: Slot): string {
        if (!slot.one || !slot.two) return '–';
        const difference = sum([slot.two.value, slot.one.value.startsWith('-') ? slot.one.value.slice(1) : `-${slot.one.value}`]);
        const share = Number(slot.one.value) === 0 ? '' : ` (${Number(difference) > 0 ? '+' : ''}${number(((Number(difference) / Number(slot.one.value)) * 100).toFixed(1))} %)`;
        return `${Number(difference) > 0 ? '+' : ''}${number(difference)}${share}`;
    }

    private chart(slots: readonly Slot[], names: readonly [string, string], series: Series, subtitle: string, calendar: string = series.calendar): TemplateResult {
        const { chosen } = this;
        const title = seriesTitle(series, calendar);
        const cell = (row: IndicatorRow | undefined) => html`<td class="number">${row ? number(row.value) : html`<span class="quiet">${t('web.indicators.map.absent')}</span>`}</td>`;
        return html`<figure>
            <figcaption><h4>${title}</h4><p class="quiet">${subtitle}</p></figcaption>
            ${lines(series.length, slots, names, `${chosen?.name ?? ''}. ${title}. ${names.join(' / ')}`)}
            <p class="quiet">${t('web.indicators.source')}: ${chosen?.source ?? chosen?.indicator}${chosen?.lastUpdate ? html` · ${t('web.indicators.updated', { at: instant(chosen.lastUpdate) })}` : nothing}</p>
            <details><summary>${t('web.indicators.table')}</summary><table>
                <thead><tr><th scope="col">${t('web.indicators.period')}</th><th scope="col" class="number">${names[0]}</th><th scope="col" class="number">${names[1]}</th><th scope="col" class="number">${t('web.indicators.compare.difference')}</th></tr></thead>
                <tbody>${slots.map((each) => html`<tr><th scope="row">${[...new Set([each.one, each.two].flatMap((row) => (row ? [periodName(row)] : [])))].join(' / ') || each.label}</th>${cell(each.one)}${cell(each.two)}<td class="number">${this.difference(each)}</td></tr>`)}</tbody>
            </table></details>
            <div class="actions"><button type="button" @click=${() => this.csv(slots, names, series)}>${t('web.indicators.csv')}</button></div>
        </figure>`;
    }

    /** Two years of one area. Years of different calendars are refused, with the reason and a way on. */
    private twoYears(one: Year, two: Year): TemplateResult {
        if (areMixed(one, two)) {
            const [fiscal, calendar] = one.calendar === 'us-fiscal' ? [one, two] : [two, one];
            const range = (year: Year) => `${date(monthsOf(year).from)} – ${date(monthsOf(year).to)}`;
            return html`<div class="problem" role="alert"><p class="problem-reason">${t('web.indicators.mixed', { fiscal: yearName(fiscal), fiscalMonths: range(fiscal), calendar: yearName(calendar), calendarMonths: range(calendar) })}</p><p>${t('web.indicators.mixed.remedy')}</p></div>`;
        }
        const rows = this.ofPart(this.chosen?.rows ?? []);
        const within = (year: Year) => {
            const { from, to } = monthsOf(year);
            return rows.filter((each) => each.from.slice(0, 7) >= from && each.to.slice(0, 7) <= to);
        };
        const [ones, twos] = [seriesOf(within(one)), seriesOf(within(two))];
        const pairs = ones.flatMap((series) => {
            const partner = twos.find((each) => each.length === series.length && each.unit === series.unit && each.calendar === series.calendar);
            return partner ? [{ series, slots: slotsOfYears(series.length, series.rows, partner.rows, [one, two]) }] : [];
        });
        if (pairs.length === 0) return empty(t('web.indicators.empty'), t('web.indicators.compare.none'));
        const area = areaName(here().query.get('area'));
        return html`${pairs.map(({ series, slots }) => this.chart(slots, [yearName(one), yearName(two)], series, area, one.calendar))}`;
    }

    private twoAreas(area: string, others: readonly IndicatorRow[]): TemplateResult {
        const summed = (rows: readonly IndicatorRow[]) => seriesOf(this.calendar === '' ? this.ofPart(rows) : inYears(this.ofPart(rows), this.calendar));
        const theirs = summed(others);
        const pairs = summed(this.chosen?.rows ?? []).flatMap((series) => {
            const partner = theirs.find((each) => each.length === series.length && each.unit === series.unit && each.calendar === series.calendar);
            return partner ? [{ series, slots: slotsOf(series.length, series.rows, partner.rows) }] : [];
        });
        if (pairs.length === 0) return empty(t('web.indicators.empty'), t('web.indicators.compare.none'));
        const names = [areaName(here().query.get('area')), areaLabel(area)] as const;
        return html`${here().query.get('area') ? nothing : html`<p>${t('web.indicators.compare.whole', { area: areaLabel(area) })}</p>`}
            ${pairs.map(({ series, slots }) => this.chart(slots, names, series, names.join(' / ')))}`;
    }

    override render(): TemplateResult | typeof nothing {
        if (!this.chosen) return nothing;
        const { query } = here();
        const area = query.get('with');
        const [one, two] = [parseYear(query.get('one')), parseYear(query.get('two'))];
        if (area) this.other.want(JSON.stringify([this.chosen.indicator, area, query.get('from'), query.get('to'), query.get('purpose'), query.get('asOf')]));
        return html`<section class="panel" aria-labelledby="compare-title">
            <h3 id="compare-title">${t('web.indicators.compare')}</h3>
            <p class="quiet">${t('web.indicators.compare.text')}</p>
            ${this.form()}
            ${area ? this.other.draw((others) => this.twoAreas(area, others), 8) : nothing}
            ${one && two ? this.twoYears(one, two) : one || two ? html`<p>${t('web.indicators.compare.second')}</p>` : nothing}
        </section>`;
    }
}

customElements.define('puente-comparison', Comparison);
