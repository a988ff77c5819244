import { html, nothing, type TemplateResult } from 'lit';
import { Act } from '../base/act';
import { api, session } from '../base/api';
import { PuenteElement } from '../base/element';
import { t } from '../base/messages';
import type { Channel } from '../base/types';

const MANAGE = 'channels.manage';

/** What an administrator can do with a channel, each with its consequence in words: resume it, and change its key. */
export class ChannelManage extends PuenteElement {
    static override properties = { channel: { attribute: false }, agreed: { state: true }, done: { state: true } };
    declare channel: Channel | undefined;
    declare agreed: boolean;
    declare done: string;

    private readonly act = new Act(this);

    constructor() {
        super();
        this.channel = undefined;
        this.agreed = false;
        this.done = '';
    }

    private async run(what: 'resume' | 'rotate'): Promise<void> {
        await this.act.run(async () => {
            this.done = '';
            const answer = await api.post<{ vkey?: string }>(`/api/v1/channels/${this.channel?.channel}/${what}`);
            this.agreed = false;
            this.done = what === 'resume' ? t('web.ledger.resumed') : t('web.ledger.rotated', { key: answer.vkey ?? '' });
            this.dispatchEvent(new CustomEvent('managed', { bubbles: true }));
        });
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
        return html`${acts}<div aria-live="polite">${this.act.draw()}${this.done === '' ? nothing : html`<p class="done">${this.done}</p>`}</div>`;
    }
}

customElements.define('puente-channel-manage', ChannelManage);
