import { html, nothing, type TemplateResult } from 'lit';
import '../base/map';
import { PuenteElement } from '../base/element';
import { instant, number } from '../base/format';
import type { MapArea, MapPoint } from '../base/map';
import { counted, t, word } from '../base/messages';
import { empty } from '../base/parts';
import { Remote } from '../base/remote';
import { here, setQuery } from '../base/router';
import { language } from '../base/settings';
import { areaLabel, areaPoint, codeLabel } from '../base/vocabulary';
import { type Figures, figuresByArea, partLabel } from './figures';
import { inYears, isIncomplete, monthsOf, parseYear, sum, type Year, yearName, yearsIn } from './periods';
import { byArea, classesOf, classOf, shadeOf } from './scale';
import { download, type IndicatorRow, partOf, seriesOf } from './series';

/** One area's figure for the year shown. */
interface Entry {
    code: string;
    value: string;
    observations: number;
    isIncomplete: boolean;
}

/** One year's figures by area: shaded states, and offices and sectors at their seats; the same as a table, and as a file. */
export class IndicatorMap extends PuenteElement {
    static override properties = { chosen: { attribute: false }, breakdown: {}, chosenArea: { state: true } };
    declare chosen: Figures | undefined;
    declare breakdown: string;
    declare chosenArea: string;

    private readonly rows = new Remote<IndicatorRow[]>(this, (signal) => this.ask(signal), { spoken: false });

    constructor() {
        super();
        this.chosen = undefined;
        this.breakdown = '';
        this.chosenArea = '';
    }

    /** The years that the map can show: those of the publisher's own calendar first. */
    private years(): Year[] {
        const own = this.chosen?.year ?? 'calendar';
        const rows = this.chosen?.rows ?? [];
        const yearly = new Set(rows.filter((each) => /^\d{4}$/.test(each.period)).map((each) => each.calendar));
        const others = yearly.size > 0 && rows.every((each) => /^\d{4}$/.test(each.period)) ? [] : yearsIn(rows, own === 'calendar' ? 'us-fiscal' : 'calendar');
        return [...yearsIn(rows, own), ...others];
    }

    /** The year of the address; else the newest of which no month is missing, of the publisher's calendar. */
    private year(): Year | undefined {
        const years = this.years();
        const asked = parseYear(here().query.get('year'));
        const own = this.chosen?.year ?? 'calendar';
        const whole = inYears(this.chosen?.rows ?? [], own).filter((each) => !isIncomplete(each) && Number(each.period) <= new Date().getFullYear());
        const newest = Math.max(...whole.map((each) => Number(each.period)));
        return years.find((each) => asked && yearName(each) === yearName(asked)) ?? years.find((each) => each.calendar === own && each.year === newest) ?? years[0];
    }

    private async ask(signal: AbortSignal): Promise<IndicatorRow[]> {
        const year = this.year();
        if (!this.chosen || !year) return [];
        const { from, to } = monthsOf(year);
        const rows = await figuresByArea(this.chosen, this.breakdown, { from, to, purpose: here().query.get('purpose') ?? undefined, asOf: here().query.get('asOf') ?? undefined }, signal);
        return rows.filter((each) => partOf(each) === this.breakdown);
    }

    private entries(rows: readonly IndicatorRow[], year: Year): Entry[] {
        const entries = [...byArea(inYears(rows, year.calendar))].map(([code, group]) => ({
            code,
            value: sum(group.map((each) => each.value)),
            observations: group.reduce((all, each) => all + each.observations, 0),
            isIncomplete: group.every(isIncomplete),
        }));
        return entries.sort((a, b) => Number(b.value) - Number(a.value) || areaLabel(a.code).localeCompare(areaLabel(b.code), language()));
    }

    private csv(entries: readonly Entry[], year: Year, unit: string): void {
        const { chosen } = this;
        if (!chosen) return;
        const { from, to } = monthsOf(year);
        const source = [t('web.indicators.source'), chosen.source ?? chosen.indicator, chosen.name ?? chosen.indicator, this.breakdown, year.calendar, chosen.lastUpdate ?? ''];
        download(`${chosen.indicator}-${yearName(year)}-areas`, [['area', 'name', 'year', 'calendar', 'from', 'to', 'value', 'unit', 'observations'], ...entries.map((each) => [each.code, areaLabel(each.code), String(year.year), year.calendar, from, to, each.value, unit, String(each.observations)]), source]);
    }

    private legend(classes: ReturnType<typeof classesOf>, unit: string): TemplateResult {
        return html`<div class="map-legend"><p id="map-scale"><strong>${unit}</strong></p>
            <ul class="plain" aria-labelledby="map-scale">
                ${classes.map((each, at) => html`<li><span class="swatch" data-shade=${shadeOf(at, classes.length)}></span>${each.least === each.most ? number(each.least) : `${number(each.least)} – ${number(each.most)}`}</li>`)}
                <li><span class="swatch" data-shade="none"></span>${t('web.indicators.map.absent')}</li>
            </ul>
            <p class="quiet">${t('web.indicators.map.classes')}</p></div>`;
    }

