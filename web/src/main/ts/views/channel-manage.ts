import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Act } from '../base/act';
import { api, session } from '../base/api';
import { PuenteElement } from '../base/element';
import { t } from '../base/messages';
import type { Channel } from '../base/types';

const MANAGE = 'channels.manage';

/** How soon a channel just resumed is looked at again, in milliseconds, and how often at most. */
const LOOK_AGAIN = 1_000;
const LOOKS_MAX = 60;

/** What came of the last act. */
type Outcome = 'looking' | 'resumed' | 'stopped-again' | { key: string };

/** What an administrator can do with a channel, each with its consequence in words: resume it, and change its key. */
export class ChannelManage extends PuenteElement {
    static override properties = { channel: { attribute: false }, agreed: { state: true }, outcome: { state: true } };
    declare channel: Channel | undefined;
    declare agreed: boolean;
    declare outcome: Outcome | undefined;

    private readonly act = new Act(this);
    /** Looks left at a channel that was resumed, until it is clear what came of it; nothing where none was. */
    private looks = 0;
    private timer: ReturnType<typeof setTimeout> | undefined;

    constructor() {
        super();
        this.channel = undefined;
        this.agreed = false;
        this.outcome = undefined;
    }

    private async run(what: 'resume' | 'rotate'): Promise<void> {
        await this.act.run(async () => {
            this.outcome = undefined;
            const answer = await api.post<{ vkey?: string }>(`/api/v1/channels/${this.channel?.channel}/${what}`);
            this.agreed = false;
            this.outcome = what === 'resume' ? 'looking' : { key: answer.vkey ?? '' };
            this.looks = what === 'resume' ? LOOKS_MAX : 0;
            this.look();
        });
    }

    /** Has the channel's state asked for anew. */
    private look(): void {
        this.dispatchEvent(new CustomEvent('managed', { bubbles: true }));
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        clearTimeout(this.timer);
    }

    /** Follows a resumed channel until the node has looked at it again, and says what came of it. */
    override willUpdate(changed: PropertyValues): void {
        if (this.looks === 0 || !changed.has('channel') || !this.channel) return;
        const { fault, progress } = this.channel;
        if (fault === undefined && (progress === 'resuming' || progress === 'unverified') && --this.looks > 0) {
            clearTimeout(this.timer);
            this.timer = setTimeout(() => this.look(), LOOK_AGAIN);
            return;
        }
        this.looks = 0;
        this.outcome = fault === undefined ? 'resumed' : 'stopped-again';
    }

    private said(outcome: Outcome): string {
        if (typeof outcome !== 'string') return t('web.ledger.rotated', outcome);
        if (outcome === 'looking') return t('web.ledger.resumed.looking');
        return outcome === 'resumed' ? t('web.ledger.resumed') : t('web.ledger.resumed.again');
    }

    private resume(): TemplateResult {
        return html`<section class="stack"><h3>${t('web.ledger.resume')}</h3>
            <ul><li>${t('web.ledger.resume.goes-on')}</li><li>${t('web.ledger.resume.again')}</li><li>${t('web.ledger.resume.journal')}</li></ul>
            <label class="check"><input type="checkbox" .checked=${this.agreed} @change=${(event: Event) => (this.agreed = (event.target as HTMLInputElement).checked)} /> <span>${t('web.ledger.resume.agreed')}</span></label>
            <div class="actions"><button type="button" class="danger" ?disabled=${this.act.busy || !this.agreed} @click=${() => void this.run('resume')}>${t('web.ledger.resume.do')}</button></div>
        </section>`;
    }

    private rotate(): TemplateResult {
        return html`<details><summary>${t('web.ledger.rotate')}</summary>
            <ul><li>${t('web.ledger.rotate.new')}</li><li>${t('web.ledger.rotate.old')}</li><li>${t('web.ledger.rotate.when')}</li></ul>
            <div class="actions"><button type="button" ?disabled=${this.act.busy} @click=${() => void this.run('rotate')}>${t('web.ledger.rotate.do')}</button></div>
        </details>`;
    }

    override render(): TemplateResult | typeof nothing {
        const { channel } = this;
        if (!channel) return nothing;
        const may = session() === null || (session()?.may ?? []).includes(MANAGE);
        const isStopped = channel.fault !== undefined;
        const acts = !may
            ? isStopped
                ? html`<p class="quiet">${t('web.ledger.manage.who')}</p>`
                : nothing
            : html`${isStopped ? this.resume() : nothing}${channel.role === 'outgoing' && !isStopped ? this.rotate() : nothing}`;
        return html`${acts}<div aria-live="polite">${this.act.draw()}${this.outcome === undefined ? nothing : html`<p class="done">${this.said(this.outcome)}</p>`}</div>`;
    }
}

customElements.define('puente-channel-manage', ChannelManage);
