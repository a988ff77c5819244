import { html, nothing, type TemplateResult } from 'lit';
import './proof-panel';
import './registration';
import { api } from '../base/api';
import { PuenteElement } from '../base/element';
import { date, instant, number } from '../base/format';
import { t } from '../base/messages';
import { agencyMark, channelMark, hashMark, stateMark, term, type Tone } from '../base/parts';
import type { EvaluationReport, ListedRegistration, Registered } from '../base/programme-types';
import { Remote } from '../base/remote';
import { language } from '../base/settings';
import { codeLabel } from '../base/vocabulary';
import { textOf } from './programmes';

const JUDGED: Readonly<Record<string, Tone>> = { met: 'good', smaller: 'plain', opposite: 'bad', 'not-seen': 'plain', 'cannot-tell': 'wait', refused: 'wait' };

/** A percentage with its sign, as figures are written. */
function percent(value: string | undefined): string {
    const amount = Number(value ?? '0');
    return `${amount > 0 ? '+' : amount < 0 ? '−' : ''}${number(Math.abs(amount))} %`;
}

/** One registration: what was signed, its proof, and once it is asked for, the report. */
export class Evaluation extends PuenteElement {
    static override properties = { registration: { attribute: false }, open: { state: true } };
    declare registration: ListedRegistration;
    declare open: boolean;

    private readonly report = new Remote<EvaluationReport>(this, (signal) => api.get<EvaluationReport>(`/api/v1/registrations/${this.registration.record.id}/report`, {}, signal), { spoken: false });

    constructor() {
        super();
        this.open = false;
    }

    private cited(registered: Registered): TemplateResult {
        return html`<dl class="terms">
            ${term(t('web.programmes.proof.leaf'), html`<span class="flow">${channelMark(registered.channel)} <a href=${`/ledger?channel=${registered.channel}`}>${t('web.programmes.proof.entry', { entry: number(registered.entry) })}</a></span>`)}
            ${term(t('web.programmes.proof.checkpoint'), html`${t('web.programmes.proof.size', { size: number(registered.size) })} ${hashMark(registered.root)}`)}
            ${term(t('web.programmes.proof.signed'), html`<ul class="plain">${registered.signatures.map((each) => html`<li class="whole">${each}</li>`)}</ul>`)}
            ${term(t('web.programmes.proof.at'), instant(registered.cosignedAt))}
        </dl>`;
    }

    private deviations({ deviations }: EvaluationReport): TemplateResult {
        return deviations.length === 0
            ? html`<p>${stateMark('good', t('web.programmes.deviations.none'))}</p>`
            : html`<h4>${t('web.programmes.deviations')}</h4><ul class="plain stack">${deviations.map((each) => html`<li>${stateMark('bad', each.text[language()])}</li>`)}</ul>`;
    }

    private found(report: EvaluationReport): TemplateResult {
        const { finding, judgement, reading, reason } = report;
        if (report.state === 'waiting') return html`<p>${stateMark('wait', t('web.programmes.waiting'))}</p>${reason ? html`<p>${reason.text[language()]} <span class="quiet">${reason.remedy[language()]}</span></p>` : nothing}`;
        return html`${judgement ? html`<p class="judgement">${stateMark(JUDGED[judgement.code] ?? 'plain', judgement.text[language()])}</p>` : nothing}
            ${reading ? html`<p>${reading[language()]}</p>` : nothing}
            ${finding?.percent === undefined
                ? nothing
                : html`<dl class="terms">
                      ${term(t('web.programmes.effect'), html`<strong>${percent(finding.percent)}</strong> <span class="quiet">(${percent(finding.lower)} … ${percent(finding.upper)})</span>`)}
                      ${term(t('web.programmes.chance'), t('web.programmes.chance.text', { probability: number((finding.probability ?? 0).toFixed(3)), placebos: number(finding.placebos ?? 0) }))}
                      ${term(t('web.programmes.power'), t('web.programmes.power.text', { fall: number(finding.fallSeen ?? '0'), rise: number(finding.riseSeen ?? '0') }))}
                      ${term(t('web.programmes.method'), codeLabel('evaluation-method', finding.method))}
                      ${term(t('web.programmes.figures'), html`${date(report.from ?? '')} – ${date(report.to ?? '')}`)}
                  </dl>`}`;
    }

    private reported(report: EvaluationReport): TemplateResult {
        const { timing } = report;
        return html`<section class="report" aria-label=${t('web.programmes.report')}>
            <h3>${t('web.programmes.report')}</h3>
            <p>${stateMark(timing.before ? 'good' : 'bad', timing.before ? t('web.programmes.before', { date: date(timing.firstEnds) }) : t('web.programmes.not-before'))}</p>
            ${this.found(report)}
            ${this.deviations(report)}
            <p class="quiet">${t('web.programmes.fingerprint')} ${hashMark(report.fingerprint)} · <a href=${`/api/v1/registrations/${report.registration}/report`} target="_blank" rel="noopener">${t('web.programmes.json')}</a></p>
        </section>`;
    }

    override render(): TemplateResult {
        const { record, registered, begun, firstEnds } = this.registration;
        const late = registered !== undefined && registered.cosignedAt.slice(0, firstEnds.length) > firstEnds;
        if (this.open) this.report.want(`${record.id} ${record.version} ${registered?.entry ?? ''}`);
        return html`<article class="registration" aria-labelledby=${`r-${record.id}`}>
            <h3 id=${`r-${record.id}`} class="flow">${t('web.programmes.registration')} ${agencyMark(record.agency)} ${record.provenance.synthetic ? html`<span class="chip">${t('web.record.synthetic')}</span>` : nothing}</h3>
            <blockquote class="statement"><p>${textOf(record, 'statementText')}</p></blockquote>
            <p>${registered
                ? stateMark('good', t('web.programmes.registered', { at: instant(registered.cosignedAt) }))
                : stateMark('wait', t('web.programmes.unproven'))}${late ? html` ${stateMark('bad', t('web.programmes.not-before'))}` : nothing}${begun ? nothing : html` <span class="quiet">${t('web.programmes.not-begun', { date: date(firstEnds) })}</span>`}</p>
            ${registered
                ? html`<details><summary>${t('web.programmes.proof')}</summary>${this.cited(registered)}
                      <p><a href=${`/api/v1/registrations/${record.id}/proof`} download=${`${record.id}.tlog-proof`}>${t('web.programmes.proof.download')}</a></p>
                      ${registered.version === record.version ? html`<puente-proof .record=${record} .disclosed=${true} .source=${registered.proof}></puente-proof>` : nothing}</details>`
                : nothing}
            ${this.open ? html`<div aria-live="polite">${this.report.draw((report) => this.reported(report), 8)}</div>` : html`<div class="actions"><button type="button" @click=${() => (this.open = true)}>${t('web.programmes.report.show')}</button></div>`}
        </article>`;
    }
}

customElements.define('puente-evaluation', Evaluation);
