import { html, nothing, type TemplateResult } from 'lit';
import '../styles/exchange.css';
import '../styles/programmes.css';
import '../styles/requests.css';
import { Act } from '../base/act';
import { actingAgency, agreementInForce, api, session } from '../base/api';
import { View } from '../base/element';
import { counted, t, word } from '../base/messages';
import { agencyMark, day, empty, stateMark, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import type { ListedRequest, RequestList, ResponseFigures } from '../base/request-types';
import { here, navigate, searched } from '../base/router';
import { language } from '../base/settings';
import type { Agreement } from '../base/types';
import { codeLabel } from '../base/vocabulary';
import { isInvented, partners, textOf } from './programmes';
import { controls, entered } from './record-form';
import { responseFigures } from './response';

const STATES = ['overdue', 'waiting', 'answered'] as const;
const DIRECTIONS = ['received', 'put'] as const;
const TONES = { overdue: 'bad', waiting: 'wait', answered: 'good' } as const;
const ASK = ['requestCategory', 'requestedAgency', 'dueDate', 'legalBasisText', 'requestText', 'relatedRecord'] as const;
const ANSWER = ['requestOutcome', 'reasonText', 'relatedRecord'] as const;

interface Shown {
    list: RequestList | null;
    agreement: Agreement | null;
}

/** A node without sign-in has no session, and acts for its own agency. */
const may = (what: string): boolean => session() === null || (session()?.may ?? []).includes(what);

/** For what requests are read here: whoever audits reads them for that, and everybody else to deal with them. */
const purpose = (): string => (['auditor', 'oversight'].includes(session()?.user?.role ?? '') ? 'audit' : 'judicial-cooperation');

/** Requests with a clock, to the other party and from it: what waits, what is overdue, what was answered, and how long it takes. */
export class RequestsView extends View {
    private readonly shown = new Remote<Shown>(this, (signal) => this.ask(signal), { spoken: false });
    private readonly figures = new Remote<ResponseFigures>(this, (signal) => api.get<ResponseFigures>('/api/v1/requests/figures', {}, signal), { spoken: false });
    private readonly act = new Act(this);

    get heading(): string {
        return t('web.nav.requests');
    }

    private async ask(signal: AbortSignal): Promise<Shown> {
        const { query } = here();
        const [list, agreement] = await Promise.all([
            may('requests.read') ? api.get<RequestList>('/api/v1/requests', { purpose: purpose(), direction: query.get('direction') ?? undefined, state: query.get('state') ?? undefined }, signal) : null,
            agreementInForce(signal),
        ]);
        return { list, agreement };
    }

    private readonly submit = (event: Event): void => {
        event.preventDefault();
        const data = new FormData(event.currentTarget as HTMLFormElement);
        const id = here().query.get('request');
        void this.act.run(async () => {
            await (id === null
                ? api.post('/api/v1/requests', { fields: entered('request', data), synthetic: isInvented() })
                : api.post(`/api/v1/requests/${id}/answer`, { fields: entered('request-answer', data), synthetic: isInvented() }));
            navigate('/requests');
            void this.shown.load();
            void this.figures.load();
        });
    };

    private form({ agreement }: Shown): TemplateResult {
        const agencies = partners(agreement).flatMap((party) => party.agencies.map((each) => [each.agency, `${each.label[language()]} (${each.agency})`] as const));
        return html`<form class="panel" aria-labelledby="new-title" @submit=${this.submit}>
            <h2 id="new-title">${t('web.requests.new')}</h2>
            <p class="quiet">${t('web.requests.new.text')}${isInvented() ? html` ${t('web.programmes.invented')}` : nothing}</p>
            ${controls('request', ASK, {}, { requestedAgency: agencies })}
            ${this.act.draw()}
            <div class="actions"><button class="primary" ?disabled=${this.act.busy}>${t('web.requests.new.do')}</button><a class="button" href="/requests">${t('web.disclose.cancel')}</a></div>
        </form>`;
    }

    private answerForm(): TemplateResult {
        return html`<form class="inner-form" aria-label=${t('web.requests.answer')} @submit=${this.submit}>
            <p class="quiet">${t('web.requests.answer.text')}</p>
            ${controls('request-answer', ANSWER)}
            ${this.act.draw()}
            <div class="actions"><button class="primary" ?disabled=${this.act.busy}>${t('web.requests.answer.do')}</button><a class="button" href="/requests">${t('web.disclose.cancel')}</a></div>
        </form>`;
    }

    /** How much time is left, or how much is over. */
    private clock({ state, daysLeft = 0, answer, late }: ListedRequest): TemplateResult {
        if (answer || state === 'answered') return stateMark('good', late ? t('web.requests.state.late') : t('web.requests.state.answered'));
        return stateMark(TONES[state], state === 'overdue' ? counted('web.requests.over', -daysLeft) : counted('web.requests.left', daysLeft));
    }

    private outcome(answer: ListedRequest['answer']): TemplateResult | typeof nothing {
        if (!answer) return nothing;
        const reason = textOf(answer, 'reasonText');
        return html`<p><strong>${codeLabel('request-outcome', String(answer.fields['requestOutcome']))}</strong> · ${day(String(answer.fields['activityDate']))}${reason === '' ? nothing : html` · ${reason}`}</p>`;
    }

    private card(each: ListedRequest): TemplateResult {
        const { record, answer, direction, state } = each;
        const { fields } = record;
        const asked = String(fields['requestedAgency']);
        const isAnswering = here().query.get('request') === record.id;
        const mine = direction === 'received' && state !== 'answered' && may('requests.write') && asked === actingAgency();
        return html`<li class="request" data-party=${record.agency.split('/')[0] ?? ''}>
            <p class="flow">${agencyMark(record.agency)}<span aria-hidden="true">→</span><span class="visually-hidden">${t('web.channel.to')}</span>${agencyMark(asked)} ${this.clock(each)} ${record.provenance.synthetic ? html`<span class="chip">${t('web.record.synthetic')}</span>` : nothing}</p>
            <h3><a href=${`/records/${record.id}?purpose=${purpose()}`}>${codeLabel('request-category', String(fields['requestCategory']))}</a></h3>
            <p>${textOf(record, 'requestText')}</p>
            <p class="quiet">${textOf(record, 'legalBasisText')} · ${t('web.requests.asked')} ${day(String(fields['activityDate']))} · ${t('web.requests.due')} ${day(String(fields['dueDate']))}</p>
            ${this.outcome(answer)}
            ${isAnswering && mine ? this.answerForm() : mine ? html`<div class="actions"><a class="button" href=${`/requests?act=answer&request=${record.id}`}>${t('web.requests.answer')}</a></div>` : nothing}
        </li>`;
    }

    private readonly chosen = (event: Event): void => (event.target as HTMLSelectElement).form?.requestSubmit();

    private filter(name: string, label: string, values: readonly string[]): TemplateResult {
        return html`<label class="field"><span>${label}</span><select name=${name} @change=${this.chosen}><option value="">${t('web.records.any')}</option>${values.map((each) => html`<option value=${each} .selected=${each === here().query.get(name)}>${word(`web.requests.${name}`, each)}</option>`)}</select></label>`;
    }

    private listed({ list }: Shown): TemplateResult | typeof nothing {
        if (!list) return nothing;
        return html`<section class="panel" aria-labelledby="list-title">
            <h2 id="list-title">${t('web.requests.list')}</h2>
            <form class="exchange-filters" role="search" aria-label=${t('web.records.filters')} @submit=${searched('/requests')}>
                ${this.filter('direction', t('web.requests.direction'), DIRECTIONS)} ${this.filter('state', t('web.exchange.state'), STATES)}
                <div class="actions"><button>${t('web.records.search')}</button></div>
            </form>
            ${list.requests.length === 0 ? empty(t('web.requests.none'), t('web.requests.none.text')) : html`<ul class="plain">${list.requests.map((each) => this.card(each))}</ul>`}
            ${list.more > 0 ? html`<p class="quiet">${counted('web.requests.more', list.more)}</p>` : nothing}
            ${list.withheld > 0 ? html`<p class="quiet">${counted('web.requests.withheld', list.withheld)}</p>` : nothing}
        </section>`;
    }

    override render(): TemplateResult {
        const { query } = here();
        const isNew = query.get('act') === 'new';
        this.figures.want('');
        this.shown.want(`${query.get('direction') ?? ''} ${query.get('state') ?? ''}`);
        const add = may('requests.write') && !isNew ? html`<a class="button primary" href="/requests?act=new">${t('web.requests.new')}</a>` : nothing;
        return html`${viewHead(t('web.nav.requests'), t('web.requests.lead'), add)}
            <div class="exchange">
                ${isNew ? this.shown.draw((shown) => this.form(shown), 10) : html`${this.figures.draw(responseFigures, 10)} ${this.shown.draw((shown) => html`${this.listed(shown)}`, 10)}`}
            </div>`;
    }
}

customElements.define('puente-requests', RequestsView);
