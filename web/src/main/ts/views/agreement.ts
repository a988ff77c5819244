import { html, nothing, type TemplateResult } from 'lit';
import '../styles/exchange.css';
import '../styles/agreement.css';
import './proposals';
import { actingAgency, agreementInForce, api, session } from '../base/api';
import { View } from '../base/element';
import { counted, t, word } from '../base/messages';
import { agencyMark, day, empty, hashMark, partyMark, stateMark, term, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { here, navigate } from '../base/router';
import { language } from '../base/settings';
import type { Agreement, ConsideredClause, Decision, DocumentClause } from '../base/types';
import { kindLabel, kinds } from '../base/vocabulary';

const ACTIONS = ['disclose', 'read', 'reshare', 'export', 'match', 'request', 'grant'] as const;
const TRIAL = ['action', 'purpose', 'to', 'kind', 'record'] as const;

/** What a clause says about itself beside its text: which acts, kinds, purposes and parties it covers. */
export function clauseFacts(agreement: Agreement, clause: DocumentClause): TemplateResult {
    const purposes = clause.purposes.map((each) => agreement.purposes.find((one) => one.name === each)?.label[language()] ?? each);
    const parties = (names: readonly string[]) => names.map((each) => html`${agencyMark(each)} `);
    return html`<dl class="terms">
        ${term(t('web.agreement.actions'), clause.actions.map((each) => word('web.agreement.action', each)).join(', '))}
        ${term(t('web.records.kind'), clause.everyKind ? t('web.agreement.every-kind') : clause.kinds.map(kindLabel).join(', '))}
        ${purposes.length > 0 ? term(t('web.disclosure.purpose'), purposes.join(', ')) : nothing}
        ${clause.from.length > 0 ? term(t('web.agreement.from'), parties(clause.from)) : nothing}
        ${clause.to.length > 0 ? term(t('web.disclosure.to'), parties(clause.to)) : nothing}
        ${clause.obligations.length > 0 ? term(t('web.disclose.obligations'), html`<ul class="plain">${clause.obligations.map((each) => html`<li class="sentence">${each.text[language()]}</li>`)}</ul>`) : nothing}
        ${clause.when ? term(t('web.agreement.when'), html`<code>${clause.when}</code>`) : nothing}
    </dl>`;
}

/** The agreement as a document, what it would decide, and the versions that are proposed. */
export class AgreementView extends View {
    private readonly document = new Remote<Agreement | null>(this, (signal) => agreementInForce(signal), { spoken: false });
    private readonly decision = new Remote<Decision | null>(this, () => this.decide(), { spoken: false });

    get heading(): string {
        return t('web.nav.agreement');
    }

    private async decide(): Promise<Decision | null> {
        const { query } = here();
        const given = Object.fromEntries(TRIAL.map((each) => [each, query.get(each) ?? '']).filter(([, value]) => value !== ''));
        return given['action'] && given['purpose'] && (given['kind'] || given['record']) ? api.post<Decision>('/api/v1/agreement/decide', given) : null;
    }

    // ── The document ─────────────────────────────────────────────────────────────────────────────────────────────────

    private clause(agreement: Agreement, clause: DocumentClause): TemplateResult {
        return html`<li class="clause" id=${`clause-${clause.id}`}>
            <h3 class="flow">${clause.title[language()]} ${stateMark(clause.effect === 'permit' ? 'good' : 'bad', word('web.agreement.effect', clause.effect))}</h3>
            <p>${clause.text[language()]}</p>
            <p class="quiet">${clause.source[language()]}</p>
            <details><summary>${t('web.agreement.covers')}</summary>${clauseFacts(agreement, clause)}</details>
        </li>`;
    }

    private head(agreement: Agreement): TemplateResult {
        const { next } = agreement;
        return html`<section class="panel" aria-labelledby="document-title">
            <h2 id="document-title">${agreement.title[language()]}</h2>
            <p>${agreement.preamble[language()]}</p>
            <dl class="terms">
                ${term(t('web.agreement.version'), html`${agreement.version} · ${hashMark(agreement.hash)}`)}
                ${term(t('web.agreement.effective'), day(agreement.effective))}
                ${term(next.type === 'review' ? t('web.agreement.review') : t('web.agreement.next'), html`${day(next.date)} <span class="quiet">(${next.days < 0 ? t('web.agreement.review.past') : counted('web.days', next.days)})</span>`)}
                ${term(t('web.agreement.signatures'), html`<ul class="plain">${agreement.signatures.map((each) => html`<li class="flow">${each.party ? partyMark(each.party) : each.key} <span>${each.type}</span> ${each.valid === undefined ? stateMark('plain', t('web.proof.signature.unknown')) : stateMark(each.valid ? 'good' : 'bad', each.valid ? t('web.proof.signature.valid') : t('web.proof.signature.false'))}</li>`)}</ul>`)}
            </dl>
        </section>`;
    }

    // ── Try a decision ───────────────────────────────────────────────────────────────────────────────────────────────

    private readonly submit = (event: Event): void => {
        event.preventDefault();
        const data = new FormData(event.currentTarget as HTMLFormElement);
        const search = new URLSearchParams();
        for (const name of TRIAL) {
            const value = String(data.get(name) ?? '').trim();
            if (value !== '') search.set(name, value);
        }
        // A record says its own kind.
        if (search.has('record')) search.delete('kind');
        navigate(`/agreement?${search}`, { replace: true });
    };

    private options(name: string, choices: readonly (readonly [string, string])[]): TemplateResult {
        const chosen = here().query.get(name) ?? '';
        return html`${choices.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}`;
    }

    private trial(agreement: Agreement): TemplateResult {
        // Most acts concern the other party: its agencies come first.
        const own = actingAgency()?.split('/')[0] ?? session()?.party ?? '';
        const parties = agreement.parties.toSorted((a, b) => Number(a.name === own) - Number(b.name === own));
        const agencies = parties.flatMap((party) => party.agencies.map((each) => [each.agency, `${each.label[language()]} (${each.agency})`] as const));
        const sorted = [...kinds].sort((a, b) => a.label[language()].localeCompare(b.label[language()]));
        return html`<section class="panel" aria-labelledby="trial-title">
            <h2 id="trial-title">${t('web.agreement.try')}</h2>
            <p>${t('web.agreement.try.text')}</p>
            <form class="exchange-filters" @submit=${this.submit}>
                <label class="field"><span>${t('web.journal.act')}</span><select name="action">${this.options('action', ACTIONS.map((each) => [each, word('web.agreement.action', each)]))}</select></label>
                <label class="field"><span>${t('web.disclosure.purpose')}</span><select name="purpose">${this.options('purpose', agreement.purposes.map((each) => [each.name, each.label[language()]]))}</select></label>
                <label class="field"><span>${t('web.agreement.other')}</span><select name="to">${this.options('to', agencies)}</select></label>
                <label class="field"><span>${t('web.records.kind')}</span><select name="kind">${this.options('kind', sorted.map((each) => [each.name, each.label[language()]]))}</select></label>
                <label class="field"><span>${t('web.agreement.record')}</span><input name="record" maxlength="36" autocomplete="off" .value=${here().query.get('record') ?? ''} /></label>
                <div class="actions"><button class="primary">${t('web.agreement.decide')}</button></div>
            </form>
            <div aria-live="polite">${this.decision.draw((decision) => (decision ? this.decided(decision) : nothing), 0)}</div>
        </section>`;
    }

    private considered(each: ConsideredClause): TemplateResult {
        return html`<li class="considered" ?data-applies=${each.applies}>
            <p class="flow"><a href=${`#clause-${each.clause}`}>${each.title[language()]}</a> <span class="quiet">${word('web.agreement.effect', each.effect)}</span></p>
            <p>${stateMark(each.applies ? (each.effect === 'permit' ? 'good' : 'bad') : 'plain', each.why[language()])}</p>
            ${each.when ? html`<code>${each.when}</code>` : nothing}
        </li>`;
    }

    private decided(decision: Decision): TemplateResult {
        const outstanding = decision.outstanding ?? [];
        return html`<div class="stack after">
            <p class="decision">${stateMark(decision.permitted ? 'good' : 'bad', decision.permitted ? t('web.agreement.yes') : t('web.agreement.no'))}</p>
            ${decision.reason ? html`<p>${decision.reason.text[language()]} ${decision.reason.remedy[language()]}</p>` : nothing}
            ${(decision.obligations ?? []).length > 0 ? html`<h3>${t('web.disclose.obligations')}</h3><ul class="sentences">${decision.obligations?.map((each) => html`<li class="sentence">${each.text[language()]}</li>`)}</ul>` : nothing}
            ${outstanding.length > 0 ? html`<h3>${t('web.agreement.outstanding')}</h3><ul class="sentences">${outstanding.map((each) => html`<li class="sentence">${each.text[language()]}</li>`)}</ul>` : nothing}
            <h3>${counted('web.agreement.considered', decision.considered.length)}</h3>
            <ul class="plain considereds">${decision.considered.map((each) => this.considered(each))}</ul>
        </div>`;
    }

    override render(): TemplateResult {
        const { item, query } = here();
        if (item !== '') return html`<puente-proposal .hash=${item}></puente-proposal>`;
        this.document.want('');
        this.decision.want(TRIAL.map((each) => query.get(each) ?? '').join(' '));
        return html`${viewHead(t('web.nav.agreement'), t('web.agreement.lead'), html`<a class="button only-stacked" href="#trial-title">${t('web.agreement.try')}</a>`)}
            ${this.document.draw((agreement) => html`<div class="agreement-board">
                <div class="exchange">
                    ${agreement ? this.head(agreement) : html`<section class="panel">${empty(t('web.need.agreement'), t('web.agreement.none.text'))}</section>`}
                    ${agreement ? html`<section class="panel" aria-labelledby="clauses-title"><h2 id="clauses-title">${t('web.agreement.clauses')}</h2><ol class="plain clauses">${agreement.clauses.map((each) => this.clause(agreement, each))}</ol></section>` : nothing}
                </div>
                <div class="exchange">${agreement ? this.trial(agreement) : nothing}<puente-proposals></puente-proposals></div>
            </div>`, 14)}`;
    }
}

customElements.define('puente-agreement', AgreementView);
