import { html, nothing, type TemplateResult } from 'lit';
import '../styles/subjects.css';
import './subject';
import { agreementInForce, api } from '../base/api';
import { View } from '../base/element';
import { counted, t } from '../base/messages';
import { agencyMark, empty, moment, viewHead } from '../base/parts';
import { Remote } from '../base/remote';
import { here, searched, setQuery } from '../base/router';
import { language } from '../base/settings';
import type { End, Queue, QueuedPair } from '../base/subject-types';
import type { Agreement } from '../base/types';
import { summary } from '../base/values';
import { kindLabel } from '../base/vocabulary';
import { percent } from './link-graph';

const KINDS = ['person', 'vehicle', 'firearm', 'organization'] as const;
const PERCENTS = ['50', '80', '95', '20'] as const;

interface Found {
    queue: Queue;
    agreement: Agreement | null;
}

/** The review queue: pairs of records that may be about one subject, until a person says so. One pair, or one subject, is drawn by `puente-subject`. */
export class SubjectsView extends View {
    private readonly found = new Remote<Found>(this, (signal) => this.ask(signal));

    get heading(): string {
        return here().query.has('pair') ? t('web.subjects.pair') : here().item === '' ? t('web.nav.subjects') : t('web.subjects.subject');
    }

    private async ask(signal: AbortSignal): Promise<Found> {
        const { query } = here();
        const [queue, agreement] = await Promise.all([
            api.get<Queue>('/api/v1/matches', { kind: query.get('kind') ?? undefined, percent: query.get('percent') ?? undefined, cursor: query.get('cursor') ?? undefined }, signal),
            agreementInForce(signal),
        ]);
        return { queue, agreement };
    }

    private readonly chosen = (event: Event): void => (event.target as HTMLSelectElement).form?.requestSubmit();

    private filters(): TemplateResult {
        const { query } = here();
        return html`<form class="panel subject-filters" role="search" aria-label=${t('web.records.filters')} @submit=${searched('/subjects')}>
            <label class="field"><span>${t('web.records.kind')}</span><select name="kind" @change=${this.chosen}><option value="">${t('web.records.any')}</option>${KINDS.map((each) => html`<option value=${each} .selected=${each === query.get('kind')}>${kindLabel(each)}</option>`)}</select></label>
            <label class="field"><span>${t('web.subjects.least')}</span><select name="percent" @change=${this.chosen}>${PERCENTS.map((each) => html`<option value=${each} .selected=${each === (query.get('percent') ?? '50')}>${each} %</option>`)}</select></label>
            <div class="actions"><button class="primary">${t('web.records.search')}</button></div>
        </form>`;
    }

    private end(end: End): TemplateResult {
        return html`<li class="flow">${agencyMark(end.agency)}<span>${end.record ? summary(end.record) || kindLabel(end.kind) : html`<span class="quiet">${t('web.subjects.unread')}</span>`}</span></li>`;
    }

    private row(pair: QueuedPair, agreement: Agreement | null): TemplateResult {
        const share = Math.round(pair.probability * 100);
        const purpose = agreement?.purposes.find((each) => each.name === pair.purpose)?.label[language()] ?? pair.purpose;
        const foreign = !pair.one.own || !pair.other.own;
        return html`<li class="queued">
            <p class="queued-percent"><strong>${percent(pair.probability)}</strong><svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="meter-ground" width="100" height="6" /><rect class="meter-value" width=${share} height="6" /></svg></p>
            <div class="queued-what"><h2><a href=${`/subjects?pair=${pair.id}&purpose=${encodeURIComponent(pair.purpose)}`}>${kindLabel(pair.kind)}: ${t('web.subjects.one')}</a></h2>
                <ul class="plain">${this.end(pair.one)}${this.end(pair.other)}</ul></div>
            <p class="queued-for quiet">${purpose} · ${pair.agency.toUpperCase()}<br />${moment(pair.found)}${foreign ? html`<br />${t('web.subjects.receipt')}` : nothing}</p>
        </li>`;
    }

    private list({ queue, agreement }: Found): TemplateResult {
        if (queue.pairs.length === 0) {
            return html`<section class="panel">${empty(t('web.subjects.none'), t('web.subjects.none.text'))}</section>`;
        }
        return html`<section class="panel" aria-label=${t('web.nav.subjects')}>
            <p class="quiet" aria-live="polite">${counted('web.subjects.count', queue.pairs.length)}</p>
            <ul class="plain queue">${queue.pairs.map((each) => this.row(each, agreement))}</ul>
            <nav class="actions pages" aria-label=${t('web.records.pages')}>
                ${here().query.has('cursor') ? html`<button type="button" @click=${() => history.back()}>${t('web.records.back')}</button>` : nothing}
                ${queue.cursor ? html`<button type="button" @click=${() => setQuery({ cursor: queue.cursor }, { replace: false })}>${t('web.records.more')}</button>` : nothing}
            </nav>
        </section>`;
    }

    override render(): TemplateResult {
        const { item, query } = here();
        if (item !== '' || query.has('pair')) return html`<puente-subject></puente-subject>`;
        this.found.want(['kind', 'percent', 'cursor'].map((each) => query.get(each) ?? '').join(' '));
        return html`${viewHead(t('web.nav.subjects'), t('web.subjects.lead'))} ${this.filters()} ${this.found.draw((found) => this.list(found), 10)}`;
    }
}

customElements.define('puente-subjects', SubjectsView);
