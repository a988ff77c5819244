import { html, nothing, type TemplateResult } from 'lit';
import { api } from '../base/api';
import { Act } from '../base/act';
import { PuenteElement } from '../base/element';
import { instant, number } from '../base/format';
import { t, word } from '../base/messages';
import { channelMark, empty, hashMark, stateMark, term } from '../base/parts';
import { Remote } from '../base/remote';
import { language, store, stored } from '../base/settings';
import { kindLabel } from '../base/vocabulary';
import { download } from '../views/series';
import { toHex } from '../proof/bytes';
import { type LogVerification, seen, verifyBySubtrees } from '../proof/log';
import { Malformed } from '../proof/tlog';
import { cite, framed } from './cite';
import { ask, type Counted, type PublicChannel, type PublicLedger } from './data';

const SEEN = 'puente.public.checkpoint.';

/** By what entries are counted. */
const COUNTED = ['types', 'kinds', 'purposes', 'clauses'] as const;

/** Verification of one log in this browser. */
export class PublicLog extends PuenteElement {
    static override properties = { channel: {}, result: { state: true }, malformed: { state: true } };
    declare channel: string;
    declare result: LogVerification | undefined;
    declare malformed: string;

    private readonly act = new Act(this);
    private earlier: ReturnType<typeof seen>;

    constructor() {
        super();
        this.channel = '';
        this.result = undefined;
        this.malformed = '';
    }

    private async run(): Promise<void> {
        await this.act.run(async () => {
            this.malformed = '';
            try {
                const path = `/api/v1/public/channels/${this.channel}`;
                const [note, keys] = await Promise.all([api.text(`${path}/checkpoint`), api.text('/api/v1/keys')]);
                const name = SEEN + (note.split('\n')[0] ?? '');
                this.earlier = seen(stored(name));
                const result = await verifyBySubtrees(note, keys, (tile) => api.bytes(`${path}/tile/${tile}`), this.earlier);
                if (result.signed && result.rebuilt && result.consistent !== false) store(name, `${result.checkpoint.size} ${toHex(result.checkpoint.root)}`);
                this.result = result;
            } catch (failed) {
                if (!(failed instanceof Malformed)) throw failed;
                this.malformed = failed.message;
            }
        });
    }

    private steps(result: LogVerification): TemplateResult {
        const { checkpoint, rebuilt, consistent } = result;
        const cosigners = result.signatures.filter((each) => each.name !== checkpoint.origin);
        return html`<ol class="proof-steps">
            <li class="proof-step"><p>${stateMark(result.signed ? 'good' : 'bad', result.signed ? t('web.ledger.signed') : t('web.ledger.not-signed'))}</p></li>
            <li class="proof-step"><ul class="plain">${cosigners.map(({ name, finding }) => html`<li>${finding.finding === 'valid' ? stateMark('good', t('web.proof.signature.valid')) : finding.finding === 'unchecked' ? stateMark('plain', t('web.proof.signature.unchecked', { algorithm: finding.algorithm })) : finding.finding === 'false' ? stateMark('bad', t('web.proof.signature.false')) : stateMark('plain', t('web.proof.signature.unknown'))} <span>${name}</span>${finding.finding === 'valid' && finding.at ? html` <span class="quiet">${instant(finding.at.toISOString())}</span>` : nothing}</li>`)}</ul></li>
            <li class="proof-step"><p>${stateMark(rebuilt ? 'good' : 'bad', rebuilt ? t('web.public.check.rebuilt', { size: number(checkpoint.size), bundles: number(result.bundles ?? 0), sampled: number(result.sampled ?? 0) }) : t('web.ledger.not-rebuilt'))}</p><p class="hash whole">${toHex(checkpoint.root)}</p></li>
            <li class="proof-step"><p>${consistent === undefined ? stateMark('plain', t('web.ledger.first-seen')) : stateMark(consistent ? 'good' : 'bad', t(consistent ? 'web.ledger.consistent' : 'web.ledger.fork-seen', { size: number(this.earlier?.size ?? 0) }))}</p></li>
        </ol>`;
    }

