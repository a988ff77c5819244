import { html, nothing, type TemplateResult } from 'lit';
import { Act } from '../base/act';
import { agreementInForce, api, ApiProblem } from '../base/api';
import { PuenteElement } from '../base/element';
import type { Tally } from '../base/exchange-types';
import { counted, t, word } from '../base/messages';
import { agencyMark, empty, stateMark, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { here } from '../base/router';
import type { Agreement, Channel, Disclosure, DisclosurePage, RecordDocument } from '../base/types';
import { summary } from '../base/values';
import { codeLabel, codes, kind, kindLabel } from '../base/vocabulary';
import { fieldLabel } from './disclose';
import { disclosureCard } from './disclosure-card';
import { type Leaf, leaves, replaced } from './leaves';

/** How often an outstanding purge receipt is asked for, in milliseconds. */
const WATCH_EVERY = 2_000;
/** Most disclosures of one record that are watched here. */
const WATCHED = 50;

interface Standing {
    record: RecordDocument;
    agreement: Agreement | null;
}

/** Whether a holder still owes the receipt that it purged. */
export function outstanding(disclosures: readonly Disclosure[]): boolean {
    return disclosures.some((each) => each.direction === 'outgoing' && each.ended !== undefined && each.ended.purged === undefined);
}

/** Correct or withdraw an own record, and watch until every holder has answered with its purge receipt. */
export class Ending extends PuenteElement {
    static override properties = { act: { attribute: false }, done: { state: true } };
    declare act: 'correct' | 'withdraw';
    declare done: string;

    private readonly known = new Remote<Standing>(this, (signal) => this.ask(signal), { spoken: false });
    private readonly disclosed = new Remote<Disclosure[]>(this, (signal) => this.watch(signal), { every: WATCH_EVERY, spoken: false });
    private readonly doing = new Act(this);
    private mustAsk = true;
    private question = '';
    /** The outstanding purge receipts of each channel when the disclosures were last asked for. */
    private owed = '';

    constructor() {
        super();
        this.act = 'withdraw';
        this.done = '';
    }

    /** What was done to another record, or another act, is not said of this one. */
    override willUpdate(): void {
        const question = `${this.act} ${this.record()}`;
        if (question !== this.question) {
            this.question = question;
            this.done = '';
            this.mustAsk = true;
        }
    }

    private record(): string {
        return here().query.get('record') ?? '';
    }

    private async ask(signal: AbortSignal): Promise<Standing> {
        const path = `/api/v1/records/${encodeURIComponent(this.record())}`;
        // Opening a partner's record would send a receipt; whether it is an own one is asked first, which reads nothing.
        const about = await api.get<{ own: boolean; agency: string }>(`${path}/purposes`, {}, signal);
        if (!about.own) throw new ApiProblem(403, 'node.record.other-agency', t('web.ending.foreign', { agency: about.agency }), t('web.ending.foreign.text'));
        const [record, agreement] = await Promise.all([api.get<RecordDocument>(path, {}, signal), agreementInForce(signal)]);
        return { record, agreement };
    }

    /**
     * Asks only while something is awaited, and then for the channels' counts first: each look at the disclosures stands in the
     * journal, so they are asked for again only when a count has changed.
     */
    private async watch(signal: AbortSignal): Promise<Disclosure[]> {
        const before = this.disclosed.value;
        if (before && !this.mustAsk && !outstanding(before)) return before;
        const { channels } = await api.get<{ channels: Channel[] }>('/api/v1/channels', {}, signal);
        const owed = channels.map((each) => `${each.channel} ${each.purgeReceiptsOutstanding}`).join();
        if (before && !this.mustAsk && owed === this.owed) return before;
        this.owed = owed;
        const { disclosures } = await api.get<DisclosurePage>('/api/v1/disclosures', { record: this.record(), limit: WATCHED }, signal);
        this.mustAsk = false;
        return disclosures.filter((each) => each.direction === 'outgoing');
    }

    private readonly withdraw = (event: Event): void => {
        event.preventDefault();
        const reason = String(new FormData(event.currentTarget as HTMLFormElement).get('reason') ?? '').trim();
        void this.finish(async () => {
            const answer = await api.post<{ withdrawn: unknown[] }>(`/api/v1/records/${this.record()}/withdraw`, { reason });
            return counted('web.ending.withdrawn', answer.withdrawn.length);
        });
    };

    private readonly correct = (event: Event): void => {
        event.preventDefault();
        const before = this.known.value?.record;
        if (!before) return;
        const data = new FormData(event.currentTarget as HTMLFormElement);
        const given = (path: string) => (data.has(path) ? String(data.get(path)) : undefined);
        const fields = replaced(before.fields, given) ?? {};
        void this.finish(async () => {
            const answer = await api.post<Tally & { version: number }>(`/api/v1/records/${this.record()}/correct`, { source: String(data.get('source') ?? '').trim(), fields });
            if (answer.waiting.length > 0) return t('web.ending.corrected.waits', { version: answer.version });
            return t('web.ending.corrected', { version: answer.version, count: answer.disclosed });
        });
    };

    private async finish(work: () => Promise<string>): Promise<void> {
        await this.doing.run(async () => {
            this.done = await work();
            this.mustAsk = true;
            await Promise.all([this.disclosed.load(), this.act === 'correct' ? this.known.load() : undefined]);
        });
    }

    private withdrawForm(active: number): TemplateResult {
        if (active === 0) return empty(t('web.ending.none'), t('web.ending.none.text'));
        return html`<form class="stack" @submit=${this.withdraw}>
            <p>${t('web.ending.withdraw.text')}</p>
            <label class="field"><span>${t('web.ending.reason')}</span><textarea name="reason" required maxlength="2000" aria-describedby="reason-note"></textarea><small id="reason-note">${t('web.ending.reason.text')}</small></label>
            <div class="actions"><button class="danger" ?disabled=${this.doing.busy}>${counted('web.ending.do-withdraw', active)}</button><a class="button" href=${`/records/${this.record()}`}>${t('web.disclose.cancel')}</a></div>
        </form>`;
    }

    private input(record: RecordDocument, leaf: Leaf): TemplateResult {
        const [name = '', ...rest] = leaf.path;
        const type = kind(record.kind)?.fields.find((each) => each.name === name)?.type ?? 'text';
        const path = leaf.path.join('/');
        const label = [fieldLabel(record.kind, name), ...rest.map((each) => (/^\d+$/.test(each) ? String(Number(each) + 1) : word('web.part', each)))].join(' · ');
        const list = rest.length === 0 && type.startsWith('code(') ? type.slice(5, -1) : '';
        if (typeof leaf.value === 'boolean') {
            return html`<label class="field"><span>${label}</span><select name=${path}><option value="true" .selected=${leaf.value}>${t('record.marker.yes')}</option><option value="false" .selected=${!leaf.value}>${t('record.marker.no')}</option></select></label>`;
        }
        if (list !== '' && codes(list).length > 0) {
            return html`<label class="field"><span>${label}</span><select name=${path}>${codes(list).map((code) => html`<option value=${code} .selected=${code === leaf.value}>${codeLabel(list, code)}</option>`)}</select></label>`;
        }
        const long = String(leaf.value).length > 80;
        return html`<label class="field"><span>${label}</span>${long ? html`<textarea name=${path} .value=${String(leaf.value)}></textarea>` : html`<input name=${path} .value=${String(leaf.value)} autocomplete="off" />`}</label>`;
    }

    private correctForm(record: RecordDocument): TemplateResult {
        return html`<form class="stack" @submit=${this.correct}>
            <p>${t('web.ending.correct.text', { version: record.version + 1 })}</p>
            <div class="correct-fields">${leaves(record.fields).map((leaf) => this.input(record, leaf))}</div>
            <label class="field"><span>${t('web.record.source')}</span><input name="source" required maxlength="500" .value=${record.provenance.source} /></label>
            <div class="actions"><button class="primary" ?disabled=${this.doing.busy}>${t('web.ending.do-correct')}</button><a class="button" href=${`/records/${record.id}`}>${t('web.disclose.cancel')}</a></div>
        </form>`;
    }

    private watched(disclosures: readonly Disclosure[], agreement: Agreement | null): TemplateResult {
        const waits = outstanding(disclosures);
        const ended = disclosures.some((each) => each.ended);
        return html`<section aria-labelledby="watched-title"><h2 id="watched-title">${t('web.ending.holders')}</h2>
            <p aria-live="polite">${waits ? stateMark('wait', t('web.ending.watching')) : ended ? stateMark('good', t('web.ending.purged')) : nothing}</p>
            ${disclosures.length === 0 ? empty(t('web.record.disclosures.none'), t('web.ending.nowhere')) : html`<div class="disclosure-cards">${disclosures.map((each) => disclosureCard(each, agreement))}</div>`}
        </section>`;
    }

    private ready({ record, agreement }: Standing): TemplateResult {
        const disclosures = this.disclosed.value;
        const active = (disclosures ?? []).filter((each) => each.state === 'active').length;
        return html`<section class="panel" aria-labelledby="ending-title">
                <h2 id="ending-title"><a href=${`/records/${record.id}`}>${kindLabel(record.kind)}</a></h2>
                <p class="flow">${agencyMark(record.agency)} <span>${summary(record)}</span></p>
                <div aria-live="polite">${this.done === '' ? nothing : html`<p>${stateMark('good', this.done)}</p>`}</div>
                ${this.doing.draw()}
                ${this.done !== '' || !disclosures ? nothing : this.act === 'withdraw' ? this.withdrawForm(active) : this.correctForm(record)}
            </section>
            ${this.disclosed.draw((list) => this.watched(list, agreement), 6)}`;
    }

    override render(): TemplateResult {
        const head = viewHead(word('web.exchange.act', this.act), this.act === 'withdraw' ? t('web.ending.withdraw.lead') : t('web.ending.correct.lead'));
        const record = this.record();
        if (record === '') return html`${head}<section class="panel">${empty(t('web.exchange.no-record'), t('web.exchange.no-record.text'), html`<a class="button" href="/records">${t('web.nav.records')}</a>`)}</section>`;
        this.known.want(record);
        this.disclosed.want(record);
        return html`${head}<div class="exchange">${this.known.draw((known) => this.ready(known), 10)}</div>`;
    }
}

customElements.define('puente-ending', Ending);
