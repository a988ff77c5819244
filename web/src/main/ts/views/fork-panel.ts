import { html, nothing, type TemplateResult } from 'lit';
import { api } from '../base/api';
import { PuenteElement } from '../base/element';
import { number } from '../base/format';
import { t } from '../base/messages';
import { stateMark, term } from '../base/parts';
import { Remote } from '../base/remote';
import { type Contradiction, contradiction, type Side } from '../proof/fork';

/** Two signed checkpoints beside each other: the one verified here before, and the one that stopped the channel. */
export class ForkPanel extends PuenteElement {
    static override properties = { channel: {}, evidence: {} };
    declare channel: string;
    declare evidence: string;

    private readonly found = new Remote<{ is: Contradiction | undefined }>(this, (signal) => this.ask(signal), { spoken: false });

    constructor() {
        super();
        this.channel = '';
        this.evidence = '';
    }

    private async ask(signal: AbortSignal): Promise<{ is: Contradiction | undefined }> {
        const [held, keys] = await Promise.all([api.text(`/channels/${this.channel}/checkpoint`, {}, signal), api.text('/api/v1/keys', {}, signal)]);
        return { is: await contradiction(held, this.evidence, keys) };
    }

    private side(title: string, each: Side, other: Side): TemplateResult {
        return html`<section class="fork-side" aria-label=${title}>
            <h4>${title}</h4>
            <dl class="terms">
                ${term(t('web.ledger.size'), number(each.size))}
                ${term(t('web.ledger.root'), html`<span class="hash whole">${each.root}</span> ${each.size === other.size && each.root !== other.root ? html`<span class="chip">${t('web.ledger.root.other')}</span>` : nothing}`)}
                ${term(t('web.ledger.key'), each.signedBy === '' ? stateMark('bad', t('web.ledger.not-signed')) : html`${stateMark('good', t('web.ledger.signed-by'))} <span class="hash">${each.signedBy}</span>`)}
            </dl>
            <details><summary>${t('web.ledger.checkpoint')}</summary><pre tabindex="0">${each.text}</pre></details>
        </section>`;
    }

    override render(): TemplateResult | typeof nothing {
        if (this.channel === '' || this.evidence === '') return nothing;
        this.found.want(`${this.channel} ${this.evidence}`);
        return this.found.draw(({ is }) => {
            if (!is) return nothing;
            return html`<h3>${t('web.ledger.two')}</h3>
                <div class="fork-sides">${this.side(t('web.ledger.held'), is.held, is.other)} ${this.side(t('web.ledger.other'), is.other, is.held)}</div>
                <p>${is.isFork ? html`<strong>${t('web.ledger.two.fork')}</strong>` : t('web.ledger.two.else')}</p>`;
        }, 6);
    }
}

customElements.define('puente-fork', ForkPanel);