    override render(): TemplateResult {
        return html`<p><button type="button" class="primary" ?disabled=${this.act.busy} @click=${() => void this.run()}>${this.act.busy ? t('web.proof.running') : t('web.ledger.verify')}</button></p>
            <div aria-live="polite">${this.act.draw()}${this.malformed === '' ? nothing : html`<div class="problem"><p class="problem-reason">${t('web.ledger.malformed')}</p><p>${this.malformed}</p></div>`}${this.result ? this.steps(this.result) : nothing}</div>`;
    }
}

customElements.define('puente-public-log', PublicLog);

/** Check us: the ledgers verified in the reader's own browser, and what their entries say, in counts that tell nobody apart. */
export class CheckPage extends PuenteElement {
    static override properties = { only: {}, embedded: { type: Boolean } };
    /** The one channel that an address names; empty for all. */
    declare only: string;
    /** Whether its counts stand alone in another site's frame. */
    declare embedded: boolean;

    private readonly ledger = new Remote<PublicLedger>(this, (signal) => this.ask(signal), { spoken: false });

    constructor() {
        super();
        this.only = '';
        this.embedded = false;
    }

    private async ask(signal: AbortSignal): Promise<PublicLedger> {
        let ledger = await ask<PublicLedger>('ledger', {}, signal);
        // A long log is counted in several goes.
        for (let turn = 0; turn < 20 && ledger.channels.some((each) => each.counted < each.countable); turn++) ledger = await ask<PublicLedger>('ledger', {}, signal);
        return ledger;
    }

