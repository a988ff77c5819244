import { html, nothing, type TemplateResult } from 'lit';
import { Act } from '../base/act';
import { api } from '../base/api';
import { PuenteElement } from '../base/element';
import { date, number } from '../base/format';
import { t, word } from '../base/messages';
import { stateMark, term } from '../base/parts';
import type { EvaluationReport, RegistrationPreview } from '../base/programme-types';
import { here } from '../base/router';
import { language } from '../base/settings';
import type { Agreement, Bilingual, RecordDocument } from '../base/types';
import { areaLabel, areas, codeLabel, codes, indicatorLabel } from '../base/vocabulary';
import { partLabel } from './figures';
import { isInvented, list, toPartner } from './programmes';

/** Against what an area is compared: all other states of its country, or its own past alone. */
const AGAINST = ['country', 'past'] as const;

/** Of what the periods may be: windows that overlap and half-years carry no evaluation. */
const CALENDARS = ['calendar', 'us-fiscal'] as const;

/** How often the other side's signature is asked for, and how long between. */
const ASKED_MAX = 15;
const PAUSE_MILLIS = 1000;

interface Draft {
    fields: Record<string, unknown>;
    to: string;
    synthetic: boolean;
}

/** Pre-registering: everything that could otherwise be chosen once the outcome is known, then the sentence that will be signed, then the signing. */
export class Registration extends PuenteElement {
    static override properties = { programme: { attribute: false }, agreement: { attribute: false }, preview: { state: true } };
    declare programme: RecordDocument;
    declare agreement: Agreement | null;
    declare preview: RegistrationPreview | undefined;

    private readonly act = new Act(this);
    private draft: Draft | undefined;

    constructor() {
        super();
        this.preview = undefined;
    }

    private draftOf(form: HTMLFormElement): Draft {
        const data = new FormData(form);
        const text = (name: string) => String(data.get(name) ?? '').trim();
        const { fields } = this.programme;
        const treated = text('treatedArea');
        const country = treated.split('-')[0] ?? '';
        const others = text('against') === 'country' ? Object.keys(areas).filter((each) => each.startsWith(`${country}-`) && !each.includes('/') && !each.startsWith('US-CBP') && each !== treated) : [];
        return {
            to: text('to'),
            synthetic: isInvented(),
            fields: {
                programme: this.programme.id,
                indicator: fields['indicator'],
                ...(fields['dimensions'] === undefined ? {} : { dimensions: fields['dimensions'] }),
                treatedArea: treated,
                ...(others.length === 0 ? {} : { comparedArea: others }),
                calendar: text('calendar'),
                firstPeriod: text('firstPeriod'),
                lastPeriod: text('lastPeriod'),
                evaluationMethod: text('evaluationMethod'),
                effectDirection: text('effectDirection'),
                leastEffect: `${text('leastEffect')} percent`,
                confidenceLevel: `${text('confidenceLevel')} percent`,
            },
        };
    }

    private readonly look = (event: Event): void => {
        event.preventDefault();
        const draft = this.draftOf(event.currentTarget as HTMLFormElement);
        void this.act.run(async () => {
            this.preview = await api.post<RegistrationPreview>('/api/v1/registrations/preview', draft);
            this.draft = draft;
        });
    };

    /** What was previewed is signed as it was previewed: a change takes the preview away. */
    private readonly edited = (): void => {
        this.preview = undefined;
        this.draft = undefined;
    };

    private sign(): void {
        const { draft } = this;
        if (!draft) return;
        void this.act.run(async () => {
            const { id } = await api.post<{ id: string }>('/api/v1/registrations', draft);
            await this.countersigned(id);
            this.dispatchEvent(new CustomEvent('registered', { bubbles: true }));
        });
    }

    /** Waits a little for the other side's signature: a partner who is away signs later, and nothing is lost. */
    private async countersigned(id: string): Promise<void> {
        for (let asked = 0; asked < ASKED_MAX; asked++) {
            const report = await api.get<EvaluationReport>(`/api/v1/registrations/${id}/report`);
            if (report.registered) return;
            await new Promise((done) => setTimeout(done, PAUSE_MILLIS));
        }
    }

    private power({ power }: RegistrationPreview): TemplateResult {
        if (power.unseenPercent === undefined) return html`<p>${stateMark('wait', t('web.programmes.power.none'))} ${power.reason ? html`<span class="quiet">${power.reason.text[language()]}</span>` : nothing}</p>`;
        return html`<p>${t('web.programmes.power.now', { percent: number(power.unseenPercent), periods: number(power.periods ?? 0), held: number(power.held) })}</p>
            ${power.reachable === false ? html`<p>${stateMark('bad', t('web.programmes.power.unreachable', { placebos: number(power.placebos ?? 0), smallest: number(((power.smallestProbability ?? 0) * 100).toFixed(1)) }))}</p>` : nothing}`;
    }

