import { html, nothing, type TemplateResult } from 'lit';
import { Act } from '../base/act';
import { api } from '../base/api';
import { PuenteElement } from '../base/element';
import { instant, number } from '../base/format';
import { t } from '../base/messages';
import { stateMark } from '../base/parts';
import { store, stored } from '../base/settings';
import { toHex } from '../proof/bytes';
import { type LogVerification, type Seen, seen, verifyLog } from '../proof/log';
import { Malformed, type SignatureFinding } from '../proof/tlog';

const SEEN = 'puente.checkpoint.';

/** "Verify now" of one log: its checkpoint's signatures, its whole tree, and that it continues what was seen before. */
export class LogPanel extends PuenteElement {
    static override properties = { path: { attribute: false }, result: { state: true }, malformed: { state: true } };
    /** Where the log is served: `/channels/mx/us` or `/journal`. */
    declare path: string;
    declare result: LogVerification | undefined;
    declare malformed: string;

    private readonly act = new Act(this);
    private earlier: Seen | undefined;

    constructor() {
        super();
        this.path = '';
        this.result = undefined;
        this.malformed = '';
    }

    private async run(): Promise<void> {
        await this.act.run(async () => {
            this.malformed = '';
            this.result = undefined;
            try {
                const [note, keys] = await Promise.all([api.text(`${this.path}/checkpoint`), api.text('/api/v1/keys')]);
                const name = SEEN + (note.split('\n')[0] ?? '');
                this.earlier = seen(stored(name));
                const result = await verifyLog(note, keys, (tile) => api.bytes(`${this.path}/tile/${tile}`), this.earlier);
                // Only what holds is remembered: a second look at a fork must find the same contradiction again.
                if (result.signed && result.rebuilt !== false && result.consistent !== false) store(name, `${result.checkpoint.size} ${toHex(result.checkpoint.root)}`);
                this.result = result;
            } catch (failed) {
                if (!(failed instanceof Malformed)) throw failed;
                this.malformed = failed.message;
            }
        });
    }

    private finding({ name, finding }: { name: string; finding: SignatureFinding }): TemplateResult {
        const mark = {
            valid: () => stateMark('good', t('web.proof.signature.valid')),
            false: () => stateMark('bad', t('web.proof.signature.false')),
            unknown: () => stateMark('plain', t('web.proof.signature.unknown')),
            unchecked: () => stateMark('plain', t('web.proof.signature.unchecked', { algorithm: finding.finding === 'unchecked' ? finding.algorithm : '' })),
        }[finding.finding]();
        return html`<li>${mark} <span>${name}</span>${finding.finding === 'valid' && finding.at ? html` <span class="quiet">${instant(finding.at.toISOString())}</span>` : nothing}</li>`;
    }

    private shown(result: LogVerification): TemplateResult {
        const { checkpoint, rebuilt, consistent } = result;
        const size = number(checkpoint.size);
        return html`<ol class="proof-steps">
            <li class="proof-step"><p>${stateMark(result.signed ? 'good' : 'bad', result.signed ? t('web.ledger.signed') : t('web.ledger.not-signed'))}</p><ul class="plain">${result.signatures.map((each) => this.finding(each))}</ul></li>
            <li class="proof-step"><p>${rebuilt === undefined ? stateMark('plain', t('web.ledger.too-long', { size })) : stateMark(rebuilt ? 'good' : 'bad', rebuilt ? t('web.ledger.rebuilt', { size }) : t('web.ledger.not-rebuilt'))}</p><p class="hash whole">${toHex(checkpoint.root)}</p></li>
            <li class="proof-step"><p>${
                consistent === undefined
                    ? stateMark('plain', t('web.ledger.first-seen'))
                    : stateMark(consistent ? 'good' : 'bad', consistent ? t('web.ledger.consistent', { size: number(this.earlier?.size ?? 0) }) : t('web.ledger.fork-seen', { size: number(this.earlier?.size ?? 0) }))
            }</p></li>
        </ol>
        <details><summary>${t('web.ledger.checkpoint')}</summary><pre tabindex="0">${result.note.text}</pre></details>`;
    }

    override render(): TemplateResult {
        return html`<p><button type="button" ?disabled=${this.act.busy} @click=${() => void this.run()}>${this.act.busy ? t('web.proof.running') : t('web.ledger.verify')}</button></p>
            <div aria-live="polite">${this.act.draw()}
                ${this.malformed === '' ? nothing : html`<div class="problem"><p class="problem-reason">${t('web.ledger.malformed')}</p><p>${this.malformed}</p></div>`}
                ${this.result ? this.shown(this.result) : nothing}
            </div>`;
    }
}

customElements.define('puente-log', LogPanel);