    private counts(title: string, least: number, list: readonly Counted[], name: (each: Counted) => string): TemplateResult {
        return html`<div class="public-counts">${this.embedded ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`}${
            list.length === 0
                ? html`<p class="quiet">${t('web.public.check.few', { least })}</p>`
                : html`<table aria-label=${title}><tbody>${list.map((each) => html`<tr><th scope="row">${name(each)}</th><td class="number">${each.count === undefined ? t('web.public.check.below', { least }) : number(each.count)}</td></tr>`)}</tbody></table>`
        }</div>`;
    }

    private address(channel: PublicChannel): string {
        return `/public/check?channel=${encodeURIComponent(channel.channel)}`;
    }

    private csv(channel: PublicChannel): void {
        const names = ['channel', 'breakdown', 'value', 'count_rounded_down_to_tens', 'entries', 'fingerprint'];
        const tags = ['#meta+channel', '#indicator+part', '#indicator+code', '#indicator+value+num+rounded', '#meta+observations+num', '#meta+fingerprint'];
        const lines = COUNTED.flatMap((each) => channel[each].map(({ name, count }) => [channel.channel, each, name, String(count ?? ''), String(channel.counted), channel.fingerprint]));
        download(`ledger-${channel.fingerprint.slice(0, 8)}`, [names, tags, ...lines]);
    }

    /** What a channel's entries say, with what somebody needs who leads to it or cites it. */
    private said(channel: PublicChannel, ledger: PublicLedger): TemplateResult {
        const address = this.address(channel);
        const foot = this.embedded ? framed(() => address, channel.fingerprint) : nothing;
        if (channel.counted === 0) return html`<p class="quiet">${t('web.public.check.short', { batch: ledger.batch })}</p>${foot}`;
        const names: Readonly<Record<(typeof COUNTED)[number], readonly [string, (each: Counted) => string]>> = {
            types: [t('web.public.check.types'), (each) => word('web.public.type', each.name)],
            kinds: [t('web.public.check.kinds'), (each) => kindLabel(each.name)],
            purposes: [t('web.public.check.purposes'), (each) => each.title?.[language()] ?? each.name],
            clauses: [t('web.public.check.clauses'), (each) => each.title?.[language()] ?? each.name],
        };
        const heading = t('web.public.check.said', { channel: channel.channel.toUpperCase().replace('/', ' → ') });
        const source = t('web.public.check.source', { channel: channel.channel, node: ledger.node });
        return html`<p class="quiet">${t('web.public.check.counted', { counted: number(channel.counted) })}</p>
            <div class="public-count-grid">${COUNTED.map((each) => this.counts(names[each][0], ledger.least, channel[each], names[each][1]))}</div>
            ${this.embedded ? foot : html`<div class="public-tools">${cite({ heading, source, updated: channel.lastReceiptAt, fingerprint: channel.fingerprint, method: channel.method, address: () => address, height: 720 })}<button type="button" class="link" @click=${() => this.csv(channel)}>${t('web.indicators.csv')}</button></div>`}`;
    }

    private heading(channel: PublicChannel, id: string): TemplateResult {
        const title = html`${channelMark(channel.channel)} ${channel.stopped ? stateMark('bad', t('web.public.check.stopped')) : stateMark('good', t('web.public.check.runs'))}`;
        return this.embedded ? html`<h1 id=${id} class="flow">${title}</h1>` : html`<h2 id=${id} class="flow">${title}</h2>`;
    }

    private channel(channel: PublicChannel, ledger: PublicLedger): TemplateResult {
        const id = `channel-${channel.channel.replace('/', '-')}`;
        return html`<section class="panel" aria-labelledby=${id} data-party=${channel.channel.split('/')[0] ?? ''}>
            ${this.heading(channel, id)}
            <dl class="figures">${term(t('web.channel.size'), number(channel.size))}${term(t('web.channel.cosigned'), number(channel.cosigned))}</dl>
            ${channel.lastReceiptAt ? html`<p class="quiet">${t('web.public.check.receipt', { at: instant(channel.lastReceiptAt) })}</p>` : nothing}
            ${this.embedded ? nothing : html`<puente-public-log .channel=${channel.channel}></puente-public-log>`}
            ${this.said(channel, ledger)}
        </section>`;
    }

    override render(): TemplateResult {
        this.ledger.want('');
        const shown = (ledger: PublicLedger) => {
            const asked = ledger.channels.filter((each) => this.only === '' || each.channel === this.only);
            return asked.length > 0 ? asked.map((each) => this.channel(each, ledger)) : empty(t('web.lost.title'), t('web.lost.text'));
        };
        if (this.embedded) return html`${this.ledger.draw((ledger) => html`${shown(ledger)}`, 12)}`;
        return html`${this.only === '' ? nothing : html`<p class="public-back"><a href="/public/check">${t('web.public.check.all')}</a></p>`}<header class="public-head"><h1>${t('web.public.check')}</h1><p class="lead">${t('web.public.check.lead')}</p></header>
            ${this.ledger.draw(
                (ledger) => html`${ledger.agreement ? html`<p>${t('web.public.check.agreement', { title: ledger.agreement.title[language()], version: ledger.agreement.version })} ${hashMark(ledger.agreement.hash)}</p>` : nothing}
                    ${shown(ledger)}
                    <section class="panel" aria-labelledby="journal-title"><h2 id="journal-title">${t('web.ledger.journal')}</h2><p>${t('web.public.check.journal', { size: number(ledger.journal.size), witnessed: number(ledger.journal.witnessed) })}</p></section>
                    <section class="panel" aria-labelledby="small-title"><h2 id="small-title">${t('web.public.check.small')}</h2><p>${t('web.public.check.small.text', { least: ledger.least, batch: ledger.batch })}</p><h3>${t('web.public.check.figure')}</h3><p>${t('web.public.check.figure.text')}</p><pre tabindex="0">curl -s '${location.origin}/api/v1/public/series?indicator=mx.sesnsp.crime-victims&amp;dimension=crime=homicidio-doloso&amp;area=MX-SIN' | jq -jcS .data | sha256sum</pre></section>`,
                12,
            )}`;
    }
}

customElements.define('puente-check', CheckPage);