    private sentence(statement: Bilingual): TemplateResult {
        const languages = language() === 'es' ? (['es', 'en'] as const) : (['en', 'es'] as const);
        return html`${languages.map((each) => html`<h4>${word('web.programmes.language', each)}</h4><blockquote class="statement" lang=${each}><p>${statement[each]}</p></blockquote>`)}`;
    }

    private previewed(preview: RegistrationPreview): TemplateResult {
        const isRefused = preview.outcome === 'refused';
        return html`<section class="report" aria-label=${t('web.programmes.preview.title')}>
            <h3>${t('web.programmes.preview.title')}</h3>
            ${this.sentence(preview.statement)}
            ${preview.late || preview.figuresRecorded > 0
                ? html`<p>${stateMark('bad', t('web.programmes.preview.late', { date: date(preview.firstEnds), count: number(preview.figuresRecorded) }))}</p>`
                : html`<p>${stateMark('good', t('web.programmes.preview.before', { date: date(preview.firstEnds) }))}</p>`}
            ${this.power(preview)}
            ${isRefused ? html`<p>${stateMark('bad', preview.reason?.text[language()] ?? word('web.disclose.outcome', 'refused'))}</p>` : html`<p class="quiet">${t('web.programmes.preview.leaves', { agency: preview.to })}</p>`}
            ${isRefused ? nothing : html`<div class="actions"><button type="button" class="primary" ?disabled=${this.act.busy} @click=${() => this.sign()}>${this.act.busy ? t('web.programmes.preview.signing') : t('web.programmes.preview.sign')}</button></div>`}
        </section>`;
    }

    override render(): TemplateResult {
        const { fields } = this.programme;
        const own = list(fields['area']);
        const part = list(fields['dimensions']).join(' ');
        const options = (name: string, given = '') => codes(name).map((each) => html`<option value=${each} .selected=${each === given}>${codeLabel(name, each)}</option>`);
        return html`<form class="inner-form" aria-labelledby="register-title" @submit=${this.look} @change=${this.edited}>
            <h3 id="register-title">${t('web.programmes.register')}</h3>
            <dl class="terms">${term(t('web.programmes.indicator'), html`${indicatorLabel(String(fields['indicator']))}${part === '' ? nothing : html` · ${partLabel(part)}`}`)}</dl>
            <div class="record-form">
                <label class="field"><span>${t('web.programmes.treated')}</span><select name="treatedArea" required>${own.map((each) => html`<option value=${each}>${areaLabel(each)}</option>`)}</select></label>
                <label class="field"><span>${t('web.programmes.against')}</span><select name="against">${AGAINST.map((each) => html`<option value=${each}>${word('web.programmes.against', each)}</option>`)}</select></label>
                <label class="field"><span>${t('web.programmes.calendar')}</span><select name="calendar" required>${CALENDARS.map((each) => html`<option value=${each}>${codeLabel('calendar', each)}</option>`)}</select></label>
                <label class="field"><span>${t('web.programmes.first-period')}</span><input name="firstPeriod" inputmode="numeric" placeholder="2027-01" maxlength="7" required /></label>
                <label class="field"><span>${t('web.programmes.last-period')}</span><input name="lastPeriod" inputmode="numeric" placeholder="2027-12" maxlength="7" required /></label>
                <label class="field"><span>${t('web.programmes.method')}</span><select name="evaluationMethod" required>${options('evaluation-method', 'difference-in-differences')}</select></label>
                <label class="field"><span>${t('web.programmes.direction')}</span><select name="effectDirection" required>${options('effect-direction')}</select></label>
                <label class="field"><span>${t('web.programmes.least')}</span><input name="leastEffect" inputmode="decimal" value="20" maxlength="6" required /></label>
                <label class="field"><span>${t('web.programmes.confidence')}</span><input name="confidenceLevel" inputmode="decimal" value="95" maxlength="5" required /></label>
                ${toPartner(this.agreement)}
            </div>
            ${this.act.draw()}
            ${this.preview ? nothing : html`<div class="actions"><button class="primary" ?disabled=${this.act.busy}>${this.act.busy ? t('web.programmes.preview.running') : t('web.programmes.preview')}</button><a class="button" href=${`/programmes/${here().item}`}>${t('web.disclose.cancel')}</a></div>`}
            <div aria-live="polite">${this.preview ? this.previewed(this.preview) : nothing}</div>
        </form>`;
    }
}

customElements.define('puente-registration', Registration);
