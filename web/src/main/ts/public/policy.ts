import { html, nothing, type TemplateResult } from 'lit';
import './figure';
import './relation';
import './tables';
import { PuenteElement } from '../base/element';
import { t, word } from '../base/messages';
import { agencyMark } from '../base/parts';
import { Remote } from '../base/remote';
import { listed } from '../base/format';
import { language } from '../base/settings';
import { codeLabel, dimensionLabel } from '../base/vocabulary';
import { chartNamed, charts, stateOf } from './charts';
import { type About, ask, type Declared } from './data';

/** A section of a topic: figures in the state in which they tell it, and indicators of which each is shown once somebody publishes it. */
interface Section {
    name: string;
    figures?: readonly [string, string][];
    declared?: readonly string[];
    relation?: true;
}

const TOPICS: Readonly<Record<'drugs' | 'rights', readonly Section[]>> = {
    drugs: [
        { name: 'supply', figures: [['seizures', ''], ['nflis', '']], declared: ['us.dea.drug-purity', 'us.dea.drug-price', 'mx.semar.laboratories'] },
        { name: 'precursors', declared: ['mx.anam.precursors-seized', 'us.cbp.precursors-seized'] },
        { name: 'harm', figures: [['overdoses', ''], ['completeness', 'quality=pending-investigation']], declared: ['mx.ssa.overdose-deaths'] },
        { name: 'help', declared: ['mx.conasama.treatment-admissions', 'us.samhsa.treatment-admissions', 'mx.conasama.prevention-participants', 'us.cdc.naloxone-dispensed', 'mx.ssa.naloxone-available'] },
        { name: 'together', relation: true },
    ],
    rights: [
        { name: 'exposure', declared: ['mx.gn.vehicle-inspections', 'mx.sspc.watch-alerts'] },
        { name: 'detentions', declared: ['mx.sspc.detentions'] },
        { name: 'force', declared: ['mx.gn.use-of-force', 'us.cbp.use-of-force'] },
        { name: 'complaints', declared: ['mx.cndh.complaints', 'us.dhs.complaints'] },
    ],
};

/** What the relation that is shown first is between: where one of them is not held, there is nothing to show. */
const RELATED = ['us.cbp.drug-seizure-weight', 'us.cdc.synthetic-opioid-deaths'];

/** A page of one topic: what is published is shown, and of what is not it says so, by whom it would be and how it would be counted. */
export class Policy extends PuenteElement {
    static override properties = { topic: {} };
    declare topic: 'drugs' | 'rights';

    private readonly declared = new Remote<Declared>(this, (signal) => ask<Declared>('indicators', {}, signal), { spoken: false });

    constructor() {
        super();
        this.topic = 'drugs';
    }

    /** What nobody has published yet: what it would say, and by whom. No number stands in its place. */
    private awaited(all: readonly About[]): TemplateResult | typeof nothing {
        if (all.length === 0) return nothing;
        return html`<div class="public-awaited"><h3>${t('web.public.awaited')}</h3><p class="quiet">${t('web.public.awaited.text')}</p>
            <ul class="plain">${all.map((each) => html`<li class="panel"><h4>${each.name[language()]}</h4><p>${agencyMark(each.agency)}</p><p class="quiet">${t('web.public.awaited.how', { unit: codeLabel('unit', each.unit), parts: listed([t('web.records.area'), ...each.apart.filter((part) => part !== 'area').map((part) => dimensionLabel(part))].map((part) => part.toLocaleLowerCase(language()))) })}</p><p class="public-small">${each.note[language()]}</p><p class="public-small"><code>${each.indicator}</code></p></li>`)}</ul></div>`;
    }

    private section({ name, figures, declared, relation }: Section, { indicators, awaited }: Declared): TemplateResult {
        const held = (declared ?? []).flatMap((code) => indicators.filter((each) => each.indicator === code));
        const missing = (declared ?? []).flatMap((code) => awaited.filter((each) => each.indicator === code));
        const shown: TemplateResult[] = [
            ...(figures ?? []).map(([id, query]) => html`<puente-figure class="panel" .chart=${chartNamed(id)} .state=${stateOf(chartNamed(id)!, new URLSearchParams(query))}></puente-figure>`),
            ...held.map((each) => {
                const chart = charts.find(({ indicator }) => indicator === each.indicator);
                if (each.wholeTable) return html`<puente-table .code=${each.indicator}></puente-table>`;
                return chart ? html`<puente-figure class="panel" .chart=${chart} .state=${stateOf(chart, new URLSearchParams())}></puente-figure>` : html``;
            }),
            ...(relation && RELATED.every((code) => indicators.some(({ indicator }) => indicator === code)) ? [html`<puente-relation .level=${3}></puente-relation>`] : []),
        ];
        return html`<section class="public-section" id=${name} aria-labelledby=${`${name}-title`} tabindex="-1">
            <h2 id=${`${name}-title`}>${word('web.public.part', name)}</h2><p>${word('web.public.says', name)}</p>
            ${shown.length > 0 ? html`<div class="public-figures">${shown}</div>` : nothing}
            ${this.awaited(missing)}</section>`;
    }

    override render(): TemplateResult {
        this.declared.want('');
        return html`<header class="public-head"><h1>${word('web.public', this.topic)}</h1><p class="lead">${word('web.public.lead', this.topic)}</p>
                <nav aria-label=${t('web.public.contents')}><ul class="plain public-contents">${TOPICS[this.topic].map(({ name }) => html`<li><a href=${`#${name}`}>${word('web.public.part', name)}</a></li>`)}</ul></nav></header>
            ${this.declared.draw((declared) => html`${TOPICS[this.topic].map((each) => this.section(each, declared))}`, 12)}`;
    }
}

customElements.define('puente-policy', Policy);
