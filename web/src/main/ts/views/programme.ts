import { html, nothing, type TemplateResult } from 'lit';
import './evaluation';
import { Act } from '../base/act';
import { agreementInForce, api } from '../base/api';
import { PuenteElement } from '../base/element';
import { date, number } from '../base/format';
import { counted, t, word } from '../base/messages';
import { agencyMark, channelMark, day, empty, partyMark, stateMark, viewHead } from '../base/parts';
import type { Book, BookComparison, ProgrammeWhole } from '../base/programme-types';
import { Remote } from '../base/remote';
import { here, navigate } from '../base/router';
import { language } from '../base/settings';
import type { Agreement, RecordDocument } from '../base/types';
import { show } from '../base/values';
import { areaLabel, codeLabel, indicatorLabel } from '../base/vocabulary';
import { bars } from './chart';
import { type Figures, partLabel, seriesTitle } from './figures';
import { slotsOf } from './periods';
import { isInvented, isOpen, list, mayWrite, textOf, toPartner } from './programmes';
import { controls, entered } from './record-form';
import { seriesOf } from './series';

const FORMS = {
    'fund-line': ['fundStage', 'fundTermText', 'period', 'calendar', 'amount', 'contract', 'accountText', 'documentIdentification'],
    contract: ['titleText', 'itemDescriptionText', 'processIdentification', 'contractIdentification', 'contractStatus', 'procurementCategory', 'procurementMethod', 'procurementReasonText', 'tenderersQuantity', 'buyerOrganizationName', 'supplierOrganizationName', 'awardDate', 'awardAmount', 'signedDate', 'contractAmount', 'startDate', 'endDate'],
    delivery: ['deliveryCategory', 'activityDate', 'area', 'itemDescriptionText', 'itemQuantity', 'itemValueAmount', 'participants', 'personsFirst', 'recipientOrganizationName', 'endUseCheckDate', 'endUseStatus'],
} as const;

/** An amount of money; whole units are written whole. */
const amount = (value: string): string => number(value.replace(/\.00$/, ''));

interface Shown {
    programme: ProgrammeWhole;
    agreement: Agreement | null;
}

/** One programme as a chain: money and the contracts that spend it, delivery, indicator, evaluation. */
export class Programme extends PuenteElement {
    private readonly shown = new Remote<Shown>(this, (signal) => this.ask(signal), { spoken: false });
    private readonly figures = new Remote<Figures | null>(this, (signal) => this.look(signal));
    private readonly act = new Act(this);

    private async ask(signal: AbortSignal): Promise<Shown> {
        const [programme, agreement] = await Promise.all([api.get<ProgrammeWhole>(`/api/v1/programmes/${encodeURIComponent(here().item)}`, {}, signal), agreementInForce(signal)]);
        return { programme, agreement };
    }

    /** The indicator in the programme's first area, of the part it means to move. */
    private async look(signal: AbortSignal): Promise<Figures | null> {
        const fields = this.shown.value?.programme.record.fields;
        if (!fields) return null;
        const [area = ''] = list(fields['area']);
        return api.get<Figures>('/api/v1/indicators', { indicator: String(fields['indicator']), area, dimension: list(fields['dimensions']), purpose: 'statistics' }, signal);
    }

    private readonly submit = (event: Event): void => {
        event.preventDefault();
        const data = new FormData(event.currentTarget as HTMLFormElement);
        const kind = here().query.get('act') ?? '';
        const id = here().item;
        void this.act.run(async () => {
            await api.post('/api/v1/programmes', { kind, fields: { ...entered(kind, data), programme: id }, synthetic: isInvented(), open: data.has('open'), to: String(data.get('to') ?? '') });
            await this.shown.load();
            navigate(`/programmes/${id}`);
        });
    };

