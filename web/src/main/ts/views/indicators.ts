import { html, nothing, svg, type TemplateResult } from 'lit';
import '../styles/records.css';
import '../styles/exchange.css';
import '../styles/indicators.css';
import { agreementInForce, api } from '../base/api';
import { View } from '../base/element';
import { date, instant, number } from '../base/format';
import { counted, t, word } from '../base/messages';
import { agencyMark, empty, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { here, navigate } from '../base/router';
import { language } from '../base/settings';
import type { Agreement } from '../base/types';
import { areaLabel, areas, codeLabel, dimensionLabel, dimensionValue } from '../base/vocabulary';
import { APART, ceiling, csv, type IndicatorRow, partOf, partsOf, type Series, seriesOf } from './series';

/** What the API is asked by; the part is chosen from its answer. */
const ASKED = ['indicator', 'area', 'from', 'to', 'purpose'] as const;
const FILTERS = [...ASKED, 'part'] as const;
/** The drawing's own measures; it is scaled to the width that there is. */
const WIDTH = 720;
const HEIGHT = 240;
const LEFT = 64;
const FOOT = 28;
/** Most labels under the bars that stay legible. */
const LABELS_MAX = 8;

interface Described {
    indicator: string;
    name?: string;
    unit?: string;
    agency?: string;
    source?: string;
    note?: string;
    neverWith?: { indicator: string; rule: string; reason: string }[];
    wholes?: { of: string; reason: string }[];
}

interface Shown {
    list: Described[];
    agreement: Agreement | null;
    chosen: (Described & { rows: IndicatorRow[] }) | null;
    askedAt: string;
}

/** Published figures by period: one honest bar a period, from zero, with unit and source; calendars stay apart. */
export class IndicatorsView extends View {
    private readonly shown = new Remote<Shown>(this, (signal) => this.ask(signal));

    get heading(): string {
        return t('web.nav.indicators');
    }

    private async ask(signal: AbortSignal): Promise<Shown> {
        const { query } = here();
        const given = Object.fromEntries(ASKED.map((each) => [each, query.get(each) ?? undefined]));
        const [{ indicators }, agreement] = await Promise.all([api.get<{ indicators: Described[] }>('/api/v1/indicators', { purpose: given['purpose'] }, signal), agreementInForce(signal)]);
        const described = indicators.find((each) => each.indicator === given['indicator']);
        // A published total over areas stands beside its parts: it alone is shown for the whole, and never added to them.
        const total = (described?.wholes ?? []).find((each) => each.of.startsWith('area='))?.of.slice('area='.length);
        const isWhole = total !== undefined && (given['area'] === undefined || given['area'] === total);
        const by = isWhole ? [...APART, 'area'] : [...APART];
        const answer = given['indicator'] ? await api.get<Described & { rows: IndicatorRow[] }>('/api/v1/indicators', { ...given, by }, signal) : null;
        const chosen = answer && isWhole ? { ...answer, rows: answer.rows.filter((each) => each.area === total) } : answer;
        const nameOf = (each: Described) => each.name ?? each.indicator;
        return { list: indicators.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), language())), agreement, chosen, askedAt: new Date().toISOString() };
    }

    private readonly submit = (event: Event): void => {
        event.preventDefault();
        const data = new FormData(event.currentTarget as HTMLFormElement);
        const search = new URLSearchParams();
        for (const name of FILTERS) {
            const value = String(data.get(name) ?? '').trim();
            if (value !== '') search.set(name, value);
        }
        navigate(`/indicators?${search}`);
    };

    private select(name: string, label: string, first: string, choices: readonly (readonly [string, string])[]): TemplateResult {
        const chosen = here().query.get(name) ?? '';
        return html`<label class="field"><span>${label}</span><select name=${name} @change=${(event: Event) => (event.target as HTMLSelectElement).form?.requestSubmit()}><option value="">${first}</option>${choices.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}</select></label>`;
    }

    /** `drug=fentanyl` in words. */
    private partLabel(part: string): string {
        if (part === '') return t('web.indicators.unparted');
        return part
            .split(' ')
            .map((each) => {
                const [name = '', value = ''] = each.split('=');
                return `${dimensionLabel(name)}: ${dimensionValue(name, value)}`;
            })
            .join(', ');
    }

    /** The parts of the chosen indicator and the one shown: the one of the address, else a published whole, else the first. */
    private parts(chosen: Shown['chosen']): { parts: string[]; part: string } {
        const parts = chosen ? partsOf(chosen.rows, (chosen.wholes ?? []).map((each) => each.of)) : [];
        const asked = here().query.get('part') ?? '';
        return { parts, part: parts.includes(asked) ? asked : (parts[0] ?? '') };
    }

    private filters({ list, agreement, chosen }: Shown): TemplateResult {
        const { parts, part } = this.parts(chosen);
        const { query } = here();
        const places = Object.keys(areas).map((each) => [each, areaLabel(each)] as const);
        places.sort((a, b) => a[1].localeCompare(b[1], language()));
        return html`<form class="panel exchange-filters" aria-label=${t('web.records.filters')} @submit=${this.submit}>
            ${this.select('indicator', t('web.records.indicator'), t('web.disclose.choose'), list.map((each) => [each.indicator, each.name ?? each.indicator]))}
            ${parts.length > 1
                ? html`<label class="field"><span>${t('web.indicators.part')}</span><select name="part" @change=${(event: Event) => (event.target as HTMLSelectElement).form?.requestSubmit()}>${parts.map((each) => html`<option value=${each} .selected=${each === part}>${this.partLabel(each)}</option>`)}</select></label>`
                : nothing}
            ${this.select('area', t('web.records.area'), t('web.records.any'), places)}
            <fieldset class="field period"><legend>${t('web.records.period')}</legend>
                <span><input name="from" aria-label=${t('web.records.from')} inputmode="numeric" placeholder="2020" maxlength="10" .value=${query.get('from') ?? ''} /><span aria-hidden="true">–</span><input name="to" aria-label=${t('web.records.to')} inputmode="numeric" placeholder="2025" maxlength="10" .value=${query.get('to') ?? ''} /></span>
            </fieldset>
            ${this.select('purpose', t('web.records.purpose'), t('web.records.purpose.none'), (agreement?.purposes ?? []).map((each) => [each.name, each.label[language()]]))}
            <div class="actions"><button class="primary">${t('web.indicators.show')}</button></div>
        </form>`;
    }

    /** Bars from zero; a period without a figure has no row, and so no bar that would say none happened. */
    private chart(series: Series, label: string): TemplateResult {
        const values = series.rows.map((each) => Number(each.value));
        const top = ceiling(Math.max(...values));
        const step = (WIDTH - LEFT) / series.rows.length;
        const scale = (HEIGHT - FOOT - 12) / top;
        const every = Math.ceil(series.rows.length / LABELS_MAX);
        const foot = HEIGHT - FOOT;
        return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label}>
            ${[0, 0.5, 1].map((part) => svg`<line class="chart-line" x1=${LEFT} x2=${WIDTH} y1=${foot - part * top * scale} y2=${foot - part * top * scale} /><text class="chart-text" x=${LEFT - 8} y=${foot - part * top * scale + 4} text-anchor="end">${number(part * top)}</text>`)}
            ${series.rows.map((each, at) => svg`<rect class="chart-bar" x=${LEFT + at * step + step * 0.15} y=${foot - Math.max(0, values[at]!) * scale} width=${step * 0.7} height=${Math.max(0, values[at]!) * scale}><title>${each.period}: ${number(each.value)}</title></rect>${at % every === 0 ? svg`<text class="chart-text" x=${LEFT + (at + 0.5) * step} y=${HEIGHT - 8} text-anchor="middle">${each.period}</text>` : nothing}`)}
        </svg>`;
    }

    private download(chosen: Described, askedAt: string, series: Series, part: string): void {
        const source = [t('web.indicators.source'), chosen.source ?? chosen.indicator, chosen.name ?? chosen.indicator, part, here().query.get('area') ?? '', series.unit, series.calendar, askedAt];
        const lines = [['period', 'calendar', 'from', 'to', 'value', 'unit', 'observations'], ...series.rows.map((each) => [each.period, each.calendar, each.from, each.to, each.value, each.unit, String(each.observations)]), source];
        const address = URL.createObjectURL(new Blob([csv(lines)], { type: 'text/csv' }));
        const link = document.createElement('a');
        link.href = address;
        link.download = `${chosen.indicator}-${series.calendar}-${series.length}.csv`;
        link.click();
        URL.revokeObjectURL(address);
    }

    private series(chosen: Described, askedAt: string, series: Series, part: string): TemplateResult {
        const last = series.rows[series.rows.length - 1]!;
        const unit = codeLabel('unit', series.unit);
        const title = t('web.indicators.title', { calendar: codeLabel('calendar', series.calendar), length: word('web.indicators.length', series.length), unit });
        const area = here().query.get('area');
        return html`<figure class="panel">
            <figcaption><h3>${title}</h3><p class="quiet">${area ? areaLabel(area) : t('web.indicators.everywhere')} · ${t('web.indicators.until', { date: date(last.to) })}</p></figcaption>
            ${this.chart(series, `${chosen.name ?? chosen.indicator}. ${title}`)}
            <p class="quiet">${t('web.indicators.source')}: ${chosen.source ?? chosen.indicator} · ${t('web.indicators.asked', { at: instant(askedAt) })}</p>
            <details><summary>${t('web.indicators.table')}</summary><table>
                <thead><tr><th scope="col">${t('web.indicators.period')}</th><th scope="col" class="number">${unit}</th><th scope="col" class="number">${t('web.indicators.observations')}</th></tr></thead>
                <tbody>${series.rows.map((each) => html`<tr><th scope="row">${each.period}<span class="other-language">${date(each.from)} – ${date(each.to)}</span></th><td class="number">${number(each.value)}</td><td class="number">${number(each.observations)}</td></tr>`)}</tbody>
            </table></details>
            <div class="actions"><button type="button" @click=${() => this.download(chosen, askedAt, series, part)}>${t('web.indicators.csv')}</button></div>
        </figure>`;
    }

    private figures({ chosen, list, askedAt }: Shown): TemplateResult {
        if (!chosen) {
            return html`<section class="panel">${list.length === 0 ? empty(t('web.indicators.none'), t('web.indicators.none.text')) : empty(counted('web.indicators.known', list.length), t('web.indicators.choose'))}</section>`;
        }
        const { parts, part } = this.parts(chosen);
        const all = seriesOf(chosen.rows.filter((each) => partOf(each) === part));
        return html`<section class="exchange" aria-labelledby="indicator-title">
            <h2 id="indicator-title" class="flow">${chosen.name ?? chosen.indicator} ${chosen.agency ? agencyMark(chosen.agency) : nothing}</h2>
            ${chosen.note ? html`<p>${chosen.note}</p>` : nothing}
            ${parts.length > 0 && part !== '' ? html`<p><strong>${this.partLabel(part)}</strong>${parts.length > 1 ? html` <span class="quiet">${t('web.indicators.parts')}</span>` : nothing}</p>` : nothing}
            ${all.length > 1 ? html`<p>${t('web.indicators.apart')}</p>` : nothing}
            ${all.length === 0 ? html`<div class="panel">${empty(t('web.indicators.empty'), t('web.journal.none.text'))}</div>` : all.map((each) => this.series(chosen, askedAt, each, part))}
            ${[...(chosen.neverWith ?? []), ...(chosen.wholes ?? [])].map((each) => html`<p class="quiet">${each.reason}</p>`)}
        </section>`;
    }

    override render(): TemplateResult {
        this.shown.want(ASKED.map((each) => here().query.get(each) ?? '').join(' '));
        return html`${viewHead(t('web.nav.indicators'), t('web.indicators.lead'))}
            ${this.shown.draw((shown) => html`<div class="exchange">${this.filters(shown)} ${this.figures(shown)}</div>`, 12)}`;
    }
}

customElements.define('puente-indicators', IndicatorsView);
