import { html, nothing, type TemplateResult } from 'lit';
import { PuenteElement } from '../base/element';
import { instant, number } from '../base/format';
import { counted, t } from '../base/messages';
import { Remote } from '../base/remote';
import { areaLabel, dimensionValue } from '../base/vocabulary';
import { periodName } from '../views/periods';
import { addressOf, type Chart, questionOf, type State } from './charts';
import { ask, type Changed, type Revision, type Revisions } from './data';

/** Changed sums that a revision names on the page; the node's answer has more. */
const NAMED = 6;

/** When a figure was revised, from what to what, and the address of the chart as it stood before. */
export class RevisionsPanel extends PuenteElement {
    static override properties = { chart: { attribute: false }, state: { attribute: false } };
    declare chart: Chart | undefined;
    declare state: State | undefined;

    private readonly revisions = new Remote<Revisions>(this, (signal) => this.ask(signal), { spoken: false });

    constructor() {
        super();
        this.chart = undefined;
        this.state = undefined;
    }

    private ask(signal: AbortSignal): Promise<Revisions> {
        const { indicator, area, dimension } = questionOf(this.chart!, this.state!);
        return ask<Revisions>('revisions', { indicator, area, dimension }, signal);
    }

    private named(each: Changed): TemplateResult {
        const part = Object.entries(each.dimensions ?? {}).map(([name, value]) => dimensionValue(name, value));
        const what = [periodName(each), ...(each.area === undefined ? [] : [areaLabel(each.area)]), ...part].join(', ');
        return html`<li>${each.before === undefined ? t('web.public.revision.new', { what, after: number(each.after) }) : t('web.public.revision.changed', { what, before: number(each.before), after: number(each.after) })}</li>`;
    }

    private revision(each: Revision): TemplateResult {
        const before = new Date(new Date(each.at).getTime() - 1).toISOString();
        return html`<li><p>${t('web.public.revision.at', { at: instant(each.at), source: each.source ?? '–' })} <a href=${addressOf(this.chart!, { ...this.state!, asOf: before })}>${t('web.public.revision.before')}</a></p>
            <ul>${each.changed.slice(0, NAMED).map((one) => this.named(one))}${each.changedInAll > NAMED ? html`<li class="quiet">${t('web.public.revision.more', { count: number(each.changedInAll - NAMED) })}</li>` : nothing}</ul></li>`;
    }

    private drawn({ data }: Revisions): TemplateResult | typeof nothing {
        const { asOf } = this.state!;
        const stood = asOf === '' ? nothing : html`<p class="public-note">${t('web.public.stood', { at: instant(asOf.length > 10 ? asOf : `${asOf}T23:59:59Z`) })} <a href=${addressOf(this.chart!, { ...this.state!, asOf: '' })}>${t('web.public.stood.now')}</a></p>`;
        const list = data.revisions.length === 0 ? nothing : html`<details class="public-revisions"><summary>${counted('web.public.revised', data.revisions.length)}</summary><ol class="plain">${data.revisions.map((each) => this.revision(each))}</ol></details>`;
        return html`${stood}${list}`;
    }

    override render(): TemplateResult | typeof nothing {
        if (!this.chart || !this.state) return nothing;
        this.revisions.want(addressOf(this.chart, { ...this.state, asOf: '' }));
        return html`${this.revisions.draw((revisions) => this.drawn(revisions), 1)}`;
    }
}

customElements.define('puente-revisions', RevisionsPanel);
