import { html, nothing, type TemplateResult } from 'lit';
import '../styles/records.css';
import '../styles/record.css';
import './proof-panel';
import { actingAgency, agreementInForce, api, ApiProblem } from '../base/api';
import { View } from '../base/element';
import { date, instant } from '../base/format';
import { counted, t, word } from '../base/messages';
import { agencyMark, channelMark, day, empty, moment, problemPanel, stateMark, term, tlpLabel, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { here } from '../base/router';
import { language } from '../base/settings';
import type { Agreement, Disclosure, DisclosurePage, PurposeDecision, Purposes, RecordDocument, Value, WaitingReading } from '../base/types';
import { show, summary, when } from '../base/values';
import { kind, kindLabel } from '../base/vocabulary';
import { purgeReceipt } from './disclosure-card';

/** The node's code for a foreign record that was asked for without a purpose. */
const PURPOSE_MISSING = 'node.purpose.missing';

/** Most disclosures of one record that are listed here; the Exchange view has all. */
const DISCLOSURES = 50;

/** Kinds of which the node asks who else speaks of the same subject. */
const MATCHED: readonly string[] = ['person', 'vehicle', 'firearm', 'organization'];

type Answer =
    | { state: 'read'; record: RecordDocument; purpose: string; disclosures: Disclosure[]; agreement: Agreement | null }
    | { state: 'waits'; waiting: WaitingReading }
    | { state: 'asks'; purposes: Purposes };

/** One record: what it states, what may be done with it, where it went and who used it, and the proof of it all. */
export class RecordView extends View {
    private readonly answer = new Remote<Answer>(this, (signal) => this.ask(signal), { spoken: false });

    get heading(): string {
        const value = this.answer.value;
        return value?.state === 'read' ? kindLabel(value.record.kind) : t('web.record');
    }

    private async ask(signal: AbortSignal): Promise<Answer> {
        const { item, query } = here();
        const purpose = query.get('purpose') ?? '';
        const path = `/api/v1/records/${encodeURIComponent(item)}`;
        let record: RecordDocument;
        try {
            const answer = await api.get<RecordDocument | WaitingReading>(path, { purpose }, signal);
            if ('waiting' in answer) return { state: 'waits', waiting: answer };
            record = answer;
        } catch (failed) {
            if (failed instanceof ApiProblem && failed.code === PURPOSE_MISSING) {
                return { state: 'asks', purposes: await api.get<Purposes>(`${path}/purposes`, {}, signal) };
            }
            throw failed;
        }
        const [page, agreement] = await Promise.all([
            api.optional<DisclosurePage>('/api/v1/disclosures', { record: item, limit: DISCLOSURES }, signal),
            agreementInForce(signal),
        ]);
        return { state: 'read', record, purpose, disclosures: page?.disclosures ?? [], agreement };
    }

    // ── A foreign record: for which purpose? ─────────────────────────────────────────────────────────────────────────

    private purpose(decision: PurposeDecision, id: string): TemplateResult {
        const clauses = decision.clauses.map((each) => html`<li>${each.title[language()]} <span class="quiet">${each.source[language()]}</span></li>`);
        if (!decision.permitted) {
            return html`<li class="purpose" data-refused><h3>${decision.label[language()]}</h3>${stateMark('plain', t('web.purpose.refused'))}<p class="quiet">${decision.reason?.text[language()] ?? ''}</p>${clauses.length > 0 ? html`<ul class="plain">${clauses}</ul>` : nothing}</li>`;
        }
        const needs = decision.needs ?? [];
        return html`<li class="purpose">
            <h3>${decision.label[language()]}</h3>
            <ul class="plain quiet">${clauses}</ul>
            ${(decision.obligations ?? []).map((each) => html`<p class="sentence">${each.text[language()]}</p>`)}
            ${needs.length > 0 ? html`<p>${stateMark('wait', word('web.need', needs[0] ?? ''))}</p>` : nothing}
            <a class="button primary" href=${`/records/${id}?purpose=${encodeURIComponent(decision.purpose)}`}>${needs.length > 0 ? t('web.purpose.ask', { purpose: decision.label[language()] }) : t('web.purpose.read', { purpose: decision.label[language()] })}</a>
        </li>`;
    }

    private asks(purposes: Purposes): TemplateResult {
        const permitted = purposes.purposes.filter((each) => each.permitted);
        const refused = purposes.purposes.filter((each) => !each.permitted);
        return html`${viewHead(kindLabel(purposes.kind), html`${agencyMark(purposes.agency)} ${t('web.purpose.lead')}`)}
            <section class="panel" aria-labelledby="purposes-title">
                <h2 id="purposes-title">${t('web.purpose.title')}</h2>
                <p>${t('web.purpose.text', { agency: purposes.agency })}</p>
                ${permitted.length === 0
                    ? empty(t('web.purpose.none'), t('web.purpose.none.text'))
                    : html`<ul class="purposes plain">${permitted.map((each) => this.purpose(each, purposes.record))}</ul>`}
                ${refused.length > 0
                    ? html`<details><summary>${counted('web.purpose.others', refused.length)}</summary><ul class="purposes plain">${refused.map((each) => this.purpose(each, purposes.record))}</ul></details>`
                    : nothing}
            </section>`;
    }

    /** Two officers: nothing was opened, and another one is asked. */
    private waits(waiting: WaitingReading): TemplateResult {
        return html`${viewHead(t('web.record'), t('web.reading.waits.lead'))}
            <section class="panel narrow" aria-labelledby="waits-title">
                <h2 id="waits-title">${stateMark('wait', word('web.need', waiting.needs))}</h2>
                <p>${t('web.reading.waits.text')}</p>
                <dl class="terms">${term(t('web.reading.approval'), html`<span class="hash whole">${waiting.approval}</span>`)}</dl>
                <div class="actions"><button type="button" class="primary" @click=${() => void this.answer.load()}>${t('web.reading.try')}</button><a class="button" href=${`/exchange?approval=${waiting.approval}`}>${t('web.reading.see')}</a></div>
            </section>`;
    }

    /** What reading cost: the receipt that went to the originator. */
    private receipt(record: RecordDocument, purpose: string, disclosures: readonly Disclosure[]): TemplateResult | typeof nothing {
        if (!record.channel) return nothing;
        const acting = actingAgency();
        const uses = disclosures.flatMap((each) => each.uses).filter((each) => each.purpose === purpose && (!acting || each.agency === acting));
        uses.sort((a, b) => b.at.localeCompare(a.at));
        const [newest] = uses;
        return html`<p class="receipt">${stateMark('good', t('web.receipt.sent', { agency: record.agency }))}
            ${newest ? html`<span>${t('web.receipt.entry', { entry: newest.entry, channel: newest.channel.replace('/', ' → ') })}</span> ${agencyMark(newest.agency)} ${moment(newest.at)}` : nothing}</p>`;
    }

    // ── What it states ───────────────────────────────────────────────────────────────────────────────────────────────

    private value(type: string, value: Value): TemplateResult | string {
        if (Array.isArray(value)) return html`<ul class="plain">${value.map((each) => html`<li>${this.value(type, each)}</li>`)}</ul>`;
        if (type === 'reference' && typeof value === 'string') return html`<a href=${`/records/${value}`}>${value}</a>`;
        if (type === 'marker') return value === true ? t('record.marker.yes') : t('record.marker.no');
        return show(type, value);
    }

    private fields(record: RecordDocument): TemplateResult {
        const fields = kind(record.kind)?.fields ?? Object.keys(record.fields).map((name) => ({ name, label: { en: name, es: name }, type: 'text' }));
        const other = language() === 'es' ? 'en' : 'es';
        return html`<section class="panel" aria-labelledby="fields-title">
            <h2 id="fields-title">${t('web.record.states')}</h2>
            <dl class="terms">
                ${fields
                    .filter((each) => record.fields[each.name] !== undefined)
                    .map((each) => html`<div class="term"><dt>${each.label[language()]}${each.label[other] === each.label[language()] ? nothing : html`<span class="other-language" lang=${other}>${each.label[other]}</span>`}</dt><dd>${this.value(each.type, record.fields[each.name]!)}</dd></div>`)}
            </dl>
        </section>`;
    }

    private handling(record: RecordDocument, agreement: Agreement | null): TemplateResult {
        const { handling } = record;
        const label = (purpose: string) => agreement?.purposes.find((each) => each.name === purpose)?.label[language()] ?? purpose;
        const codes = handling.codes.length === 0 ? ['H0'] : handling.codes;
        const [source = 'X', information = '4'] = handling.grading;
        return html`<section class="panel" aria-labelledby="handling-title">
            <h2 id="handling-title">${t('web.record.handling')}</h2>
            <p class="flow">${tlpLabel(handling.tlp)}<span>${word('record.tlp', handling.tlp.toLowerCase().replace('+', '-'))}</span></p>
            <ul class="sentences">
                ${codes.map((each) => html`<li><strong>${each}</strong> ${word('record.handling-code', each.toLowerCase())}</li>`)}
                <li>${handling.purposes.length === 0 ? t('record.handling.no-purpose') : t('record.handling.purposes', { purposes: handling.purposes.map(label).join(', ') })}</li>
                <li>${handling.audience.length === 0 ? t('record.handling.no-audience') : t('record.handling.audience', { audience: handling.audience.map((each) => each.toUpperCase()).join(', ') })}</li>
                ${handling.originatorConsent ? html`<li>${t('record.handling.needs-consent')}</li>` : nothing}
                ${handling.retainUntil ? html`<li>${t('record.handling.retain-until', { date: date(handling.retainUntil) })}</li>` : nothing}
                <li>${t('record.handling.graded', { grading: handling.grading, source: word('record.reliability', source.toLowerCase()), information: word('record.credibility', information) })}</li>
            </ul>
        </section>`;
    }

    private provenance(record: RecordDocument): TemplateResult {
        return html`<section class="panel" aria-labelledby="provenance-title">
            <h2 id="provenance-title">${t('web.record.provenance')}</h2>
            <dl class="terms">
                ${term(t('web.record.agency'), agencyMark(record.agency))}
                ${term(t('web.record.recorded'), instant(record.recordedAt))}
                ${term(t('web.record.version'), record.version === 1 ? t('web.record.version.first') : t('web.record.version.later', { version: record.version, before: record.version - 1 }))}
                ${term(t('web.record.source'), record.provenance.source)}
                ${record.provenance.synthetic ? term(t('web.record.synthetic.term'), t('web.record.synthetic.text')) : nothing}
                ${record.channel ? term(t('web.record.channel'), channelMark(record.channel)) : nothing}
                ${term(t('web.record.id'), html`<span class="hash whole">${record.id}</span>`)}
            </dl>
        </section>`;
    }

    // ── Where it went ────────────────────────────────────────────────────────────────────────────────────────────────

    private disclosure(each: Disclosure): TemplateResult {
        const state =
            each.state === 'active'
                ? stateMark(each.cosigned ? 'good' : 'wait', each.cosigned ? t('web.disclosure.received') : t('web.disclosure.waiting'))
                : stateMark('plain', word('web.disclosure.ended', each.ended?.cause ?? ''));
        return html`<li class="disclosure">
            <p class="flow">${channelMark(each.channel)}<span>${t('web.disclosure.entry', { entry: each.entry, version: each.version })}</span>${state}</p>
            <dl class="terms">
                ${term(t('web.disclosure.to'), agencyMark(each.recipient))}
                ${term(t('web.disclosure.purpose'), this.purposeLabel(each.purpose))}
                ${term(t('web.disclosure.clauses'), html`${each.clauses.map((clause, index) => html`${index > 0 ? ', ' : ''}${clause.title ? clause.title[language()] : clause.id}`)}`)}
                ${term(t('web.disclosure.at'), instant(each.at))}
                ${each.until ? term(t('web.disclosure.until'), day(each.until)) : nothing}
                ${each.ended
                    ? term(t('web.disclosure.purge'), purgeReceipt(each))
                    : nothing}
                ${term(t('web.disclosure.uses'), each.uses.length === 0 ? t('web.disclosure.uses.none') : html`<ul class="plain">${each.uses.map((use) => html`<li>${agencyMark(use.agency)} ${this.purposeLabel(use.purpose)} ${moment(use.at)}</li>`)}</ul>`)}
            </dl>
        </li>`;
    }

    private purposeLabel(name: string): string {
        const value = this.answer.value;
        const agreement = value?.state === 'read' ? value.agreement : null;
        return agreement?.purposes.find((each) => each.name === name)?.label[language()] ?? name;
    }

    private disclosures(record: RecordDocument, disclosures: readonly Disclosure[]): TemplateResult {
        return html`<section class="panel" aria-labelledby="disclosures-title">
            <h2 id="disclosures-title">${t('web.record.disclosures')}</h2>
            ${disclosures.length === 0
                ? empty(t('web.record.disclosures.none'), record.channel ? t('web.record.disclosures.none.foreign') : t('web.record.disclosures.none.text'))
                : html`<ul class="plain disclosures">${disclosures.map((each) => this.disclosure(each))}</ul>`}
        </section>`;
    }

    private actions(record: RecordDocument, disclosures: readonly Disclosure[]): TemplateResult | typeof nothing {
        const who = MATCHED.includes(record.kind) ? html`<a class="button" href=${`/subjects/${record.id}${record.channel ? `?purpose=${encodeURIComponent(here().query.get('purpose') ?? '')}` : ''}`}>${t('web.record.subject')}</a>` : nothing;
        if (record.channel) return who;
        const standing = disclosures.some((each) => each.state === 'active' && each.direction === 'outgoing');
        const address = (act: string) => `/exchange?act=${act}&record=${record.id}`;
        return html`<a class="button primary" href=${address('disclose')}>${t('web.record.disclose')}</a>
            <a class="button" href=${address('correct')}>${t('web.record.correct')}</a>
            ${who}
            ${standing ? html`<a class="button" href=${address('withdraw')}>${t('web.record.withdraw')}</a>` : nothing}`;
    }

    private read(answer: Answer & { state: 'read' }): TemplateResult {
        const { record, purpose, disclosures, agreement } = answer;
        return html`${viewHead(
                html`${kindLabel(record.kind)}`,
                html`${agencyMark(record.agency)} ${tlpLabel(record.handling.tlp)} <span>${[when(record), summary(record)].filter((each) => each !== '').join(' · ')}</span>${record.provenance.synthetic ? html` <span class="chip">${t('web.record.synthetic')}</span>` : nothing}`,
                this.actions(record, disclosures),
            )}
            ${this.receipt(record, purpose, disclosures)}
            <div class="board">
                <div class="board-main">${this.fields(record)}${this.disclosures(record, disclosures)}<puente-proof .record=${record} .disclosed=${disclosures.some((each) => each.state === 'active')}></puente-proof></div>
                <div class="board-side">${this.handling(record, agreement)}${this.provenance(record)}</div>
            </div>`;
    }

    override render(): TemplateResult {
        const { item, query } = here();
        this.answer.want(`${item} ${query.get('purpose') ?? ''}`);
        return this.answer.problem && !this.answer.value
            ? html`${viewHead(t('web.record'), item)}${problemPanel(this.answer.problem, () => void this.answer.load())}<p class="after"><a href="/records">${t('web.record.search')}</a></p>`
            : this.answer.draw((answer) => (answer.state === 'read' ? this.read(answer) : answer.state === 'waits' ? this.waits(answer.waiting) : this.asks(answer.purposes)), 16);
    }
}

customElements.define('puente-record', RecordView);
