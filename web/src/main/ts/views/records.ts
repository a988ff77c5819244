import { html, nothing, type TemplateResult } from 'lit';
import '../styles/records.css';
import '../base/map';
import './persons-found';
import { agreementInForce, api, type Parameters } from '../base/api';
import { View } from '../base/element';
import type { MapPoint } from '../base/map';
import { counted, t } from '../base/messages';
import { agencyMark, empty, tlpLabel, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { here, navigate, searched, setQuery } from '../base/router';
import { language } from '../base/settings';
import type { Agreement, RecordDocument, RecordPage } from '../base/types';
import { point, summary, when, where } from '../base/values';
import { areaLabel, areas, codeLabel, codes, indicatorCodes, indicatorLabel, kind, kindLabel, kinds } from '../base/vocabulary';
import { byDate, charts, DIMENSIONS } from './found';
import { suggestions, type Suggestion } from './suggestions';

/** What of the address is a filter, in the API's own names. */
const FILTERS = ['q', 'kind', 'area', 'from', 'to', 'purpose', 'agency'] as const;

const PAGE = 50;

/** Charts offered beside what was found; more indicators than these are a mixture that no chart helps with. */
const CHARTS_MAX = 4;

/** An observation's breakdown by drug, as the API's field filter. */
const DRUG = `${DIMENSIONS}drug=`;

interface Found {
    page: RecordPage;
    agreement: Agreement | null;
}

/** The address of a record as found: with the purpose it was found for, so that it is read for the same. */
export function recordAddress(record: RecordDocument, purpose: string): string {
    return `/records/${record.id}${record.channel && purpose ? `?purpose=${encodeURIComponent(purpose)}` : ''}`;
}

/** Records at one place, as one point of the map. */
export function places(records: readonly RecordDocument[]): { point: MapPoint; records: RecordDocument[] }[] {
    const groups = new Map<string, { point: MapPoint; records: RecordDocument[] }>();
    for (const record of records) {
        const at = point(record);
        if (!at) continue;
        const id = `${at.lon},${at.lat}`;
        const party = record.agency.split('/')[0] ?? '';
        const group = groups.get(id);
        if (group) {
            group.records.push(record);
            group.point.count++;
            if (group.point.party !== party) group.point.party = '';
            group.point.exact &&= at.exact;
        } else {
            groups.set(id, { point: { id, lon: at.lon, lat: at.lat, count: 1, party, label: where(record), exact: at.exact }, records: [record] });
        }
    }
    return [...groups.values()];
}

/** Search: filters that live in the address, and what they find as a table and a map side by side. */
export class RecordsView extends View {
    static override properties = { chosen: { state: true } };
    declare chosen: string;

    private readonly found = new Remote<Found>(this, (signal) => this.ask(signal), { spoken: false });
    private agreement: Agreement | null | undefined;

    constructor() {
        super();
        this.chosen = '';
    }

    get heading(): string {
        return t('web.nav.records');
    }

    private parameters(): Parameters {
        const { query } = here();
        return {
            ...Object.fromEntries(FILTERS.map((each) => [each, query.get(each) ?? undefined])),
            field: query.getAll('field'),
            cursor: query.get('cursor') ?? undefined,
            limit: PAGE,
        };
    }

    private async ask(signal: AbortSignal): Promise<Found> {
        const [page, agreement] = await Promise.all([
            api.get<RecordPage>('/api/v1/records', this.parameters(), signal),
            agreementInForce(signal),
        ]);
        this.agreement = agreement;
        return { page, agreement };
    }

    /** A choice in a list acts at once; typed text waits for Enter or the button. */
    private readonly changedChoice = (event: Event): void => {
        const form = (event.target as HTMLElement).closest('form');
        form?.requestSubmit();
    };

    private option(value: string, label: string, chosen: string | null): TemplateResult {
        return html`<option value=${value} .selected=${value === (chosen ?? '')}>${label}</option>`;
    }

    private select(name: string, label: string, options: TemplateResult): TemplateResult {
        return html`<label class="field"><span>${label}</span><select name=${name} @change=${this.changedChoice}>${options}</select></label>`;
    }

    private areaOptions(chosen: string | null): TemplateResult {
        const group = (prefix: string, label: string) => {
            const codesOf = Object.keys(areas).filter((each) => each.startsWith(prefix) && (prefix === 'US-CBP' || !each.startsWith('US-CBP')));
            codesOf.sort((a, b) => areaLabel(a).localeCompare(areaLabel(b), language()));
            return html`<optgroup label=${label}>${codesOf.map((each) => this.option(each, areaLabel(each), chosen))}</optgroup>`;
        };
        return html`${this.option('', t('web.records.any'), chosen)}${group('MX-', t('web.records.area.mx'))}${group('US-CBP', t('web.records.area.cbp'))}${group('US-', t('web.records.area.us'))}`;
    }

    /** Filters by the coded fields of the chosen kind: which drug, which category. */
    private codedFields(chosenKind: string | null, chosen: readonly string[]): TemplateResult | typeof nothing {
        const fields = (kind(chosenKind ?? '')?.fields ?? []).filter((each) => each.type.startsWith('code(') && each.type !== 'code(calendar)');
        const isFigure = chosenKind === 'observation';
        if (fields.length === 0 && !isFigure) return nothing;
        return html`${isFigure ? this.figureFields(chosen) : nothing}${fields.map((field) => {
            const list = field.type.slice(5, -1);
            const value = chosen.find((each) => each.startsWith(`${field.name}:`)) ?? '';
            return this.select(
                'field',
                field.label[language()],
                html`${this.option('', t('web.records.any'), value)}${codes(list).map((code) => this.option(`${field.name}:${code}`, codeLabel(list, code), value))}`,
            );
        })}`;
    }

    /** Figures are found by what they measure, and the most asked of their breakdowns. */
    private figureFields(chosen: readonly string[]): TemplateResult {
        const indicator = chosen.find((each) => each.startsWith('indicator:')) ?? '';
        const drug = chosen.find((each) => each.startsWith(DRUG)) ?? '';
        const sorted = [...indicatorCodes].sort((a, b) => indicatorLabel(a).localeCompare(indicatorLabel(b), language()));
        return html`${this.select('field', t('web.records.indicator'), html`${this.option('', t('web.records.any'), indicator)}${sorted.map((each) => this.option(`indicator:${each}`, indicatorLabel(each), indicator))}`)}
            ${this.select('field', t('web.records.drug'), html`${this.option('', t('web.records.any'), drug)}${codes('drug').map((each) => this.option(`${DRUG}${each}`, codeLabel('drug', each), drug))}`)}`;
    }

    private filters(): TemplateResult {
        const { query } = here();
        const purposes = this.agreement?.purposes ?? [];
        const kindOptions = [...kinds].sort((a, b) => a.label[language()].localeCompare(b.label[language()]));
        const active = [...FILTERS].some((each) => query.get(each)) || query.has('field');
        return html`<form class="filters panel" role="search" aria-label=${t('web.records.filters')} @submit=${searched('/records')}>
            <div class="filter-row">
                <label class="field filter-text"><span>${t('web.records.text')}</span><input name="q" type="search" maxlength="500" autocomplete="off" .value=${query.get('q') ?? ''} placeholder=${t('web.records.text.hint')} /></label>
                ${this.select('kind', t('web.records.kind'), html`${this.option('', t('web.records.any'), query.get('kind'))}${kindOptions.map((each) => this.option(each.name, each.label[language()], query.get('kind')))}`)}
                ${this.select('area', t('web.records.area'), this.areaOptions(query.get('area')))}
                <fieldset class="field period"><legend>${t('web.records.period')}</legend>
                    <span><input name="from" aria-label=${t('web.records.from')} inputmode="numeric" placeholder="2025" maxlength="10" .value=${query.get('from') ?? ''} /><span aria-hidden="true">–</span><input name="to" aria-label=${t('web.records.to')} inputmode="numeric" placeholder="2025-12" maxlength="10" .value=${query.get('to') ?? ''} /></span>
                </fieldset>
                ${this.codedFields(query.get('kind'), query.getAll('field'))}
            </div>
            <div class="filter-row filter-foot">
                <label class="field filter-purpose"><span>${t('web.records.purpose')}</span><select name="purpose" aria-describedby="purpose-note" @change=${this.changedChoice}>${this.option('', t('web.records.purpose.none'), query.get('purpose'))}${purposes.map((each) => this.option(each.name, each.label[language()], query.get('purpose')))}</select></label>
                <p id="purpose-note" class="quiet filter-note">${t('web.records.purpose.text')}</p>
                <div class="actions"><button class="primary">${t('web.records.search')}</button>${active ? html`<a class="button" href="/records">${t('web.records.clear')}</a>` : nothing}</div>
            </div>
            ${this.suggested(query.get('q') ?? '')}
        </form>`;
    }

    private suggested(text: string): TemplateResult | typeof nothing {
        const list = suggestions(text);
        if (list.length === 0) return nothing;
        return html`<p class="flow suggestions"><span class="quiet">${t('web.records.suggested')}</span>${list.map((each) => html`<button type="button" class="chip" @click=${() => this.take(each, text)}>${each.label}</button>`)}</p>`;
    }

    /** A word that names an area, a kind or a code becomes that filter, and leaves the text. */
    private take(suggestion: Suggestion, text: string): void {
        const search = new URLSearchParams(location.search);
        search.delete('cursor');
        search.delete('q');
        const rest = suggestion.rest(text);
        if (rest !== '') search.set('q', rest);
        for (const [name, value] of suggestion.filters) {
            if (name === 'field') search.append(name, value);
            else search.set(name, value);
        }
        navigate(`/records?${search}`);
    }

    private row(record: RecordDocument, purpose: string): TemplateResult {
        const at = point(record);
        const id = at ? `${at.lon},${at.lat}` : '';
        return html`<tr ?data-chosen=${id !== '' && id === this.chosen} @mouseenter=${() => (this.chosen = id)} @focusin=${() => (this.chosen = id)}>
            <td class="record-when">${when(record)}</td>
            <td class="record-what"><span class="record-kind">${kindLabel(record.kind)}${record.provenance.synthetic ? html` <span class="chip">${t('web.record.synthetic')}</span>` : nothing}</span><a href=${recordAddress(record, purpose)}>${summary(record) || kindLabel(record.kind)}</a></td>
            <td class="record-where">${where(record)}</td>
            <td class="record-whose">${agencyMark(record.agency)} ${tlpLabel(record.handling.tlp)}</td>
        </tr>`;
    }

    private results({ page }: Found): TemplateResult {
        const { query } = here();
        const purpose = query.get('purpose') ?? '';
        const groups = places(page.records);
        const isFirst = !query.has('cursor');
        const rows = isFirst && !page.cursor ? byDate(page.records) : page.records;
        if (page.records.length === 0) {
            const text = query.get('q') ?? '';
            // Words that name things find them as filters: the best reading of them is one step away.
            const [best] = suggestions(text);
            if (best) {
                return html`<section class="panel">${empty(t('web.records.none'), t('web.records.none.words'), html`<button type="button" class="primary" @click=${() => this.take(best, text)}>${best.label}</button>`)}${this.withheld(page, purpose)}</section>`;
            }
            return html`<section class="panel">${empty(t('web.records.none'), purpose === '' ? t('web.records.none.own') : t('web.records.none.text'), html`<a class="button" href="/records">${t('web.records.clear')}</a>`)}${this.withheld(page, purpose)}</section>`;
        }
        return html`<div class="results">
            <section class="panel results-list" aria-label=${t('web.records.found')}>
                <p class="quiet" aria-live="polite">${page.cursor || !isFirst ? t('web.records.page', { count: page.records.length }) : counted('web.records.count', page.records.length)}</p>
                ${this.withheld(page, purpose)}
                ${this.charts(rows)}
                <table class="records">
                    <thead><tr><th scope="col">${t('web.records.when')}</th><th scope="col">${t('web.records.what')}</th><th scope="col">${t('web.records.where')}</th><th scope="col">${t('web.records.whose')}</th></tr></thead>
                    <tbody>${rows.map((each) => this.row(each, purpose))}</tbody>
                </table>
                <nav class="actions pages" aria-label=${t('web.records.pages')}>
                    ${isFirst ? nothing : html`<button type="button" @click=${() => history.back()}>${t('web.records.back')}</button>`}
                    ${page.cursor ? html`<button type="button" @click=${() => setQuery({ cursor: page.cursor }, { replace: false })}>${t('web.records.more')}</button>` : nothing}
                </nav>
            </section>
            <section class="results-map">
                <puente-map .points=${groups.map((each) => each.point)} .chosen=${this.chosen} .label=${t('web.records.map')} @choose=${(event: CustomEvent<string>) => this.choose(event.detail)}></puente-map>
                <p class="quiet">${t('web.records.map.note')}</p>
            </section>
        </div>`;
    }

    /** Figures say more as a chart than as rows: one step away, under the same filters. */
    private charts(records: readonly RecordDocument[]): TemplateResult | typeof nothing {
        const list = charts(records, here().query);
        if (list.length === 0 || list.length > CHARTS_MAX) return nothing;
        return html`<p class="flow suggestions"><span class="quiet">${t('web.records.charts')}</span>${list.map((each) => html`<a class="chip" href=${`/indicators?${each.query}`}>${indicatorLabel(each.indicator)}</a>`)}</p>`;
    }

    /** What the agreement kept back is counted; what two officers could open is offered. */
    private withheld({ withheld, needApproval = [] }: RecordPage, purpose: string): TemplateResult | typeof nothing {
        if (withheld === 0) return nothing;
        return html`<p class="quiet">${counted('web.records.withheld', withheld)}</p>
            ${needApproval.length > 0
                ? html`<details><summary>${counted('web.records.approval', needApproval.length)}</summary><ul class="plain">${needApproval.map((id) => html`<li><a class="hash" href=${`/records/${id}?purpose=${encodeURIComponent(purpose)}`}>${id}</a></li>`)}</ul></details>`
                : nothing}`;
    }

    /** Words may be a name as it was heard: whoever searches for anything or for persons sees whom they may mean. */
    private persons(): TemplateResult | typeof nothing {
        const { query } = here();
        const words = (query.get('q') ?? '').trim();
        const isAsked = words !== '' && !query.has('cursor') && ['', 'person'].includes(query.get('kind') ?? '');
        return isAsked ? html`<puente-persons .words=${words} .isAside=${suggestions(words).length > 0} .purpose=${query.get('purpose') ?? ''}></puente-persons>` : nothing;
    }

    private choose(id: string): void {
        this.chosen = id;
        void this.updateComplete.then(() => this.querySelector('tr[data-chosen]')?.scrollIntoView({ block: 'nearest' }));
    }

    override render(): TemplateResult {
        this.found.want(location.search);
        return html`${viewHead(t('web.nav.records'), t('web.records.lead'))} ${this.filters()} ${this.persons()} ${this.found.draw((found) => this.results(found), 12)}`;
    }
}

customElements.define('puente-records', RecordsView);
