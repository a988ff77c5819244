import { html, nothing, type TemplateResult } from 'lit';
import { PuenteElement } from '../base/element';
import { instant, number } from '../base/format';
import { counted, t } from '../base/messages';
import { Remote } from '../base/remote';
import { areaLabel, dimensionValue } from '../base/vocabulary';
import { periodName } from './periods';

/** A sum that a revision changed; without what it was before where there was none. */
export interface Changed {
    period: string;
    calendar: string;
    area?: string;
    dimensions?: Readonly<Record<string, string>>;
    before?: string;
    after: string;
}

export interface Revision {
    at: string;
    observations: number;
    source?: string;
    changed: Changed[];
    changedInAll: number;
}

/** Changed sums that a revision names on the page; the node's answer has more. */
const NAMED = 6;

/** When a figure was revised, from what to what, and the address of the chart as it stood before. */
export class RevisionsPanel extends PuenteElement {
    static override properties = { question: {}, ask: { attribute: false }, address: { attribute: false }, asOf: {} };
    /** What is asked for: another question is asked anew. */
    declare question: string;
    /** How the revisions of what the chart shows are had. */
    declare ask: ((signal: AbortSignal) => Promise<Revision[]>) | undefined;
    /** The address of the chart as it stood at an instant; of what it is today where that is empty. */
    declare address: ((asOf: string) => string) | undefined;
    /** As what the chart is shown. */
    declare asOf: string;

    private readonly revisions = new Remote<Revision[]>(this, (signal) => this.ask!(signal), { spoken: false });

    constructor() {
        super();
        this.question = '';
        this.ask = undefined;
        this.address = undefined;
        this.asOf = '';
    }

    private named(each: Changed): TemplateResult {
        const part = Object.entries(each.dimensions ?? {}).map(([name, value]) => dimensionValue(name, value));
        const what = [periodName(each), ...(each.area === undefined ? [] : [areaLabel(each.area)]), ...part].join(', ');
        return html`<li>${each.before === undefined ? t('web.public.revision.new', { what, after: number(each.after) }) : t('web.public.revision.changed', { what, before: number(each.before), after: number(each.after) })}</li>`;
    }

    private revision(each: Revision): TemplateResult {
        const address = this.address!;
        const before = new Date(new Date(each.at).getTime() - 1).toISOString();
        return html`<li><p>${t('web.public.revision.at', { at: instant(each.at), source: each.source ?? '–' })} <a href=${address(before)}>${t('web.public.revision.before')}</a></p>
            <ul>${each.changed.slice(0, NAMED).map((one) => this.named(one))}${each.changedInAll > NAMED ? html`<li class="quiet">${t('web.public.revision.more', { count: number(each.changedInAll - NAMED) })}</li>` : nothing}</ul></li>`;
    }

    private drawn(revisions: readonly Revision[]): TemplateResult | typeof nothing {
        const { asOf } = this;
        const address = this.address!;
        const stood = asOf === '' ? nothing : html`<p class="public-note">${t('web.public.stood', { at: instant(asOf.length > 10 ? asOf : `${asOf}T23:59:59Z`) })} <a href=${address('')}>${t('web.public.stood.now')}</a></p>`;
        const list = revisions.length === 0 ? nothing : html`<details class="public-revisions"><summary>${counted('web.public.revised', revisions.length)}</summary><ol class="plain">${revisions.map((each) => this.revision(each))}</ol></details>`;
        return html`${stood}${list}`;
    }

    override render(): TemplateResult | typeof nothing {
        if (!this.ask || !this.address) return nothing;
        this.revisions.want(this.question);
        return html`${this.revisions.draw((revisions) => this.drawn(revisions), 1)}`;
    }
}

customElements.define('puente-revisions', RevisionsPanel);