    /** The form that was asked for, in the link of the chain to which it adds. */
    private form(kind: keyof typeof FORMS): TemplateResult | typeof nothing {
        const { item, query } = here();
        if (!mayWrite()) return nothing;
        const heading = word('web.programmes.add', kind);
        if (query.get('act') !== kind) return html`<div class="actions"><a class="button" href=${`/programmes/${item}?act=${kind}`}>${heading}</a></div>`;
        const contracts = (this.shown.value?.programme.contracts ?? []).map((each) => [each.id, `${String(each.fields['contractIdentification'])} · ${textOf(each, 'titleText')}`] as const);
        return html`<form class="inner-form" aria-label=${heading} @submit=${this.submit}>
            ${controls(kind, FORMS[kind], { calendar: 'calendar' }, { contract: contracts })}
            ${isOpen()}
            ${toPartner(this.shown.value?.agreement ?? null)}
            ${this.act.draw()}
            <div class="actions"><button class="primary" ?disabled=${this.act.busy}>${t('web.programmes.record')}</button><a class="button" href=${`/programmes/${item}`}>${t('web.disclose.cancel')}</a></div>
        </form>`;
    }

    /** On a phone each year is a block of its own: the head of a column stands beside each amount. */
    private book(book: Book): TemplateResult {
        const cell = (value: string | null, at: number) => html`<td class="number" data-label=${codeLabel('fund-stage', book.columns[at]?.stage ?? '')}>${value === null ? '–' : amount(value)}</td>`;
        return html`<table class="book">
            <caption class="flow">${partyMark(book.book)} <span>${book.currency} · ${codeLabel('calendar', book.calendar)}</span></caption>
            <thead><tr><th scope="col">${t('web.programmes.year')}</th>${book.columns.map((each) => html`<th scope="col" class="number">${codeLabel('fund-stage', each.stage)}<span class="other-language">${each.term}</span></th>`)}</tr></thead>
            <tbody>${book.rows.map((row) => html`<tr><th scope="row">${row.label}</th>${row.amounts.map(cell)}</tr>`)}
            <tr class="total"><th scope="row">${t('web.programmes.total')}</th>${book.total.amounts.map(cell)}</tr></tbody>
        </table>`;
    }

    private comparison(each: BookComparison): TemplateResult {
        if (each.refused) return html`<p class="quiet">${each.refused.text[language()]} ${each.refused.remedy[language()]}</p>`;
        const rows = (each.rows ?? []).filter((row) => row.label !== '' && row.verdict === 'differs');
        return rows.length === 0
            ? html`<p class="quiet">${t('web.programmes.books.agree')}</p>`
            : html`<h3>${t('web.programmes.books.differ')}</h3><ul class="plain stack">${rows.map(
                  (row) =>
                      html`<li>${row.label} · ${codeLabel('fund-stage', row.stage)}: ${partyMark(each.one ?? '')} ${amount(row.amount ?? '0')} ${each.currency} (${row.term}), ${partyMark(each.other ?? '')} ${amount(row.otherAmount ?? '0')} ${each.currency} (${row.otherTerm}); ${t('web.programmes.difference', { amount: amount(row.difference ?? '0'), currency: each.currency ?? '' })}</li>`,
              )}</ul>`;
    }

    private contract(each: RecordDocument): TemplateResult {
        const { fields } = each;
        const bidders = fields['tenderersQuantity'];
        const how = [codeLabel('procurement-method', String(fields['procurementMethod'])), bidders === undefined ? '' : counted('web.programmes.bidders', Number(bidders)), textOf(each, 'procurementReasonText')].filter((part) => part !== '');
        return html`<li class="delivered">
            <p class="flow"><strong>${textOf(each, 'titleText')}</strong> <span class="chip">${codeLabel('contract-status', String(fields['contractStatus']))}</span> ${agencyMark(each.agency)} ${each.handling.tlp === 'CLEAR' ? html`<span class="chip">${t('web.programmes.public')}</span>` : nothing}</p>
            <p>${String(fields['buyerOrganizationName'])} → ${list(fields['supplierOrganizationName']).join(', ')}: ${show('money', fields['contractAmount'] ?? fields['awardAmount'] ?? '')}</p>
            <p class="quiet">${how.join(' · ')} · ${t('web.programmes.awarded', { date: date(String(fields['awardDate'])) })} · ${String(fields['contractIdentification'])} · ${String(fields['processIdentification'])}</p>
        </li>`;
    }

