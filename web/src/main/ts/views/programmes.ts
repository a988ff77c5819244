import { html, nothing, type TemplateResult } from 'lit';
import '../styles/exchange.css';
import '../styles/indicators.css';
import '../styles/programmes.css';
import './programme';
import { Act } from '../base/act';
import { agreementInForce, api, session } from '../base/api';
import { View } from '../base/element';
import { counted, t } from '../base/messages';
import { agencyMark, empty, viewHead } from '../base/parts';
import type { ListedProgramme } from '../base/programme-types';
import { Remote } from '../base/remote';
import { here, navigate } from '../base/router';
import { language } from '../base/settings';
import type { Agreement, RecordDocument, Value } from '../base/types';
import { show } from '../base/values';
import { areaLabel, codeLabel, indicatorLabel } from '../base/vocabulary';
import { controls, entered } from './record-form';

/** A text of a record in the reader's language, else in the one there is. */
export function textOf(record: RecordDocument, name: string): string {
    const texts = record.fields[name];
    const all = (Array.isArray(texts) ? texts : []) as unknown as { language: string; text: string }[];
    return (all.find((each) => each.language === language()) ?? all[0])?.text ?? '';
}

export const list = (value: Value | undefined): string[] => (Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]);

/** Whether whoever is signed in answers for programmes. Shown or not, the node decides. */
export const mayWrite = (): boolean => session()?.signedIn === true && (session()?.may ?? []).includes('programmes.write');

/** The agencies of the other parties. */
export function partners(agreement: Agreement | null): { party: string; agencies: readonly { agency: string; label: Readonly<Record<'en' | 'es', string>> }[] }[] {
    const own = session()?.party;
    return (agreement?.parties ?? []).filter((each) => each.name !== own).map((each) => ({ party: each.label[language()], agencies: each.agencies }));
}

/** To whom it is disclosed at once. */
export function toPartner(agreement: Agreement | null): TemplateResult {
    return html`<label class="field"><span>${t('web.programmes.to')}</span><select name="to" required><option value="">${t('web.disclose.choose')}</option>${partners(agreement).map((party) => html`<optgroup label=${party.party}>${party.agencies.map((each) => html`<option value=${each.agency}>${each.label[language()]} (${each.agency})</option>`)}</optgroup>`)}</select></label>`;
}

/** Whether everybody may see it; without, it is between the parties. */
export const isOpen = (): TemplateResult => html`<label class="check"><input type="checkbox" name="open" /> <span>${t('web.programmes.open')}</span></label>`;

/** In a demonstration everything is invented, and says so. */
export const isInvented = (): boolean => session()?.demonstration === true;

const FIELDS = [
    'titleText', 'activityDescriptionText', 'programmeIdentification', 'programmeStatus', 'budgetAmount', 'plannedStartDate', 'plannedEndDate', 'area', 'indicator', 'dimensions',
    'fundingOrganizationName', 'implementingOrganizationName', 'pillarText',
] as const;

interface Shown {
    programmes: ListedProgramme[];
    agreement: Agreement | null;
}

/** Programmes: what they cost, what they delivered, what they mean to move, and how that will be judged. One of them is drawn by `puente-programme`. */
export class ProgrammesView extends View {
    private readonly shown = new Remote<Shown>(this, (signal) => this.ask(signal), { spoken: false });
    private readonly act = new Act(this);

    get heading(): string {
        return t('web.nav.programmes');
    }

    private async ask(signal: AbortSignal): Promise<Shown> {
        const [{ programmes }, agreement] = await Promise.all([api.get<{ programmes: ListedProgramme[] }>('/api/v1/programmes', {}, signal), agreementInForce(signal)]);
        return { programmes, agreement };
    }

    private readonly submit = (event: Event): void => {
        event.preventDefault();
        const data = new FormData(event.currentTarget as HTMLFormElement);
        void this.act.run(async () => {
            const to = String(data.get('to') ?? '');
            const { id } = await api.post<{ id: string }>('/api/v1/programmes', { kind: 'programme', fields: entered('programme', data), synthetic: isInvented(), open: data.has('open'), ...(to === '' ? {} : { to }) });
            navigate(`/programmes/${id}`);
        });
    };

    private form({ agreement }: Shown): TemplateResult {
        return html`<form class="panel" aria-labelledby="new-title" @submit=${this.submit}>
            <h2 id="new-title">${t('web.programmes.new')}</h2>
            <p class="quiet">${t('web.programmes.new.text')}${isInvented() ? html` ${t('web.programmes.invented')}` : nothing}</p>
            ${controls('programme', FIELDS)}
            ${isOpen()}
            ${toPartner(agreement)}
            ${this.act.draw()}
            <div class="actions"><button class="primary" ?disabled=${this.act.busy}>${t('web.programmes.new.do')}</button><a class="button" href="/programmes">${t('web.disclose.cancel')}</a></div>
        </form>`;
    }

    private card({ record, fundLines, deliveries, registrations }: ListedProgramme): TemplateResult {
        const { fields } = record;
        return html`<li class="panel programme-card" data-party=${record.agency.split('/')[0] ?? ''}>
            <p class="flow">${agencyMark(record.agency)}<span class="chip">${codeLabel('programme-status', String(fields['programmeStatus']))}</span>${record.provenance.synthetic ? html`<span class="chip">${t('web.record.synthetic')}</span>` : nothing}</p>
            <h2><a href=${`/programmes/${record.id}`}>${textOf(record, 'titleText')}</a></h2>
            <p>${list(fields['area']).map(areaLabel).join(', ')} · ${indicatorLabel(String(fields['indicator']))}</p>
            <ol class="plain chain-line">
                <li>${show('money', fields['budgetAmount'] ?? '')}</li>
                <li>${counted('web.programmes.lines', fundLines)}</li>
                <li>${counted('web.programmes.deliveries', deliveries)}</li>
                <li>${counted('web.programmes.registrations', registrations)}</li>
            </ol>
        </li>`;
    }

    private listed(shown: Shown): TemplateResult {
        return shown.programmes.length === 0
            ? html`<section class="panel">${empty(t('web.programmes.none'), t('web.programmes.none.text'))}</section>`
            : html`<ul class="plain programme-cards">${shown.programmes.map((each) => this.card(each))}</ul>`;
    }

    override render(): TemplateResult {
        const { item, query } = here();
        if (item !== '') return html`<puente-programme></puente-programme>`;
        const isNew = query.get('act') === 'new';
        this.shown.want('');
        const add = mayWrite() && !isNew ? html`<a class="button primary" href="/programmes?act=new">${t('web.programmes.new')}</a>` : nothing;
        return html`${viewHead(t('web.nav.programmes'), t('web.programmes.lead'), add)}
            ${this.shown.draw((shown) => html`<div class="exchange">${isNew ? this.form(shown) : this.listed(shown)}</div>`, 10)}`;
    }
}

customElements.define('puente-programmes', ProgrammesView);