    private table(entries: readonly Entry[], classes: ReturnType<typeof classesOf>, unit: string): TemplateResult {
        const { query } = here();
        const address = (code: string) => {
            const search = new URLSearchParams(query);
            search.set('area', code);
            return `/indicators?${search}`;
        };
        return html`<div class="map-table" tabindex="0" role="region" aria-label=${t('web.indicators.map.table')}><table>
            <thead><tr><th scope="col">${t('web.records.area')}</th><th scope="col" class="number">${unit}</th></tr></thead>
            <tbody>${entries.map((each) => {
                const at = classOf(Number(each.value), classes);
                return html`<tr ?data-chosen=${each.code === this.chosenArea}><th scope="row"><span class="swatch" data-shade=${shadeOf(at, classes.length)}></span><a href=${address(each.code)}>${areaLabel(each.code)}</a>${each.isIncomplete ? html`<span aria-hidden="true">*</span>` : nothing}</th><td class="number">${number(each.value)}</td></tr>`;
            })}</tbody>
        </table></div>`;
    }

    private choose(code: string): void {
        this.chosenArea = code;
        void this.updateComplete.then(() => this.querySelector('tr[data-chosen]')?.scrollIntoView({ block: 'nearest' }));
    }

    private shown(rows: readonly IndicatorRow[], year: Year): TemplateResult {
        const entries = this.entries(rows, year);
        if (entries.length === 0) return empty(t('web.indicators.empty'), t('web.indicators.map.none'));
        const units = new Set(seriesOf(rows).map((each) => each.unit));
        const unit = [...units].map((each) => codeLabel('unit', each)).join(', ');
        const classes = classesOf(entries.map((each) => Number(each.value)));
        const shade = (each: Entry) => shadeOf(classOf(Number(each.value), classes), classes.length);
        const label = (each: Entry) => `${areaLabel(each.code)}: ${number(each.value)} ${unit}`;
        const isState = (each: Entry) => !each.code.startsWith('US-CBP/');
        const shades: MapArea[] = entries.filter(isState).map((each) => ({ code: each.code, shade: shade(each), label: label(each) }));
        const points = entries.filter((each) => !isState(each)).flatMap((each): MapPoint[] => {
            const at = areaPoint(each.code);
            return at ? [{ id: each.code, lon: at[0], lat: at[1], count: 1, party: '', label: label(each), exact: true, shade: shade(each) }] : [];
        });
        const missing = entries.length - shades.length - points.length;
        return html`<div class="indicator-map">
                <div><puente-map .points=${points} .shades=${shades} .chosen=${this.chosenArea} .label=${t('web.indicators.map.label')} @choose=${(event: CustomEvent<string>) => this.choose(event.detail)}></puente-map>${this.legend(classes, unit)}</div>
                ${this.table(entries, classes, unit)}
            </div>
            <p class="quiet">${points.length > 0 ? `${t('web.indicators.map.seats')} ` : ''}${missing > 0 ? `${counted('web.indicators.map.unplaced', missing)} ` : ''}${t('web.indicators.map.totals')}${entries.some((each) => each.isIncomplete) ? ` ${t('web.indicators.incomplete')}` : ''}</p>
            <p class="quiet">${t('web.indicators.source')}: ${this.chosen?.source ?? this.chosen?.indicator}${this.chosen?.lastUpdate ? html` · ${t('web.indicators.updated', { at: instant(this.chosen.lastUpdate) })}` : nothing}</p>
            <div class="actions"><button type="button" @click=${() => this.csv(entries, year, [...units].join(' '))}>${t('web.indicators.csv')}</button></div>`;
    }

    override render(): TemplateResult | typeof nothing {
        const year = this.year();
        if (!this.chosen || !year) return nothing;
        const { query } = here();
        this.rows.want(JSON.stringify([this.chosen.indicator, this.breakdown, yearName(year), query.get('purpose'), query.get('asOf')]));
        const years = this.years();
        const name = (each: Year) => `${yearName(each)} · ${word('web.indicators.calendar', each.calendar)}`;
        return html`<section class="panel" aria-labelledby="map-title">
            <h3 id="map-title">${t('web.indicators.map')}${this.breakdown === '' ? nothing : html` <span class="quiet">· ${partLabel(this.breakdown)}</span>`}</h3>
            <div class="flow"><label class="field"><span>${t('web.indicators.year')}</span><select @change=${(event: Event) => setQuery({ year: (event.target as HTMLSelectElement).value })}>${years.map((each) => html`<option value=${yearName(each)} .selected=${yearName(each) === yearName(year)}>${name(each)}</option>`)}</select></label></div>
            ${this.rows.draw((rows) => this.shown(rows, year), 12)}
        </section>`;
    }
}

customElements.define('puente-indicator-map', IndicatorMap);
