import { html, nothing, type TemplateResult } from 'lit';
import '../styles/exchange.css';
import './disclose';
import './ending';
import { Act } from '../base/act';
import { agreementInForce, api, session, statedOfficer } from '../base/api';
import { View } from '../base/element';
import type { Tally, Waiting } from '../base/exchange-types';
import { t, word } from '../base/messages';
import { agencyMark, channelMark, empty, moment, officerName, stateMark, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { here, searched, setQuery } from '../base/router';
import { language } from '../base/settings';
import type { Agreement, Channel, DisclosurePage } from '../base/types';
import { kindLabel } from '../base/vocabulary';
import { disclosureCard, purposeName } from './disclosure-card';

const FILTERS = ['channel', 'record', 'state', 'purpose'] as const;
const PAGE = 20;
/** How often what waits is asked for again, in milliseconds. */
const WAITING_EVERY = 15_000;

interface Exchange {
    page: DisclosurePage;
    agreement: Agreement | null;
    channels: Channel[];
}

/** What was disclosed in both directions, and what waits for a person; its acts are elements of their own. */
export class ExchangeView extends View {
    private readonly found = new Remote<Exchange>(this, (signal) => this.ask(signal), { spoken: false });
    private readonly waiting = new Remote<Waiting[]>(this, async (signal) => (await api.get<{ approvals: Waiting[] }>('/api/v1/approvals', {}, signal)).approvals, { every: WAITING_EVERY, spoken: false });
    private readonly decided = new Act(this);
    private said = '';

    private act(): string {
        const { item, query } = here();
        return item !== '' ? item : (query.get('act') ?? '');
    }

    get heading(): string {
        const act = this.act();
        return act === 'disclose' || act === 'correct' || act === 'withdraw' ? word('web.exchange.act', act) : t('web.nav.exchange');
    }

    private async ask(signal: AbortSignal): Promise<Exchange> {
        const { query } = here();
        const filters = Object.fromEntries([...FILTERS, 'cursor'].map((each) => [each, query.get(each) ?? undefined]));
        const [page, agreement, channels] = await Promise.all([
            api.get<DisclosurePage>('/api/v1/disclosures', { ...filters, limit: PAGE }, signal),
            agreementInForce(signal),
            api.get<{ channels: Channel[] }>('/api/v1/channels', {}, signal),
        ]);
        return { page, agreement, channels: channels.channels };
    }

    // ── What waits ───────────────────────────────────────────────────────────────────────────────────────────────────

    private async decide(each: Waiting, decision: 'approve' | 'consent' | 'refuse'): Promise<void> {
        await this.decided.run(async () => {
            const answer = await api.post<Partial<Tally>>(`/api/v1/approvals/${each.id}`, { decision });
            const [entry] = answer.entries ?? [];
            if (decision === 'refuse') this.said = t('web.exchange.said.refused');
            else if (each.act === 'read') this.said = t('web.exchange.said.reading', { officer: officerName(each.proposedBy) });
            else this.said = entry ? t('web.exchange.said.disclosed', { entry: entry.entry }) : t('web.exchange.said.approved');
            await Promise.all([this.waiting.load(), this.found.load()]);
        });
    }

    private wait(each: Waiting, agreement: Agreement | null | undefined): TemplateResult {
        const consent = each.needs === 'originator-consent';
        return html`<li class="waiting" ?data-chosen=${here().query.get('approval') === each.id}>
            <div>
                <p class="flow">${stateMark('wait', word('web.need', each.needs))}${channelMark(each.channel)}</p>
                <p class="flow"><span>${word('web.exchange.waits', each.act)} <a href=${`/records/${each.record}`}>${each.kind ? kindLabel(each.kind) : t('web.record')} <span class="hash">${each.record.slice(0, 8)}</span></a></span>${each.to ? html`<span>${each.agency ? agencyMark(each.agency) : nothing} <span aria-hidden="true">→</span><span class="visually-hidden">${t('web.channel.to')}</span> ${agencyMark(each.to)}</span>` : nothing}${each.purpose ? html`<span>${purposeName(agreement, each.purpose)}</span>` : nothing}</p>
                <p class="quiet">${t('web.need.by', { officer: officerName(each.proposedBy) })} ${moment(each.at)}</p>
            </div>
            <div class="actions">
                <button type="button" class="primary" ?disabled=${this.decided.busy} @click=${() => void this.decide(each, consent ? 'consent' : 'approve')}>${consent ? t('web.exchange.consent') : t('web.exchange.approve')}</button>
                <button type="button" class="danger" ?disabled=${this.decided.busy} @click=${() => void this.decide(each, 'refuse')}>${t('web.exchange.refuse')}</button>
            </div>
        </li>`;
    }

    private approvals(list: readonly Waiting[]): TemplateResult {
        const nameless = list.length > 0 && !session() && statedOfficer() === '';
        return html`<section class="panel" aria-labelledby="waiting-title">
            <h2 id="waiting-title">${t('web.exchange.waiting')}</h2>
            <p aria-live="polite">${this.said}</p>
            ${this.decided.draw()}
            ${nameless ? html`<p>${t('web.exchange.nameless')} <a href="/sign-in">${t('web.who.nobody')}</a></p>` : nothing}
            ${list.length === 0 ? empty(t('web.exchange.waiting.none'), t('web.exchange.waiting.none.text')) : html`<ul class="plain waitings">${list.map((each) => this.wait(each, this.found.value?.agreement))}</ul>`}
        </section>`;
    }

    // ── What was disclosed ───────────────────────────────────────────────────────────────────────────────────────────

    private choice(name: string, label: string, choices: readonly (readonly [string, string])[]): TemplateResult {
        const chosen = here().query.get(name) ?? '';
        return html`<label class="field"><span>${label}</span><select name=${name} @change=${(event: Event) => (event.target as HTMLSelectElement).form?.requestSubmit()}>
            <option value="">${t('web.records.any')}</option>${choices.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
        </select></label>`;
    }

    private filters(): TemplateResult {
        const known = this.found.value;
        const { query } = here();
        return html`<form class="panel exchange-filters" role="search" aria-label=${t('web.records.filters')} @submit=${searched('/exchange')}>
            ${this.choice('channel', t('web.exchange.channel'), (known?.channels ?? []).map((each) => [each.channel, each.channel.toUpperCase().replace('/', ' → ')]))}
            ${this.choice('state', t('web.exchange.state'), [['active', t('web.exchange.state.active')], ['ended', t('web.exchange.state.ended')]])}
            ${this.choice('purpose', t('web.disclosure.purpose'), (known?.agreement?.purposes ?? []).map((each) => [each.name, each.label[language()]]))}
            <label class="field"><span>${t('web.exchange.record')}</span><input name="record" maxlength="36" autocomplete="off" .value=${query.get('record') ?? ''} /></label>
            <div class="actions"><button class="primary">${t('web.records.search')}</button>${FILTERS.some((each) => query.has(each)) ? html`<a class="button" href="/exchange">${t('web.records.clear')}</a>` : nothing}</div>
        </form>`;
    }

    private list({ page, agreement }: Exchange): TemplateResult {
        const isFirst = !here().query.has('cursor');
        if (page.disclosures.length === 0 && isFirst) {
            return html`<section class="panel">${empty(t('web.exchange.none'), t('web.exchange.none.text'), html`<a class="button" href="/records">${t('web.nav.records')}</a>`)}</section>`;
        }
        return html`<section aria-labelledby="disclosed-title"><h2 id="disclosed-title">${t('web.exchange.disclosed')}</h2>
            <div class="disclosure-cards">${page.disclosures.map((each) => disclosureCard(each, agreement))}</div>
            <nav class="actions after" aria-label=${t('web.records.pages')}>
                ${isFirst ? nothing : html`<button type="button" @click=${() => history.back()}>${t('web.records.back')}</button>`}
                ${page.cursor ? html`<button type="button" @click=${() => setQuery({ cursor: page.cursor }, { replace: false })}>${t('web.exchange.more')}</button>` : nothing}
            </nav>
        </section>`;
    }

    override render(): TemplateResult {
        const act = this.act();
        if (act === 'disclose') return html`<puente-disclose></puente-disclose>`;
        if (act === 'correct' || act === 'withdraw') return html`<puente-ending .act=${act}></puente-ending>`;
        const { query } = here();
        this.found.want([...FILTERS, 'cursor'].map((each) => query.get(each) ?? '').join(' '));
        this.waiting.want('');
        return html`${viewHead(t('web.nav.exchange'), t('web.exchange.lead'))}
            <div class="exchange">${this.waiting.draw((list) => this.approvals(list), 3)} ${this.filters()} ${this.found.draw((found) => this.list(found), 12)}</div>`;
    }
}

customElements.define('puente-exchange', ExchangeView);
