import { html, nothing, type TemplateResult } from 'lit';
import './figure';
import { PuenteElement } from '../base/element';
import { bridge, icons } from '../base/icons';
import { date } from '../base/format';
import { t, switchLanguage, word } from '../base/messages';
import { empty } from '../base/parts';
import { here, navigate } from '../base/router';
import { language, setTheme, theme, type Theme } from '../base/settings';
import { areaLabel, dimensionLabel, dimensionValue } from '../base/vocabulary';
import { addressOf, type Chart, chartNamed, type State, stateOf } from './charts';
import { select } from './select';

/** Each section of the story: its texts, and its charts in the state in which they tell it. */
const STORY: readonly { name: string; figures: readonly [string, string][] }[] = [
    { name: 'homicides', figures: [['homicides', 'by=calendar'], ['homicides', 'area=MX-SIN']] },
    { name: 'liberty', figures: [['homicides', 'crime=secuestro&by=calendar'], ['homicides', 'crime=otros-delitos-que-atentan-contra-la-libertad-personal&by=calendar']] },
    { name: 'firearms', figures: [['firearms', '']] },
    { name: 'seizures', figures: [['seizures', ''], ['seizures', 'drug=methamphetamine']] },
    { name: 'overdoses', figures: [['overdoses', '']] },
    { name: 'encounters', figures: [['encounters', ''], ['patrol', '']] },
    { name: 'crossings', figures: [['crossings', '']] },
    { name: 'money', figures: [['money', ''], ['money', 'stage=disbursed']] },
];

/** The frame of the public pages, and which of them the address names. */
export class PublicPage extends PuenteElement {
    private readonly loaded = new Set<string>();

    /** Loads what only some pages need, once. */
    private need(name: 'map' | 'changes' | 'check' | 'beside' | 'policy' | 'relation' | 'table' | 'requests'): boolean {
        if (this.loaded.has(name)) return true;
        const loading = name === 'map' ? import('./outline-map') : name === 'changes' ? import('./changes') : name === 'beside' ? import('./beside') : name === 'policy' ? import('./policy') : name === 'relation' ? import('./relation') : name === 'table' ? import('./tables') : name === 'requests' ? import('./requests') : import('./check');
        void loading.then(() => {
            this.loaded.add(name);
            this.requestUpdate();
        });
        return false;
    }

    private controls(chart: Chart, state: State): TemplateResult {
        const to = (changed: Partial<State>) => addressOf(chart, { ...state, ...changed });
        const places = (chart.areas ?? []).map((each) => [each, areaLabel(each)] as const).toSorted((a, b) => a[1].localeCompare(b[1], language()));
        const isMonths = state.length === 'month' || state.length === 'rolling';
        return html`<div class="public-controls" role="group" aria-label=${t('web.public.controls')}>
            ${chart.choices.map(({ dimension, values, all }) =>
                select(dimension, dimensionLabel(dimension), state.chosen[dimension] ?? '', [...(all ? [['', t('web.public.together')] as const] : []), ...values.map((each) => [each, dimensionValue(dimension, each)] as const)], (value) => navigate(to({ chosen: { ...state.chosen, [dimension]: value } }))),
            )}
            ${chart.areas ? select('area', t('web.records.area'), state.area, [...(chart.area ? [] : [['', t('web.public.together')] as const]), ...places], (area) => navigate(to({ area }))) : nothing}
            ${chart.lengths.length > 1 ? select('by', t('web.indicators.period'), state.length, chart.lengths.map((each) => [each, word('web.public.by', each)] as const), (by) => navigate(to({ length: by as State['length'] }))) : nothing}
            ${chart.rates && state.area !== '' ? html`<a class="button" href=${addressOf(chart, { ...state, rate: !state.rate })}>${state.rate ? t('web.public.counts') : t('web.public.rates')}</a>` : nothing}
            ${isMonths && chart.share === undefined && !state.rate ? html`<a class="button" href=${addressOf(chart, { ...state, forecast: !state.forecast })}>${state.forecast ? t('web.public.forecast.hide') : t('web.public.forecast.show')}</a>` : nothing}
        </div>`;
    }

    private chart(chart: Chart): TemplateResult {
        const state = stateOf(chart, here().query);
        return html`<p class="public-back"><a href="/public">${t('web.public.back')}</a></p>
            <puente-figure class="panel" .chart=${chart} .state=${state} .level=${1}></puente-figure>
            ${this.controls(chart, state)}
            ${chart.changes && state.area !== '' && this.need('changes') ? html`<puente-changes .chart=${chart} .state=${state}></puente-changes>` : nothing}
            ${chart.beside && this.need('beside') ? html`<puente-beside .chart=${chart} .state=${state}></puente-beside>` : nothing}
            ${chart.map && this.need('map') ? html`<section class="panel"><puente-outline-map .chart=${chart} .state=${state} .level=${2}></puente-outline-map></section>` : nothing}`;
    }

    private story(): TemplateResult {
        return html`<header class="public-head"><h1>${t('web.public.title')}</h1><p class="lead">${t('web.public.lead')}</p>
                <nav aria-label=${t('web.public.contents')}><ul class="plain public-contents">${STORY.map(({ name }) => html`<li><a href=${`#${name}`}>${word('web.public.section', name)}</a></li>`)}</ul></nav></header>
            ${STORY.map(
                ({ name, figures }) => html`<section class="public-section" id=${name} aria-labelledby=${`${name}-title`} tabindex="-1">
                    <h2 id=${`${name}-title`}>${word('web.public.section', name)}</h2>
                    <p>${word('web.public.text', name)}</p>
                    <div class="public-figures" data-count=${figures.length}>${figures.map(([id, query]) => {
                        const chart = chartNamed(id)!;
                        return html`<puente-figure class="panel" .chart=${chart} .state=${stateOf(chart, new URLSearchParams(query))}></puente-figure>`;
                    })}</div>
                    ${name === 'homicides' && this.need('map') ? html`<div class="panel"><puente-outline-map .chart=${chartNamed('homicides')} .state=${stateOf(chartNamed('homicides')!, new URLSearchParams())}></puente-outline-map></div>` : nothing}
                </section>`,
            )}`;
    }

