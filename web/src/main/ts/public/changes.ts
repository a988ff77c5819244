import { html, nothing, type TemplateResult } from 'lit';
import { PuenteElement } from '../base/element';
import { number } from '../base/format';
import { t } from '../base/messages';
import { Remote } from '../base/remote';
import { language } from '../base/settings';
import { areaLabel } from '../base/vocabulary';
import { periodName } from '../views/periods';
import { addressOf, type Chart, questionOf, type State } from './charts';
import { ask, type Change, type Changes, type Comparison } from './data';
import { signed } from './finding';

/** States told by name on each side of the chosen one. */
const TOLD = 5;

const month = (period: string) => periodName({ period, calendar: 'calendar' });
const whole = (value: string) => number(Math.round(Number(value)));

/** When a change in a state's figures could have been detected, how sure that is, and what comparable states did. */
export class ChangePanel extends PuenteElement {
    static override properties = { chart: { attribute: false }, state: { attribute: false } };
    declare chart: Chart | undefined;
    declare state: State | undefined;

    private readonly changes = new Remote<Changes>(this, (signal) => ask<Changes>('changes', this.question(), signal), { spoken: false });
    private readonly compared = new Remote<Comparison>(this, (signal) => ask<Comparison>('comparison', { ...this.question(), start: this.start }, signal), { spoken: false });
    private start = '';

    constructor() {
        super();
        this.chart = undefined;
        this.state = undefined;
    }

    private question(): { indicator: string; area: string | undefined; dimension: string[]; asOf: string | undefined } {
        const { indicator, area, dimension, asOf } = questionOf(this.chart!, this.state!);
        return { indicator, area, dimension, asOf };
    }

    private sure(change: Change): string {
        const chance = Number(change.probability);
        // The simulated years are 4,000: a smaller chance cannot be told.
        return chance <= 1 / 4001 + 1e-9 ? t('web.public.change.sure.most') : t('web.public.change.sure', { years: number(Math.round(1 / chance)) });
    }

    private told(change: Change): TemplateResult {
        const rose = Number(change.ratio) > 1;
        const times = number(Math.round(Number(rose ? change.ratio : String(1 / Number(change.ratio))) * 10) / 10);
        const texts = { since: month(change.since), detected: month(change.detected), value: number(change.value), expected: whole(change.expected), times };
        return html`<li><p><strong>${rose ? t('web.public.change.rose', texts) : t('web.public.change.fell', texts)}</strong></p><p>${t(change.since === change.detected ? 'web.public.change.at-once' : 'web.public.change.later', texts)} ${this.sure(change)}</p></li>`;
    }

    private beside({ data, fingerprint }: Comparison): TemplateResult {
        const area = this.state!.area;
        const known = data.areas.filter((each) => each.percent !== undefined).toSorted((a, b) => Number(b.percent) - Number(a.percent));
        const place = known.findIndex((each) => each.area === area);
        const shown = known.filter((each, at) => at < TOLD || each.area === area || at >= known.length - 2);
        const alike = Object.entries(data.mixture).toSorted((a, b) => Number(b[1]) - Number(a[1])).slice(0, TOLD);
        return html`<p>${t('web.public.compare.place', { area: areaLabel(area), place: place + 1, of: known.length, before: data.monthsBefore, after: data.monthsAfter, start: month(data.start) })}</p>
            ${alike.length > 0 ? html`<p>${t('web.public.compare.alike', { areas: alike.map(([code, weight]) => `${areaLabel(code)} (${signed(100 * Number(weight)).replace('+', '')})`).join(', ') })} ${this.alikeDid(alike.map(([code]) => code), data)}</p>` : nothing}
            <div class="table-scroll" tabindex="0" role="region" aria-label=${t('web.public.compare.table')}><table>
                <thead><tr><th scope="col">${t('web.records.area')}</th><th scope="col" class="number">${t('web.public.compare.before', { months: data.monthsBefore })}</th><th scope="col" class="number">${t('web.public.compare.after', { months: data.monthsAfter })}</th><th scope="col" class="number">${t('web.public.compare.change')}</th></tr></thead>
                <tbody>${shown.map((each) => html`<tr ?data-chosen=${each.area === area}><th scope="row">${each.area === area ? areaLabel(each.area) : html`<a href=${addressOf(this.chart!, { ...this.state!, area: each.area })}>${areaLabel(each.area)}</a>`}</th><td class="number">${whole(each.before)}</td><td class="number">${whole(each.after)}</td><td class="number signed">${signed(Number(each.percent))}</td></tr>`)}</tbody>
            </table></div>
            <h3>${t('web.public.compare.methods')}</h3>
            <p class="quiet">${t('web.public.compare.methods.text')}</p>
            <ul class="sentences">${data.findings.map((each) => html`<li class="sentence">${each.reading[language()]}</li>`)}</ul>
            <p class="quiet public-small">${t('web.public.compare.not')} <span class="hash" title=${fingerprint}>${fingerprint.slice(0, 12)}…</span></p>`;
    }

    private alikeDid(codes: readonly string[], data: Comparison['data']): string {
        const moved = data.areas.filter((each) => codes.includes(each.area));
        const [before, after] = [moved.reduce((all, each) => all + Number(each.before), 0), moved.reduce((all, each) => all + Number(each.after), 0)];
        if (before === 0) return '';
        const percent = 100 * (after / before - 1);
        return t('web.public.compare.alike.did', { percent: signed(percent) });
    }

    private drawn({ data }: Changes): TemplateResult {
        const area = areaLabel(this.state!.area);
        if (data.refused) return html`<p>${data.refused.text[language()]} ${data.refused.remedy[language()]}</p>`;
        const found = data.changes ?? [];
        const last = found[found.length - 1];
        if (last) this.start = last.since;
        return html`${found.length === 0 ? html`<p>${t('web.public.change.none', { area, from: month(data.watchedFrom ?? ''), until: month(data.until ?? '') })}</p>` : html`<ol class="public-changes">${found.map((each) => this.told(each))}</ol>`}
            <p class="quiet">${t('web.public.change.rate', { percent: number(data.falseAlarms), watched: data.watched, from: month(data.watchedFrom ?? '') })}</p>
            ${last ? this.compare(last) : nothing}`;
    }

    private compare(change: Change): TemplateResult {
        this.compared.want(JSON.stringify([this.question(), change.since]));
        return html`<h3>${t('web.public.compare.title', { start: month(change.since) })}</h3>${this.compared.draw((comparison) => this.beside(comparison), 8)}`;
    }

    override render(): TemplateResult {
        if (!this.chart || !this.state) return html``;
        this.changes.want(JSON.stringify(this.question()));
        return html`<section class="panel" aria-labelledby="changes-title"><h2 id="changes-title">${t('web.public.change.title', { area: areaLabel(this.state.area) })}</h2>${this.changes.draw((changes) => this.drawn(changes), 6)}</section>`;
    }
}

customElements.define('puente-changes', ChangePanel);
