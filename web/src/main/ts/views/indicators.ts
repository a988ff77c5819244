import { html, nothing, type TemplateResult } from 'lit';
import '../styles/records.css';
import '../styles/exchange.css';
import '../styles/charts.css';
import '../styles/indicators.css';
import './comparison';
import './indicator-map';
import './revisions';
import { agreementInForce, api } from '../base/api';
import { View } from '../base/element';
import { date, instant, number } from '../base/format';
import { counted, t, word } from '../base/messages';
import { agencyMark, doubtsPanel, empty, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { filledIn, here, navigate } from '../base/router';
import { language } from '../base/settings';
import type { Agreement } from '../base/types';
import { areaLabel, areas, codeLabel } from '../base/vocabulary';
import { bars } from './chart';
import { areaName, type Described, type Figures, figures, partLabel, seriesTitle } from './figures';
import { doubtsIn, doubtsOf } from './doubts';
import { type Calendar, inYears, isIncomplete, periodName, slotsOf } from './periods';
import type { Revision } from './revisions';
import { APART, download, figureLines, partOf, partsOf, type Series, seriesOf } from './series';

/** What the API is asked by; the part and the years are chosen from its answer. */
const ASKED = ['indicator', 'area', 'from', 'to', 'purpose', 'asOf'] as const;

/** What the map and the comparison keep in the address; another indicator takes it away. */
const KEPT = ['year', 'with', 'one', 'two', 'asOf'] as const;
/** The purpose for which published figures of the other party are used. */
const STATISTICS = 'statistics';

const CALENDARS: readonly Calendar[] = ['calendar', 'us-fiscal'];

interface Shown {
    list: Described[];
    agreement: Agreement | null;
    chosen: Figures | null;
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
        const described = indicators.find((each) => each.indicator === given['indicator']) ?? (given['indicator'] ? { indicator: given['indicator'] } : undefined);
        const chosen = described ? await figures(described, { area: given['area'], from: given['from'], to: given['to'], purpose: given['purpose'], asOf: given['asOf'] }, signal) : null;
        const nameOf = (each: Described) => each.name ?? each.indicator;
        return { list: indicators.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), language())), agreement, chosen };
    }

    private readonly submit = (event: Event): void => {
        event.preventDefault();
        const search = filledIn(event.currentTarget as HTMLFormElement);
        const before = here().query;
        if (search.get('indicator') === before.get('indicator')) {
            for (const name of KEPT) {
                const value = before.get(name);
                if (value) search.set(name, value);
            }
        }
        navigate(`/indicators?${search}`);
    };

    private select(name: string, label: string, first: string, choices: readonly (readonly [string, string])[]): TemplateResult {
        const chosen = here().query.get(name) ?? '';
        return html`<label class="field"><span>${label}</span><select name=${name} @change=${(event: Event) => (event.target as HTMLSelectElement).form?.requestSubmit()}><option value="">${first}</option>${choices.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}</select></label>`;
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
                ? html`<label class="field"><span>${t('web.indicators.part')}</span><select name="part" @change=${(event: Event) => (event.target as HTMLSelectElement).form?.requestSubmit()}>${parts.map((each) => html`<option value=${each} .selected=${each === part}>${partLabel(each)}</option>`)}</select></label>`
                : nothing}
            ${this.select('area', t('web.records.area'), t('web.records.any'), places)}
            <fieldset class="field period"><legend>${t('web.records.period')}</legend>
                <span><input name="from" aria-label=${t('web.records.from')} inputmode="numeric" placeholder="2020" maxlength="10" .value=${query.get('from') ?? ''} /><span aria-hidden="true">–</span><input name="to" aria-label=${t('web.records.to')} inputmode="numeric" placeholder="2025" maxlength="10" .value=${query.get('to') ?? ''} /></span>
            </fieldset>
            ${this.select('years', t('web.indicators.years'), t('web.indicators.years.published'), CALENDARS.map((each) => [each, word('web.indicators.calendar', each)]))}
            ${this.select('purpose', t('web.records.purpose'), t('web.records.purpose.none'), (agreement?.purposes ?? []).map((each) => [each.name, each.label[language()]]))}
            <div class="actions"><button class="primary">${t('web.indicators.show')}</button></div>
        </form>`;
    }

    /** The address of what is shown, as it stood at an instant. */
    private stood(asOf: string): string {
        const query = new URLSearchParams(here().query);
        if (asOf === '') query.delete('asOf');
        else query.set('asOf', asOf);
        return `/indicators?${query}`;
    }

    private async revisions({ indicator }: Figures, part: string, signal: AbortSignal): Promise<Revision[]> {
        const get = (name: string) => here().query.get(name) ?? undefined;
        const dimension = part === '' ? [] : part.split(' ');
        return (await api.get<{ revisions: Revision[] }>('/api/v1/indicators/revisions', { indicator, area: get('area'), from: get('from'), to: get('to'), purpose: get('purpose'), dimension, by: [...APART] }, signal)).revisions;
    }

    /** By which year months are added up; empty where they are shown as published. */
    private calendar(): Calendar | '' {
        const asked = here().query.get('years');
        return CALENDARS.find((each) => each === asked) ?? '';
    }

    private csv(chosen: Figures, series: Series, part: string): void {
        const lines = figureLines(series.rows, { indicator: chosen.indicator, area: here().query.get('area') ?? '', part, source: chosen.source ?? '', updated: chosen.lastUpdate ?? '' });
        download(`${chosen.indicator}-${series.calendar}-${series.length}`, lines);
    }

    private series(chosen: Figures, series: Series, part: string): TemplateResult {
        // A year that is not over yet does not make its figures newer: what counts is the last period that was published.
        const until = chosen.rows.filter((each) => partOf(each) === part).reduce((last, each) => (each.to > last ? each.to : last), '');
        const unit = codeLabel('unit', series.unit);
        const title = seriesTitle(series, series.calendar);
        const slots = slotsOf(series.length, series.rows);
        return html`<figure class="panel">
            <figcaption><h3>${title}</h3><p class="quiet">${areaName(here().query.get('area'))} · ${t('web.indicators.until', { date: date(until) })}</p></figcaption>
            ${bars(series.length, slots, `${chosen.name ?? chosen.indicator}. ${title}`)}
            ${doubtsPanel(doubtsIn(doubtsOf(slots, chosen.lastUpdate ?? ''), unit))}
            ${series.rows.some(isIncomplete) ? html`<p class="quiet">${t('web.indicators.incomplete')}</p>` : nothing}
            <p class="quiet">${t('web.indicators.source')}: ${chosen.source ?? chosen.indicator}${chosen.lastUpdate ? html` · ${t('web.indicators.updated', { at: instant(chosen.lastUpdate) })}` : nothing}</p>
            <details><summary>${t('web.indicators.table')}</summary><table>
                <thead><tr><th scope="col">${t('web.indicators.period')}</th><th scope="col" class="number">${unit}</th><th scope="col" class="number">${t('web.indicators.observations')}</th></tr></thead>
                <tbody>${series.rows.map((each) => html`<tr><th scope="row">${periodName(each)}${isIncomplete(each) ? html` <span class="chip">${t('web.indicators.months', { count: each.months ?? 0 })}</span>` : nothing}<span class="other-language">${date(each.from)} – ${date(each.to)}</span></th><td class="number">${number(each.value)}</td><td class="number">${number(each.observations)}</td></tr>`)}</tbody>
            </table></details>
            <div class="actions"><button type="button" @click=${() => this.csv(chosen, series, part)}>${t('web.indicators.csv')}</button></div>
        </figure>`;
    }

    /** Every indicator there is, each a link: what it measures, in which unit, by whom. */
    private known({ list, agreement }: Shown): TemplateResult {
        const { query } = here();
        const address = (changed: Readonly<Record<string, string>>) => `/indicators?${new URLSearchParams({ ...Object.fromEntries(query), ...changed })}`;
        const statistics = agreement?.purposes.find((each) => each.name === STATISTICS);
        return html`<section class="panel" aria-labelledby="known-title">
            ${list.length === 0
                ? html`<h2 id="known-title">${t('web.indicators.none')}</h2><p class="quiet">${t('web.indicators.none.text')}</p>`
                : html`<h2 id="known-title">${counted('web.indicators.known', list.length)}</h2>
                      <ul class="plain known-indicators">${list.map((each) => html`<li><a href=${address({ indicator: each.indicator })}>${each.name ?? each.indicator}</a> ${each.unit ? html`<span class="quiet">· ${codeLabel('unit', each.unit)} · </span>` : nothing}${each.agency ? agencyMark(each.agency) : nothing}<span class="quiet known-source">${each.source ?? nothing}</span></li>`)}</ul>`}
            ${statistics && !query.get('purpose') ? html`<p class="quiet">${t('web.indicators.partner')}</p><div class="actions"><a class="button" href=${address({ purpose: STATISTICS })}>${t('web.indicators.partner.show', { purpose: statistics.label[language()] })}</a></div>` : nothing}
        </section>`;
    }

    private figures(shown: Shown): TemplateResult {
        const { chosen } = shown;
        if (!chosen) return this.known(shown);
        const { parts, part } = this.parts(chosen);
        const calendar = this.calendar();
        const rows = chosen.rows.filter((each) => partOf(each) === part);
        const all = seriesOf(calendar === '' ? rows : inYears(rows, calendar));
        return html`<section class="exchange" aria-labelledby="indicator-title">
            <h2 id="indicator-title" class="flow">${chosen.name ?? chosen.indicator} ${chosen.agency ? agencyMark(chosen.agency) : nothing}</h2>
            ${chosen.note ? html`<p>${chosen.note}</p>` : nothing}
            ${parts.length > 0 && part !== '' ? html`<p><strong>${partLabel(part)}</strong>${parts.length > 1 ? html` <span class="quiet">${t('web.indicators.parts')}</span>` : nothing}</p>` : nothing}
            <puente-revisions .question=${[...ASKED.filter((each) => each !== 'asOf').map((each) => here().query.get(each) ?? ''), part].join(' ')} .ask=${(signal: AbortSignal) => this.revisions(chosen, part, signal)} .address=${(asOf: string) => this.stood(asOf)} .asOf=${here().query.get('asOf') ?? ''}></puente-revisions>
            ${all.length > 1 ? html`<p>${t('web.indicators.apart')}</p>` : nothing}
            ${all.length === 0 ? html`<div class="panel">${empty(t('web.indicators.empty'), t('web.journal.none.text'))}</div>` : all.map((each) => this.series(chosen, each, part))}
            <puente-indicator-map .chosen=${chosen} .breakdown=${part}></puente-indicator-map>
            <puente-comparison .chosen=${chosen} .breakdown=${part} .calendar=${calendar}></puente-comparison>
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