    /** What may stand alone in another site's frame, without the frame of this one. */
    private alone(): TemplateResult | undefined {
        const { item, query } = here();
        if (query.get('embed') !== '1') return undefined;
        if (item === 'relation') return this.need('relation') ? html`<puente-relation .query=${query.toString()} .embedded=${true}></puente-relation>` : html``;
        if (item === 'table') return this.need('table') ? html`<puente-table .code=${query.get('indicator') ?? ''} .level=${1} .embedded=${true}></puente-table>` : html``;
        if (item === 'check' && query.has('channel')) return this.need('check') ? html`<puente-check .only=${query.get('channel') ?? ''} .embedded=${true}></puente-check>` : html``;
        const chart = chartNamed(item);
        if (chart?.map && query.get('map') === '1') return this.need('map') ? html`<puente-outline-map .chart=${chart} .state=${stateOf(chart, query)} .level=${1} .embedded=${true}></puente-outline-map>` : html``;
        return chart ? html`<puente-figure .chart=${chart} .state=${stateOf(chart, query)} .level=${1} .embedded=${true}></puente-figure>` : undefined;
    }

    private view(): TemplateResult {
        const { item } = here();
        if (item === '') return this.story();
        if (item === 'drugs' || item === 'rights') return this.need('policy') ? html`<puente-policy .topic=${item}></puente-policy>` : html``;
        if (item === 'relation') return this.need('relation') ? html`<puente-relation .query=${here().query.toString()}></puente-relation>` : html``;
        if (item === 'table') return this.need('table') ? html`<p class="public-back"><a href="/public/rights">${t('web.public.rights')}</a></p><puente-table .code=${here().query.get('indicator') ?? ''} .level=${1}></puente-table>` : html``;
        if (item === 'requests') return this.need('requests') ? html`<puente-public-requests></puente-public-requests>` : html``;
        if (item === 'check') return this.need('check') ? html`<puente-check .only=${here().query.get('channel') ?? ''}></puente-check>` : html``;
        const chart = chartNamed(item);
        return chart ? this.chart(chart) : html`<h1>${t('web.lost.title')}</h1>${empty(t('web.lost.title'), t('web.lost.text'), html`<a class="button" href="/public">${t('web.public.back')}</a>`)}`;
    }

    private tools(): TemplateResult {
        const other = language() === 'es' ? 'en' : 'es';
        return html`<div class="public-tools-bar navigation-foot">
            <button type="button" class="tool" lang=${other} @click=${() => void switchLanguage(other)}>${other === 'es' ? 'Español' : 'English'}</button>
            <label class="tool tool-select">${icons.theme}<span class="visually-hidden">${t('web.theme')}</span><select @change=${(event: Event) => setTheme((event.target as HTMLSelectElement).value as Theme)}>${(['system', 'light', 'dark'] as const).map((each) => html`<option value=${each} .selected=${theme() === each}>${word('web.theme', each)}</option>`)}</select></label>
        </div>`;
    }

    override updated(): void {
        const { item } = here();
        const chart = chartNamed(item);
        document.title = `${item === 'check' ? t('web.public.check') : item === 'drugs' ? t('web.public.drugs') : item === 'rights' || item === 'table' ? t('web.public.rights') : item === 'relation' ? t('web.public.relation') : item === 'requests' ? t('web.public.requests') : chart ? t(chart.measure) : t('web.public.title')} · Puente`;
    }

    override render(): TemplateResult {
        const { item } = here();
        const alone = this.alone();
        if (alone) return html`<main id="main" class="public-embedded">${alone}</main>`;
        return html`<a class="skip" href="#main">${t('web.skip')}</a>
            <header class="bar"><a class="brand" href="/public" aria-label=${t('web.public.home')}>${bridge}<span>Puente</span></a>
                <nav class="public-nav" aria-label=${t('web.nav')}><a href="/public" aria-current=${item === '' ? 'page' : nothing}>${t('web.public.nav.figures')}</a><a href="/public/drugs" aria-current=${item === 'drugs' || item === 'relation' ? 'page' : nothing}>${t('web.public.drugs')}</a><a href="/public/rights" aria-current=${item === 'rights' || item === 'table' ? 'page' : nothing}>${t('web.public.rights')}</a><a href="/public/requests" aria-current=${item === 'requests' ? 'page' : nothing}>${t('web.public.requests')}</a><a href="/public/check" aria-current=${item === 'check' ? 'page' : nothing}>${t('web.public.check')}</a></nav>
                ${this.tools()}</header>
            <main id="main" tabindex="-1">${this.view()}</main>
            <footer class="public-foot"><p class="print-only">${t('web.public.printed', { url: location.href, date: date(new Date().toISOString()) })}</p><p>${t('web.public.foot')}</p><p class="screen-only"><a href="/openapi.yaml">${t('web.public.foot.api')}</a> · <a href="/" target="_self">${t('web.public.foot.sign-in')}</a></p></footer>`;
    }
}

customElements.define('puente-public', PublicPage);