    private money({ record, money, contracts }: ProgrammeWhole): TemplateResult {
        return html`<section class="panel link" aria-labelledby="money-title">
            <h2 id="money-title"><span class="link-number" aria-hidden="true">1</span>${t('web.programmes.money')}</h2>
            <p>${t('web.programmes.budget', { amount: show('money', record.fields['budgetAmount'] ?? '') })} ${t('web.programmes.paid', { names: list(record.fields['fundingOrganizationName']).join(', ') })}</p>
            ${money.books.length === 0 ? empty(t('web.programmes.money.none'), t('web.programmes.money.none.text')) : money.books.map((each) => this.book(each))}
            ${money.comparisons.map((each) => this.comparison(each))}
            ${this.form('fund-line')}
            <h3>${t('web.programmes.contracts')}</h3>
            ${contracts.length === 0 ? html`<p class="quiet">${t('web.programmes.contracts.none')}</p>` : html`<ul class="plain">${contracts.map((each) => this.contract(each))}</ul>`}
            ${this.form('contract')}
        </section>`;
    }

    private delivery(each: RecordDocument): TemplateResult {
        const { fields } = each;
        const counts = [
            fields['itemQuantity'] === undefined ? '' : show('quantity', fields['itemQuantity']),
            fields['participants'] === undefined ? '' : t('web.programmes.participants', { count: show('quantity', fields['participants']) }),
            fields['personsFirst'] === undefined ? '' : t('web.programmes.first', { count: show('quantity', fields['personsFirst']) }),
            fields['itemValueAmount'] === undefined ? '' : show('money', fields['itemValueAmount']),
        ].filter((part) => part !== '');
        const checked = fields['endUseCheckDate'];
        return html`<li class="delivered">
            <p class="flow"><strong>${codeLabel('delivery-category', String(fields['deliveryCategory']))}</strong> ${day(String(fields['activityDate']))} <span class="quiet">${areaLabel(String(fields['area']))}</span> ${agencyMark(each.agency)}</p>
            <p>${textOf(each, 'itemDescriptionText')}${fields['recipientOrganizationName'] === undefined ? nothing : html` <span class="quiet">→ ${String(fields['recipientOrganizationName'])}</span>`}</p>
            ${counts.length > 0 ? html`<p class="quiet">${counts.join(' · ')}</p>` : nothing}
            ${checked === undefined
                ? String(fields['deliveryCategory']) === 'equipment' ? html`<p>${stateMark('wait', t('web.programmes.unchecked'))}</p>` : nothing
                : html`<p>${stateMark(fields['endUseStatus'] === 'as-agreed' ? 'good' : 'bad', codeLabel('end-use', String(fields['endUseStatus'] ?? '')))} <span class="quiet">${t('web.programmes.checked', { date: date(String(checked)) })}</span></p>`}
        </li>`;
    }

    private deliveries({ record, deliveries, people }: ProgrammeWhole): TemplateResult {
        return html`<section class="panel link" aria-labelledby="delivery-title">
            <h2 id="delivery-title"><span class="link-number" aria-hidden="true">2</span>${t('web.programmes.delivered')}</h2>
            <p>${t('web.programmes.done-by', { names: list(record.fields['implementingOrganizationName']).join(', ') })}</p>
            ${people.participants === '0' ? nothing : html`<p>${t('web.programmes.people', { once: number(people.once), participants: number(people.participants) })}</p>`}
            ${deliveries.length === 0 ? empty(t('web.programmes.delivered.none'), t('web.programmes.delivered.none.text')) : html`<ul class="plain">${deliveries.map((each) => this.delivery(each))}</ul>`}
            ${this.form('delivery')}
        </section>`;
    }

    private indicator({ record }: ProgrammeWhole): TemplateResult {
        const code = String(record.fields['indicator']);
        const part = list(record.fields['dimensions']).join(' ');
        const [area = ''] = list(record.fields['area']);
        this.figures.want(`${record.id} ${record.version}`);
        const search = new URLSearchParams({ indicator: code, area, purpose: 'statistics' });
        return html`<section class="panel link" aria-labelledby="indicator-title">
            <h2 id="indicator-title"><span class="link-number" aria-hidden="true">3</span>${t('web.programmes.indicator')}</h2>
            <p><a href=${`/indicators?${search}`}>${indicatorLabel(code)}</a>${part === '' ? nothing : html` · ${partLabel(part)}`} · ${areaLabel(area)}</p>
            ${this.figures.draw((found) => {
                const all = found ? seriesOf(found.rows) : [];
                if (!found || all.length === 0) return empty(t('web.programmes.figures.none'), t('web.programmes.figures.none.text'));
                return html`${all.map((series) => html`<figure><figcaption class="quiet">${seriesTitle(series, series.calendar)}</figcaption>${bars(series.length, slotsOf(series.length, series.rows), `${found.name ?? code}. ${seriesTitle(series, series.calendar)}`)}</figure>`)}
                    <p class="quiet">${t('web.indicators.source')}: ${found.source ?? code}${found.lastUpdate ? html` · ${t('web.indicators.updated', { at: date(found.lastUpdate) })}` : nothing}</p>`;
            }, 6)}
        </section>`;
    }

