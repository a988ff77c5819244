import { html, nothing, type TemplateResult } from 'lit';
import '../styles/records.css';
import '../styles/exchange.css';
import '../styles/journal.css';
import { agreementInForce, api, session } from '../base/api';
import { View } from '../base/element';
import { instant, number } from '../base/format';
import { t, word } from '../base/messages';
import { agencyMark, channelMark, empty, hashMark, officerName, partyMark, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { here, searched, setQuery } from '../base/router';
import { language } from '../base/settings';
import type { Agreement, Value } from '../base/types';
import { indicatorLabel, kindLabel } from '../base/vocabulary';
import { purposeName } from './disclosure-card';

const FILTERS = ['act', 'agency', 'from', 'to', 'q'] as const;
const PAGE = 50;

/** What a node writes into its journal, in the order of the filter. */
const ACTS = [
    'read', 'disclose', 'approval', 'withdraw', 'correct', 'preview', 'search', 'purposes', 'record', 'import', 'export', 'evidence', 'disclosures', 'indicator', 'decision', 'decisions', 'match', 'match-proposed', 'matches', 'subject', 'subject-decision', 'subject-decisions',
    'refused', 'sign-in', 'sign-in-refused', 'sign-out', 'token', 'tokens', 'taxii-add', 'misp-add', 'misp-edit', 'misp-publish', 'misp-delete', 'misp-read', 'misp-search',
    'propose', 'sign', 'withdraw-proposal', 'proposal-received', 'proposal-withdrawn', 'signed-by-all', 'agreement-binds', 'replay', 'journal', 'start', 'resume', 'rotate',
] as const;

interface Entry {
    index: number;
    at: string;
    act: string;
    agency: string;
    details: Readonly<Record<string, Value>>;
}

interface JournalPage {
    size: number;
    entries: Entry[];
    looked: { below: number; downTo: number; entries: number };
    cursor?: string;
}

interface Found {
    page: JournalPage;
    agreement: Agreement | null;
}

/** Who did what, when and why, read from the signed log itself; looking at it is an act of its own. */
export class JournalView extends View {
    private readonly found = new Remote<Found>(this, (signal) => this.ask(signal), { spoken: false });

    get heading(): string {
        return t('web.nav.journal');
    }

    private async ask(signal: AbortSignal): Promise<Found> {
        const { query } = here();
        const filters = Object.fromEntries([...FILTERS, 'cursor'].map((each) => [each, query.get(each) ?? undefined]));
        const [page, agreement] = await Promise.all([api.get<JournalPage>('/api/v1/journal', { ...filters, act: query.getAll('act'), limit: PAGE }, signal), agreementInForce(signal)]);
        return { page, agreement };
    }

    private readonly chosen = (event: Event): void => (event.target as HTMLSelectElement).form?.requestSubmit();

    private filters(): TemplateResult {
        const { query } = here();
        const act = query.get('act') ?? '';
        const agency = query.get('agency') ?? '';
        const acts = ACTS.some((each) => each === act) || act === '' ? [...ACTS] : [...ACTS, act];
        const parties = this.found.value?.agreement?.parties ?? [];
        return html`<form class="panel exchange-filters" role="search" aria-label=${t('web.records.filters')} @submit=${searched('/journal')}>
            <label class="field"><span>${t('web.journal.act')}</span><select name="act" @change=${this.chosen}><option value="">${t('web.records.any')}</option>${acts.map((each) => html`<option value=${each} .selected=${each === act}>${word('web.journal.act', each)}</option>`)}</select></label>
            <label class="field"><span>${t('web.journal.agency')}</span><select name="agency" @change=${this.chosen}><option value="">${t('web.records.any')}</option>${parties.map((party) => html`<optgroup label=${party.label[language()]}>${[{ agency: party.name, label: party.label }, ...party.agencies].map((each) => html`<option value=${each.agency} .selected=${each.agency === agency}>${each.label[language()]}</option>`)}</optgroup>`)}</select></label>
            <fieldset class="field period"><legend>${t('web.journal.period')}</legend>
                <span><input name="from" aria-label=${t('web.records.from')} inputmode="numeric" placeholder="2026-11" maxlength="10" .value=${query.get('from') ?? ''} /><span aria-hidden="true">–</span><input name="to" aria-label=${t('web.records.to')} inputmode="numeric" placeholder="2026-12" maxlength="10" .value=${query.get('to') ?? ''} /></span>
            </fieldset>
            <label class="field"><span>${t('web.journal.words')}</span><input name="q" type="search" maxlength="200" autocomplete="off" .value=${query.get('q') ?? ''} placeholder=${t('web.journal.words.hint')} /></label>
            <div class="actions"><button class="primary">${t('web.records.search')}</button>${FILTERS.some((each) => query.has(each)) ? html`<a class="button" href="/journal">${t('web.records.clear')}</a>` : nothing}</div>
        </form>`;
    }

    private detail(name: string, value: Value): TemplateResult {
        const values = (Array.isArray(value) ? value : [value]).map((each) => this.value(name, each));
        return html`<div class="journal-detail"><dt>${word('web.journal.detail', name)}</dt><dd>${values.length === 0 ? '–' : values.map((each, at) => html`${at > 0 ? ', ' : nothing}${each}`)}</dd></div>`;
    }

    /** The journal keeps codes; a reader sees the words that stand for them everywhere else. */
    private value(name: string, value: Value): TemplateResult | string {
        const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
        if (typeof value === 'boolean') return value ? t('record.marker.yes') : t('record.marker.no');
        if (/^0{8}-(0{4}-){3}0{12}$/.test(text)) return '–';
        if ((name === 'record' || name === 'records') && /^[0-9a-f-]{36}$/.test(text)) return html`<a class="hash" href=${`/records/${text}`}>${text.slice(0, 8)}</a>`;
        if (/^[0-9a-f]{64}$/.test(text)) return hashMark(text);
        if (name === 'purpose') return purposeName(this.found.value?.agreement, text);
        if (name === 'kind') return kindLabel(text);
        if (name === 'indicator') return indicatorLabel(text);
        if (name === 'officer') return officerName(text);
        if (name === 'to' && /^[a-z]{2}(\/[a-z-]+)?$/.test(text)) return text.includes('/') ? agencyMark(text) : partyMark(text);
        if (name === 'channel' && /^[a-z-]+\/[a-z-]+$/.test(text)) return channelMark(text);
        if (name === 'reason') {
            const short = text.replace(/^agreement\.refused\./, '');
            const said = word('web.journal.value.reason', short);
            return said === short ? text : said;
        }
        if (name === 'clauses') return this.found.value?.agreement?.clauses.find((each) => each.id === text)?.title[language()] ?? text;
        if (name === 'action') return word('web.agreement.action', text);
        return word(`web.journal.value.${name}`, text);
    }

    private entry(each: Entry): TemplateResult {
        const details = Object.entries(each.details);
        return html`<tr>
            <td class="journal-when"><time datetime=${each.at}>${instant(each.at)}</time><span class="other-language quiet">${number(each.index)}</span></td>
            <td><strong>${word('web.journal.act', each.act)}</strong></td>
            <td>${each.agency.includes('/') ? agencyMark(each.agency) : partyMark(each.agency)}</td>
            <td>${details.length === 0 ? nothing : html`<dl class="journal-details">${details.map(([name, value]) => this.detail(name, value))}</dl>`}</td>
        </tr>`;
    }

    private list({ page }: Found): TemplateResult {
        const isFirst = !here().query.has('cursor');
        const looked = html`<p class="quiet" aria-live="polite">${t('web.journal.looked', { shown: number(page.entries.length), looked: number(page.looked.entries), size: number(page.size) })}</p>`;
        return html`<section class="panel" aria-label=${t('web.journal.entries')}>
            ${looked}
            ${page.entries.length === 0
                ? empty(t('web.journal.none'), page.cursor ? t('web.journal.none.further') : t('web.journal.none.text'))
                : html`<table class="journal">
                      <thead><tr><th scope="col">${t('web.records.when')}</th><th scope="col">${t('web.journal.act')}</th><th scope="col">${t('web.journal.agency')}</th><th scope="col">${t('web.journal.details')}</th></tr></thead>
                      <tbody>${page.entries.map((each) => this.entry(each))}</tbody>
                  </table>`}
            <nav class="actions" aria-label=${t('web.records.pages')}>
                ${isFirst ? nothing : html`<button type="button" @click=${() => history.back()}>${t('web.records.back')}</button>`}
                ${page.cursor ? html`<button type="button" @click=${() => setQuery({ cursor: page.cursor }, { replace: false })}>${t('web.journal.more')}</button>` : nothing}
            </nav>
        </section>`;
    }

    override render(): TemplateResult {
        if (session()?.signedIn && !(session()?.may ?? []).includes('journal.read')) {
            return html`${viewHead(t('web.nav.journal'), t('web.journal.lead'))}<section class="panel">${empty(t('web.journal.who'), t('web.journal.who.text'), html`<a class="button" href="/sign-in">${t('web.sign-in')}</a>`)}</section>`;
        }
        this.found.want(location.search);
        return html`${viewHead(t('web.nav.journal'), t('web.journal.lead'))}
            <div class="exchange">${this.filters()} ${this.found.draw((found) => this.list(found), 14)}</div>`;
    }
}

customElements.define('puente-journal', JournalView);
