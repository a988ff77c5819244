import { html, nothing, type TemplateResult } from 'lit';
import { Act } from '../base/act';
import { api } from '../base/api';
import { PuenteElement } from '../base/element';
import { number } from '../base/format';
import { counted, t, word } from '../base/messages';
import { agencyMark, day, empty, hashMark, moment, partyMark, stateMark, term, type Tone, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { navigate } from '../base/router';
import { language } from '../base/settings';
import type { Agreement, Bilingual, BilingualProblem, DocumentClause } from '../base/types';
import { kindLabel } from '../base/vocabulary';
import { purposeName } from './disclosure-card';

/** How often proposals are asked for, in milliseconds: the partner's signature arrives by itself. */
const EVERY = 10_000;

interface Proposal {
    hash: string;
    version: number;
    title: Bilingual;
    effective: string;
    nextReview: string;
    by: string;
    own: boolean;
    proposer?: string;
    at: string;
    state: 'open' | 'signed' | 'in-force' | 'lapsed';
    signedBy: string[];
    missing: string[];
    heldBy: string[];
    maySign: boolean;
    mayWithdraw: boolean;
}

interface ProposalDetail extends Proposal {
    difference?: { head: string[]; added: DocumentClause[]; removed: DocumentClause[]; changed: { id: string; parts: string[]; before: DocumentClause; after: DocumentClause }[] };
    agreement: Agreement;
}

interface Outcome {
    permitted: boolean;
    clauses: { id: string; title?: Bilingual }[];
    reason?: BilingualProblem;
}

interface Replay {
    replayed: number;
    different: number;
    counts: { nowRefused: number; nowPermitted: number; otherObligations: number };
    changes: { record: string; kind: string; action: string; actor: string; recipient?: string; at: string; before: Outcome; after: Outcome }[];
    cursor?: string;
}

const TONES: Readonly<Record<Proposal['state'], Tone>> = { open: 'wait', signed: 'good', 'in-force': 'good', lapsed: 'plain' };

/** The proposals of both parties, and a way to make one from an agreement's folder. */
export class Proposals extends PuenteElement {
    private readonly proposals = new Remote<Proposal[]>(this, async (signal) => (await api.get<{ proposals: Proposal[] }>('/api/v1/agreement/proposals', {}, signal)).proposals, { every: EVERY, spoken: false });
    private readonly act = new Act(this);

    private readonly propose = (event: Event): void => {
        const input = event.target as HTMLInputElement;
        const chosen = [...(input.files ?? [])].filter((each) => each.name.endsWith('.yaml'));
        if (chosen.length === 0) return;
        void this.act.run(async () => {
            // The folder's own name is not part of the agreement.
            const files = Object.fromEntries(await Promise.all(chosen.map(async (each) => [each.webkitRelativePath.split('/').slice(1).join('/') || each.name, await each.text()] as const)));
            const made = await api.post<Proposal>('/api/v1/agreement/proposals', { files });
            navigate(`/agreement/${made.hash}`);
        });
        input.value = '';
    };

    private item(each: Proposal): TemplateResult {
        return html`<li class="considered">
            <p class="flow"><a href=${`/agreement/${each.hash}`}>${each.title[language()]}, ${t('web.agreement.version')} ${each.version}</a> ${stateMark(TONES[each.state], word('web.proposal.state', each.state))}</p>
            <p class="flow quiet">${partyMark(each.by)} ${moment(each.at)} · ${t('web.proposal.effective')} ${day(each.effective)}</p>
            ${each.missing.length > 0 && each.state === 'open' ? html`<p class="flow">${t('web.proposal.missing')} ${each.missing.map((party) => partyMark(party))}</p>` : nothing}
        </li>`;
    }

    override render(): TemplateResult {
        this.proposals.want('');
        return html`<section class="panel" aria-labelledby="proposals-title">
            <h2 id="proposals-title">${t('web.proposals')}</h2>
            ${this.proposals.draw((list) => (list.length === 0 ? empty(t('web.proposals.none'), t('web.proposals.none.text')) : html`<ul class="plain considereds">${list.map((each) => this.item(each))}</ul>`), 3)}
            <p id="propose-note" class="quiet">${t('web.proposals.propose.text')}</p>
            <p><label class="button file">${t('web.proposals.propose')}<input type="file" multiple webkitdirectory aria-describedby="propose-note" ?disabled=${this.act.busy} @change=${this.propose} /></label></p>
            ${this.act.draw()}
        </section>`;
    }
}

/** One proposal: what it changes, what it would have changed in the past, and signing it. */
export class ProposalPage extends PuenteElement {
    static override properties = { hash: { attribute: false }, replaying: { state: true } };
    declare hash: string;
    declare replaying: boolean;

    private readonly detail = new Remote<ProposalDetail>(this, (signal) => api.get<ProposalDetail>(this.path(), {}, signal), { every: EVERY, spoken: false });
    private readonly replay = new Remote<Replay>(this, (signal) => this.all(signal), { spoken: false });
    private readonly act = new Act(this);

    constructor() {
        super();
        this.hash = '';
        this.replaying = false;
    }

    private path(): string {
        return `/api/v1/agreement/proposals/${encodeURIComponent(this.hash)}`;
    }

    /** The whole replay: parts of some thousand decisions each are asked for until none is left. */
    private async all(signal: AbortSignal): Promise<Replay> {
        let whole: Replay | undefined;
        let cursor: string | undefined;
        do {
            const part: Replay = await api.get<Replay>(`${this.path()}/replay`, { cursor }, signal);
            whole = whole
                ? {
                      replayed: whole.replayed + part.replayed,
                      different: whole.different + part.different,
                      counts: {
                          nowRefused: whole.counts.nowRefused + part.counts.nowRefused,
                          nowPermitted: whole.counts.nowPermitted + part.counts.nowPermitted,
                          otherObligations: whole.counts.otherObligations + part.counts.otherObligations,
                      },
                      changes: [...whole.changes, ...part.changes],
                  }
                : part;
            cursor = part.cursor;
        } while (cursor !== undefined);
        return whole;
    }

    private async sign(): Promise<void> {
        await this.act.run(async () => {
            await api.post(`${this.path()}/sign`);
            await this.detail.load();
        });
    }

    private async takeBack(): Promise<void> {
        await this.act.run(async () => {
            await api.delete(this.path());
            navigate('/agreement');
        });
    }

    private state(each: ProposalDetail): TemplateResult {
        const parties = (names: readonly string[]) => (names.length === 0 ? '–' : html`<span class="flow">${names.map((party) => partyMark(party))}</span>`);
        return html`<section class="panel" aria-labelledby="state-title">
            <h2 id="state-title" class="flow">${each.title[language()]}, ${t('web.agreement.version')} ${each.version} ${stateMark(TONES[each.state], word('web.proposal.state', each.state))}</h2>
            <dl class="terms">
                ${term(t('web.proposal.by'), html`${partyMark(each.by)} ${each.proposer ?? ''} ${moment(each.at)}`)}
                ${term(t('web.proposal.effective'), day(each.effective))}
                ${term(t('web.agreement.review'), day(each.nextReview))}
                ${term(t('web.proposal.signed-by'), parties(each.signedBy))}
                ${term(t('web.proposal.missing'), parties(each.missing))}
                ${term(t('web.proposal.hash'), hashMark(each.hash))}
            </dl>
            ${this.act.draw()}
            <div class="actions">
                ${each.maySign ? html`<button type="button" class="primary" ?disabled=${this.act.busy} @click=${() => void this.sign()}>${t('web.proposal.sign')}</button>` : nothing}
                ${each.mayWithdraw ? html`<button type="button" class="danger" ?disabled=${this.act.busy} @click=${() => void this.takeBack()}>${t('web.proposal.take-back')}</button>` : nothing}
                <a class="button" href="/agreement">${t('web.records.back')}</a>
            </div>
        </section>`;
    }

    private clause(clause: DocumentClause): TemplateResult {
        return html`<p class="flow"><strong>${clause.title[language()]}</strong> ${stateMark(clause.effect === 'permit' ? 'good' : 'bad', word('web.agreement.effect', clause.effect))}</p><p>${clause.text[language()]}</p>`;
    }

    private difference({ difference }: ProposalDetail): TemplateResult {
        const nothingChanged = !difference || difference.added.length + difference.removed.length + difference.changed.length === 0;
        return html`<section class="panel" aria-labelledby="difference-title">
            <h2 id="difference-title">${t('web.proposal.difference')}</h2>
            ${!difference || nothingChanged
                ? html`<p>${t('web.proposal.same')}</p>`
                : html`${difference.added.map((each) => html`<div class="change" data-change="added"><h3>${t('web.proposal.added')}</h3>${this.clause(each)}</div>`)}
                  ${difference.removed.map((each) => html`<div class="change" data-change="removed"><h3>${t('web.proposal.removed')}</h3>${this.clause(each)}</div>`)}
                  ${difference.changed.map((each) => html`<div class="change"><h3>${t('web.proposal.changed', { parts: each.parts.map((part) => word('web.proposal.part', part)).join(', ') })}</h3><div class="preview"><div><p class="quiet">${t('web.proposal.before')}</p>${this.clause(each.before)}${this.facts(each.before, each.parts)}</div><div><p class="quiet">${t('web.proposal.after')}</p>${this.clause(each.after)}${this.facts(each.after, each.parts)}</div></div></div>`)}`}
        </section>`;
    }

    /** Of a changed clause, the parts that changed, as they stand in the document. */
    private facts(clause: DocumentClause, parts: readonly string[]): TemplateResult {
        const shown = (part: string): string => {
            switch (part) {
                case 'kinds':
                    return clause.everyKind ? t('web.agreement.every-kind') : clause.kinds.map(kindLabel).join(', ');
                case 'actions':
                    return clause.actions.map((each) => word('web.agreement.action', each)).join(', ');
                case 'purposes':
                    return clause.purposes.map((each) => purposeName(this.detail.value?.agreement, each)).join(', ');
                case 'from':
                    return clause.from.join(', ').toUpperCase();
                case 'to':
                    return clause.to.join(', ').toUpperCase();
                case 'when':
                    return clause.when ?? '';
                case 'obligations':
                    return clause.obligations.map((each) => each.text[language()]).join('; ');
                case 'source':
                    return clause.source[language()];
                default:
                    return '';
            }
        };
        return html`<dl class="terms">${parts.filter((part) => !['effect', 'title', 'text'].includes(part)).map((part) => term(word('web.proposal.part', part), shown(part) || '–'))}</dl>`;
    }

    private replayed(replay: Replay): TemplateResult {
        const { counts } = replay;
        return html`<p>${counted('web.replay.replayed', replay.replayed)}</p>
            <dl class="figures">${term(t('web.replay.refused'), number(counts.nowRefused))}${term(t('web.replay.permitted'), number(counts.nowPermitted))}${term(t('web.replay.obligations'), number(counts.otherObligations))}</dl>
            ${replay.changes.length === 0
                ? empty(t('web.replay.same'), t('web.replay.same.text'))
                : html`<ul class="plain considereds">${replay.changes.map((each) => html`<li class="considered">
                      <p class="flow"><a href=${`/records/${each.record}`}>${kindLabel(each.kind)} <span class="hash">${each.record.slice(0, 8)}</span></a> ${word('web.agreement.action', each.action)} ${agencyMark(each.actor)} ${each.recipient ? html`<span aria-hidden="true">→</span> ${agencyMark(each.recipient)}` : nothing} ${moment(each.at)}</p>
                      <p class="flow">${this.outcome(each.before)} <span aria-hidden="true">→</span> ${this.outcome(each.after)}</p>
                      ${each.after.reason ? html`<p class="quiet">${each.after.reason.text[language()]}</p>` : nothing}
                  </li>`)}</ul>`}`;
    }

    private outcome(each: Outcome): TemplateResult {
        return stateMark(each.permitted ? 'good' : 'bad', each.permitted ? t('web.agreement.yes') : t('web.agreement.no'));
    }

    override render(): TemplateResult {
        this.detail.want(this.hash);
        if (this.replaying) this.replay.want(this.hash);
        return html`${viewHead(t('web.proposal'), t('web.proposal.lead'))}
            ${this.detail.draw((each) => html`<div class="exchange">${this.state(each)} ${this.difference(each)}
                <section class="panel" aria-labelledby="replay-title"><h2 id="replay-title">${t('web.replay')}</h2><p>${t('web.replay.text')}</p>
                    ${this.replaying ? html`<div class="stack" aria-live="polite">${this.replay.draw((replay) => this.replayed(replay), 6)}</div>` : html`<p><button type="button" @click=${() => (this.replaying = true)}>${t('web.replay.run')}</button></p>`}
                </section></div>`, 12)}`;
    }
}

customElements.define('puente-proposals', Proposals);
customElements.define('puente-proposal', ProposalPage);