    private evaluation(programme: ProgrammeWhole, agreement: Agreement | null): TemplateResult {
        const { item, query } = here();
        const isNew = query.get('act') === 'registration';
        return html`<section class="panel link" aria-labelledby="evaluation-title">
            <h2 id="evaluation-title"><span class="link-number" aria-hidden="true">4</span>${t('web.programmes.evaluation')}</h2>
            <p class="quiet">${t('web.programmes.evaluation.text')}</p>
            ${programme.registrations.length === 0 && !isNew ? empty(t('web.programmes.registrations.none'), t('web.programmes.registrations.none.text')) : nothing}
            ${programme.registrations.map((each) => html`<puente-evaluation .registration=${each}></puente-evaluation>`)}
            ${!mayWrite() ? nothing : isNew
                ? html`<puente-registration .programme=${programme.record} .agreement=${agreement} @registered=${() => void this.shown.load().then(() => navigate(`/programmes/${item}`))}></puente-registration>`
                : html`<div class="actions"><a class="button primary" href=${`/programmes/${item}?act=registration`}>${t('web.programmes.register')}</a></div>`}
        </section>`;
    }

    /** The chain in one line: each link with the one figure that matters. */
    private chain({ record, deliveries, people, registrations }: ProgrammeWhole): TemplateResult {
        const proven = registrations.filter((each) => each.registered).length;
        return html`<ol class="plain chain">
            <li><span class="quiet">${t('web.programmes.money')}</span><strong>${show('money', record.fields['budgetAmount'] ?? '')}</strong></li>
            <li><span class="quiet">${t('web.programmes.delivered')}</span><strong>${counted('web.programmes.deliveries', deliveries.length)}${people.once === '0' ? nothing : html`, ${counted('web.programmes.persons', Number(people.once))}`}</strong></li>
            <li><span class="quiet">${t('web.programmes.indicator')}</span><strong>${indicatorLabel(String(record.fields['indicator']))}</strong></li>
            <li><span class="quiet">${t('web.programmes.evaluation')}</span><strong>${registrations.length === 0 ? t('web.programmes.registrations.none') : counted('web.programmes.proven', proven)}</strong></li>
        </ol>`;
    }

    private whole({ programme, agreement }: Shown): TemplateResult {
        const { record } = programme;
        const lead = html`<span class="flow">${agencyMark(record.agency)}${record.channel ? channelMark(record.channel) : nothing}<span class="chip">${codeLabel('programme-status', String(record.fields['programmeStatus']))}</span>${record.provenance.synthetic ? html`<span class="chip">${t('web.record.synthetic')}</span>` : nothing}<span>${list(record.fields['area']).map(areaLabel).join(', ')}</span><span>${t('web.programmes.planned', { from: date(String(record.fields['plannedStartDate'])), to: record.fields['plannedEndDate'] === undefined ? '…' : date(String(record.fields['plannedEndDate'])) })}</span></span>`;
        return html`${viewHead(textOf(record, 'titleText'), lead)}
            <p class="programme-text">${textOf(record, 'activityDescriptionText')}</p>
            ${this.chain(programme)}
            <div class="exchange">${this.money(programme)}${this.deliveries(programme)}${this.indicator(programme)}${this.evaluation(programme, agreement)}</div>`;
    }

    override render(): TemplateResult {
        this.shown.want(here().item);
        return html`<p><a href="/programmes">${word('web.nav', 'programmes')}</a></p>${this.shown.draw((shown) => this.whole(shown), 12)}`;
    }
}

customElements.define('puente-programme', Programme);
