import { html, nothing, type TemplateResult } from 'lit';
import { api, ApiProblem } from '../base/api';
import { PuenteElement } from '../base/element';
import { instant, number } from '../base/format';
import { t, word } from '../base/messages';
import { hashMark, problemPanel, stateMark, term, type Tone } from '../base/parts';
import type { RecordDocument } from '../base/types';
import { Malformed, type SignatureFinding } from '../proof/tlog';
import { type Step, type Verification, verify } from '../proof/verify';

const TONES: Readonly<Record<Step['outcome'], Tone>> = { yes: 'good', no: 'bad', unchecked: 'plain' };

/** "Verify in your browser": fetches the proof and the keys, computes everything anew, and says step by step what it found. */
export class ProofPanel extends PuenteElement {
    static override properties = { record: { attribute: false }, source: { attribute: false }, disclosed: { attribute: false }, busy: { state: true }, result: { state: true }, problem: { state: true }, malformed: { state: true } };
    declare record: RecordDocument;
    /** Where the proof is asked for; the record's newest where nothing is said. */
    declare source: string;
    declare disclosed: boolean;
    declare busy: boolean;
    declare result: Verification | undefined;
    declare problem: ApiProblem | undefined;
    declare malformed: string;

    private text = '';

    constructor() {
        super();
        this.source = '';
        this.disclosed = false;
        this.busy = false;
        this.result = undefined;
        this.problem = undefined;
        this.malformed = '';
    }

    private async run(): Promise<void> {
        this.busy = true;
        this.result = undefined;
        this.problem = undefined;
        this.malformed = '';
        try {
            const [proof, keys] = await Promise.all([api.text(this.source || `/api/v1/records/${this.record.id}/proof`), api.text('/api/v1/keys')]);
            this.text = proof;
            this.result = await verify(this.record, proof, keys);
        } catch (failed) {
            if (failed instanceof ApiProblem) this.problem = failed;
            else if (failed instanceof Malformed || failed instanceof SyntaxError) this.malformed = failed.message;
            else throw failed;
        } finally {
            this.busy = false;
        }
    }

    private finding({ name, finding }: { name: string; finding: SignatureFinding }): TemplateResult {
        switch (finding.finding) {
            case 'valid':
                return html`<li>${stateMark('good', t('web.proof.signature.valid'))} <span>${name}</span> ${finding.at ? html`<span class="quiet">${instant(finding.at.toISOString())}</span>` : nothing}</li>`;
            case 'false':
                return html`<li>${stateMark('bad', t('web.proof.signature.false'))} <span>${name}</span></li>`;
            case 'unknown':
                return html`<li>${stateMark('plain', t('web.proof.signature.unknown'))} <span>${name}</span></li>`;
            case 'unchecked':
                return html`<li>${stateMark('plain', t('web.proof.signature.unchecked', { algorithm: finding.algorithm }))} <span>${name}</span></li>`;
        }
    }

    private facts(step: Step): TemplateResult | typeof nothing {
        const { facts } = step;
        switch (step.step) {
            case 'leaf':
                return html`<p>${t('web.proof.leaf.text', { bytes: number(facts['bytes'] ?? 0), index: number(facts['index'] ?? 0), origin: facts['origin'] ?? '' })}</p>`;
            case 'record':
                return html`<p>${t('web.proof.record.text', { record: facts['record'] ?? '', version: facts['version'] ?? '', recipient: facts['recipient'] ?? '', purpose: facts['purpose'] ?? '' })}</p>`;
            case 'hash':
                return html`<p>${t('web.proof.hash.text')} ${hashMark(String(facts['hash']))}</p>`;
            case 'path':
                return html`<p>${t('web.proof.path.text', { hashes: facts['hashes'] ?? 0, size: number(facts['size'] ?? 0) })} ${hashMark(String(facts['root']))}</p>`;
            case 'log':
                return html`<p>${t('web.proof.log.text', { origin: facts['origin'] ?? '' })}</p>`;
            case 'receipt':
                return html`<p>${t('web.proof.receipt.text', { size: number(facts['size'] ?? 0) })}</p>`;
            case 'payload':
                return html`<p>${t('web.proof.payload.text')} ${hashMark(String(facts['payload']))}</p>`;
        }
    }

    private step(step: Step): TemplateResult {
        return html`<li class="proof-step">
            <p class="flow"><strong>${word('web.proof.step', step.step)}</strong>${stateMark(TONES[step.outcome], word('web.proof.outcome', step.outcome))}</p>
            ${this.facts(step)}
            ${step.signatures && step.signatures.length > 0 ? html`<ul class="plain">${step.signatures.map((each) => this.finding(each))}</ul>` : nothing}
        </li>`;
    }

    private outcome(result: Verification): TemplateResult {
        return html`<p class="proof-outcome">${stateMark(result.proven ? 'good' : 'bad', result.proven ? t('web.proof.proven') : t('web.proof.not-proven'))}</p>
            <ol class="proof-steps">${result.steps.map((each) => this.step(each))}</ol>
            <details>
                <summary>${t('web.proof.text.show')}</summary>
                <pre tabindex="0">${this.text}</pre>
                <h3>${t('web.proof.leaf.show')}</h3>
                <dl class="terms">${Object.entries(result.leaf).map(([name, value]) => term(name, typeof value === 'object' ? JSON.stringify(value) : String(value)))}</dl>
            </details>`;
    }

    override render(): TemplateResult {
        return html`<section class="panel" aria-labelledby=${`proof-${this.record.id}`}>
            <h2 id=${`proof-${this.record.id}`}>${t('web.proof')}</h2>
            <p>${t('web.proof.text')}</p>
            ${this.disclosed
                ? html`<p><button type="button" class="primary" ?disabled=${this.busy} @click=${() => void this.run()}>${this.busy ? t('web.proof.running') : t('web.proof.run')}</button></p>`
                : html`<p class="quiet">${t('web.proof.nothing')}</p>`}
            <div aria-live="polite">
                ${this.problem ? problemPanel(this.problem, () => void this.run()) : nothing}
                ${this.malformed === '' ? nothing : html`<div class="problem"><p class="problem-reason">${t('web.proof.malformed')}</p><p>${this.malformed}</p></div>`}
                ${this.result ? this.outcome(this.result) : nothing}
            </div>
        </section>`;
    }
}

customElements.define('puente-proof', ProofPanel);
