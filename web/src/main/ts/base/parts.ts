import { html, nothing, svg, type TemplateResult } from 'lit';
import { type ApiProblem, UNREACHABLE } from './api';
import { ago, date, instant, shortHash } from './format';
import { t, word } from './messages';
import type { Tlp } from './types';

/**
 * The small things every view is made of, as functions. They carry no state; what has state is an element. Colour is always
 * beside a mark and a word: nobody has to tell green from blue.
 */

/** A party's mark: a shape of its own and its code, in its hue. */
export function partyMark(party: string): TemplateResult {
    const shape = party === 'mx' ? svg`<path d="M6 0 12 6 6 12 0 6Z" />` : party === 'us' ? svg`<path d="M1 1h10v10H1Z" />` : svg`<circle cx="6" cy="6" r="5" />`;
    return html`<span class="party" data-party=${party}><svg class="party-mark" viewBox="0 0 12 12" aria-hidden="true">${shape}</svg>${party.toUpperCase()}</span>`;
}

/** `mx/fgr`: whose statement something is. */
export function agencyMark(agency: string): TemplateResult {
    const [party = '', name = ''] = agency.split('/');
    return html`<span class="agency">${partyMark(party)}${name === '' ? nothing : html`<span class="agency-name">${name.toUpperCase()}</span>`}</span>`;
}

/** `mx/fgr#duty`: an officer of an agency, in words that fit into a sentence. */
export function officerName(officer: string): string {
    const [agency = '', name = ''] = officer.split('#');
    return name === '' ? officer : `${name} (${agency.replace('/', ' ').toUpperCase()})`;
}

/** `mx/us`: from whom to whom. */
export function channelMark(channel: string): TemplateResult {
    const [from = '', to = ''] = channel.split('/');
    return html`<span class="channel-mark">${partyMark(from)}<span aria-hidden="true">→</span><span class="visually-hidden">${t('web.channel.to')}</span>${partyMark(to)}</span>`;
}

/** A TLP 2.0 label in the colours of FIRST's standard: coloured letters on black, in both themes. */
export function tlpLabel(tlp: Tlp): TemplateResult {
    return html`<span class="tlp" data-tlp=${tlp} title=${word('record.tlp', tlp.toLowerCase().replace('+', '-'))}>TLP:${tlp}</span>`;
}

export type Tone = 'good' | 'wait' | 'bad' | 'plain';

/** A state in one word, with a shape that says the same as its colour. */
export function stateMark(tone: Tone, text: string): TemplateResult {
    const shapes = {
        good: svg`<path d="M2 6.5 5 9.5 10 3" fill="none" stroke="currentColor" stroke-width="2" />`,
        wait: svg`<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5" /><path d="M6 3.5V6l2 1.5" fill="none" stroke="currentColor" stroke-width="1.5" />`,
        bad: svg`<path d="M6 1 11.5 11H.5Z" fill="currentColor" /><path d="M6 4.5v3" stroke="var(--surface)" stroke-width="1.4" /><circle cx="6" cy="9" r=".8" fill="var(--surface)" />`,
        plain: svg`<circle cx="6" cy="6" r="2.5" fill="currentColor" />`,
    };
    return html`<span class="state" data-tone=${tone}><svg viewBox="0 0 12 12" aria-hidden="true">${shapes[tone]}</svg>${text}</span>`;
}

/** A digest, short to the eye and whole in its title and to the clipboard. */
export function hashMark(hash: string): TemplateResult {
    return html`<span class="hash" title=${hash}>${shortHash(hash)}</span>`;
}

/** A moment: how long ago, with the exact time in its title. */
export function moment(value: string): TemplateResult {
    return html`<time datetime=${value} title=${instant(value)}>${ago(value)}</time>`;
}

export function day(value: string): TemplateResult {
    return html`<time datetime=${value}>${date(value)}</time>`;
}

/** Grey bars in the place of what is on its way; the same height as what comes, as far as that can be known. */
export function skeleton(lines: number): TemplateResult {
    return html`<div class="skeleton" role="status"><span class="visually-hidden">${t('web.loading')}</span>${Array.from({ length: lines }, () => html`<span class="skeleton-line"></span>`)}</div>`;
}

/** Nothing here: says so, says why, and says what one could do. */
export function empty(title: string, text: string, action: TemplateResult | typeof nothing = nothing): TemplateResult {
    return html`<div class="empty"><p class="empty-title">${title}</p><p>${text}</p>${action}</div>`;
}

/** A refusal with its reason and remedy, as the node worded them. */
export function problemPanel(problem: ApiProblem, again?: () => void): TemplateResult {
    const unreachable = problem.code === UNREACHABLE;
    const more = problem.problems.slice(1);
    return html`<div class="problem" role="alert">
        <p class="problem-reason">${unreachable ? t('web.unreachable.reason') : problem.reason || t('web.problem.unknown', { status: problem.status })}</p>
        <p>${unreachable ? t('web.unreachable.remedy') : problem.remedy}</p>
        ${more.length > 0
            ? html`<ul>${more.map((each) => html`<li>${each.position ? html`<code>${each.position}</code> ` : nothing}${each.reason} ${each.remedy}</li>`)}</ul>`
            : nothing}
        <p class="problem-foot">${again ? html`<button type="button" @click=${again}>${t('web.again')}</button>` : nothing}${unreachable ? nothing : html`<span class="quiet">${problem.code}</span>`}</p>
    </div>`;
}

/** The head of a view: what this is, and what may be done with it. */
export function viewHead(title: string | TemplateResult, lead: string | TemplateResult, actions: TemplateResult | typeof nothing = nothing): TemplateResult {
    return html`<header class="view-head"><div><h1>${title}</h1><p class="lead">${lead}</p></div>${actions === nothing ? nothing : html`<div class="actions">${actions}</div>`}</header>`;
}

/** What a reader should know before trusting figures; nothing where there is nothing. */
export function doubtsPanel(sentences: readonly string[]): TemplateResult | typeof nothing {
    return sentences.length === 0 ? nothing : html`<div class="public-note" role="note" aria-label=${t('web.doubt')}><p><strong>${t('web.doubt')}</strong></p><ul>${sentences.map((each) => html`<li>${each}</li>`)}</ul></div>`;
}

/** One line of a list of terms. */
export function term(name: string, value: unknown): TemplateResult {
    return html`<div class="term"><dt>${name}</dt><dd>${value}</dd></div>`;
}
