import { html, nothing, type TemplateResult } from 'lit';
import { Act } from '../base/act';
import { agreementInForce, api } from '../base/api';
import { PuenteElement } from '../base/element';
import type { Preview, PreviewRecord, Tally } from '../base/exchange-types';
import { date, number } from '../base/format';
import { t, word } from '../base/messages';
import { agencyMark, channelMark, empty, stateMark, tlpLabel, type Tone, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { here, setQuery } from '../base/router';
import { language } from '../base/settings';
import type { Agreement, Purposes } from '../base/types';
import { show } from '../base/values';
import { kind, kindLabel } from '../base/vocabulary';
import { purposeName } from './disclosure-card';

interface Known {
    about: Purposes;
    agreement: Agreement | null;
}

const TONES: Readonly<Record<PreviewRecord['outcome'], Tone>> = { leaves: 'good', waits: 'wait', already: 'plain', refused: 'bad' };

/** A field's label by its name; a field that the kind does not know is named as it is. */
export function fieldLabel(kindName: string, name: string): string {
    return kind(kindName)?.fields.find((each) => each.name === name)?.label[language()] ?? name;
}

/** Disclose: to whom and for what, then exactly what would leave and why, then the act itself. */
export class Disclose extends PuenteElement {
    private readonly known = new Remote<Known>(this, (signal) => this.ask(signal), { spoken: false });
    private readonly preview = new Remote<Preview | null>(this, () => this.look(), { spoken: false });
    private readonly act = new Act(this);
    private result: { question: string; tally: Tally } | undefined;

    private wish(): { record: string; to: string; purpose: string } {
        const { query } = here();
        return { record: query.get('record') ?? '', to: query.get('to') ?? '', purpose: query.get('purpose') ?? '' };
    }

    private async ask(signal: AbortSignal): Promise<Known> {
        const [about, agreement] = await Promise.all([
            api.get<Purposes>(`/api/v1/records/${encodeURIComponent(this.wish().record)}/purposes`, {}, signal),
            agreementInForce(signal),
        ]);
        return { about, agreement };
    }

    private async look(): Promise<Preview | null> {
        const { record, to, purpose } = this.wish();
        return to === '' || purpose === '' ? null : api.post<Preview>('/api/v1/disclosures/preview', { records: [record], to, purpose });
    }

    private async disclose(question: string): Promise<void> {
        await this.act.run(async () => {
            const { record, to, purpose } = this.wish();
            this.result = { question, tally: await api.post<Tally>('/api/v1/disclosures', { record, to, purpose }) };
        });
    }

    private form({ about, agreement }: Known): TemplateResult {
        const { to, purpose } = this.wish();
        const own = about.reader.split('/')[0];
        const others = (agreement?.parties ?? []).filter((each) => each.name !== own);
        const choose = (name: string) => (event: Event) => setQuery({ [name]: (event.target as HTMLSelectElement).value });
        return html`<section class="panel" aria-labelledby="disclose-to">
            <h2 id="disclose-to">${t('web.disclose.to.title')}</h2>
            <p class="flow"><a href=${`/records/${about.record}`}>${kindLabel(about.kind)} <span class="hash">${about.record.slice(0, 8)}</span></a> ${agencyMark(about.agency)} <span class="quiet">${t('web.disclose.acting')}</span> ${agencyMark(about.reader)}</p>
            ${others.length === 0
                ? empty(t('web.need.agreement'), t('web.disclose.no-agreement'))
                : html`<div class="exchange-filters wide">
                      <label class="field"><span>${t('web.disclosure.to')}</span><select @change=${choose('to')}><option value="">${t('web.disclose.choose')}</option>${others.map((party) => html`<optgroup label=${party.label[language()]}>${party.agencies.map((each) => html`<option value=${each.agency} .selected=${each.agency === to}>${each.label[language()]} (${each.agency})</option>`)}</optgroup>`)}</select></label>
                      <label class="field"><span>${t('web.disclosure.purpose')}</span><select @change=${choose('purpose')}><option value="">${t('web.disclose.choose')}</option>${(agreement?.purposes ?? []).map((each) => html`<option value=${each.name} .selected=${each.name === purpose}>${each.label[language()]}</option>`)}</select></label>
                  </div>`}
        </section>`;
    }

    /** The record as it would stand at the other side, field by field; what was taken out is named too. */
    private leaves(each: PreviewRecord): TemplateResult | typeof nothing {
        const { leaves, redacted = [], reduced = [] } = each;
        if (!leaves) return each.foreign && each.permitted ? html`<p>${t('web.disclose.foreign')}</p>` : nothing;
        const types = kind(each.kind)?.fields ?? [];
        const order = (name: string) => types.findIndex((field) => field.name === name);
        const stated = Object.entries(leaves.fields).sort(([a], [b]) => order(a) - order(b));
        return html`<h3>${t('web.disclose.leaves')}</h3>
            <p class="flow">${tlpLabel(leaves.handling.tlp)}${each.bytes === undefined ? nothing : html`<span class="quiet">${t('web.disclose.bytes', { bytes: number(each.bytes) })}</span>`}</p>
            <dl class="terms">
                ${stated.map(([name, value]) => html`<div class="term"><dt>${fieldLabel(each.kind, name)}${reduced.includes(name) ? html`<span class="other-language">${t('web.disclose.reduced')}</span>` : nothing}</dt><dd>${show(types.find((field) => field.name === name)?.type ?? 'text', value)}</dd></div>`)}
                ${redacted.map((name) => html`<div class="term" data-redacted><dt>${fieldLabel(each.kind, name)}</dt><dd><span class="redacted" aria-hidden="true"></span>${t('web.disclose.redacted')}</dd></div>`)}
            </dl>
            <details><summary>${t('web.disclose.raw')}</summary><pre tabindex="0">${JSON.stringify(leaves, null, 2)}</pre></details>`;
    }

    private decided(each: PreviewRecord): TemplateResult {
        return html`${stateMark(TONES[each.outcome], word('web.disclose.outcome', each.outcome))}
            ${each.reason ? html`<p>${each.reason.text[language()]}</p><p class="quiet">${each.reason.remedy[language()]}</p>` : nothing}
            ${each.needs.map((need) => html`<p>${stateMark('wait', word('web.need', need))}</p>`)}
            ${each.clauses.length > 0
                ? html`<h3>${t('web.disclose.clauses')}</h3><ul class="plain stack">${each.clauses.map((clause) => html`<li><strong>${clause.title[language()]}</strong><p>${clause.text[language()]}</p><p class="quiet">${clause.source[language()]}</p></li>`)}</ul>`
                : nothing}
            ${each.obligations && each.obligations.length > 0 ? html`<h3>${t('web.disclose.obligations')}</h3><ul class="sentences">${each.obligations.map((one) => html`<li class="sentence">${one.text[language()]}</li>`)}</ul>` : nothing}
            ${each.until ? html`<p>${t('web.disclose.until', { date: date(each.until) })}</p>` : nothing}
            ${each.standing.map((one) => html`<p class="flow">${t('web.disclose.standing', { entry: one.entry, version: one.version })} ${agencyMark(one.recipient)} <span>${purposeName(this.known.value?.agreement, one.purpose)}</span></p>`)}`;
    }

    private shown(preview: Preview | null, question: string): TemplateResult {
        if (!preview) return html`<section class="panel">${empty(t('web.disclose.first'), t('web.disclose.first.text'))}</section>`;
        const [each] = preview.records;
        if (!each) return html`<section class="panel">${empty(t('web.disclose.missing'), t('web.disclose.missing.text'))}</section>`;
        const mayAct = each.outcome === 'leaves' || each.outcome === 'waits';
        return html`<div class="preview">
                <section class="panel" aria-labelledby="leaves-title"><h2 id="leaves-title" class="flow">${t('web.disclose.preview')} ${channelMark(preview.channel)}</h2>${this.leaves(each)}${each.leaves || each.foreign ? nothing : html`<p>${t('web.disclose.nothing')}</p>`}</section>
                <section class="panel" aria-labelledby="why-title"><h2 id="why-title">${t('web.disclose.why')}</h2>${this.decided(each)}</section>
            </div>
            ${this.act.draw()}
            ${mayAct ? html`<div class="actions after"><button type="button" class="primary" ?disabled=${this.act.busy} @click=${() => void this.disclose(question)}>${each.outcome === 'waits' ? t('web.disclose.propose') : t('web.disclose.do', { agency: preview.to })}</button><a class="button" href=${`/records/${each.record}`}>${t('web.disclose.cancel')}</a></div>` : nothing}`;
    }

    private done(tally: Tally): TemplateResult {
        const { record } = this.wish();
        return html`<section class="panel" aria-labelledby="done-title" tabindex="-1">
            <h2 id="done-title">${tally.disclosed > 0 ? stateMark('good', t('web.disclose.done')) : tally.waiting.length > 0 ? stateMark('wait', t('web.disclose.waits')) : stateMark('plain', word('web.disclose.outcome', 'already'))}</h2>
            ${tally.entries.map((each) => html`<p>${t('web.disclose.done.text', { entry: each.entry })}</p>`)}
            ${tally.waiting.map((each) => html`<p>${word('web.need', each.needs)}. <a href=${`/exchange?approval=${each.approval}`}>${t('web.reading.see')}</a></p>`)}
            <div class="actions"><a class="button primary" href=${`/exchange?record=${record}`}>${t('web.disclose.watch')}</a><a class="button" href=${`/records/${record}`}>${t('web.disclose.record')}</a></div>
        </section>`;
    }

    override render(): TemplateResult {
        const wish = this.wish();
        const head = viewHead(t('web.exchange.act.disclose'), t('web.disclose.lead'));
        if (wish.record === '') return html`${head}<section class="panel">${empty(t('web.exchange.no-record'), t('web.exchange.no-record.text'), html`<a class="button" href="/records">${t('web.nav.records')}</a>`)}</section>`;
        const question = `${wish.record} ${wish.to} ${wish.purpose}`;
        this.known.want(wish.record);
        if (this.result?.question === question) return html`${head}<div aria-live="polite">${this.done(this.result.tally)}</div>`;
        this.preview.want(question);
        return html`${head}<div class="exchange">${this.known.draw((known) => this.form(known), 4)}
            ${this.known.value ? html`<div aria-live="polite">${this.preview.draw((preview) => this.shown(preview, question), 10)}</div>` : nothing}</div>`;
    }
}

customElements.define('puente-disclose', Disclose);
