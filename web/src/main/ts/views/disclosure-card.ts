import { html, nothing, type TemplateResult } from 'lit';
import { instant, number } from '../base/format';
import { counted, t, word } from '../base/messages';
import { agencyMark, channelMark, day, moment, officerName, stateMark, term, tlpLabel } from '../base/parts';
import { language } from '../base/settings';
import type { Agreement, Disclosure } from '../base/types';
import { kindLabel } from '../base/vocabulary';
import { entryLink } from './log-entry';

/** A purpose's name in the agreement, in the reader's language. */
export function purposeName(agreement: Agreement | null | undefined, name: string): string {
    return agreement?.purposes.find((each) => each.name === name)?.label[language()] ?? name;
}

/** What stands of it now: received, waiting for the receiver, or ended and how. */
function standing(each: Disclosure): TemplateResult {
    if (each.state === 'ended') return stateMark('plain', word('web.disclosure.ended', each.ended?.cause ?? ''));
    return stateMark(each.cosigned ? 'good' : 'wait', each.cosigned ? t('web.disclosure.received') : t('web.disclosure.waiting'));
}

/** The holder's receipt for a purge, or that it is outstanding. */
export function purgeReceipt(each: Disclosure): TemplateResult | typeof nothing {
    if (!each.ended) return nothing;
    const { purged } = each.ended;
    return purged
        ? html`${stateMark('good', t('web.disclosure.purged', { entry: number(purged.entry) }))} ${entryLink(purged.channel, purged.entry, t('web.disclosure.receipt'))} ${channelMark(purged.channel)}`
        : stateMark('wait', t('web.disclosure.purge.waiting'));
}

/** One disclosure whole. Its link asks for a purpose first: following it costs no receipt. */
export function disclosureCard(each: Disclosure, agreement: Agreement | null | undefined): TemplateResult {
    const ended = each.ended;
    return html`<article class="panel disclosure-card" data-party=${each.actor.split('/')[0] ?? ''}>
        <header class="flow"><h3><a href=${`/records/${each.record}`}>${kindLabel(each.kind)} <span class="hash">${each.record.slice(0, 8)}</span></a></h3>${tlpLabel(each.handling.tlp)}${standing(each)}</header>
        <p class="flow">${agencyMark(each.actor)}<span aria-hidden="true">→</span><span class="visually-hidden">${t('web.channel.to')}</span>${agencyMark(each.recipient)} <span class="quiet">${entryLink(each.channel, each.entry, t('web.disclosure.entry', { entry: number(each.entry), version: each.version }))}</span> ${moment(each.at)}</p>
        <dl class="terms">
            ${term(t('web.disclosure.purpose'), purposeName(agreement, each.purpose))}
            ${term(t('web.disclosure.clauses'), html`<ul class="plain">${each.clauses.map((clause) => html`<li>${clause.title?.[language()] ?? clause.id}</li>`)}</ul>`)}
            ${each.approvals.length > 0 ? term(t('web.exchange.approved'), each.approvals.map(officerName).join(', ')) : nothing}
            ${each.until && !ended ? term(t('web.disclosure.until'), day(each.until)) : nothing}
            ${ended ? term(t('web.exchange.ended'), html`${word('web.disclosure.ended', ended.cause)}, ${instant(ended.at)}`) : nothing}
            ${ended ? term(t('web.disclosure.purge'), purgeReceipt(each)) : nothing}
            ${term(t('web.disclosure.uses'), each.useCount === 0 ? t('web.disclosure.uses.none') : html`<details><summary>${counted('web.exchange.uses', each.useCount)}</summary><ul class="plain">${each.uses.map((use) => html`<li>${agencyMark(use.agency)} ${purposeName(agreement, use.purpose)} ${moment(use.at)}</li>`)}</ul></details>`)}
        </dl>
    </article>`;
}
