import { html, nothing, type TemplateResult } from 'lit';
import { api } from '../base/api';
import { Act } from '../base/act';
import { PuenteElement } from '../base/element';
import { instant, number } from '../base/format';
import { t, word } from '../base/messages';
import { channelMark, hashMark, stateMark, term } from '../base/parts';
import { Remote } from '../base/remote';
import { language, store, stored } from '../base/settings';
import { kindLabel } from '../base/vocabulary';
import { toHex } from '../proof/bytes';
import { type LogVerification, seen, verifyBySubtrees } from '../proof/log';
import { Malformed } from '../proof/tlog';
import { ask, type Counted, type PublicChannel, type PublicLedger } from './data';

const SEEN = 'puente.public.checkpoint.';

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
    private readonly ledger = new Remote<PublicLedger>(this, (signal) => this.ask(signal), { spoken: false });

    private async ask(signal: AbortSignal): Promise<PublicLedger> {
        let ledger = await ask<PublicLedger>('ledger', {}, signal);
        // A long log is counted in several goes.
        for (let turn = 0; turn < 20 && ledger.channels.some((each) => each.counted < each.countable); turn++) ledger = await ask<PublicLedger>('ledger', {}, signal);
        return ledger;
    }

    private counts(title: string, least: number, list: readonly Counted[], name: (each: Counted) => string): TemplateResult {
        return html`<div class="public-counts"><h3>${title}</h3>${
            list.length === 0
                ? html`<p class="quiet">${t('web.public.check.few', { least })}</p>`
                : html`<table><tbody>${list.map((each) => html`<tr><th scope="row">${name(each)}</th><td class="number">${each.count === undefined ? t('web.public.check.below', { least }) : number(each.count)}</td></tr>`)}</tbody></table>`
        }</div>`;
    }

    private channel(channel: PublicChannel, ledger: PublicLedger): TemplateResult {
        const id = `channel-${channel.channel.replace('/', '-')}`;
        return html`<section class="panel" aria-labelledby=${id} data-party=${channel.channel.split('/')[0] ?? ''}>
            <h2 id=${id} class="flow">${channelMark(channel.channel)} ${channel.stopped ? stateMark('bad', t('web.public.check.stopped')) : stateMark('good', t('web.public.check.runs'))}</h2>
            <dl class="figures">${term(t('web.channel.size'), number(channel.size))}${term(t('web.channel.cosigned'), number(channel.cosigned))}</dl>
            ${channel.lastReceiptAt ? html`<p class="quiet">${t('web.public.check.receipt', { at: instant(channel.lastReceiptAt) })}</p>` : nothing}
            <puente-public-log .channel=${channel.channel}></puente-public-log>
            ${channel.counted === 0
                ? html`<p class="quiet">${t('web.public.check.short', { batch: ledger.batch })}</p>`
                : html`<p class="quiet">${t('web.public.check.counted', { counted: number(channel.counted) })}</p>
                      <div class="public-count-grid">
                          ${this.counts(t('web.public.check.types'), ledger.least, channel.types, (each) => word('web.public.type', each.name))}
                          ${this.counts(t('web.public.check.kinds'), ledger.least, channel.kinds, (each) => kindLabel(each.name))}
                          ${this.counts(t('web.public.check.purposes'), ledger.least, channel.purposes, (each) => each.title?.[language()] ?? each.name)}
                          ${this.counts(t('web.public.check.clauses'), ledger.least, channel.clauses, (each) => each.title?.[language()] ?? each.name)}
                      </div>`}
        </section>`;
    }

    override render(): TemplateResult {
        this.ledger.want('');
        return html`<header class="public-head"><h1>${t('web.public.check')}</h1><p class="lead">${t('web.public.check.lead')}</p></header>
            ${this.ledger.draw(
                (ledger) => html`${ledger.agreement ? html`<p>${t('web.public.check.agreement', { title: ledger.agreement.title[language()], version: ledger.agreement.version })} ${hashMark(ledger.agreement.hash)}</p>` : nothing}
                    ${ledger.channels.map((each) => this.channel(each, ledger))}
                    <section class="panel" aria-labelledby="journal-title"><h2 id="journal-title">${t('web.ledger.journal')}</h2><p>${t('web.public.check.journal', { size: number(ledger.journal.size), witnessed: number(ledger.journal.witnessed) })}</p></section>
                    <section class="panel" aria-labelledby="small-title"><h2 id="small-title">${t('web.public.check.small')}</h2><p>${t('web.public.check.small.text', { least: ledger.least, batch: ledger.batch })}</p><h3>${t('web.public.check.figure')}</h3><p>${t('web.public.check.figure.text')}</p><pre tabindex="0">curl -s '${location.origin}/api/v1/public/series?indicator=mx.sesnsp.crime-victims&amp;dimension=crime=homicidio-doloso&amp;area=MX-SIN' | jq -jcS .data | sha256sum</pre></section>`,
                12,
            )}`;
    }
}

customElements.define('puente-check', CheckPage);
