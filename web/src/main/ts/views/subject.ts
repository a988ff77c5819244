import { html, nothing, type TemplateResult } from 'lit';
import '../styles/subjects.css';
import { Act } from '../base/act';
import { agreementInForce, api, session } from '../base/api';
import { PuenteElement } from '../base/element';
import { instant } from '../base/format';
import { counted, t, word } from '../base/messages';
import { agencyMark, empty, officerName, stateMark, tlpLabel, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { here } from '../base/router';
import { language } from '../base/settings';
import type { Link, Statement, Subject, SubjectDecision } from '../base/subject-types';
import type { Agreement, Value } from '../base/types';
import { show } from '../base/values';
import { kind, kindLabel } from '../base/vocabulary';
import { letter, linkGraph, percent } from './link-graph';
import { waterfall } from './waterfall';

interface Shown {
    subject: Subject;
    agreement: Agreement | null;
}

const TONES = { waiting: 'wait', confirmed: 'good', rejected: 'plain' } as const;

/** The address of a statement's record, read for the same purpose. */
function recordAddress(each: Statement, purpose: string): string {
    return `/records/${each.id}${each.own || purpose === '' ? '' : `?purpose=${encodeURIComponent(purpose)}`}`;
}

/** All statements about one subject side by side: who said what, where they disagree, what holds them together, and what people decided. */
export class SubjectPanel extends PuenteElement {
    static override properties = { said: { state: true }, reason: { state: true }, chosen: { state: true } };
    declare said: string;
    declare reason: string;
    declare chosen: readonly string[];

    private readonly found = new Remote<Shown>(this, (signal) => this.ask(signal), { spoken: false });
    private readonly act = new Act(this);

    constructor() {
        super();
        this.said = '';
        this.reason = '';
        this.chosen = [];
    }

    private pair(): string {
        return here().query.get('pair') ?? '';
    }

    private purpose(): string {
        return here().query.get('purpose') ?? '';
    }

    private async ask(signal: AbortSignal): Promise<Shown> {
        const pair = this.pair();
        const path = pair === '' ? `/api/v1/subjects/${encodeURIComponent(here().item)}` : `/api/v1/matches/${encodeURIComponent(pair)}`;
        const [subject, agreement] = await Promise.all([api.get<Subject>(path, { purpose: this.purpose() }, signal), agreementInForce(signal)]);
        return { subject, agreement };
    }

    // ── Side by side ─────────────────────────────────────────────────────────────────────────────────────────────────

    private value(type: string, value: Value | undefined): TemplateResult | string {
        if (value === undefined) return html`<span class="quiet">–</span>`;
        if (Array.isArray(value)) return html`<ul class="plain">${value.map((each) => html`<li>${this.value(type, each)}</li>`)}</ul>`;
        if (type === 'reference' && typeof value === 'string') return html`<a class="hash" href=${`/records/${value}`}>${value.slice(0, 8)}</a>`;
        if (type === 'marker') return value === true ? t('record.marker.yes') : t('record.marker.no');
        return show(type, value);
    }

    private withheld(each: Statement): TemplateResult | typeof nothing {
        if (!each.withheld) return nothing;
        return html`<p class="quiet">${each.withheld.text[language()]}</p>${each.needs ? html`<p>${stateMark('wait', word('web.need', each.needs))}</p>` : nothing}<p><a href=${recordAddress(each, this.purpose())}>${t('web.subjects.read')}</a></p>`;
    }

    private readonly choose = (event: Event): void => {
        const { value, checked } = event.target as HTMLInputElement;
        this.chosen = checked ? [...this.chosen, value] : this.chosen.filter((each) => each !== value);
    };

    private heads(subject: Subject): TemplateResult {
        const splittable = subject.subject !== undefined && subject.statements.filter((each) => each.member).length > 1;
        return html`<tr><th scope="col">${t('web.subjects.field')}</th>${subject.statements.map(
            (each, at) => html`<th scope="col" data-party=${each.agency.split('/')[0] ?? ''}>
                <span class="flow"><span class="statement-number">${letter(at)}</span>${agencyMark(each.agency)}${each.record ? tlpLabel(each.record.handling.tlp) : nothing}</span>
                <a class="hash" href=${recordAddress(each, this.purpose())}>${each.id.slice(0, 8)}</a>
                ${each.record?.provenance.synthetic ? html`<span class="chip">${t('web.record.synthetic')}</span>` : nothing}
                ${each.member || subject.pair === undefined ? nothing : html`<span class="quiet">${t('web.subjects.proposed')}</span>`}
                ${splittable && each.member
                    ? html`<label class="check"><input type="checkbox" value=${each.id} .checked=${this.chosen.includes(each.id)} @change=${this.choose} />${t('web.subjects.choose', { number: letter(at) })}</label>`
                    : nothing}
            </th>`,
        )}</tr>`;
    }

    private table(subject: Subject): TemplateResult {
        const definition = kind(subject.kind ?? '');
        const rows = subject.fields.map((each) => ({ ...each, definition: definition?.fields.find((field) => field.name === each.field) }));
        const differing = rows.filter((each) => each.agreement === 'differ').length;
        return html`<section class="panel" aria-labelledby="statements-title">
            <h2 id="statements-title">${t('web.subjects.statements')}</h2>
            <p class="quiet">${differing === 0 ? t('web.subjects.agree') : counted('web.subjects.differ', differing)}</p>
            <div class="side-by-side" role="group" aria-labelledby="statements-title" tabindex="0">
                <table class="statements">
                    <thead>${this.heads(subject)}</thead>
                    <tbody>
                        ${subject.statements.some((each) => each.withheld)
                            ? html`<tr><th scope="row">${t('web.subjects.withheld')}</th>${subject.statements.map((each) => html`<td>${this.withheld(each)}</td>`)}</tr>`
                            : nothing}
                        ${rows.map(
                            (each) => html`<tr data-agreement=${each.agreement}>
                                <th scope="row">${each.definition?.label[language()] ?? each.field}${each.agreement === 'single' ? nothing : html`<span class="verdict">${each.agreement === 'differ' ? stateMark('wait', t('web.subjects.differs')) : stateMark('good', t('web.subjects.same'))}</span>`}</th>
                                ${subject.statements.map((statement) => html`<td>${statement.record ? this.value(each.definition?.type ?? 'text', statement.record.fields[each.field]) : nothing}</td>`)}
                            </tr>`,
                        )}
                    </tbody>
                </table>
            </div>
        </section>`;
    }

    // ── Links ────────────────────────────────────────────────────────────────────────────────────────────────────────

    private between(link: Link, subject: Subject): string {
        const number = (id: string) => letter(subject.statements.findIndex((each) => each.id === id));
        return t('web.subjects.between', { one: number(link.one), other: number(link.other) });
    }

    private links({ subject, agreement }: Shown): TemplateResult {
        const label = (purpose: string) => agreement?.purposes.find((each) => each.name === purpose)?.label[language()] ?? purpose;
        return html`<section class="panel" aria-labelledby="links-title">
            <h2 id="links-title">${t('web.subjects.links')}</h2>
            ${linkGraph(subject.statements, subject.links)}
            ${subject.links.length === 0
                ? empty(t('web.subjects.links.none'), t('web.subjects.links.none.text'))
                : html`<ul class="plain links">${subject.links.map(
                      (link) => html`<li>
                          <details ?open=${link.id === subject.pair?.id}>
                              <summary><span class="flow">${stateMark(TONES[link.state], word('web.subjects.state', link.state))}<strong>${this.between(link, subject)}</strong><span>${percent(link.probability)}</span></span></summary>
                              ${waterfall(link)}
                              <p class="quiet">${t('web.subjects.for', { purpose: label(link.purpose), agency: link.agency.toUpperCase() })} ${link.taughtBy === 0 ? t('web.subjects.untaught') : counted('web.subjects.taught', link.taughtBy)}</p>
                          </details>
                      </li>`,
                  )}</ul>`}
            ${subject.others.length > 0
                ? html`<h3>${t('web.subjects.others')}</h3><ul class="plain">${subject.others.map((link) => html`<li><a href=${`/subjects?pair=${link.id}&purpose=${encodeURIComponent(link.purpose)}`}>${t('web.subjects.other', { percent: Math.round(link.probability * 100) })}</a></li>`)}</ul>`
                : nothing}
        </section>`;
    }

    // ── Deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────

    private async decide(path: string, body: object, said: string): Promise<void> {
        if (this.reason.trim() === '') {
            const field = this.querySelector<HTMLTextAreaElement>('textarea[name=reason]');
            field?.setCustomValidity(t('web.subjects.reason.needed'));
            field?.reportValidity();
            return;
        }
        await this.act.run(async () => {
            const purpose = this.purpose();
            await api.post(path, { ...body, reason: this.reason, ...(purpose === '' ? {} : { purpose }) });
            this.said = said;
            this.reason = '';
            this.chosen = [];
            await this.found.load();
        });
    }

    private readonly typed = (event: Event): void => {
        const field = event.target as HTMLTextAreaElement;
        field.setCustomValidity('');
        this.reason = field.value;
    };

    private deciding(subject: Subject): TemplateResult {
        const { pair } = subject;
        const may = session()?.may;
        if (may && !may.includes('subjects.decide')) {
            return html`<section class="panel" aria-labelledby="decide-title"><h2 id="decide-title">${t('web.subjects.decide')}</h2><p>${t('web.subjects.who')}</p></section>`;
        }
        const busy = this.act.busy;
        const open = pair?.state === 'waiting';
        const splittable = subject.subject !== undefined && subject.statements.length > 1;
        return html`<section class="panel" aria-labelledby="decide-title">
            <h2 id="decide-title">${t('web.subjects.decide')}</h2>
            <p>${open ? t('web.subjects.decide.text') : splittable ? t('web.subjects.split.text') : t('web.subjects.undo.text')}</p>
            <p aria-live="polite">${this.said}</p>
            ${this.act.draw()}
            <form class="decide" @submit=${(event: Event) => event.preventDefault()}>
                <label class="field"><span>${t('web.subjects.reason.label')}</span><textarea name="reason" rows="3" maxlength="2000" required .value=${this.reason} @input=${this.typed}></textarea></label>
                <div class="actions">
                    ${open && pair
                        ? html`<button type="button" class="primary" ?disabled=${busy} @click=${() => void this.decide(`/api/v1/matches/${pair.id}`, { decision: 'confirm' }, t('web.subjects.said.confirm'))}>${t('web.subjects.confirm')}</button>
                              <button type="button" ?disabled=${busy} @click=${() => void this.decide(`/api/v1/matches/${pair.id}`, { decision: 'reject' }, t('web.subjects.said.reject'))}>${t('web.subjects.reject')}</button>`
                        : nothing}
                    ${splittable
                        ? html`<button type="button" ?disabled=${busy || this.chosen.length === 0} @click=${() => void this.decide(`/api/v1/subjects/${subject.subject ?? ''}/split`, { records: this.chosen }, t('web.subjects.said.split'))}>${t('web.subjects.split')}</button>`
                        : nothing}
                </div>
                ${pair === undefined ? this.merging(subject) : nothing}
            </form>
        </section>`;
    }

    private merging(subject: Subject): TemplateResult | typeof nothing {
        const [first] = subject.statements;
        if (!first) return nothing;
        return html`<div class="merge"><label class="field"><span>${t('web.subjects.merge.label')}</span><input name="with" maxlength="36" autocomplete="off" spellcheck="false" /></label>
            <button type="button" ?disabled=${this.act.busy} @click=${() => void this.decide(`/api/v1/subjects/${subject.subject ?? first.id}/merge`, { with: this.querySelector<HTMLInputElement>('input[name=with]')?.value.trim() ?? '' }, t('web.subjects.said.merge'))}>${t('web.subjects.merge')}</button></div>`;
    }

    private decision(each: SubjectDecision): TemplateResult {
        const mayDecide = session()?.may?.includes('subjects.decide') ?? true;
        const done = each.undoneBy !== undefined || each.act === 'undo' || !mayDecide;
        return html`<li class="subject-decision">
            <p class="flow"><strong>${word('web.subjects.act', each.act)}</strong><span>${officerName(each.officer)}</span><time datetime=${each.at}>${instant(each.at)}</time>${each.undoneBy === undefined ? nothing : stateMark('plain', t('web.subjects.undone'))}</p>
            <p class="sentence">${each.reason}</p>
            ${done ? nothing : html`<button type="button" ?disabled=${this.act.busy} @click=${() => void this.decide(`/api/v1/subject-decisions/${each.id}/undo`, {}, t('web.subjects.said.undo'))}>${t('web.subjects.undo', { act: word('web.subjects.act', each.act) })}</button>`}
        </li>`;
    }

    private decisions(subject: Subject): TemplateResult {
        return html`<section class="panel" aria-labelledby="decisions-title">
            <h2 id="decisions-title">${t('web.subjects.decisions')}</h2>
            ${subject.decisions.length === 0 ? empty(t('web.subjects.decisions.none'), t('web.subjects.decisions.none.text')) : html`<ul class="plain subject-decisions">${subject.decisions.map((each) => this.decision(each))}</ul>`}
        </section>`;
    }

    private drawn(shown: Shown): TemplateResult {
        const { subject } = shown;
        return html`${this.table(subject)}
            <div class="board"><div class="board-main">${this.links(shown)}</div><div class="board-side">${this.deciding(subject)}${this.decisions(subject)}</div></div>`;
    }

    override render(): TemplateResult {
        this.found.want(`${here().item} ${this.pair()} ${this.purpose()}`);
        const kindOf = this.found.value?.subject.kind;
        const title = this.pair() === '' ? t('web.subjects.subject') : t('web.subjects.pair');
        return html`${viewHead(kindOf ? `${kindLabel(kindOf)}: ${title}` : title, t('web.subjects.subject.lead'), html`<a class="button" href="/subjects">${t('web.subjects.back')}</a>`)}
            ${this.found.draw((shown) => this.drawn(shown), 14)}`;
    }
}

customElements.define('puente-subject', SubjectPanel);
